"""Record disciplines, and open and lift what bars somebody from awards.

The audit trail says only which row was touched by whom: what it holds is for the few who may see
the row itself (`units.permissions.disciplines_visible_to`).
"""

import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from units import audit, clock
from units.errors import ActionRefused
from units.models import Account, Discipline, Person, Restriction, Unit
from units.permissions import CONDUCT_KEEPERS, require
from units.queries import agency_root


@transaction.atomic
def record_discipline(
    *,
    person: Person,
    kind: str,
    since: datetime.date,
    reference: str,
    actor: Account,
    until: datetime.date | None = None,
) -> Discipline:
    """Record a discipline as its decision reads; `until` is the day on which it is served."""
    require(actor, agency_root(person.agency).pk, CONDUCT_KEEPERS)
    if until and until <= since:
        raise ActionRefused(_("Ngày hết hiệu lực phải sau ngày bắt đầu. Kỷ luật chưa được ghi."))
    discipline = Discipline.objects.create(
        person=person, kind=kind, since=since, until=until, reference=reference
    )
    audit.record(actor=actor, action="record_discipline", target=discipline)
    return discipline


@transaction.atomic
def open_restriction(
    *, subject: Person | Unit, kind: str, since: datetime.date, source_document: str, actor: Account
) -> Restriction:
    """Bar a person or a unit from awards from a day on, until the matter is cleared."""
    require(actor, agency_root(subject.agency).pk, CONDUCT_KEEPERS)
    if since > clock.today():
        raise ActionRefused(_("Ngày bắt đầu ở tương lai. Sự việc chưa được ghi."))
    about = {"person": subject} if isinstance(subject, Person) else {"unit": subject}
    restriction = Restriction.objects.create(
        kind=kind, since=since, source_document=source_document, **about
    )
    audit.record(actor=actor, action="open_restriction", target=restriction)
    return restriction


@transaction.atomic
def lift_restriction(
    *, restriction: Restriction, cleared_by: str, actor: Account, until: datetime.date | None = None
) -> Restriction:
    """End a restriction today, or on a day before, by the paper that clears the matter."""
    restriction = (
        Restriction.objects.select_for_update(of=("self",))
        .select_related("person__agency", "unit__agency")
        .get(pk=restriction.pk)
    )
    require(actor, agency_root(restriction.subject.agency).pk, CONDUCT_KEEPERS)
    until = until or clock.today()
    if not cleared_by.strip():
        raise ActionRefused(_("Hãy ghi văn bản kết luận sự việc. Không có gì thay đổi."))
    if restriction.until:
        raise ActionRefused(_("Sự việc này đã kết thúc từ trước. Không có gì thay đổi."))
    if not restriction.since <= until <= clock.today():
        raise ActionRefused(
            _("Ngày kết thúc phải từ ngày bắt đầu đến hôm nay. Không có gì thay đổi.")
        )
    restriction.until, restriction.cleared_by = until, cleared_by.strip()
    restriction.save(update_fields=["until", "cleared_by"])
    audit.record(actor=actor, action="lift_restriction", target=restriction)
    return restriction
