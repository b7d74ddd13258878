"""Nouns of emulation, a room each."""

from campaigns.models.blocs import BlocResult
from campaigns.models.campaigns import AnnouncedAward, Campaign, Commitment
from campaigns.models.deeds import Deed
from campaigns.models.exemplars import Adoption, Exemplar, ExemplarPhoto
from campaigns.models.initiatives import Initiative
from campaigns.models.pledges import Aim, Pledge, Target
from campaigns.models.public import PublicPages
from campaigns.models.publications import (
    Publication,
    PublicationFile,
    PublicationVersion,
    Reading,
)
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
    "ExemplarPhoto",
    "Initiative",
    "Pledge",
    "PublicPages",
    "Publication",
    "PublicationFile",
    "PublicationVersion",
    "Reading",
    "ReminderRule",
    "Target",
]
