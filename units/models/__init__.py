"""Nouns of the ground floor, a room each."""

from units.models.accounts import Account, Role, RoleGrant
from units.models.audit import AuditEntry
from units.models.conduct import Discipline, Restriction
from units.models.feeds import CalendarFeed
from units.models.files import Attachment, StoredFile
from units.models.inbox import Notice
from units.models.jobs import Job
from units.models.kin import Kinship
from units.models.mail import Bounce, Mail
from units.models.organisation import Agency, Bloc, BlocMembership, Unit
from units.models.people import Person, Posting
from units.models.ratings import YearRating
from units.models.service import Leave

__all__ = [
    "Account",
    "Agency",
    "Attachment",
    "AuditEntry",
    "Bloc",
    "BlocMembership",
    "Bounce",
    "CalendarFeed",
    "Discipline",
    "Job",
    "Kinship",
    "Leave",
    "Mail",
    "Notice",
    "Person",
    "Posting",
    "Restriction",
    "Role",
    "RoleGrant",
    "StoredFile",
    "Unit",
    "YearRating",
]
