"""Record that a unit uses an initiative of another, and confirm it."""

import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from campaigns.models import Adoption, Initiative
from campaigns.queries.initiatives import home_of
from units import audit, clock
from units.actions.inbox import Message, notify
from units.errors import ActionRefused
from units.models import Account, Role, Unit
from units.permissions import accounts_with, require


@transaction.atomic
def record_adoption(
    *, initiative: Initiative, unit: Unit, since: datetime.date, effect: str, actor: Account
) -> Adoption:
    """Record since when a unit uses an initiative, and with what effect in figures.

    What the head records is confirmed by it. A record that is not confirmed yet gives way.
    """
    require(actor, unit.pk, [Role.UNIT_CLERK, Role.UNIT_HEAD])
    initiative = Initiative.objects.select_for_update(of=("self",)).get(pk=initiative.pk)
    _check(initiative, unit, since, effect)
    adoption, created = Adoption.objects.update_or_create(
        initiative=initiative,
        unit=unit,
        defaults={
            "since": since,
            "effect": effect.strip(),
            "recorded_by": actor,
            "recorded_at": clock.now(),
        },
    )
    heads = accounts_with(Role.UNIT_HEAD, unit.pk, clock.today())
    if actor in heads:
        _confirm(adoption, actor)
    audit.record(
        actor=actor,
        action="record_adoption",
        target=adoption,
        changed=not created,
        confirmed=adoption.confirmed_at is not None,
    )
    if adoption.confirmed_at is None:
        _ask(adoption, heads)
    return adoption


@transaction.atomic
def confirm_adoption(*, adoption: Adoption, actor: Account) -> Adoption:
    """Confirm it, as head of the unit: from here on it counts."""
    adoption = Adoption.objects.select_for_update(of=("self",)).get(pk=adoption.pk)
    require(actor, adoption.unit_id, [Role.UNIT_HEAD])
    if adoption.confirmed_at:
        raise ActionRefused(_("Việc áp dụng này đã được xác nhận. Không có gì thay đổi."))
    _confirm(adoption, actor)
    audit.record(actor=actor, action="confirm_adoption", target=adoption)
    return adoption


def _confirm(adoption: Adoption, actor: Account) -> None:
    adoption.confirmed_by, adoption.confirmed_at = actor, clock.now()
    adoption.save(update_fields=["confirmed_by", "confirmed_at"])


def _check(initiative: Initiative, unit: Unit, since: datetime.date, effect: str) -> None:
    """Refuse the initiative's own unit, other agencies, a day to come, an effect in no figures."""
    if unit.pk in home_of(initiative) or unit.agency_id != initiative.agency_id:
        raise ActionRefused(
            _("Chỉ đơn vị khác trong cơ quan ghi việc nhân rộng. Chưa có gì được ghi.")
        )
    if since > clock.today():
        raise ActionRefused(_("Ngày áp dụng ở tương lai. Chưa có gì được ghi."))
    if not any(char.isdigit() for char in effect):
        raise ActionRefused(_("Hiệu quả phải có số liệu. Chưa có gì được ghi."))
    if initiative.adoptions.filter(unit=unit, confirmed_at__isnull=False).exists():
        raise ActionRefused(_("Đơn vị này đã có ghi nhận được xác nhận. Chưa có gì được ghi."))


def _ask(adoption: Adoption, heads: list[Account]) -> None:
    def write() -> Message:
        values = {"unit": adoption.unit.name, "title": adoption.initiative.title}
        return Message(
            _("Xác nhận việc %(unit)s áp dụng sáng kiến: %(title)s") % values, adoption.effect
        )

    notify(
        accounts=heads,
        kind="adoption_recorded",
        about=f"adoption:{adoption.pk}",
        write=write,
        path=adoption.initiative.get_absolute_url(),
        period=f"{clock.now():%Y%m%d%H%M%S}",
    )
