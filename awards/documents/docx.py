"""A Word document with the layout of Decree 30/2020/NĐ-CP, piece by piece; `editable` fills it.

Word lays a table out as we do only if its grid and every cell name their widths, and the header
keeps its lines only if its cells have no padding. The font is the office's, not one that we send.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from io import BytesIO
from typing import Any

from docx import Document
from docx.document import Document as Doc
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Length, Mm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

FONT = "Times New Roman"
HEADER = (66, 99)
NATION, MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"
MOTTO_WIDTH = 61
CENTRE = WD_ALIGN_PARAGRAPH.CENTER
TEXT_WIDTH = 165


class Sheet:
    """A document that grows downwards."""

    def __init__(self, *, title: str, author: str, made_on: date) -> None:
        self.document: Doc = Document()
        known = self.document.core_properties
        known.title, known.author, known.comments = title[:255], author[:255], ""
        known.created = known.modified = datetime.combine(made_on, time())
        normal = self.document.styles["Normal"]
        normal.font.name, normal.font.size = FONT, Pt(14)
        normal.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
        normal.paragraph_format.space_after = normal.paragraph_format.space_before = Pt(0)
        self._lay_out(self.document.sections[0])

    def as_bytes(self) -> bytes:
        """The file."""
        file = BytesIO()
        self.document.save(file)
        return file.getvalue()

    def header(self, above: str, issuer: str, number: Sequence[str], place_and_date: str) -> None:
        """Whose paper it is beside the nation's name; below, number beside place and day."""
        table = self._frame(HEADER, rows=2)
        left, right = table.rows[0].cells
        if above:
            _line(left, above.upper(), 13)
        _line(left, issuer.upper(), 13, bold=True)
        _rule(left, HEADER[0], 26)
        _line(right, NATION, 13, bold=True)
        _line(right, MOTTO, 14, bold=True)
        _rule(right, HEADER[1], MOTTO_WIDTH)
        left, right = table.rows[1].cells
        for index, text in enumerate(number):
            _line(left, text, 13, bold=index > 0)
        _line(right, place_and_date, 14, italic=True)

    def heading(self, text: str, *, before: int = 12, after: int = 0) -> None:
        """The kind of the paper, or another line in bold over the whole width."""
        self.centred(text, bold=True, before=before, after=after)

    def centred(self, text: str, *, before: int = 6, after: int = 0, **style: bool) -> Paragraph:
        """A line in the middle, of which nothing but its text differs from the body."""
        line = self.document.add_paragraph()
        line.alignment = CENTRE
        _space(line, before, after)
        _run(line, text, **style)
        return line

    def subject(self, text: str) -> None:
        """What the paper is about, with a rule below."""
        self.centred(text, bold=True, before=6)
        rule = self.document.add_paragraph()
        _underline(rule, TEXT_WIDTH, 50)
        _space(rule, 0, 10)

    def text(self, *pieces: tuple[str, str], keep: bool = False) -> None:
        """A paragraph of (text, style) pieces, the style being "", "bold" or "italic"."""
        line = self.document.add_paragraph()
        line.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        line.paragraph_format.first_line_indent = Mm(12.7)
        line.paragraph_format.keep_with_next = keep
        _space(line, 6, 0)
        for text, style in pieces:
            _run(line, text, bold=style == "bold", italic=style == "italic")

    def lead(self, text: str) -> None:
        """A heading within the text, at the left."""
        line = self.document.add_paragraph()
        line.paragraph_format.keep_with_next = True
        _space(line, 14, 6)
        _run(line, text, bold=True)

    def table(
        self, headings: Sequence[str], rows: Iterable[Sequence[str]], widths: Sequence[float]
    ) -> None:
        """A list with its heads repeated on every page; no row is cut in two."""
        listed = list(rows)
        table = self.document.add_table(1 + len(listed), len(headings))
        table.style = "Table Grid"
        _set_widths(table, widths)
        for cell, text in zip(table.rows[0].cells, headings, strict=True):
            _line(cell, text, 13, bold=True)
        _mark(table.rows[0]._tr.get_or_add_trPr(), "w:tblHeader")
        for row, texts in zip(table.rows[1:], listed, strict=True):
            _mark(row._tr.get_or_add_trPr(), "w:cantSplit")
            # `row.cells` counts them anew at every call.
            for index, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
                line = _line(cell, text, 13)
                line.alignment = CENTRE if index == 0 else WD_ALIGN_PARAGRAPH.LEFT

    def signature(self, copies_to: Sequence[str], offices: Sequence[str], name: str) -> None:
        """To whom copies go, beside who signs."""
        self._gap()
        left, right = self._frame((80, 85), rows=1).rows[0].cells
        _line(left, "Nơi nhận:", 12, bold=True, italic=True).alignment = WD_ALIGN_PARAGRAPH.LEFT
        for copy in copies_to:
            _line(left, f"- {copy}", 11).alignment = WD_ALIGN_PARAGRAPH.LEFT
        _signed(right, offices, "", name)

    def signatures(self, signers: Sequence[tuple[str, str, str]]) -> None:
        """Those who sign side by side: as what, how it was signed, the name."""
        self._gap()
        width = TEXT_WIDTH / len(signers)
        cells = self._frame([width] * len(signers), rows=1).rows[0].cells
        for cell, (office, how, name) in zip(cells, signers, strict=True):
            _signed(cell, [office.upper()], how, name)

    def annex(self) -> None:
        """Begin an annex on a new page; its pages are numbered on their own."""
        section = self.document.add_section()
        self._lay_out(section)
        start = OxmlElement("w:pgNumType")
        start.set(qn("w:start"), "1")
        section._sectPr.append(start)

    def _lay_out(self, section: Section) -> None:
        """A4, the margins, and the page's number above the text but on a first page."""
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.top_margin = section.bottom_margin = Mm(20)
        section.left_margin, section.right_margin = Mm(30), Mm(15)
        section.header_distance = Mm(10)
        section.different_first_page_header_footer = True
        section.header.is_linked_to_previous = False
        line = section.header.paragraphs[0]
        line.alignment = CENTRE
        field = OxmlElement("w:fldSimple")
        field.set(qn("w:instr"), "PAGE")
        line._p.append(field)

    def _frame(self, widths: Sequence[float], rows: int) -> Table:
        """A table that only holds things side by side: no borders, no padding."""
        table = self.document.add_table(rows, len(widths))
        _set_widths(table, widths)
        margins = OxmlElement("w:tblCellMar")
        for side in ("left", "right"):
            margin = OxmlElement(f"w:{side}")
            margin.set(qn("w:w"), "0")
            margin.set(qn("w:type"), "dxa")
            margins.append(margin)
        table._tbl.tblPr.append(margins)
        return table

    def _gap(self) -> None:
        _space(self.document.add_paragraph(), 0, 6)


