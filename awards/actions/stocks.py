"""Describe a kind of sheet, with its boxes, and a printer, with its offset."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from awards.documents.certificate_layout import first_boxes
from awards.models import CertificateStock, Printer, StockField
from units import audit
from units.errors import ActionRefused
from units.models import Account, Agency, Role
from units.permissions import require
from units.queries import agency_root


@dataclass(frozen=True)
class StockContent:
    """What is said of a stock; `fields` are the values of each box that is printed."""

    name: str
    width: int
    height: int
    is_preprinted: bool
    awards: list[str]
    kind: str = ""
    fields: tuple[dict[str, Any], ...] = ()


@transaction.atomic
def add_stock(*, agency: Agency, content: StockContent, actor: Account) -> CertificateStock:
    """Add a stock; a pre-printed one begins with the boxes of the full-colour layout."""
    require(actor, agency_root(agency).pk, [Role.DECISION_ADMIN])
    stock = CertificateStock(agency=agency)
    _write(stock, content)
    if content.is_preprinted and not content.fields:
        boxes = first_boxes(content.width, content.height)
        StockField.objects.bulk_create(
            StockField(
                stock=stock,
                name=box.name,
                x=_tenths(box.x),
                y=_tenths(box.y),
                width=_tenths(box.width),
                height=_tenths(box.height),
                size=_tenths(box.size),
                align=box.align,
                colour=box.colour,
            )
            for box in boxes
        )
    audit.record(actor=actor, action="add_stock", target=stock, name=content.name)
    return stock


@transaction.atomic
def change_stock(
    *, stock: CertificateStock, content: StockContent, actor: Account
) -> CertificateStock:
    """Describe a stock anew, with exactly the boxes given."""
    stock = (
        CertificateStock.objects.select_for_update(of=("self",))
        .select_related("agency")
        .get(pk=stock.pk)
    )
    require(actor, agency_root(stock.agency).pk, [Role.DECISION_ADMIN])
    old = {one.name: _measures(one) for one in stock.fields.all()}
    stock.fields.all().delete()
    _write(stock, content)
    new = {one.name: _measures(one) for one in stock.fields.all()}
    audit.record(actor=actor, action="change_stock", target=stock, boxes=[old, new])
    return stock


@transaction.atomic
def save_printer(*, printer: Printer, actor: Account) -> Printer:
    """Keep a printer, a new one or one whose offset was measured again."""
    require(actor, agency_root(printer.agency).pk, [Role.DECISION_ADMIN])
    same = Printer.objects.select_for_update().filter(agency=printer.agency, name=printer.name)
    if same.exclude(pk=printer.pk).exists():
        raise ActionRefused(_("Đã có máy in tên này. Chưa lưu gì."))
    printer.save()
    audit.record(
        actor=actor,
        action="save_printer",
        target=printer,
        offset=[str(printer.offset_x), str(printer.offset_y)],
    )
    return printer


def _write(stock: CertificateStock, content: StockContent) -> None:
    if not content.awards:
        raise ActionRefused(_("Hãy chọn ít nhất một danh hiệu, hình thức. Chưa lưu gì."))
    same = CertificateStock.objects.filter(agency=stock.agency, name=content.name)
    if same.exclude(pk=stock.pk).exists():
        raise ActionRefused(_("Đã có phôi tên này. Chưa lưu gì."))
    for box in content.fields:
        if box["x"] + box["width"] > content.width or box["y"] + box["height"] > content.height:
            raise ActionRefused(
                _("Ô “%(box)s” vượt ra ngoài khổ giấy. Chưa lưu gì.")
                % {"box": StockField.Name(box["name"]).label}
            )
    stock.name, stock.width, stock.height = content.name, content.width, content.height
    stock.is_preprinted, stock.awards = content.is_preprinted, content.awards
    stock.kind = content.kind
    stock.save()
    StockField.objects.bulk_create(StockField(stock=stock, **box) for box in content.fields)


def _measures(box: StockField) -> list[str]:
    return [str(one) for one in (box.x, box.y, box.width, box.height, box.size)]


def _tenths(number: float) -> Decimal:
    return Decimal(str(number)).quantize(Decimal("0.1"))
