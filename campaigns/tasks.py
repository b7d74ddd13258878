"""The sweeps of emulation: who is still missing something hears of it, once."""

from celery import shared_task

from campaigns.actions.publications import remind_of_readings
from campaigns.actions.reminders import (
    remind_of_assessments,
    remind_of_pledges,
    remind_of_scores,
)
from campaigns.models import Campaign, ScoringRound
from campaigns.queries.publications import readings_due
from campaigns.workflow import CampaignState
from units import clock


@shared_task
def remind_pledges() -> int:
    """Remind clerks and heads of every launched campaign; return how many were told now."""
    campaigns = Campaign.objects.filter(state=CampaignState.LAUNCHED).select_related("agency")
    return sum(remind_of_pledges(campaign=campaign) for campaign in campaigns)


@shared_task
def remind_assessments() -> int:
    """Remind of self-assessments in the middle of the year and at its end."""
    campaigns = Campaign.objects.filter(state=CampaignState.LAUNCHED).select_related("agency")
    return sum(remind_of_assessments(campaign=campaign) for campaign in campaigns)


@shared_task
def remind_scores() -> int:
    """Remind of the scores that units owe in an open window, or owed in the last one."""
    rounds = ScoringRound.objects.filter(campaign__state=CampaignState.LAUNCHED)
    return sum(remind_of_scores(round_=one) for one in rounds.select_related("campaign__agency"))


@shared_task
def remind_readings() -> int:
    """Remind those who have not confirmed reading, on the eve; return how many were told now."""
    due = readings_due(clock.today())
    return sum(remind_of_readings(publication=publication) for publication in due)
