"""Work out the prizes of a decision, set money aside for them, pay them."""

import datetime
from collections.abc import Collection, Sequence
from decimal import Decimal
from fractions import Fraction

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from awards.actions.funds import lock_funds, require_keeper, set_aside
from awards.actions.recoveries import end_prizes, take_back
from awards.models import Decision, Fund, FundEntry, PrizeLine, Recipient
from awards.queries.funds import fund_for
from awards.queries.prizes import Worth, commitment_of, prize_lines, worth_of
from awards.workflow import DecisionState
from campaigns import catalogue
from units import audit, clock
from units.errors import ActionRefused
from units.models import Account

Kind = Decision.Kind


def settle_money(decision: Decision, recipients: Sequence[Recipient], actor: Account) -> int:
    """Do what issuing a decision does to money; part of `issue_decision`, in its transaction.

    The prizes are worked out by the law of the day of signing and set aside in the fund of that
    year. Without such a fund nothing is checked: the office keeps no ledger. Returns what is due.
    """
    lock_funds(decision.agency)
    if decision.kind != Kind.AWARD:
        take_back(decision, recipients, actor)
        return 0
    signed_on = decision.signed_on or clock.today()
    due = _write_lines(decision, worth_of(decision, recipients, signed_on), actor)
    fund = fund_for(decision, signed_on.year)
    if fund:
        set_aside(fund, decision, due, actor, _("Quyết định chưa được ban hành."))
    return due


@transaction.atomic
def take_on_prizes(*, decision: Decision, fund: Fund, actor: Account) -> int:
    """Let a fund pay the prizes of a decision issued without one, or by another authority.

    Of another authority's decision the prizes are worked out now, by the law of the day on which it
    was signed. Returns what was set aside.
    """
    decision = _locked(decision, actor)
    nothing = _("Chưa có gì được ghi vào quỹ.")
    if fund.agency_id != decision.agency_id or fund.order != _order(decision):
        raise ActionRefused(_("Quỹ này không chi cho hình thức khen thưởng này.") + f" {nothing}")
    if commitment_of(decision):
        raise ActionRefused(_("Quyết định đã được dành tiền trong quỹ.") + f" {nothing}")
    if decision.signed_on and not _lines(decision).exists():
        recipients = list(Recipient.objects.in_force().filter(decision=decision))
        _write_lines(decision, worth_of(decision, recipients, decision.signed_on), actor)
    due = sum(line.due for line in _lines(decision))
    if not due:
        raise ActionRefused(
            _("Không có khoản tiền thưởng nào phải chi theo quyết định này.") + f" {nothing}"
        )
    set_aside(fund, decision, due, actor, nothing)
    audit.record(actor=actor, action="take_on_prizes", target=decision, fund=fund.pk, amount=due)
    return due


@transaction.atomic
def pay_prizes(
    *, decision: Decision, lines: Collection[int], paid_on: datetime.date, actor: Account
) -> int:
    """Write that prizes, by their keys, were paid out on a day; each is paid once.

    Returns the sum.
    """
    decision = _locked(decision, actor)
    committed = commitment_of(decision)
    chosen = [line for line in prize_lines(decision) if line.pk in lines]
    if not committed or not chosen or any(line.is_paid or not line.due for line in chosen):
        raise ActionRefused(
            _(
                "Chỉ chi được các khoản đã dành trong quỹ và chưa chi. Chưa ghi khoản nào; hãy tải "
                "lại trang rồi chọn lại."
            )
        )
    if paid_on > clock.today() or (decision.signed_on and paid_on < decision.signed_on):
        raise ActionRefused(
            _("Ngày chi phải từ ngày ký quyết định đến hôm nay. Chưa ghi khoản nào.")
        )
    FundEntry.objects.bulk_create(
        FundEntry(
            fund=committed.fund,
            kind=FundEntry.Kind.PAYMENT,
            amount=line.due,
            on=paid_on,
            decision=decision,
            line=line,
            actor=actor,
            at=clock.now(),
        )
        for line in chosen
    )
    total = sum(line.due for line in chosen)
    keys = sorted(line.pk for line in chosen)
    audit.record(actor=actor, action="pay_prizes", target=decision, lines=keys, amount=total)
    return total


def _locked(decision: Decision, actor: Account) -> Decision:
    """Lock the money of the agency and check that its keeper asks, of an issued decision."""
    require_keeper(decision.agency, actor)
    lock_funds(decision.agency)
    decision = Decision.objects.select_related("agency").get(pk=decision.pk)
    if decision.state != DecisionState.ISSUED:
        raise ActionRefused(_("Quyết định chưa ban hành. Chưa có gì được ghi vào quỹ."))
    return decision


def _order(decision: Decision) -> str:
    return catalogue.award(decision.award).legal_order


def _lines(decision: Decision) -> QuerySet[PrizeLine]:
    return PrizeLine.objects.filter(recipient__decision=decision)


def _write_lines(decision: Decision, worths: Sequence[Worth], actor: Account) -> int:
    """Keep the prizes; what a higher one of the day takes the place of is not paid any more."""
    PrizeLine.objects.bulk_create(_line(one) for one in worths)
    ended = [line for one in worths for line in one.ends]
    end_prizes(ended, decision, actor, of_artefact=False)
    return sum(one.due for one in worths)


def _line(one: Worth) -> PrizeLine:
    prize = one.prize
    return PrizeLine(
        recipient=one.recipient,
        coefficient=_decimal(prize.coefficient),
        multiplier=_decimal(prize.multiplier),
        base_salary=prize.base_salary,
        rounding=prize.rounding,
        amount=prize.amount,
        at_most=prize.at_most,
        cites=list(prize.cites),
        rules=[rule.code for rule in one.rules],
        verified=prize.verified,
        ended_by=one.highest.recipient.decision if one.highest else None,
    )


def _decimal(value: Fraction) -> Decimal:
    """Coefficients are written as decimals in the data, so that this is exact."""
    return Decimal(value.numerator) / value.denominator
