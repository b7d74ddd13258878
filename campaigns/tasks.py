"""The sweeps of emulation: who is still missing something hears of it, once."""

from celery import shared_task

from campaigns.actions.publications import remind_of_readings
from campaigns.actions.reminders import remind_of_pledges
from campaigns.models import Campaign
from campaigns.queries.publications import readings_due
from campaigns.workflow import CampaignState
from units import clock


@shared_task
def remind_pledges() -> int:
    """Remind clerks and heads of every launched campaign; return how many were told now."""
    campaigns = Campaign.objects.filter(state=CampaignState.LAUNCHED).select_related("agency")
    return sum(remind_of_pledges(campaign=campaign) for campaign in campaigns)


@shared_task
def remind_readings() -> int:
    """Remind those who have not confirmed reading, on the eve; return how many were told now."""
    due = readings_due(clock.today())
    return sum(remind_of_readings(publication=publication) for publication in due)
