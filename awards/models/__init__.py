"""Nouns of commendation, a room each."""

from awards.models.decisions import Decision, DecisionFile, NumberSeries, Recipient
from awards.models.deeds import DeedNomination
from awards.models.initiatives import InitiativeUse
from awards.models.nominations import Nomination
from awards.models.papers import NominationPaper
from awards.models.reviews import Opinion, Review, ReviewItem, ReviewMember
from awards.models.submissions import (
    MinutesFile,
    Submission,
    SubmissionFile,
    UnitVote,
    UnitVoteCount,
)
from awards.models.tallies import Tally, TallyLine

__all__ = [
    "Decision",
    "DecisionFile",
    "DeedNomination",
    "InitiativeUse",
    "MinutesFile",
    "Nomination",
    "NominationPaper",
    "NumberSeries",
    "Opinion",
    "Recipient",
    "Review",
    "ReviewItem",
    "ReviewMember",
    "Submission",
    "SubmissionFile",
    "Tally",
    "TallyLine",
    "UnitVote",
    "UnitVoteCount",
]
