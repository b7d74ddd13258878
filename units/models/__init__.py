"""Nouns of the ground floor, a room each."""

from units.models.accounts import Account, Role, RoleGrant
from units.models.audit import AuditEntry
from units.models.inbox import Notice
from units.models.jobs import Job
from units.models.organisation import Agency, Bloc, BlocMembership, Unit
from units.models.people import Person, Posting

__all__ = [
    "Account",
    "Agency",
    "AuditEntry",
    "Bloc",
    "BlocMembership",
    "Job",
    "Notice",
    "Person",
    "Posting",
    "Role",
    "RoleGrant",
    "Unit",
]
