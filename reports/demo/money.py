"""The office's money for awards: its funds, what they take on, and a first payment."""

import datetime
from collections.abc import Iterable

from awards.actions.funds import open_fund, record_income
from awards.actions.prizes import pay_prizes, take_on_prizes
from awards.models import Decision, Fund
from awards.queries.prizes import prize_list
from campaigns.catalogue import LegalOrder
from reports.demo.office import Office
from units.models import Role

NAMES = {
    LegalOrder.STATE: "Quỹ thi đua, khen thưởng",
    LegalOrder.PARTY: "Kinh phí khen thưởng của Đảng bộ",
}


def fill_fund(office: Office, order: LegalOrder, year: int, amount: int, on: datetime.date) -> Fund:
    """Set up a fund and write its income of the year."""
    actor = office.holder(Role.DECISION_ADMIN)
    fund = open_fund(agency=office.agency, order=order, year=year, name=NAMES[order], actor=actor)
    note = f"Dự toán năm {year} (minh họa)"
    record_income(fund=fund, amount=amount, on=on, note=note, actor=actor)
    return fund


def take_on(office: Office, fund: Fund, awards: Iterable[str], year: int) -> None:
    """Let a fund pay what other authorities gave for a year."""
    external = Decision.objects.filter(agency=office.agency, origin=Decision.Origin.EXTERNAL)
    for decision in external.filter(award__in=list(awards), year=year).order_by("pk"):
        take_on_prizes(decision=decision, fund=fund, actor=office.holder(Role.DECISION_ADMIN))


def pay_out(office: Office, decision: Decision, on: datetime.date) -> None:
    """Pay every prize of a decision."""
    pay_prizes(
        decision=decision,
        lines=[line.pk for line in prize_list(decision).lines if line.due],
        paid_on=on,
        actor=office.holder(Role.DECISION_ADMIN),
    )
