"""How a prize is rounded: to whole đồng, and by the rule of the day to tens of thousands."""

import datetime
import functools
from dataclasses import dataclass
from fractions import Fraction

from awards.law.layers import Layers, Subject
from awards.law.records import Dated
from campaigns.catalogue import LegalOrder
from campaigns.catalogue.kinds import Kind

STEP = 10_000


class Rounding(Kind):
    """A way to round, to be shown on the list of payments."""

    CEIL_10K = "CEIL_10K", "Làm tròn lên hàng chục nghìn đồng", "Rounded up to 10,000 đồng"
    HALF_UP_10K = (
        "HALF_UP_10K",
        "Làm tròn đến hàng chục nghìn đồng gần nhất",
        "Rounded to the nearest 10,000 đồng",
    )
    NONE = "NONE", "Không làm tròn", "Not rounded"

    def apply(self, amount: Fraction) -> int:
        """Amount in whole đồng; half a step goes up."""
        if self == Rounding.CEIL_10K:
            return -(-amount // STEP) * STEP
        step = STEP if self == Rounding.HALF_UP_10K else 1
        return (amount / step + Fraction(1, 2)) // 1 * step


@dataclass(frozen=True, kw_only=True)
class RoundingRule(Dated):
    """How prizes of a legal order are rounded."""

    order: LegalOrder
    rounding: Rounding


def rounding_rule(order: LegalOrder, on: datetime.date) -> RoundingRule | None:
    """Return the rule of a day, or None where the legal order has none."""
    return next((rule for rule in load().on(on) if rule.order == order), None)


@functools.cache
def load() -> Layers[RoundingRule]:
    """Every rule; `LawError` for a wrong record."""
    return Subject(
        file="rounding.toml",
        table="rounding",
        build=RoundingRule,
        about=lambda rule: (rule.order,),
    ).load()
