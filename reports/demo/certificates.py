"""The sheets and the printer of the demo's office, and what it printed for its ceremony."""

import datetime
from decimal import Decimal

from awards.actions.certificates import (
    Setup,
    end_certificate,
    hand_over_certificate,
    print_certificates,
    reissue_certificate,
)
from awards.actions.stocks import StockContent, add_stock, save_printer
from awards.models import CertificateBatch, CertificateStock, Printer
from awards.queries.certificates import awarded, certificate_decisions, not_printed, served
from reports.demo.office import Office
from reports.demo.walk import at_work
from units.models import Role

# Those of the last ones called wait for whoever was away.
LEFT = 3


def print_and_hand_over(
    office: Office, year: int, printed: datetime.date, handed: datetime.date
) -> None:
    """Print what the year's decisions gave, hand most of it over, reissue one that was spoilt."""
    with at_work(printed):
        colour, preprinted = _stocks(office)
        printer = _printer(office)
        batches = [
            batch
            for setup in (Setup(colour), Setup(preprinted, printer))
            if (batch := _print(office, year, setup))
        ]
    with at_work(handed, hour=15):
        for batch in batches:
            _hand_over(office, batch, handed)


def _stocks(office: Office) -> tuple[CertificateStock, CertificateStock]:
    actor = office.holder(Role.DECISION_ADMIN)
    colour = StockContent(
        name="Giấy trắng A4, in màu",
        width=297,
        height=210,
        is_preprinted=False,
        awards=["GKHEN", "CSTDCS", "LDTT", "TTLDTT", "TTLDXS"],
    )
    preprinted = StockContent(
        name="Phôi bằng khen A3",
        width=420,
        height=297,
        is_preprinted=True,
        awards=["BKB", "CSTDB", "CO_BO"],
    )
    first, second = (
        add_stock(agency=office.agency, content=content, actor=actor)
        for content in (colour, preprinted)
    )
    return first, second


def _printer(office: Office) -> Printer:
    printer = Printer(
        agency=office.agency,
        name="Máy in A3 phòng Văn thư",
        offset_x=Decimal("1.5"),
        offset_y=Decimal("-0.5"),
    )
    return save_printer(printer=printer, actor=office.holder(Role.DECISION_ADMIN))


def _print(office: Office, year: int, setup: Setup) -> CertificateBatch | None:
    decisions = certificate_decisions(office.agency).filter(year=year).order_by()
    waiting = list(served(not_printed(awarded(decisions)), setup.stock))
    if not waiting:
        return None
    actor = office.holder(Role.DECISION_ADMIN)
    return print_certificates(recipients=waiting, setup=setup, actor=actor)


def _hand_over(office: Office, batch: CertificateBatch, on: datetime.date) -> None:
    actor = office.holder(Role.DECISION_ADMIN)
    first, *others = batch.certificates.all()
    end_certificate(certificate=first, step="spoil", reason="Lệch khi in thử", actor=actor)
    setup = Setup(batch.stock, batch.printer)
    again = reissue_certificate(certificate=first, setup=setup, actor=actor)
    for certificate in [again, *others[:-LEFT]]:
        hand_over_certificate(certificate=certificate, on=on, actor=actor)
