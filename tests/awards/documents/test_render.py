"""The PDF of a decision: it says what the data says, and the same every time."""

import hashlib
import unicodedata
from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader
from qrcode.constants import ERROR_CORRECT_M
from qrcode.main import QRCode

from awards.documents.context import RecipientRow, wording
from awards.documents.qr import qr_svg
from awards.documents.render import FONTS, DocumentError, UnprintableText, render, render_decision
from tests.awards.documents.papers import PEOPLE, UNITS, pages, paper, people, units

HOSTILE = [
    '#read("/etc/passwd")',
    '#import "@preview/x:0.1.0": y',
    "<script>alert(1)</script>",
    "*đậm* _nghiêng_ $x$ `mã` // chú thích",
    "C:\\thư mục\\ \"kép\" 'đơn' @nhãn <nhãn>",
    "- gạch đầu dòng",
    "= tiêu đề",
    "{{ biến }} {% thẻ %} %(tên)s",
    "O'Neil & Hùng",
]


def written(name: str) -> str:
    """The first page of the list of a decision for one person of this name."""
    return pages(render_decision(paper(sections=(people((RecipientRow(1, name, "Ông"),)),))))[1]


def test_every_part_of_the_decision_is_on_its_first_page():
    first, *_ = pages(render_decision(paper()))
    parts = [
        "VĂN PHÒNG QUỐC HỘI",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Số: 05/QĐ-VPQH",
        "Hà Nội, ngày 05 tháng 01 năm 2022",
        "QUYẾT ĐỊNH Về việc tặng Giấy khen năm 2021",
        "CHỦ NHIỆM VĂN PHÒNG QUỐC HỘI Căn cứ Luật Thi đua, khen thưởng;",
        "Theo đề nghị của Hội đồng Thi đua - Khen thưởng. QUYẾT ĐỊNH:",
        "Điều 1. Tặng Giấy khen cho 02 cá nhân và 02 tập thể.",
        "Điều 2. Quyết định có hiệu lực./.",
        "Nơi nhận: - Như Điều 2; - Lưu: VT.",
        "CHỦ NHIỆM",
        "Trần Minh Mẫu",
    ]
    found = [first.find(part) for part in parts]
    assert -1 not in found, parts[found.index(-1)]
    assert found[1:-3] == sorted(found[1:-3])
    assert "DỰ THẢO" not in first


def test_the_list_stands_on_its_own_page_with_every_recipient():
    _, listed = pages(render_decision(paper()))
    assert listed.startswith(
        "DANH SÁCH Các cá nhân, tập thể được tặng Giấy khen năm 2021 (Kèm theo"
    )
    for row in PEOPLE:
        assert f"{row.ordinal} {row.honorific} {row.name} {row.post_and_unit}" in listed
    for row in UNITS:
        assert f"{row.ordinal} {row.name}" in listed
    assert listed.index("I. Cá nhân") < listed.index("II. Tập thể")


def test_a_list_of_one_kind_has_no_numeral():
    _, listed = pages(render_decision(paper(sections=(units(),))))
    assert "Tập thể STT Tên tập thể" in listed
    assert "I. " not in listed


def test_a_superior_body_and_a_deputy_are_printed():
    signed = paper(
        parent_body="Ủy ban nhân dân tỉnh", signer_authority="KT. CHỦ NHIỆM\nPHÓ CHỦ NHIỆM"
    )
    first, *_ = pages(render_decision(signed))
    assert "ỦY BAN NHÂN DÂN TỈNH VĂN PHÒNG QUỐC HỘI" in first
    assert "KT. CHỦ NHIỆM PHÓ CHỦ NHIỆM" in first


def test_a_draft_says_so_instead_of_a_number():
    draft = pages(render_decision(paper(number=None, signed_on=None)))
    assert all("DỰ THẢO" in page for page in draft)
    assert "ngày … tháng … năm …" in draft[0]
    assert "05/QĐ-VPQH" not in " ".join(draft)


