"""Nouns of commendation, a room each."""

from awards.models.consultations import Consultation, ConsultationItem, Remark
from awards.models.decisions import Decision, DecisionFile, NumberSeries, Recipient
from awards.models.deeds import DeedNomination
from awards.models.initiatives import InitiativeUse
from awards.models.nominations import Nomination
from awards.models.reviews import Opinion, Review, ReviewItem, ReviewMember
from awards.models.tallies import Tally, TallyLine

__all__ = [
    "Consultation",
    "ConsultationItem",
    "Decision",
    "DecisionFile",
    "DeedNomination",
    "InitiativeUse",
    "Nomination",
    "NumberSeries",
    "Opinion",
    "Recipient",
    "Remark",
    "Review",
    "ReviewItem",
    "ReviewMember",
    "Tally",
    "TallyLine",
]
