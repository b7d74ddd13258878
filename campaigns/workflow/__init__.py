"""The states of everything in the emulation year, and the steps between: a table a noun."""

from campaigns.workflow.campaigns import CampaignKind, CampaignState
from campaigns.workflow.deeds import DEED, DeedState
from campaigns.workflow.exemplars import ASKED, EXEMPLAR, SUBJECT, ExemplarState
from campaigns.workflow.initiatives import AUTHOR, PROPOSAL, RECOGNISER, ProposalState, SittingState
from campaigns.workflow.pledges import (
    BOARD,
    NOT_BEGUN,
    OPEN_TO_EDIT,
    PLEDGE,
    WITH_SIGNATURE,
    PactState,
    PledgeState,
    RegistrationState,
)
from campaigns.workflow.progress import (
    ASSESSMENT,
    ASSESSMENT_OPEN,
    WITH_UNIT,
    AssessmentState,
    ProgressState,
)
from campaigns.workflow.publications import PUBLICATION, PublicationState
from campaigns.workflow.roles import CLERK, HEAD, STANDING_BODY
from campaigns.workflow.scores import TableState

__all__ = [
    "ASKED",
    "ASSESSMENT",
    "ASSESSMENT_OPEN",
    "AUTHOR",
    "BOARD",
    "CLERK",
    "DEED",
    "EXEMPLAR",
    "HEAD",
    "NOT_BEGUN",
    "OPEN_TO_EDIT",
    "PLEDGE",
    "PROPOSAL",
    "PUBLICATION",
    "RECOGNISER",
    "STANDING_BODY",
    "SUBJECT",
    "WITH_SIGNATURE",
    "WITH_UNIT",
    "AssessmentState",
    "CampaignKind",
    "CampaignState",
    "DeedState",
    "ExemplarState",
    "PactState",
    "PledgeState",
    "ProgressState",
    "ProposalState",
    "PublicationState",
    "RegistrationState",
    "SittingState",
    "TableState",
]
