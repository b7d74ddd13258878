"""A prize as a page shows it: the sum that it is, what becomes of it, and the law behind it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from awards.law.citations import in_words
from awards.law.rounding import Rounding
from awards.models import Decision, PrizeLine
from awards.queries.prizes import read_as
from campaigns.labels import kind_label

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
        name, place = read_as(line)
        state, label = _state(line)
        rounding = kind_label(Rounding[line.rounding])
        cites = [in_words(cite, language) for cite in line.cites]
        shown.append(ShownLine(line, name, place, state, label, rounding, cites))
    return shown


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
