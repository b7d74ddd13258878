"""The verdict: may a subject get an award, by every criterion, each with its article."""

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from awards.law.asks import NEUTRAL, Ask, Finding, Weight
from awards.law.corpus import Law, Route
from awards.law.criteria import Question, State
from awards.law.facts import Facts
from awards.law.regimes import Regime
from awards.law.rules import Note
from campaigns import catalogue

YES, NO, UNSURE = "yes", "no", "unsure"
# What the weight of its criteria means for an award; where none decides, nothing is missing.
ANSWERS: Mapping[Weight, str] = {
    State.NOT_MET: NO,
    State.CANNOT_TELL: UNSURE,
    State.MET: YES,
    NEUTRAL: YES,
}
# The same for an award whose criteria are not known.
AT_BEST_UNSURE = {weight: NO if answer == NO else UNSURE for weight, answer in ANSWERS.items()}


@dataclass(frozen=True)
class Verdict:
    """An answer with everything that led to it; `answer` is "yes", "no" or "unsure".

    `findings` stand in the order of the law. `wrong_recipient` says that the award never goes to
    such a subject, `known` is false where the law's criteria are not known on that day.
    """

    answer: str
    question: Question
    recipient: str
    regime: Regime
    findings: tuple[Finding, ...]
    notes: tuple[Note, ...] = ()
    rule_cites: tuple[str, ...] = ()
    known: bool = True
    wrong_recipient: bool = False

    @property
    def failed(self) -> frozenset[str]:
        """Kinds of the criteria that are not met."""
        return frozenset(kind for one in self.findings for kind in one.failed())

    @property
    def cites(self) -> tuple[str, ...]:
        """Every article behind the verdict, once each."""
        leaves = [leaf for one in self.findings for leaf in one.leaves()]
        cites = [c for leaf in leaves if isinstance(leaf.ask, Ask) for c in leaf.ask.cites]
        of_notes = [cite for note in self.notes for cite in note.cites]
        return tuple(dict.fromkeys([*self.rule_cites, *cites, *of_notes]))

    @property
    def unmet(self) -> tuple[Finding, ...]:
        """Findings that stand between the subject and the award."""
        return tuple(one for one in self.findings if one.state == State.NOT_MET)

    @property
    def nearly(self) -> bool:
        """Whether one criterion alone is missing."""
        return self.answer == NO and len(self.unmet) == 1


def judge(
    law: Law, facts: Facts, question: Question, *, under: datetime.date | None = None
) -> Verdict:
    """Judge one subject for one award with everything that was weighed.

    `under` is the day whose law is asked, if not the question's: a file received earlier, or a
    trial of another regime on known facts. `NoRegimeError` where the data hold no law for it.
    """
    of_day = law.on(under or question.on)
    route = of_day.route(question.award, facts.kind, question.type)
    question = _counting_from(facts, replace(question, methods=route.methods))
    if not catalogue.award(question.award).goes_to(facts.kind):
        return Verdict(NO, question, facts.kind, of_day.regime, (), wrong_recipient=True)
    found = route.asks.examine(facts, question)
    return Verdict(
        answer=_answers(route)[found.state],
        question=question,
        recipient=facts.kind,
        regime=of_day.regime,
        findings=found.parts,
        notes=route.notes,
        rule_cites=route.rule.cites if route.rule else (),
        known=route.known,
    )


def decider(
    law: Law, question: Question, kind: str, *, under: datetime.date | None = None
) -> Callable[[Facts], str]:
    """Compile a question into what gives only the answer of `judge`, quickly, for many of a kind.

    `under` and the error are those of `judge`.
    """
    route = law.on(under or question.on).route(question.award, kind, question.type)
    if not catalogue.award(question.award).goes_to(kind):
        return lambda _facts: NO
    asked = replace(question, methods=route.methods)
    weigh, answers = route.asks.weigh, _answers(route)

    def decide(facts: Facts) -> str:
        counted = _counting_from(facts, asked) if facts.disciplines else asked
        return answers[weigh(facts, counted)]

    return decide


def _answers(route: Route) -> Mapping[Weight, str]:
    return ANSWERS if route.known else AT_BEST_UNSURE


def _counting_from(facts: Facts, question: Question) -> Question:
    """Let achievements count from the end of the last discipline, where the law says so."""
    if not (facts.disciplines and question.methods.discipline_cuts):
        return question
    served = [one.until for one in facts.disciplines if one.until and one.until <= question.on]
    return replace(question, counts_from=max(served)) if served else question
