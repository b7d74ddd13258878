"""How the initiative council scores and when it carries: dated records, exact arithmetic. Pure."""

from campaigns.rubric.counting import Outcome, Spread, outcome, spread
from campaigns.rubric.load import rubric_on, rubrics, shares
from campaigns.rubric.record import Criterion, Rubric, RubricError, Share

__all__ = [
    "Criterion",
    "Outcome",
    "Rubric",
    "RubricError",
    "Share",
    "Spread",
    "outcome",
    "rubric_on",
    "rubrics",
    "shares",
    "spread",
]
