"""Record time in which a person served without being at work."""

import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from units import audit
from units.errors import ActionRefused
from units.models import Account, Leave, Person, Role
from units.permissions import require
from units.queries import agency_root


@transaction.atomic
def record_leave(
    *,
    person: Person,
    kind: str,
    since: datetime.date,
    actor: Account,
    until: datetime.date | None = None,
) -> Leave:
    """Record a leave from a day up to, not including, another; without one it is still open."""
    keepers = [Role.STANDING_BODY, Role.SYSTEM_ADMIN]
    require(actor, agency_root(person.agency).pk, keepers)
    if until and until <= since:
        raise ActionRefused(_("Ngày đi làm lại phải sau ngày bắt đầu nghỉ. Chưa có gì được ghi."))
    leave = Leave.objects.create(person=person, kind=kind, since=since, until=until)
    # Why somebody is away is between them and the office: the trail keeps the days alone.
    audit.record(actor=actor, action="record_leave", target=leave, since=since, until=until)
    return leave
