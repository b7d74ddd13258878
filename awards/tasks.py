"""The sweeps of commendation: who must know, or owes something; the register's daily head."""

from celery import shared_task

from awards.actions.consultations import tell_nominees
from awards.actions.register import publish_head
from awards.actions.reminders import remind_of_nominations, remind_of_review
from awards.models import Consultation, Review
from awards.workflow import ReviewState
from campaigns.models import Campaign
from campaigns.workflow import CampaignState
from units import clock


@shared_task
def remind_reviews() -> int:
    """Remind of nominations due and of opinions missing; return how many were told now."""
    campaigns = Campaign.objects.filter(state=CampaignState.LAUNCHED).select_related("agency")
    told = sum(remind_of_nominations(campaign=campaign) for campaign in campaigns)
    reviews = Review.objects.filter(state=ReviewState.OPEN).select_related("agency")
    return told + sum(remind_of_review(review=review) for review in reviews)


@shared_task
def tell_posted_nominees() -> int:
    """Tell nominees of consultations that have begun; return how many were told now."""
    today = clock.today()
    begun = Consultation.objects.filter(first_day__lte=today, last_day__gte=today)
    return sum(tell_nominees(consultation=one) for one in begun.select_related("agency"))


@shared_task
def publish_register_head() -> bool:
    """Publish the day's head of the public register, if it is due; return whether it was."""
    return publish_head() is not None
