"""Verdicts of the law in words, for the pages that show them."""

from dataclasses import dataclass

from django.utils.translation import get_language

from awards.eligibility import verdict_on
from awards.law.criteria import Speech
from awards.law.judge import NO, UNSURE, YES, Verdict
from awards.law.words import Line, answer, lines, notes, reasons, way
from awards.models import Nomination
from awards.permissions.nominations import nominations_hidden_from
from campaigns import catalogue
from units import clock
from units.models import Account, Agency, Person, Unit
from units.permissions import CONDUCT_READERS, standing
from units.queries import agency_root

TONES = {YES: "success", UNSURE: "warning", NO: "neutral"}


@dataclass(frozen=True)
class Shown:
    """A verdict in words: the badge, what stands in the way, the way to "yes", every criterion."""

    subject: Person | Unit
    award: str
    verdict: Verdict
    answer: str
    tone: str
    reasons: list[str]
    way: list[str]
    lines: tuple[Line, ...]
    notes: list[str]


def speech(agency: Agency) -> Speech:
    """The reader's language, with the agency's name in the names of its awards."""
    return Speech(get_language() or "vi", agency.name)


def show(subject: Person | Unit, verdict: Verdict, say: Speech, *, see_private: bool) -> Shown:
    """Put a verdict into words for a reader."""
    return Shown(
        subject=subject,
        award=say.award(verdict.question.award),
        verdict=verdict,
        answer=answer(verdict, say),
        tone=TONES[verdict.answer],
        reasons=reasons(verdict, say),
        way=way(verdict, say, see_private=see_private),
        lines=lines(verdict, say, see_private=see_private),
        notes=notes(verdict, say),
    )


def sees_private(account: Account, subject: Person | Unit) -> bool:
    """Whether the account may read why a discipline or an open matter stands in the way."""
    if isinstance(subject, Person) and subject.pk == account.person_id:
        return True
    root = agency_root(subject.agency).pk
    return bool(standing(account).roles_over(root) & set(CONDUCT_READERS))


def judged_by_law(award: str) -> bool:
    """Whether the State's law says who gets an award; the Party and the unions have their own."""
    return catalogue.award(award).of_state


def shown_on(nomination: Nomination, account: Account) -> Shown | None:
    """What the law says today to a nomination, as the account may read it.

    None for an award of the Party or of a union: they have rules of their own.
    """
    if not judged_by_law(nomination.award):
        return None
    subject = nomination.subject
    hidden = nominations_hidden_from(account)
    verdict = verdict_on(nomination, on=clock.today(), hidden=hidden)
    private = sees_private(account, subject)
    return show(subject, verdict, speech(nomination.agency), see_private=private)