def test_a_long_list_repeats_its_heading_and_numbers_its_pages_from_one():
    rows = tuple(
        RecipientRow(n, f"Nguyễn Văn {chr(0x41 + n % 26)}{n}", "Ông", "Đảng viên, Chi bộ Mẫu")
        for n in range(1, 119)
    )
    _, *listed = pages(render_decision(paper(sections=(people(rows),))))
    assert len(listed) > 3
    for number, page in enumerate(listed, start=1):
        assert "STT Họ và tên Chức vụ, đơn vị công tác" in page
        assert page.startswith("DANH SÁCH" if number == 1 else f"{number} STT")
    for row in rows:
        assert sum(f"{row.ordinal} Ông {row.name} Đảng viên" in page for page in listed) == 1


def test_a_long_decision_numbers_its_second_page():
    bases = tuple(f"Căn cứ Nghị định số {n}/2021/NĐ-CP của Chính phủ" for n in range(30))
    first, second, *rest = pages(render_decision(paper(bases=bases)))
    assert first.startswith("VĂN PHÒNG QUỐC HỘI")
    assert second.startswith("2 Căn cứ")
    assert rest[-1].startswith("DANH SÁCH")
    assert "Trần Minh Mẫu" in second


@pytest.mark.parametrize("name", HOSTILE)
def test_what_looks_like_code_is_printed_as_text(name):
    assert name in written(name).replace("</script >", "</script>")


def test_invisible_and_direction_characters_are_dropped():
    assert "1 Ông Trần Ẩn" in written("T\u202er\u200bần \u2066Ẩn\u2069\x07")


def test_decomposed_names_are_composed():
    name = "Đặng Thị Ước Nguyễn"
    pdf = render_decision(
        paper(sections=(people((RecipientRow(1, unicodedata.normalize("NFD", name)),)),))
    )
    assert name in " ".join(PdfReader(BytesIO(pdf)).pages[1].extract_text().split())


@pytest.mark.parametrize("name", ["X" * 300, "Nguyễn " * 43, "https://" + "a" * 292])
def test_a_name_of_three_hundred_letters_stays_in_its_cell(name):
    pdf = render_decision(paper(sections=(people((RecipientRow(1, name, "", "Vụ A"),)),)))
    ends = []
    PdfReader(BytesIO(pdf)).pages[1].extract_text(
        visitor_text=lambda text, _cm, tm, _font, _size: (
            ends.append(tm[4]) if text.strip() else None
        )
    )
    assert "".join(written(name).split()).count("".join(name.split())) == 1
    # The page is 595 pt wide and its right margin 42 pt; pieces of a text begin where they stand.
    assert max(ends) < 595 - 42


def test_a_character_without_a_glyph_is_named_to_the_person():
    with pytest.raises(UnprintableText, match="王 😀"):
        render_decision(paper(signer_name="王 Trần 😀 王"))


def test_the_same_paper_gives_the_same_bytes():
    assert render_decision(paper()) == render_decision(paper())
    assert render_decision(paper()) != render_decision(paper(number=6))


def test_an_issued_decision_bears_the_way_to_its_page_and_a_head():
    """The code is a picture with a text beside it: PDF/UA refuses one without."""
    url = "https://thidua.example/register/7aha4cwacukhb7b4zeb6uxsr"
    printed = paper(page_url=url, head=("Bản chốt sổ đăng ký gần nhất: 12 mục", "3f2a90bc" * 4))
    pdf = render_decision(printed)
    first, *_ = pages(pdf)
    assert url in first.replace(" ", "")
    assert "Bản chốt sổ đăng ký gần nhất: 12 mục" in first
    assert "3f2a90bc" * 4 in first.replace(" ", "")
    assert pdf == render_decision(printed)
    assert "Kiểm tra quyết định" not in pages(render_decision(paper()))[0]


