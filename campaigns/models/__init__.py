"""Nouns of emulation, a room each."""

from campaigns.models.blocs import BlocResult
from campaigns.models.campaigns import (
    AnnouncedAward,
    Campaign,
    CampaignPlan,
    Commitment,
    HigherCampaign,
)
from campaigns.models.initiatives import Initiative
from campaigns.models.pacts import Pact, PactSignature
from campaigns.models.pledges import Aim, Pledge, Target
from campaigns.models.registrations import RegisteredAim, RegisteredTarget, Registration
from campaigns.models.reminders import Duty, ReminderRule
from campaigns.models.versions import PledgeAutosave, PledgeImport, PledgeVersion

__all__ = [
    "Aim",
    "AnnouncedAward",
    "BlocResult",
    "Campaign",
    "CampaignPlan",
    "Commitment",
    "Duty",
    "HigherCampaign",
    "Initiative",
    "Pact",
    "PactSignature",
    "Pledge",
    "PledgeAutosave",
    "PledgeImport",
    "PledgeVersion",
    "RegisteredAim",
    "RegisteredTarget",
    "Registration",
    "ReminderRule",
    "Target",
]
