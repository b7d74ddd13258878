"""Open accounts, grant and end roles."""

import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from units import audit, clock
from units.errors import ActionRefused
from units.models import Account, Person, Role, RoleGrant, Unit
from units.permissions import require


@transaction.atomic
def open_account(
    *, username: str, person: Person | None, password: str | None, actor: Account | None
) -> Account:
    """Open an account; without a password it only receives notices."""
    account = Account.objects.create_user(username, password, person=person)
    audit.record(actor=actor, action="open_account", target=account, person=account.person_id)
    return account


@transaction.atomic
def grant_role(
    *,
    account: Account,
    role: str,
    unit: Unit,
    since: datetime.date,
    actor: Account | None,
    until: datetime.date | None = None,
) -> RoleGrant:
    """Let `account` act as `role` in `unit` and below; system administrators only.

    `actor` is None only for commands run on the server itself.
    """
    if actor:
        require(actor, unit.pk, [Role.SYSTEM_ADMIN])
    try:
        with transaction.atomic():
            grant = RoleGrant.objects.create(
                account=account, role=role, unit=unit, since=since, until=until
            )
    except IntegrityError as error:
        raise ActionRefused(
            _(
                "Tài khoản đã giữ vai trò này ở đơn vị này trong thời gian đó. Chưa có gì được "
                "lưu. Hãy chọn thời gian khác hoặc kết thúc vai trò cũ trước."
            )
        ) from error
    audit.record(actor=actor, action="grant_role", target=grant, role=role, unit=unit.pk)
    return grant


@transaction.atomic
def end_role(*, grant: RoleGrant, actor: Account) -> None:
    """End a role today; the next request of the account is already without it."""
    grant = RoleGrant.objects.select_for_update().get(pk=grant.pk)
    require(actor, grant.unit_id, [Role.SYSTEM_ADMIN])
    today = clock.today()
    if grant.until and grant.until <= today:
        raise ActionRefused(_("Vai trò này đã kết thúc từ trước. Không có gì thay đổi."))
    audit.record(actor=actor, action="end_role", target=grant, until=[grant.until, today])
    if grant.since >= today:
        grant.delete()
    else:
        grant.until = today
        grant.save(update_fields=["until"])
