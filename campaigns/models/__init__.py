"""Nouns of emulation, a room each."""

from campaigns.models.blocs import BlocResult
from campaigns.models.campaigns import AnnouncedAward, Campaign, Commitment
from campaigns.models.initiatives import Initiative
from campaigns.models.pledges import Aim, Pledge, Target
from campaigns.models.reminders import Duty, ReminderRule

__all__ = [
    "Aim",
    "AnnouncedAward",
    "BlocResult",
    "Campaign",
    "Commitment",
    "Duty",
    "Initiative",
    "Pledge",
    "ReminderRule",
    "Target",
]
