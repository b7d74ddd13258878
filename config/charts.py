"""Bar charts: numbers in, lengths out; the template places them as SVG.

Lengths are hundredths of the room that a page gives, so that bars shrink with the screen and
letters do not. Attributes instead of styles, so that the strictest content policy holds.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

# A digit and the air around a number, in hundredths of a bar's room on a phone.
DIGIT = AIR = 4


@dataclass(frozen=True)
class Segment:
    """A stretch of a bar: the value of one series, from `start` on, in hundredths."""

    series: int
    name: str
    value: int
    start: float
    length: float

    @property
    def x(self) -> str:
        """Where it starts, as an SVG length."""
        return f"{self.start:.2f}%"

    @property
    def width(self) -> str:
        """How long it is, as an SVG length."""
        return f"{self.length:.2f}%"

    @property
    def end(self) -> str:
        """Where it ends, as an SVG length."""
        return f"{self.start + self.length:.2f}%"

    @property
    def middle(self) -> str:
        """Where its number stands, as an SVG length."""
        return f"{self.start + self.length / 2:.2f}%"

    @property
    def has_room(self) -> bool:
        """Whether its number fits into it."""
        return self.length >= AIR + DIGIT * len(str(self.value))


@dataclass(frozen=True)
class Bar:
    """One line of a row: segments one behind another."""

    segments: tuple[Segment, ...]

    @property
    def total(self) -> int:
        """The number at its end."""
        return sum(segment.value for segment in self.segments)


@dataclass(frozen=True)
class Row:
    """A label, its bars, and the numbers behind them; `url` is the list that they count."""

    label: str
    url: str
    values: tuple[int, ...]
    bars: tuple[Bar, ...]


@dataclass(frozen=True)
class Chart:
    """Everything that the template draws."""

    title: str
    series: tuple[str, ...]
    rows: tuple[Row, ...]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to draw."""
        return not any(any(row.values) for row in self.rows)

    @property
    def is_stacked(self) -> bool:
        """Whether a bar shows several series, which then carry their numbers inside."""
        return any(len(bar.segments) > 1 for row in self.rows for bar in row.bars)


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
    longest = max if side_by_side else sum
    most = max((longest(values) for _label, values, _url in rows), default=0)
    return Chart(
        title,
        tuple(series),
        tuple(
            Row(label, url, tuple(values), _bars(series, values, most, side_by_side=side_by_side))
            for label, values, url in rows
        ),
    )


def _bars(
    series: Sequence[str], values: Sequence[int], most: int, *, side_by_side: bool
) -> tuple[Bar, ...]:
    """The bars of a row, where `most` takes all the room."""
    lengths = [100 * value / most if most else 0.0 for value in values]
    starts = [0.0] * len(values) if side_by_side else accumulate(lengths, initial=0.0)
    segments = tuple(
        Segment(number, name, value, start, length)
        for number, (name, value, start, length) in enumerate(
            zip(series, values, starts, lengths, strict=False)
        )
    )
    return tuple(Bar((one,)) for one in segments) if side_by_side else (Bar(segments),)