def _signed(cell: _Cell, offices: Sequence[str], how: str, name: str) -> None:
    for office in offices:
        _line(cell, office, 14, bold=True)
    line = _line(cell, how, 11, italic=True)
    _space(line, 30, 30)
    _line(cell, name, 14, bold=True)


def _line(cell: _Cell, text: str, size: float, **style: bool) -> Paragraph:
    """A centred paragraph of a cell; the one that is there already comes first."""
    first = cell.paragraphs[0]
    line = first if not first.text and len(cell.paragraphs) == 1 else cell.add_paragraph()
    line.alignment = CENTRE
    run = _run(line, text, **style)
    run.font.size = Pt(size)
    return line


def _run(line: Paragraph, text: str, **style: bool) -> Any:
    run = line.add_run(text)
    for name, value in style.items():
        setattr(run, name, value)
    return run


def _rule(cell: _Cell, width: float, length: float) -> None:
    _underline(cell.add_paragraph(), width, length)


def _underline(line: Paragraph, width: float, length: float) -> None:
    """Draw a line of a length in the middle of an empty paragraph: its border, between indents."""
    line.paragraph_format.left_indent = line.paragraph_format.right_indent = Mm(
        (width - length) / 2
    )
    line.paragraph_format.line_spacing = Pt(3)
    borders, bottom = OxmlElement("w:pBdr"), OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "0"), ("color", "000000")):
        bottom.set(qn(f"w:{name}"), value)
    borders.append(bottom)
    line._p.get_or_add_pPr().insert_element_before(
        borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def _space(line: Paragraph, before: int, after: int) -> None:
    line.paragraph_format.space_before, line.paragraph_format.space_after = Pt(before), Pt(after)


def _set_widths(table: Table, widths: Sequence[float]) -> None:
    """Fix every width in the grid and in the cells: readers differ in which they believe."""
    table.autofit = False
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    for column, width in zip(table.columns, widths, strict=True):
        length: Length = Mm(width)
        column.width = length
        for cell in column.cells:
            cell.width = length


def _mark(properties: Any, name: str) -> None:
    mark = OxmlElement(name)
    mark.set(qn("w:val"), "true")
    properties.append(mark)
