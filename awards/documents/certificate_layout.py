"""Where everything stands on a certificate, as boxes in millimetres.

The full-colour layout and a new pre-printed stock are the same boxes, drawn for A4 across and
scaled to the sheet. Parts, their order and their colours are those of article 104 of Decree
98/2023/NĐ-CP; sizes are the office's own to choose.
"""

from dataclasses import asdict, dataclass, replace
from typing import Any

from awards.models import CertificateStock, StockField

Name, Align = StockField.Name, StockField.Align
BLACK, RED = "#000000", "#c00000"
A4_ACROSS = (297, 210)
# Printed in italics wherever they stand; see `BOLD` for the others that are not plain.
ITALIC = frozenset({Name.DECISION, Name.NUMBER, Name.GOLDEN_BOOK, Name.ORDINAL, Name.PLACE_DATE})
PLAIN = frozenset({Name.PLACE, Name.ACHIEVEMENT})


@dataclass(frozen=True)
class Box:
    """A text's place: millimetres from the upper left corner, size in points.

    `ruled` draws a line as long as the text below it.
    """

    name: str
    x: float
    y: float
    width: float
    height: float
    size: float
    align: str = Align.CENTER.value
    colour: str = BLACK
    ruled: bool = False

    def printed(self) -> dict[str, Any]:
        """The box as the form reads it."""
        return asdict(self) | {"bold": self.name not in PLAIN, "italic": self.name in ITALIC}


# What a pre-printed sheet says already, but for the award's name.
HEAD = (
    Box("NATION", 48.5, 43, 200, 7, 14),
    Box("MOTTO", 48.5, 50, 200, 8, 14, ruled=True),
    Box("AUTHORITY", 28.5, 61, 240, 9, 18, colour=RED),
    Box("VERB", 48.5, 70, 200, 8, 16),
)
FIELDS = (
    Box(Name.AWARD, 28.5, 78, 240, 17, 38, colour=RED),
    Box(Name.RECIPIENT, 28.5, 96, 240, 16, 25),
    Box(Name.PLACE, 38.5, 113, 220, 11, 16),
    Box(Name.ACHIEVEMENT, 38.5, 125, 220, 11, 16),
    Box(Name.PLACE_DATE, 158.5, 138, 110, 7, 14),
    Box(Name.OFFICE, 158.5, 145, 110, 12, 14),
    Box(Name.SIGNER, 158.5, 184, 110, 8, 14),
    Box(Name.DECISION, 24, 177, 120, 7, 13, Align.LEFT.value),
    Box(Name.GOLDEN_BOOK, 24, 184, 120, 7, 13, Align.LEFT.value),
)


def full_colour(width: float, height: float) -> tuple[Box, ...]:
    """Every box of the full-colour layout on a sheet of this size."""
    return tuple(_scaled(box, width, height) for box in (*HEAD, *FIELDS))


def first_boxes(width: float, height: float) -> tuple[Box, ...]:
    """Where the boxes of a new pre-printed stock stand until somebody measured the sheet."""
    printed_before = (Name.AWARD,)
    return tuple(_scaled(box, width, height) for box in FIELDS if box.name not in printed_before)


def boxes_of(stock: CertificateStock) -> tuple[Box, ...]:
    """What is printed where on a stock."""
    if not stock.is_preprinted:
        return full_colour(stock.width, stock.height)
    return tuple(
        Box(
            name=one.name,
            x=float(one.x),
            y=float(one.y),
            width=float(one.width),
            height=float(one.height),
            size=float(one.size),
            align=one.align,
            colour=one.colour,
        )
        for one in stock.fields.all()
    )


def _scaled(box: Box, width: float, height: float) -> Box:
    across, down = width / A4_ACROSS[0], height / A4_ACROSS[1]
    return replace(
        box,
        x=round(box.x * across, 1),
        y=round(box.y * down, 1),
        width=round(box.width * across, 1),
        height=round(box.height * down, 1),
        size=round(box.size * min(across, down), 1),
    )