def test_the_code_is_drawn_whole_and_says_the_address():
    url = "https://thidua.example/register/7aha4cwacukhb7b4zeb6uxsr"
    drawn = qr_svg(url)
    assert drawn == qr_svg(url) != qr_svg(f"{url}x")
    code = QRCode(error_correction=ERROR_CORRECT_M, border=4)
    code.add_data(url)
    dark = sum(map(sum, code.get_matrix()))
    assert drawn.count("M") == dark
    # On 22 mm each module is wider than the 0.35 mm that a telephone needs.
    assert 22 / len(code.get_matrix()) > 0.35


def test_the_first_edition_still_prints_what_it_printed():
    old = render("decision/1", wording(paper()), made_on=date(2022, 1, 5))
    assert pages(old) == pages(render_decision(paper()))


def test_the_file_is_archivable_tagged_and_in_vietnamese():
    reader = PdfReader(BytesIO(render_decision(paper())))
    catalog = reader.trailer["/Root"]
    metadata = catalog["/Metadata"].get_data().decode()
    assert "<pdfaid:part>2</pdfaid:part>" in metadata
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in metadata
    assert "<pdfuaid:part>1</pdfuaid:part>" in metadata
    assert catalog["/Lang"] == "vi-VN"
    assert catalog["/MarkInfo"]["/Marked"]
    assert reader.metadata.title == "Quyết định 05/QĐ-VPQH Về việc tặng Giấy khen năm 2021"
    assert reader.metadata.creation_date.date().isoformat() == "2022-01-05"


def test_only_the_fonts_of_the_office_are_used():
    fonts = set()
    for page in PdfReader(BytesIO(render_decision(paper()))).pages:
        for font in page["/Resources"]["/Font"].values():
            fonts.add(font.get_object()["/BaseFont"].split("+")[1])
    assert fonts == {
        "LiberationSerif",
        "LiberationSerif-Bold",
        "LiberationSerif-Italic",
        "LiberationSerif-BoldItalic",
    }


def test_the_fonts_are_the_ones_that_were_checked():
    for line in (FONTS / "SHA256SUMS").read_text(encoding="ascii").splitlines():
        digest, name = line.split()
        assert hashlib.sha256((FONTS / name).read_bytes()).hexdigest() == digest
    named = (FONTS / "SHA256SUMS").read_text(encoding="ascii")
    assert all(font.name in named for font in FONTS.glob("*.ttf"))


def test_every_vietnamese_letter_can_be_printed():
    marks = ["", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"]
    letters = [unicodedata.normalize("NFC", v + m) for v in "aăâeêioôơuưy" for m in marks] + ["đ"]
    alphabet = " ".join(letters + [letter.upper() for letter in letters])
    assert alphabet in written(alphabet)


@pytest.fixture
def form(settings, tmp_path):
    """A folder of forms of the test's own: write `broken.typ`, then render it."""
    settings.BASE_DIR = tmp_path
    folder = tmp_path / "templates" / "documents"
    folder.mkdir(parents=True)
    return folder / "broken.typ"


@pytest.mark.parametrize(
    ("source", "complaint"),
    [
        ("#nothing", "unknown variable"),
        ('#set text(font: "Nowhere")\n#set document(title: "x")\nx', "unknown font family"),
        ('#read("/etc/passwd")', "file not found"),
        ('#set document(title: "x")\n#sys.inputs.missing', "does not contain key"),
    ],
)
def test_a_broken_form_is_named(form, source, complaint):
    form.write_text(source, encoding="utf-8")
    with pytest.raises(DocumentError, match=f"Form broken.*{complaint}"):
        render("broken", {}, made_on=date(2022, 1, 5))


def test_no_form_asks_for_anything_from_the_network(settings):
    forms = list((settings.BASE_DIR / "templates" / "documents").rglob("*.typ"))
    assert forms
    assert not any("@preview" in form.read_text(encoding="utf-8") for form in forms)
