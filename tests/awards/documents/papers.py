"""Invented papers, and how tests read a PDF back."""

import unicodedata
from datetime import date
from io import BytesIO
from typing import Any

from pypdf import PdfReader

from awards.documents.context import DecisionPaper, RecipientRow, RecipientSection

PEOPLE = (
    RecipientRow(1, "Đặng Thị Ước", "Bà", "Chuyên viên chính, Vụ Tổ chức - Cán bộ"),
    RecipientRow(2, "Nguyễn Hữu Khuê", "Ông", "Nhân viên lái xe, Cục Quản trị"),
)
UNITS = (RecipientRow(3, "Vụ Tổng hợp"), RecipientRow(4, "Cục Quản trị"))


def people(rows: tuple[RecipientRow, ...] = PEOPLE) -> RecipientSection:
    return RecipientSection("Cá nhân", rows, "Họ và tên", "Chức vụ, đơn vị công tác")


def units(rows: tuple[RecipientRow, ...] = UNITS) -> RecipientSection:
    return RecipientSection("Tập thể", rows, "Tên tập thể")


def paper(**changes: Any) -> DecisionPaper:
    """A decision of 05/01/2022 on two people and two units, with some parts changed."""
    parts = {
        "agency_name": "Văn phòng Quốc hội",
        "symbol": "QĐ-VPQH",
        "place": "Hà Nội",
        "subject": "Về việc tặng Giấy khen năm 2021",
        "issuer": "Chủ nhiệm Văn phòng Quốc hội",
        "bases": ("Căn cứ Luật Thi đua, khen thưởng", "Căn cứ Nghị định số 91/2017/NĐ-CP"),
        "proposal": "Theo đề nghị của Hội đồng Thi đua - Khen thưởng",
        "articles": ("Tặng Giấy khen cho 02 cá nhân và 02 tập thể.", "Quyết định có hiệu lực."),
        "signer_authority": "CHỦ NHIỆM",
        "signer_name": "Trần Minh Mẫu",
        "copies_to": ("Như Điều 2", "Lưu: VT"),
        "list_subject": "Các cá nhân, tập thể được tặng Giấy khen năm 2021",
        "sections": (people(), units()),
        "number": 5,
        "signed_on": date(2022, 1, 5),
    }
    return DecisionPaper(**(parts | changes))


def pages(pdf: bytes) -> list[str]:
    """The text of each page, composed, with single blanks between words."""
    read = (page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)
    return [" ".join(unicodedata.normalize("NFC", text).split()) for text in read]
