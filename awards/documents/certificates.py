"""Certificates of the database worded and set: batches, samples, and the calibration sheet.

The text is official Vietnamese in every language of the pages.
"""

from collections.abc import Iterable
from typing import Any

from django.utils.timezone import localtime

from awards.documents.certificate_layout import Box, boxes_of
from awards.documents.context import written_date
from awards.documents.decisions import HONORIFICS, office_of
from awards.documents.editions import edition_of
from awards.documents.render import picture, render
from awards.models import Certificate, CertificateBatch, CertificateStock, Decision, Printer
from awards.models.subjects import RecipientKind
from campaigns import catalogue
from campaigns.catalogue.kinds import Family, LegalOrder
from units import clock

FORM, CALIBRATION = "certificate", "calibration"
# The title whose certificate shows flags beside the emblem (Decree 98/2023/NĐ-CP, article 104).
FLAGGED = "CSTDCS"
# Plainly invented, to look at a layout before anybody's certificate is printed on it.
SAMPLE = {
    "name": "Nguyễn Thị Mẫu",
    "place": "Chuyên viên chính, Vụ Mẫu Tổng hợp",
    "achievement": "Đã có thành tích trong công tác năm 2022",
}
LONG_SAMPLE = {
    "name": "Tôn Nữ Hoàng Công Huyền Nguyễn Phúc Thị Thanh Bình Minh Khuê Dài Nhất Danh Sách Mẫu",
    "place": "Phó Vụ trưởng Vụ Mẫu Tổng hợp, kiêm Phó Trưởng ban Biên tập Trang Thông tin điện tử, "
    "kiêm Ủy viên Ban Chỉ đạo chuyển đổi số, cơ quan có tên gọi dài nhất của bảng mẫu",
    "achievement": "Đã có thành tích trong việc tham mưu, phục vụ các kỳ họp, các phiên họp và các "
    "đoàn công tác, góp phần hoàn thành nhiệm vụ công tác năm 2022",
}


def batch_pdf(batch: CertificateBatch, certificates: Iterable[Certificate]) -> bytes:
    """The certificates of a batch, a page each. UnprintableText names what has no glyph."""
    words = [_words(one) for one in certificates]
    paper = _paper(batch.stock, batch.printer, words)
    made_on = localtime(batch.made_at).date()
    return render(edition_of(FORM, made_on), paper, made_on=made_on)


def sample_pdf(stock: CertificateStock, printer: Printer | None, *, long: bool) -> bytes:
    """An invented certificate on a stock, its boxes outlined where the sheet is pre-printed."""
    today = clock.today()
    return render(edition_of(FORM, today), _sample(stock, printer, long=long), made_on=today)


def sample_picture(stock: CertificateStock, *, long: bool) -> bytes:
    """The same to look at on the screen."""
    return picture(edition_of(FORM, clock.today()), _sample(stock, None, long=long))


def calibration_pdf(stock: CertificateStock, printer: Printer | None) -> bytes:
    """Rulers and the corners of every box, to lay a ruler on what a printer made of them."""
    today = clock.today()
    return render(edition_of(CALIBRATION, today), calibration(stock, printer), made_on=today)


def calibration(stock: CertificateStock, printer: Printer | None) -> dict[str, Any]:
    """The calibration sheet as its form reads it."""
    across, down = _offset(printer)
    moved = f"dịch sang phải {across:.1f} mm, dịch xuống {down:.1f} mm".replace(".", ",")
    return {
        **_sheet(stock, printer),
        "title": f"Tờ căn chỉnh: {stock}",
        "heading": f"Tờ căn chỉnh {stock} ({stock.width} × {stock.height} mm)",
        "printer": f"Máy in: {printer or 'chưa chọn'}; đã {moved}",
        "labels": {one.name: str(one) for one in stock.fields.all()},
    }


def default_achievement(decision: Decision) -> str:
    """What a certificate says the award is for, unless the clerk words it."""
    if catalogue.award(decision.award).family == Family.TITLE:
        return f"Năm {decision.year}"
    return f"Đã có thành tích trong công tác năm {decision.year}"


