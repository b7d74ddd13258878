"""The pledge sweep: who is still missing hears of it, once a milestone."""

from celery import shared_task

from campaigns.actions.reminders import remind_of_pledges
from campaigns.models import Campaign
from campaigns.workflow import CampaignState


@shared_task
def remind_pledges() -> int:
    """Remind clerks and heads of every launched campaign; return how many were told now."""
    campaigns = Campaign.objects.filter(state=CampaignState.LAUNCHED).select_related("agency")
    return sum(remind_of_pledges(campaign=campaign) for campaign in campaigns)
