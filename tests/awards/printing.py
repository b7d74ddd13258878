"""How tests come by sheets, printers and printed certificates."""

from decimal import Decimal
from typing import Any

from awards.actions.certificates import Setup, print_certificates
from awards.actions.stocks import StockContent, add_stock, save_printer
from awards.models import Certificate, CertificateBatch, CertificateStock, Decision, Printer
from tests.awards.way import accepted, issued
from tests.cast import Office

AWARDS = ["GKHEN", "LDTT", "CSTDCS", "BKB"]


def stock(office: Office, **changes: Any) -> CertificateStock:
    """A4 across for the full-colour layout, for all that the tests award."""
    said = {"name": "Giấy A4", "width": 297, "height": 210, "is_preprinted": False}
    content = StockContent(**({"awards": AWARDS} | said | changes))
    return add_stock(agency=office.agency, content=content, actor=office.oanh)


def preprinted(office: Office, **changes: Any) -> CertificateStock:
    """A pre-printed A3 across with the boxes that a new one begins with."""
    said = {"name": "Phôi A3", "width": 420, "height": 297, "is_preprinted": True}
    return stock(office, **(said | changes))


def printer(office: Office, across: str = "1.5", down: str = "-2.0") -> Printer:
    made = Printer(
        agency=office.agency,
        name="Máy in hội trường",
        offset_x=Decimal(across),
        offset_y=Decimal(down),
    )
    return save_printer(printer=made, actor=office.oanh)


def printed(office: Office, decision: Decision, **changes: Any) -> CertificateBatch:
    """Everybody in a decision, on a new stock unless `stock` names another."""
    sheet = changes.pop("stock", None) or stock(office)
    return print_certificates(
        recipients=list(changes.pop("recipients", None) or decision.recipients.all()),
        setup=Setup(stock=sheet, **changes),
        actor=office.oanh,
    )


def certificate(office: Office, campaign: Any, who: str = "mai") -> Certificate:
    """The printed certificate of a member of the cast, of an issued decision."""
    decision = issued(office, accepted(office, campaign, who))
    return printed(office, decision).certificates.get()
