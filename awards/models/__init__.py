"""Nouns of commendation, a room each."""

from awards.models.decisions import Decision, DecisionFile, NumberSeries, Recipient
from awards.models.deeds import DeedNomination
from awards.models.initiatives import InitiativeUse
from awards.models.nominations import Nomination
from awards.models.returns import NominationCheck, NominationReturn, ReturnedPart
from awards.models.reviews import Opinion, Review, ReviewItem, ReviewMember
from awards.models.tallies import Tally, TallyLine
from awards.models.versions import DossierReading, NominationAutosave, NominationVersion

__all__ = [
    "Decision",
    "DecisionFile",
    "DeedNomination",
    "DossierReading",
    "InitiativeUse",
    "Nomination",
    "NominationAutosave",
    "NominationCheck",
    "NominationReturn",
    "NominationVersion",
    "NumberSeries",
    "Opinion",
    "Recipient",
    "ReturnedPart",
    "Review",
    "ReviewItem",
    "ReviewMember",
    "Tally",
    "TallyLine",
]
