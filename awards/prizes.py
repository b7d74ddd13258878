"""A prize as a page shows it: the sum that it is, what becomes of it, and the law behind it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from awards.law.citations import in_words
from awards.law.rounding import Rounding
from awards.models import Decision, Fund, PrizeLine
from awards.queries.decisions import reads_now
from awards.queries.funds import balance_of, fund_for
from awards.queries.prizes import commitment_of, worth_of
from awards.workflow import DecisionState
from campaigns.labels import kind_label
from units import clock

Kind = Decision.Kind


@dataclass(frozen=True)
class ShownLine:
    """A prize with its words; `state` and `label` make a badge."""

    line: PrizeLine
    name: str
    place: str
    state: str
    label: str
    rounding: str
    cites: list[str]


def lines_shown(lines: Iterable[PrizeLine]) -> list[ShownLine]:
    """Prizes with their words, in the language of the page."""
    language = get_language() or "vi"
    shown = []
    for line in lines:
        name, place = reads_now(line.recipient)
        state, label = _state(line)
        rounding = kind_label(Rounding[line.rounding])
        cites = [in_words(cite, language) for cite in line.cites]
        shown.append(ShownLine(line, name, place, state, label, rounding, cites))
    return shown


@dataclass(frozen=True)
class Money:
    """What a decision costs, or would if it were signed today, and the fund of that year."""

    issued: bool
    due: int
    unknown: int
    fund: Fund | None
    left: int = 0
    committed: bool = False

    @property
    def short(self) -> int:
        """What the fund lacks before the decision may be issued."""
        return max(self.due - self.left, 0) if self.fund and not self.issued else 0


def money_of(decision: Decision) -> Money | None:
    """The money behind a decision; None for one that gives nothing new."""
    if decision.kind != Kind.AWARD:
        return None
    issued = decision.state == DecisionState.ISSUED
    day = decision.signed_on or clock.today()
    recipients = list(decision.recipients.all())
    if issued:
        lines = list(PrizeLine.objects.filter(recipient__decision=decision))
        due, priced = sum(line.due for line in lines), len(lines)
    else:
        worths = worth_of(decision, recipients, day)
        due, priced = sum(one.due for one in worths), len(worths)
    commitment = commitment_of(decision)
    fund = commitment.fund if commitment else fund_for(decision, day.year)
    return Money(
        issued=issued,
        due=due,
        unknown=len(recipients) - priced,
        fund=fund,
        left=balance_of(fund).left if fund else 0,
        committed=commitment is not None,
    )


def _state(line: PrizeLine) -> tuple[str, str]:
    if line.is_paid:
        return ("danger", _("đã chi, phải thu hồi")) if line.ended_by else ("success", _("đã chi"))
    if line.ended_by is None:
        return "warning", _("chưa chi")
    reasons = {
        Kind.AWARD: _("không chi: chỉ nhận mức cao nhất"),
        Kind.REVOCATION: _("không chi: đã hủy bỏ"),
        Kind.REPLACEMENT: _("không chi: đã thay thế"),
    }
    return "neutral", reasons[Kind(line.ended_by.kind)]
