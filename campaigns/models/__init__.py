"""Nouns of emulation, a room each."""

from campaigns.models.assessments import Assessment, AssessmentFigure, AssessmentPart
from campaigns.models.blocs import BlocResult
from campaigns.models.campaigns import AnnouncedAward, Campaign, Commitment, HigherCampaign
from campaigns.models.initiatives import Initiative
from campaigns.models.pacts import Pact, PactSignature
from campaigns.models.pledges import Aim, Pledge, Target
from campaigns.models.progress import ProgressFile, ProgressNote
from campaigns.models.registrations import RegisteredAim, RegisteredTarget, Registration
from campaigns.models.reminders import Duty, ReminderRule
from campaigns.models.versions import PledgeAutosave, PledgeImport, PledgeVersion

__all__ = [
    "Aim",
    "AnnouncedAward",
    "Assessment",
    "AssessmentFigure",
    "AssessmentPart",
    "BlocResult",
    "Campaign",
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
    "ProgressFile",
    "ProgressNote",
    "RegisteredAim",
    "RegisteredTarget",
    "Registration",
    "ReminderRule",
    "Target",
]
