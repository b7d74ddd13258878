"""The list by which recipients are called up at a ceremony: PDF and XLSX of the same rows.

The text is official Vietnamese in every language of the pages.
"""

from collections.abc import Iterable, Sequence

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from awards.documents.decisions import HONORIFICS
from awards.documents.editions import edition_of
from awards.documents.render import render
from awards.models import Recipient
from awards.models.subjects import RecipientKind
from awards.queries.decisions import reads_now
from campaigns import catalogue
from campaigns.sheets.write import as_bytes, put
from units import clock
from units.models import Agency

HEADINGS = ("STT", "Danh xưng", "Họ tên, tập thể", "Đơn vị", "Danh hiệu, hình thức", "Quyết định")
WIDTHS = (6, 12, 36, 44, 34, 26)
TITLE = "DANH SÁCH GỌI TÊN NHẬN KHEN THƯỞNG"
Row = tuple[int, str, str, str, str, str]


def call_rows(recipients: Iterable[Recipient]) -> list[Row]:
    """Recipients as `awarded` gives them, numbered as they are called."""
    rows = []
    for number, one in enumerate(recipients, start=1):
        name, place = reads_now(one)
        decision = one.decision
        rows.append(
            (
                number,
                _honorific(one),
                name,
                place or one.unit.name,
                catalogue.award(decision.award).label("vi", decision.agency.name),
                f"{decision.reference}, {decision.signed_on:%d/%m/%Y}",
            )
        )
    return rows


def call_list_pdf(agency: Agency, rows: Sequence[Row]) -> bytes:
    """The list on A4 across, its heading repeated on every page."""
    paper = {
        "title": TITLE,
        "agency": agency.name,
        "count": f"{len(rows)} lượt",
        "headings": list(HEADINGS),
        "rows": [[str(cell) for cell in row] for row in rows],
    }
    today = clock.today()
    return render(edition_of("call_list", today), paper, made_on=today)


def call_list_xlsx(rows: Sequence[Row]) -> bytes:
    """The list as a workbook in which every text is a text."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Danh sách gọi tên"
    for row, cells in enumerate([HEADINGS, *rows], start=1):
        for column, value in enumerate(cells, start=1):
            put(sheet.cell(row, column), value)
    for column, width in enumerate(WIDTHS, start=1):
        sheet.cell(1, column).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.freeze_panes = "A2"
    return as_bytes(book)


def _honorific(recipient: Recipient) -> str:
    if recipient.kind == RecipientKind.COLLECTIVE or recipient.person is None:
        return "Tập thể"
    return HONORIFICS.get(recipient.person.gender, "")
