"""The Word documents say what the PDFs say, word for word, in the layout of the decree."""

from collections import Counter
from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document
from docx.document import Document as Doc
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from awards.documents.context import SubmissionPaper, SubmissionRow, SubmissionSection
from awards.documents.dossier import members_of
from awards.documents.editable import decision_docx, submission_docx
from awards.documents.render import render_decision, render_submission
from tests.awards.documents.papers import pages, paper, people
from tests.awards.petition_way import drafted, sent

ROWS = (SubmissionRow(1, "Đặng Thị Ước", "Chuyên viên", "4/4"), SubmissionRow(2, "Vụ Hạ"))


def letter(**changes) -> SubmissionPaper:
    said = {
        "agency_name": "Văn phòng Quốc hội",
        "unit_name": "",
        "reference": "45/TTr-VPQH",
        "place": "Hà Nội",
        "subject": "Về việc đề nghị tặng Bằng khen",
        "addressee": "Thủ tướng Chính phủ",
        "bases": ("Căn cứ Luật Thi đua, khen thưởng",),
        "letter": ("Hội đồng đã họp.",),
        "vote": "",
        "asks": ("Bằng khen: 01 tập thể, 01 cá nhân",),
        "enclosed": ("Danh sách",),
        "signer_office": "KT. CHỦ NHIỆM\nPHÓ CHỦ NHIỆM",
        "signer_name": "Trần Minh Mẫu",
        "sections": (SubmissionSection("Bằng khen", ROWS), SubmissionSection("Cờ thi đua", ROWS)),
        "signed_on": date(2022, 1, 5),
    }
    return SubmissionPaper(**(said | changes))


def read(content: bytes) -> Doc:
    return Document(BytesIO(content))


def words_of_word(content: bytes) -> Counter[str]:
    """Every word in the body, whatever it stands in."""
    body = read(content).element.body
    lines = ("".join(t.text or "" for t in p.iter(qn("w:t"))) for p in body.iter(qn("w:p")))
    return Counter(word for line in lines for word in line.split() if not is_dotted(word))


def words_of_pdf(content: bytes) -> Counter[str]:
    """Every word, but the numbers above the pages and what is written across drafts."""
    found: Counter[str] = Counter()
    for number, page in enumerate(pages(content), start=1):
        words = page.removeprefix(f"{number} ").replace("DỰ THẢO", "").split()
        found.update(word for word in words if not is_dotted(word))
    return found


def is_dotted(word: str) -> bool:
    """Whether it is a piece of a line that is left to the pen."""
    return not word.strip(".…")


def same(word: bytes, pdf: bytes) -> bool:
    marked = Counter({"DỰ": 1, "THẢO": 1})
    said = words_of_word(word)
    return said - marked == words_of_pdf(pdf) if said["THẢO"] else said == words_of_pdf(pdf)


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"number": None, "signed_on": None},
        {"parent_body": "Quốc hội", "sections": (people(),), "signer_authority": "KT. A\nPHÓ A"},
    ],
)
def test_a_decision_reads_alike_in_word_and_as_pdf(changes):
    one = paper(**changes)
    assert same(decision_docx(one), render_decision(one))


@pytest.mark.parametrize(
    "changes", [{}, {"signed_on": None, "reference": "", "unit_name": "Vụ Hạ", "sections": ()}]
)
def test_a_letter_reads_alike_in_word_and_as_pdf(changes):
    one = letter(**changes)
    assert same(submission_docx(one), render_submission(one))


def test_every_paper_of_a_dossier_reads_alike_in_word_and_as_pdf(office, campaign):
    petition = sent(office, drafted(office, campaign, "mai", office.a))
    found = {member.name: member.content for _whose, member in members_of(petition)}
    differ = [
        name
        for name, content in found.items()
        if name.endswith(".docx")
        and words_of_word(content) != words_of_pdf(found[name.replace(".docx", ".pdf")])
    ]
    assert (differ, len(found)) == ([], 10)


def test_the_layout_is_that_of_the_decree():
    document = read(decision_docx(paper()))
    for section in document.sections:
        edges = ("top_margin", "bottom_margin", "left_margin", "right_margin")
        size = ("page_width", "page_height")
        measured = [round(getattr(section, name).mm) for name in edges + size]
        assert measured == [20, 20, 30, 15, 210, 297]
    normal = document.styles["Normal"]
    assert (normal.font.name, normal.font.size) == ("Times New Roman", Pt(14))
    header, signature, *lists = document.tables
    for frame in (header, signature):
        margins = frame._tbl.tblPr.find(qn("w:tblCellMar"))
        assert {margin.get(qn("w:w")) for margin in margins} == {"0"}
        assert frame._tbl.tblPr.find(qn("w:tblBorders")) is None
    for table in (header, signature, *lists):
        # Word believes the grid, others the cells: both say the same, and fill the line.
        grid = [column.width for column in table.columns]
        assert grid == [cell.width for cell in table.rows[0].cells]
        assert abs(sum(grid) - Mm(165)) < Mm(1)


def test_what_cannot_be_shown_does_not_reach_the_document():
    content = decision_docx(paper(subject="Về \u202e\x00việc \u200bkhen </w:t><w:p>"))
    said = " ".join(line.text for line in read(content).paragraphs)
    assert "Về việc khen </w:t><w:p>" in said
    assert b"python-docx" not in ZipFile(BytesIO(content)).read("docProps/core.xml")
