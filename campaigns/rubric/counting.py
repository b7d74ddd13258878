"""What a count of the council comes to, in whole numbers only."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from campaigns.rubric.load import shares
from campaigns.rubric.record import Share


@dataclass(frozen=True)
class Outcome:
    """Whether an initiative is carried, by which text if by one, and what warns against it."""

    passed: bool
    rule: Share | None
    warnings: tuple[Share, ...]


def outcome(
    *,
    on: datetime.date,
    agreed: int,
    given: int,
    judges: int,
    members: int,
    rules: Sequence[Share] | None = None,
) -> Outcome:
    """Decide an initiative on which `agreed` of the `given` sheets say yes.

    `judges` are the `members` without those who are recused. A verified text decides, over all
    members; without one more than half of the judges do, the council's own working rule. A text
    that nobody verified only warns where its share is not reached.
    """
    if not 0 <= agreed <= given <= judges <= members or members < 1:
        raise ValueError(f"{agreed} of {given} of {judges} of {members}")
    counts = {"agree": agreed, "present": given}
    rules = shares() if rules is None else rules
    asked = [r for r in rules if r.since <= on and (r.until is None or on < r.until)]
    short = [r for r in asked if not r.met(counts[r.asks], members)]
    deciding = [r for r in asked if r.verified]
    agreeing = next((r for r in deciding if r.asks == "agree"), None)
    enough = agreeing is not None or agreed * 2 > judges
    passed = enough and not any(r in short for r in deciding)
    return Outcome(passed, agreeing, tuple(r for r in short if not r.verified))


@dataclass(frozen=True)
class Spread:
    """Points of several members for one thing: the lowest, the highest, the mean in tenths."""

    lowest: int
    highest: int
    tenths: int

    @property
    def width(self) -> int:
        """How far apart the members are."""
        return self.highest - self.lowest

    @property
    def mean(self) -> str:
        """The mean with one decimal, as Vietnamese papers write it."""
        return f"{self.tenths // 10},{self.tenths % 10}"


def spread(points: Iterable[int]) -> Spread | None:
    """Give the spread of points; None where nobody gave any. Halves of a tenth round up."""
    given = list(points)
    if not given:
        return None
    tenths = (20 * sum(given) + len(given)) // (2 * len(given))
    return Spread(min(given), max(given), tenths)