def _words(certificate: Certificate) -> dict[str, Any]:
    """Everything that the form may print of a certificate, by the name of its box."""
    recipient = certificate.recipient
    decision = recipient.decision
    agency = decision.agency
    honorific = HONORIFICS.get(recipient.person.gender, "") if recipient.person else ""
    return {
        **_of_award(decision.award, agency.name),
        "AUTHORITY": decision.authority.upper(),
        "RECIPIENT": f"{honorific} {certificate.name}".strip(),
        "HONORIFIC": honorific if recipient.kind == RecipientKind.INDIVIDUAL else "Tập thể",
        "NAME": certificate.name,
        "PLACE": certificate.place,
        "ACHIEVEMENT": certificate.achievement,
        "DECISION": f"Quyết định số {decision.reference}, {written_date(decision.signed_on)}",
        "NUMBER": decision.reference,
        "GOLDEN_BOOK": f"Số sổ vàng: {recipient.ordinal}",
        "ORDINAL": str(recipient.ordinal),
        "PLACE_DATE": f"{agency.place}, {written_date(decision.signed_on)}",
        "OFFICE": office_of(decision.signer_office, agency),
        "SIGNER": decision.signer_name,
    }


def _of_award(code: str, agency: str) -> dict[str, Any]:
    """The head of the sheet; the Party's has its own, and the giver stands over the award."""
    award = catalogue.award(code)
    party = award.legal_order == LegalOrder.PARTY
    title = award.family == Family.TITLE
    name = award.label("vi", agency)
    return {
        "NATION": "ĐẢNG CỘNG SẢN VIỆT NAM" if party else "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "MOTTO": "" if party else "Độc lập - Tự do - Hạnh phúc",
        "VERB": "TẶNG DANH HIỆU" if title else "TẶNG",
        "AWARD": (name if title else name.split(" của ")[0]).upper(),
        "flags": code == FLAGGED,
    }


def _sample(stock: CertificateStock, printer: Printer | None, *, long: bool) -> dict[str, Any]:
    agency = stock.agency
    said = LONG_SAMPLE if long else SAMPLE
    today = written_date(clock.today())
    words = {
        **_of_award(stock.awards[0], agency.name),
        "AUTHORITY": f"{agency.head_office} {agency.name}".upper(),
        "RECIPIENT": f"Bà {said['name']}",
        "HONORIFIC": "Bà",
        "NAME": said["name"],
        "PLACE": said["place"],
        "ACHIEVEMENT": said["achievement"],
        "DECISION": f"Quyết định số 00/QĐ-{agency.symbol}, {today}",
        "NUMBER": f"00/QĐ-{agency.symbol}",
        "GOLDEN_BOOK": "Số sổ vàng: 118",
        "ORDINAL": "118",
        "PLACE_DATE": f"{agency.place}, {today}",
        "OFFICE": agency.head_office.upper(),
        "SIGNER": agency.head_name,
    }
    return _paper(stock, printer, [words]) | {"outlined": True}


def _paper(
    stock: CertificateStock, printer: Printer | None, certificates: list[dict[str, Any]]
) -> dict[str, Any]:
    return {
        **_sheet(stock, printer),
        "title": f"Giấy chứng nhận, bằng khen: {stock}",
        "preprinted": stock.is_preprinted,
        "outlined": False,
        "certificates": certificates,
    }


def _sheet(stock: CertificateStock, printer: Printer | None) -> dict[str, Any]:
    boxes: Iterable[Box] = boxes_of(stock)
    return {
        "agency": stock.agency.name,
        "width": stock.width,
        "height": stock.height,
        "offset": _offset(printer),
        "boxes": [box.printed() for box in boxes],
    }


def _offset(printer: Printer | None) -> tuple[float, float]:
    return (float(printer.offset_x), float(printer.offset_y)) if printer else (0.0, 0.0)
