"""The PDF that is signed: blanks for number and day, a place for each signature, and their filling.

The leader signs a paper without number and day; both are filled in later, at the body's step, into
fields that stood there from the first. A PDF grows only at its end: every byte that was signed
stays, so the first signature stays valid.
"""

from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.content import RawContent
from pyhanko.pdf_utils.generic import pdf_name, pdf_string
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.layout import BoxConstraints
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import SigFieldSpec, append_signature_field, ensure_sig_flags

from awards.documents.context import DecisionPaper, wording, written_date
from awards.documents.editions import edition_of
from awards.documents.render import (
    Blanks,
    form_of_decision,
    printable,
    render,
    render_with_blanks,
)
from units import clock

NUMBER, DAY = "So", "Ngay"
PERSON, BODY = "NguoiKy", "CoQuan"

# Private characters, which `printable` drops from every text of the data.
_NUMBER, _DAY, _NAME = "\ue000", "\ue001", "\ue002"
_WIDTHS = {NUMBER: 26.0, DAY: 158.0}
_RULES = f"""
#let noted(name) = context [#metadata((
  name: name, size: text.size.pt(), ..here().position()
)) <blank>]
#show "{_NUMBER}": noted("{NUMBER}") + h({_WIDTHS[NUMBER]}pt)
#show "{_DAY}": noted("{DAY}") + box(width: {_WIDTHS[DAY]}pt)
#show "{_NAME}": noted("{PERSON}")
"""
_A4_HEIGHT = 841.89
# Of a line's size: how far its field reaches below and above the baseline.
_BELOW, _ABOVE = 0.3, 0.9
# The signatures stand in the gap between office and name (Decree 30/2020/NĐ-CP, annex I): the
# body's covers about a third of the person's, on its left.
_PERSON_BOX, _BODY_BOX = (-80.0, 18.0, 80.0, 88.0), (-118.0, 13.0, -28.0, 93.0)
TITLES = {
    NUMBER: "Số",
    DAY: "Ngày, tháng, năm",
    PERSON: "Chữ ký của người có thẩm quyền",
    BODY: "Chữ ký của cơ quan",
}
_READ_ONLY, _PRINTED = 1, 4


@dataclass(frozen=True)
class Blank:
    """A field of the paper: its page, counted from 0, and its corners in points from below."""

    name: str
    page: int
    box: tuple[float, float, float, float]


def paper_to_sign(paper: DecisionPaper) -> bytes:
    """Set a decision without number and day, with fields for both and for the two signatures."""
    blanks = Blanks(
        data={
            "draft": False,
            "number": _NUMBER,
            "place_and_date": f"{printable(paper.place)}, {_DAY}",
            "signer_name": f"{_NAME}{printable(paper.signer_name)}{_NAME}",
        },
        rules=_RULES,
    )
    pdf, places = render_with_blanks(
        form_of_decision(paper), wording(paper), blanks=blanks, made_on=clock.today()
    )
    return for_signing(pdf, blanks_at(places))


def blanks_at(places: list[dict[str, Any]]) -> tuple[Blank, ...]:
    """Work out the fields from where the form noted the marks."""
    found: dict[str, list[dict[str, Any]]] = {}
    for place in places:
        found.setdefault(place["name"], []).append(place)
    blanks = []
    for name, width in _WIDTHS.items():
        (place,) = found[name]
        x, y, size = _x(place), _y(place), place["size"]
        box = (x, y - _BELOW * size, x + width, y + _ABOVE * size)
        blanks.append(Blank(name, place["page"] - 1, box))
    before, after = found[PERSON]
    middle, base = (_x(before) + _x(after)) / 2, _y(before)
    for name, (left, low, right, high) in ((PERSON, _PERSON_BOX), (BODY, _BODY_BOX)):
        box = (middle + left, base + low, middle + right, base + high)
        blanks.append(Blank(name, before["page"] - 1, box))
    return tuple(blanks)


def _x(place: dict[str, Any]) -> float:
    return float(place["x"].removesuffix("pt"))


def _y(place: dict[str, Any]) -> float:
    return _A4_HEIGHT - float(place["y"].removesuffix("pt"))


def for_signing(pdf: bytes, blanks: tuple[Blank, ...]) -> bytes:
    """Add the empty fields to a paper."""
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    for blank in blanks:
        if blank.name in (PERSON, BODY):
            append_signature_field(
                writer,
                SigFieldSpec(
                    blank.name,
                    on_page=blank.page,
                    box=blank.box,  # type: ignore[arg-type]
                    readable_field_name=TITLES[blank.name],
                ),
            )
    for blank in blanks:
        if blank.name in _WIDTHS:
            _add_text_field(writer, blank)
    ensure_sig_flags(writer)
    return _written(writer)


def _add_text_field(writer: IncrementalPdfFileWriter, blank: Blank) -> None:
    page = writer.find_page_for_modification(blank.page)[0]
    left, low, right, high = blank.box
    nothing = RawContent(b"", box=BoxConstraints(width=right - left, height=high - low))
    field = generic.DictionaryObject(
        {
            pdf_name("/Type"): pdf_name("/Annot"),
            pdf_name("/Subtype"): pdf_name("/Widget"),
            pdf_name("/FT"): pdf_name("/Tx"),
            pdf_name("/T"): pdf_string(blank.name),
            pdf_name("/TU"): pdf_string(TITLES[blank.name]),
            pdf_name("/F"): generic.NumberObject(_PRINTED),
            pdf_name("/Ff"): generic.NumberObject(_READ_ONLY),
            pdf_name("/Rect"): generic.ArrayObject(map(generic.FloatObject, blank.box)),
            pdf_name("/P"): page,
            pdf_name("/AP"): generic.DictionaryObject(
                {pdf_name("/N"): writer.add_object(nothing.as_form_xobject())}
            ),
        }
    )
    added = writer.add_object(field)
    writer.register_annotation(page, added)
    form = writer.root["/AcroForm"]
    form["/Fields"].append(added)
    writer.update_container(form["/Fields"])


def numbered(pdf: bytes, number: int, day: date) -> bytes:
    """Fill number and day into a signed paper, behind all that was signed."""
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    written = {NUMBER: f"{number:02d}", DAY: written_date(day)}
    for reference in writer.root["/AcroForm"]["/Fields"]:
        field = reference.get_object()
        if line := written.get(field["/T"]):
            _fill(writer, field, line, day)
    return _written(writer)


def _fill(
    writer: IncrementalPdfFileWriter, field: generic.DictionaryObject, line: str, day: date
) -> None:
    left, low, right, high = map(float, field["/Rect"])
    size = (high - low) / (_BELOW + _ABOVE)
    is_number = field["/T"] == NUMBER
    drawn = render(
        edition_of("blank", day),
        {
            "line": line,
            "width": right - left,
            "height": high - low,
            "size": size,
            "below": size * _BELOW,
            "style": "normal" if is_number else "italic",
            "end": is_number,
        },
        made_on=day,
    )
    shown = writer.import_page_as_xobject(PdfFileReader(BytesIO(drawn)))
    field[pdf_name("/V")] = pdf_string(line)
    field[pdf_name("/AP")] = generic.DictionaryObject({pdf_name("/N"): shown})
    writer.update_container(field)


def _written(writer: IncrementalPdfFileWriter) -> bytes:
    out = BytesIO()
    writer.write(out)
    return out.getvalue()
