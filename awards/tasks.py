"""The sweep of nominations and reviews: who still owes something hears of it."""

from celery import shared_task

from awards.actions.reminders import remind_of_nominations, remind_of_review
from awards.models import Review
from awards.workflow import ReviewState
from campaigns.models import Campaign
from campaigns.workflow import CampaignState


@shared_task
def remind_reviews() -> int:
    """Remind of nominations due and of opinions missing; return how many were told now."""
    campaigns = Campaign.objects.filter(state=CampaignState.LAUNCHED).select_related("agency")
    told = sum(remind_of_nominations(campaign=campaign) for campaign in campaigns)
    reviews = Review.objects.filter(state=ReviewState.OPEN).select_related("agency")
    return told + sum(remind_of_review(review=review) for review in reviews)
