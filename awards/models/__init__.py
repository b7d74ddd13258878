"""Nouns of commendation, a room each."""

from awards.models.certificates import (
    Certificate,
    CertificateBatch,
    CertificateStock,
    Printer,
    StockField,
)
from awards.models.consultations import Consultation, ConsultationItem, Remark
from awards.models.decisions import Decision, DecisionFile, NumberSeries, Recipient
from awards.models.deeds import DeedNomination
from awards.models.funds import Fund, FundEntry, PrizeLine, Recovery
from awards.models.history import HistoryImport, HistoryLine
from awards.models.initiatives import InitiativeUse
from awards.models.minutes import Minutes, Signature
from awards.models.nominations import Nomination
from awards.models.papers import NominationPaper
from awards.models.petitions import (
    Petition,
    PetitionDossier,
    PetitionFile,
    PetitionItem,
    PetitionReply,
    PetitionStep,
)
from awards.models.polls import (
    Choice,
    Envelope,
    HandVote,
    InnerEnvelope,
    OpenedBallot,
    PaperCount,
    Poll,
    PollItem,
    PollKey,
    RollEntry,
    WrittenOpinion,
)
from awards.models.register import RegisterEntry, RegisterHead
from awards.models.returns import NominationCheck, NominationReturn, ReturnedPart
from awards.models.reviews import (
    Declaration,
    Opinion,
    Recusal,
    Review,
    ReviewItem,
    ReviewMember,
)
from awards.models.signings import SignedFile, SigningCertificate, SigningPaper
from awards.models.submissions import (
    MinutesFile,
    Submission,
    SubmissionFile,
    UnitVote,
    UnitVoteCount,
)
from awards.models.tallies import Tally, TallyLine
from awards.models.versions import DossierReading, NominationAutosave, NominationVersion
from awards.models.year_reports import YearReport

__all__ = [
    "Certificate",
    "CertificateBatch",
    "CertificateStock",
    "Choice",
    "Consultation",
    "ConsultationItem",
    "Decision",
    "DecisionFile",
    "Declaration",
    "DeedNomination",
    "DossierReading",
    "Envelope",
    "Fund",
    "FundEntry",
    "HandVote",
    "HistoryImport",
    "HistoryLine",
    "InitiativeUse",
    "InnerEnvelope",
    "Minutes",
    "MinutesFile",
    "Nomination",
    "NominationAutosave",
    "NominationCheck",
    "NominationPaper",
    "NominationReturn",
    "NominationVersion",
    "NumberSeries",
    "OpenedBallot",
    "Opinion",
    "PaperCount",
    "Petition",
    "PetitionDossier",
    "PetitionFile",
    "PetitionItem",
    "PetitionReply",
    "PetitionStep",
    "Poll",
    "PollItem",
    "PollKey",
    "Printer",
    "PrizeLine",
    "Recipient",
    "Recovery",
    "Recusal",
    "RegisterEntry",
    "RegisterHead",
    "Remark",
    "ReturnedPart",
    "Review",
    "ReviewItem",
    "ReviewMember",
    "RollEntry",
    "Signature",
    "SignedFile",
    "SigningCertificate",
    "SigningPaper",
    "StockField",
    "Submission",
    "SubmissionFile",
    "Tally",
    "TallyLine",
    "UnitVote",
    "UnitVoteCount",
    "WrittenOpinion",
    "YearReport",
]
