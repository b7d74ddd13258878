"""Keep the funds that prizes are paid from: set one up, write income and other spending in it."""

import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from awards.models import Decision, Fund, FundEntry
from awards.queries.funds import balance_of
from campaigns.catalogue import LegalOrder
from units import audit, clock
from units.errors import ActionRefused
from units.models import Account, Agency, Role
from units.permissions import require
from units.queries import agency_root
from units.text import vn_number

Kind = FundEntry.Kind


@transaction.atomic
def open_fund(*, agency: Agency, order: str, year: int, name: str, actor: Account) -> Fund:
    """Set up the fund of a calendar year for the awards of a legal order.

    From then on, no decision on such awards is issued that the fund cannot pay.
    """
    require_keeper(agency, actor)
    lock_funds(agency)
    if Fund.objects.filter(agency=agency, order=order, year=year).exists():
        raise ActionRefused(
            _("Quỹ năm %(year)d cho hệ thống này đã có. Không lập thêm quỹ.") % {"year": year}
        )
    fund = Fund.objects.create(
        agency=agency,
        order=LegalOrder[order],
        year=year,
        name=name.strip(),
        opened_by=actor,
        opened_at=clock.now(),
    )
    audit.record(actor=actor, action="open_fund", target=fund, order=order, year=year)
    return fund


@transaction.atomic
def record_income(
    *, fund: Fund, amount: int, on: datetime.date, note: str, actor: Account
) -> FundEntry:
    """Write money that came into the fund."""
    require_keeper(fund.agency, actor)
    return _recorded("record_income", fund, Kind.INCOME, amount, on, note, actor)


@transaction.atomic
def record_expense(
    *, fund: Fund, amount: int, on: datetime.date, note: str, actor: Account
) -> FundEntry:
    """Write what the fund spent on something else, or an income that was written too high."""
    require_keeper(fund.agency, actor)
    lock_funds(fund.agency)
    require_room(fund, amount, _("Khoản chi chưa được ghi."))
    return _recorded("record_expense", fund, Kind.EXPENSE, amount, on, note, actor)


def require_keeper(agency: Agency, actor: Account) -> None:
    """Refuse whoever does not keep the ledgers of the agency."""
    require(actor, agency_root(agency).pk, [Role.DECISION_ADMIN])


def lock_funds(agency: Agency) -> None:
    """Let one transaction of an agency at a time spend its money, or decide who is paid."""
    Agency.objects.select_for_update(no_key=True).get(pk=agency.pk)


def require_room(fund: Fund, amount: int, undone: str) -> None:
    """Refuse to spend more than is left; call it under `lock_funds`. `undone` ends the refusal."""
    left = balance_of(fund).left
    if amount > left:
        raise ActionRefused(
            _(
                "%(fund)s còn %(left)s đồng, cần %(amount)s đồng, thiếu %(short)s đồng. %(undone)s "
                "Hãy ghi khoản thu vào quỹ rồi làm lại."
            )
            % {
                "fund": fund,
                "left": vn_number(left),
                "amount": vn_number(amount),
                "short": vn_number(amount - left),
                "undone": undone,
            }
        )


def set_aside(fund: Fund, decision: Decision, amount: int, actor: Account, undone: str) -> None:
    """Commit the prizes of a decision to the fund; call it under `lock_funds`."""
    if not amount:
        return
    require_room(fund, amount, undone)
    FundEntry.objects.create(
        fund=fund,
        kind=Kind.COMMITMENT,
        amount=amount,
        on=clock.today(),
        decision=decision,
        actor=actor,
        at=clock.now(),
    )


def _recorded(
    action: str,
    fund: Fund,
    kind: Kind,
    amount: int,
    on: datetime.date,
    note: str,
    actor: Account,
) -> FundEntry:
    if amount <= 0 or not note.strip():
        raise ActionRefused(_("Hãy ghi số tiền lớn hơn 0 và nội dung. Chưa có gì được ghi."))
    if on > clock.today():
        raise ActionRefused(_("Ngày ở tương lai. Chưa có gì được ghi."))
    entry = FundEntry.objects.create(
        fund=fund, kind=kind, amount=amount, on=on, note=note.strip(), actor=actor, at=clock.now()
    )
    audit.record(actor=actor, action=action, target=fund, reason=entry.note, amount=amount)
    return entry
