"""Nouns of emulation, a room each."""

from campaigns.models.blocs import BlocResult
from campaigns.models.campaigns import AnnouncedAward, Campaign, Commitment
from campaigns.models.deeds import Deed
from campaigns.models.exemplars import Adoption, Exemplar
from campaigns.models.initiatives import Initiative
from campaigns.models.pledges import Aim, Pledge, Target
from campaigns.models.public import PublicPages
from campaigns.models.publications import Publication, PublicationVersion, Reading
from campaigns.models.reminders import Duty, ReminderRule

__all__ = [
    "Adoption",
    "Aim",
    "AnnouncedAward",
    "BlocResult",
    "Campaign",
    "Commitment",
    "Deed",
    "Duty",
    "Exemplar",
    "Initiative",
    "Pledge",
    "PublicPages",
    "Publication",
    "PublicationVersion",
    "Reading",
    "ReminderRule",
    "Target",
]
