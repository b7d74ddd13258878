"""Nouns of emulation, a room each."""

from campaigns.models.assessments import Assessment, AssessmentFigure, AssessmentPart
from campaigns.models.blocs import BlocDocument, BlocResult, BlocTerm
from campaigns.models.campaigns import (
    AnnouncedAward,
    Campaign,
    CampaignPlan,
    Commitment,
    HigherCampaign,
)
from campaigns.models.deeds import Deed
from campaigns.models.exemplars import Exemplar, ExemplarAdoption, ExemplarPhoto
from campaigns.models.initiatives import Adoption, CertificateSeries, Initiative
from campaigns.models.likeness import ComparedText
from campaigns.models.pacts import Pact, PactSignature
from campaigns.models.pledges import Aim, Pledge, Target
from campaigns.models.progress import ProgressFile, ProgressNote
from campaigns.models.proposals import Authorship, Proposal
from campaigns.models.public import PublicPages
from campaigns.models.publications import (
    Publication,
    PublicationFile,
    PublicationVersion,
    Reading,
)
from campaigns.models.rankings import Ranking, RankingLine
from campaigns.models.registrations import RegisteredAim, RegisteredTarget, Registration
from campaigns.models.reminders import Duty, ReminderRule
from campaigns.models.scores import Score, ScoreSheet, ScoringRound
from campaigns.models.scoring_tables import Criterion, CriterionGroup, ScoringTable
from campaigns.models.sittings import (
    Mark,
    MarkSheet,
    Recusal,
    Sitting,
    SittingItem,
    SittingMember,
)
from campaigns.models.versions import PledgeAutosave, PledgeImport, PledgeVersion

__all__ = [
    "Adoption",
    "Aim",
    "AnnouncedAward",
    "Assessment",
    "AssessmentFigure",
    "AssessmentPart",
    "Authorship",
    "BlocDocument",
    "BlocResult",
    "BlocTerm",
    "Campaign",
    "CampaignPlan",
    "CertificateSeries",
    "Commitment",
    "ComparedText",
    "Criterion",
    "CriterionGroup",
    "Deed",
    "Duty",
    "Exemplar",
    "ExemplarAdoption",
    "ExemplarPhoto",
    "HigherCampaign",
    "Initiative",
    "Mark",
    "MarkSheet",
    "Pact",
    "PactSignature",
    "Pledge",
    "PledgeAutosave",
    "PledgeImport",
    "PledgeVersion",
    "ProgressFile",
    "ProgressNote",
    "Proposal",
    "PublicPages",
    "Publication",
    "PublicationFile",
    "PublicationVersion",
    "Ranking",
    "RankingLine",
    "Reading",
    "Recusal",
    "RegisteredAim",
    "RegisteredTarget",
    "Registration",
    "ReminderRule",
    "Score",
    "ScoreSheet",
    "ScoringRound",
    "ScoringTable",
    "Sitting",
    "SittingItem",
    "SittingMember",
    "Target",
]
