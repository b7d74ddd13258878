"""The PDF of a certificate: it says what the record says, inside its boxes, on its sheet."""

import unicodedata
from io import BytesIO

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from awards.documents.call_list import HEADINGS, call_list_pdf, call_list_xlsx, call_rows
from awards.documents.certificate_layout import boxes_of, full_colour
from awards.documents.certificates import (
    batch_pdf,
    calibration_pdf,
    sample_pdf,
    sample_picture,
)
from awards.documents.render import UnprintableText
from awards.models import CertificateBatch
from awards.queries.certificates import awarded, certificates_of
from tests.awards.documents.papers import pages
from tests.awards.printing import preprinted, printed, printer
from tests.awards.way import accepted, issued

NAMES = [
    '#read("/etc/passwd")',
    "*đậm* _nghiêng_ $x$ `mã` // chú thích",
    "<script>1</script>",
    "X" * 300,
    "Nguyễn " * 43,
    unicodedata.normalize("NFD", "Đặng Thị Ước"),
]
POINTS = 72 / 25.4


@pytest.fixture
def batch(office, campaign) -> CertificateBatch:
    decision = issued(
        office,
        accepted(office, campaign, "mai", award="GKHEN"),
        accepted(office, campaign, office.a, award="GKHEN"),
    )
    return printed(office, decision)


def pdf(batch: CertificateBatch) -> bytes:
    return batch_pdf(batch, certificates_of(batch))


def bare(text: str) -> str:
    return "".join(text.split())


def letters(content: bytes) -> list[tuple[float, float]]:
    """Where pieces of text begin on the first page, in millimetres from its upper left corner."""
    page = PdfReader(BytesIO(content)).pages[0]
    found: list[tuple[float, float]] = []

    def note(text, cm, tm, _font, _size) -> None:
        if text.strip():
            across = cm[0] * tm[4] + cm[2] * tm[5] + cm[4]
            down = cm[1] * tm[4] + cm[3] * tm[5] + cm[5]
            found.append((across / POINTS, (float(page.mediabox.height) - down) / POINTS))

    page.extract_text(visitor_text=note)
    return found


def inside(content: bytes, boxes, moved: tuple[float, float] = (0, 0)) -> bool:
    return all(
        any(
            box.x - 0.1 <= x - moved[0] <= box.x + box.width + 0.1
            and box.y - 0.1 <= y - moved[1] <= box.y + box.height + 0.1
            for box in boxes
        )
        for x, y in letters(content)
    )


def test_every_page_says_what_the_record_says_from_top_to_bottom(office, batch):
    found = pages(pdf(batch))
    assert len(found) == 2
    for page, one in zip(found, batch.certificates.select_related("recipient"), strict=True):
        parts = [
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "Độc lập - Tự do - Hạnh phúc",
            "CHỦ NHIỆM VĂN PHÒNG QUỐC HỘI",
            "TẶNG",
            "GIẤY KHEN",
            one.name,
            one.place,
            "Đã có thành tích trong công tác năm 2022",
            "Hà Nội, ngày 15 tháng 11 năm 2022",
            "CHỦ NHIỆM",
            "Nguyễn Văn Mẫu",
            "Quyết định số 01/QĐ-VPQH, ngày 15 tháng 11 năm 2022",
            f"Số sổ vàng: {one.recipient.ordinal}",
        ]
        assert [part for part in parts if part not in page] == []
        places = [page.index(part) for part in parts[:9] if part]
        assert places == sorted(places)
    assert "Bà Đặng Thị Mai" in " ".join(found)
    assert "Ông" not in " ".join(found)


def test_a_preprinted_sheet_gets_only_the_names_moved_as_its_printer_needs(office, campaign):
    decision = issued(office, accepted(office, campaign, "mai", award="BKB"))
    sheet = preprinted(office)
    batch = printed(office, decision, stock=sheet, printer=printer(office, "1.5", "-2.0"))
    content = pdf(batch)
    (page,) = pages(content)
    assert "Bà Đặng Thị Mai" in page
    for word in ("CỘNG HÒA", "TẶNG", "BẰNG KHEN", "VĂN PHÒNG QUỐC HỘI"):
        assert word not in page
    assert inside(content, boxes_of(sheet), (1.5, -2.0))
    box = PdfReader(BytesIO(content)).pages[0].mediabox
    assert (round(box.width / POINTS), round(box.height / POINTS)) == (420, 297)


def test_any_name_is_printed_as_text_inside_its_box(office, batch):
    one = certificates_of(batch)[0]
    for sheet in (batch.stock, preprinted(office, awards=["GKHEN"])):
        batch.stock = sheet
        for name in NAMES:
            one.name, one.place = name, name * 2
            content = batch_pdf(batch, [one])
            assert bare(unicodedata.normalize("NFC", name)) in bare(pages(content)[0]), name
            assert inside(content, boxes_of(sheet)), name
    one.name = "T\u202er\u200bần \u2066Ẩn\u2069"
    assert "Trần Ẩn" in pages(batch_pdf(batch, [one]))[0]
    one.name = "王 Trần"
    with pytest.raises(UnprintableText, match="王"):
        batch_pdf(batch, [one])


def test_the_same_batch_gives_the_same_archivable_bytes(batch):
    content = pdf(batch)
    assert content == pdf(batch)
    assert b"pdfaid:part" in content
    reader = PdfReader(BytesIO(content))
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert {one.title for one in reader.outline} >= {"Bà Đặng Thị Mai"}


def test_the_full_colour_layout_stays_on_every_sheet():
    for width, height in ((297, 210), (420, 297), (400, 300), (210, 297)):
        for box in full_colour(width, height):
            assert box.x + box.width <= width, box
            assert box.y + box.height <= height, box


def test_samples_and_the_calibration_sheet(office):
    sheet, near = preprinted(office), printer(office)
    (page,) = pages(sample_pdf(sheet, near, long=True))
    assert "Tôn Nữ Hoàng" in page
    assert inside(sample_pdf(sheet, None, long=True), boxes_of(sheet))
    assert sample_picture(sheet, long=False).startswith(b"\x89PNG")
    (marks,) = pages(calibration_pdf(sheet, near))
    assert "đã dịch sang phải 1,5 mm, dịch xuống -2,0 mm" in marks
    assert "địa danh, ngày tháng: 224,1;" in marks


def test_the_call_list_says_the_same_as_pdf_and_as_workbook(office, batch):
    rows = call_rows(awarded({one.recipient.decision for one in batch.certificates.all()}))
    assert [row[0] for row in rows] == [1, 2]
    listed = bare(" ".join(pages(call_list_pdf(office.agency, rows))))
    assert all(bare(str(cell)) in listed for row in rows for cell in row)
    evil = (3, "Bà", "=HYPERLINK(1)", "@SUM(1)", "+1", "-1")
    sheet = load_workbook(BytesIO(call_list_xlsx([*rows, evil]))).active
    read = list(sheet.iter_rows(values_only=True))
    assert read == [HEADINGS, *rows, evil]
    assert {cell.data_type for cell in sheet[4][1:]} == {"s"}
    assert all(cell.quotePrefix for cell in sheet[4][2:])
