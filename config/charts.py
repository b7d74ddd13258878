"""Bar charts as server-rendered SVG: numbers in, positions out; the template only places them.

Attributes instead of styles, so that the strictest content policy holds; every bar carries its
number, so that colour is never the only cue.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

WIDTH, ROW, BAR, GAP = 640, 30, 18, 8
LABEL, VALUE = 232, 48
ROOM = WIDTH - LABEL - VALUE
LETTERS = 32


@dataclass(frozen=True)
class Bar:
    """One rectangle with its number."""

    x: float
    y: int
    width: float
    height: int
    value: int
    series: int
    text_x: float
    text_y: float
    shown: bool
    anchor: str
    light: bool


@dataclass(frozen=True)
class Row:
    """A label and its bars; `url` is the list behind the number."""

    label: str
    short: str
    url: str
    text_y: float
    values: tuple[int, ...]
    bars: list[Bar] = field(default_factory=list)


@dataclass(frozen=True)
class Chart:
    """Everything that the template draws."""

    title: str
    series: tuple[str, ...]
    rows: list[Row]
    height: int
    width: int = WIDTH
    label_x: int = LABEL - GAP

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to draw."""
        return not any(any(row.values) for row in self.rows)


def bars(title: str, rows: Sequence[tuple[str, int, str]]) -> Chart:
    """Lay out one bar a row."""
    return stacked_bars(title, ("",), [(label, [value], url) for label, value, url in rows])


def stacked_bars(
    title: str,
    series: Sequence[str],
    rows: Sequence[tuple[str, Sequence[int], str]],
    *,
    side_by_side: bool = False,
) -> Chart:
    """Lay out rows of one value per series, one behind another or one below another."""
    lines = len(series) if side_by_side else 1
    most = max(
        (max(values) if side_by_side else sum(values) for _label, values, _url in rows), default=0
    )
    scale = ROOM / most if most else 0
    height = lines * BAR + (ROW - BAR)
    laid = []
    for number, (label, values, url) in enumerate(rows):
        top = number * height + (height - lines * BAR) // 2
        row = Row(
            label=label,
            short=label if len(label) <= LETTERS else f"{label[: LETTERS - 1]}…",
            url=url,
            text_y=top + lines * BAR / 2 + 4.5,
            values=tuple(values),
        )
        row.bars.extend(_row_bars(values, top, scale, side_by_side=side_by_side))
        laid.append(row)
    return Chart(title, tuple(series), laid, height=max(len(rows) * height, ROW))


def _row_bars(values: Sequence[int], top: int, scale: float, *, side_by_side: bool) -> list[Bar]:
    """The bars of a row; the number stands in a bar where it fits, else behind it."""
    placed = []
    x = float(LABEL)
    single = len(values) == 1 or side_by_side
    for series, value in enumerate(values):
        width = round(value * scale, 1)
        y = top + series * BAR if side_by_side else top
        placed.append(
            Bar(
                x=x,
                y=y,
                width=width,
                height=BAR - (2 if side_by_side else 0),
                value=value,
                series=series,
                text_x=round(x + width + 6 if single else x + width / 2, 1),
                text_y=y + BAR / 2 + 4.5,
                anchor="start" if single else "middle",
                shown=single or width >= 10 + 7 * len(str(value)),
                light=not single and series in {0, 2},
            )
        )
        if not side_by_side:
            x = round(x + width, 1)
    return placed
