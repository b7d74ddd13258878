"""How far targets are, and how results read in a report: pure arithmetic and words."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal

from units.text import vn_number

# A target that is not reached this many days before its date is at risk; one of which nobody has
# written for this long is silent.
RISK_DAYS = 30
SILENT_DAYS = 60
TENTH = Decimal("0.1")


def percent(reached: Decimal | None, goal: Decimal | None) -> Decimal | None:
    """How much of the goal is reached, in per cent; None where that says nothing.

    Cut after one place, never rounded up: 100 means that all of it is reached.
    """
    if reached is None or not goal:
        return None
    share = (reached * 100 / goal).quantize(TENTH, rounding=ROUND_DOWN)
    return share.quantize(Decimal(1)) if share == share.to_integral_value() else share


@dataclass(frozen=True)
class Result:
    """What was pledged, what came of it, and what was noted on the way."""

    indicator: str
    goal: Decimal | None
    measure: str
    reached: Decimal | None
    reached_on: datetime.date | None
    texts: tuple[str, ...] = ()
    files: int = 0

    @property
    def percent(self) -> Decimal | None:
        """How much of the goal is reached."""
        return percent(self.reached, self.goal)


def sentence(result: Result) -> str:
    """A result as a line of a report; the documents of the office are in Vietnamese."""
    head = result.indicator.rstrip(".;: ")
    pledged = f"{_number(result.goal)} {result.measure}"
    if result.reached is None or result.reached_on is None:
        said = f"{head}: đăng ký {pledged}, chưa có số liệu."
    else:
        said = (
            f"{head}: đạt {_number(result.reached)} {result.measure}, đăng ký {pledged}"
            f"{_share(result.percent)}, tính đến ngày {result.reached_on:%d/%m/%Y}."
        )
    return " ".join([said, *(_ended(text) for text in result.texts)])


def report(results: Iterable[Result]) -> str:
    """Results as the lines of a report, ready to be edited."""
    return "\n".join(f"– {sentence(result)}" for result in results)


def _share(share: Decimal | None) -> str:
    return "" if share is None else f" ({vn_number(share)} %)"


def _number(value: Decimal | None) -> str:
    return "—" if value is None else vn_number(value)


def _ended(text: str) -> str:
    """A note as sentences: on one line, and with its full stop."""
    line = " ".join(text.split())
    return line if line.endswith((".", "!", "?", "…")) else f"{line}."
