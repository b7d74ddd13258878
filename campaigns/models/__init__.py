"""Nouns of emulation, a room each."""

from campaigns.models.blocs import BlocResult
from campaigns.models.campaigns import AnnouncedAward, Campaign, Commitment
from campaigns.models.deeds import Deed
from campaigns.models.exemplars import Exemplar, ExemplarAdoption, ExemplarPhoto
from campaigns.models.initiatives import Adoption, CertificateSeries, Initiative
from campaigns.models.likeness import ComparedText
from campaigns.models.pledges import Aim, Pledge, Target
from campaigns.models.proposals import Authorship, Proposal
from campaigns.models.public import PublicPages
from campaigns.models.publications import (
    Publication,
    PublicationFile,
    PublicationVersion,
    Reading,
)
from campaigns.models.reminders import Duty, ReminderRule
from campaigns.models.sittings import (
    Mark,
    Recusal,
    ScoreSheet,
    Sitting,
    SittingItem,
    SittingMember,
)

__all__ = [
    "Adoption",
    "Aim",
    "AnnouncedAward",
    "Authorship",
    "BlocResult",
    "Campaign",
    "CertificateSeries",
    "Commitment",
    "ComparedText",
    "Deed",
    "Duty",
    "Exemplar",
    "ExemplarAdoption",
    "ExemplarPhoto",
    "Initiative",
    "Mark",
    "Pledge",
    "Proposal",
    "PublicPages",
    "Publication",
    "PublicationFile",
    "PublicationVersion",
    "Reading",
    "Recusal",
    "ReminderRule",
    "ScoreSheet",
    "Sitting",
    "SittingItem",
    "SittingMember",
    "Target",
]
