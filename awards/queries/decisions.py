"""What is read of decisions."""

import datetime
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.db.models import (
    CharField,
    Count,
    Exists,
    F,
    Func,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    TextField,
    Value,
)
from django.db.models.functions import Concat, Lower, Replace

from awards.law.grounds import ground
from awards.law.texts import texts_in_force
from awards.lawbook import agency_folder
from awards.models import Decision, Nomination, Recipient
from awards.queries.nominations import award_rank, nomination_board
from awards.workflow import DecisionState
from campaigns import catalogue


def legal_bases(on: datetime.date) -> list[str]:
    """The lines "Căn cứ …" of a decision on a day.

    The agency's own texts come last. A text that nobody compared with the gazette is left for the
    clerk to add by hand.
    """
    texts = [text.name for text in texts_in_force(on, agency_folder()) if text.verified]
    return [f"Căn cứ {name}" for name in texts]


def decision_board(decisions: QuerySet[Decision]) -> QuerySet[Decision]:
    """Decisions with the number of their recipients, and `printed`, the reference to search in.

    `printed` is folded as `units.text.fold` folds what is searched for: "05/qd-vpqh".
    """
    number = Func(F("number"), Value("FM9999999900"), function="to_char", output_field=TextField())
    symbol = Replace(Lower("symbol"), Value("đ"), Value("d"))
    return decisions.select_related("agency").annotate(
        recipient_count=Count("recipients"),
        printed=Concat(number, Value("/"), symbol, output_field=CharField()),
        award_rank=award_rank("award"),
    )


def names_recipient(word: str) -> Q:
    """Decisions with a recipient whose folded name has the word."""
    return Q(Exists(Recipient.objects.filter(decision=OuterRef("pk"), folded__contains=word)))


def with_amendments(recipients: QuerySet[Recipient]) -> QuerySet[Recipient]:
    """Lines of a decision, each with `done_since`: the lines of issued decisions that amend it."""
    return recipients.select_related("unit").prefetch_related(done_since("amendments"))


def done_since(path: str) -> Prefetch:
    """What issued decisions made of the line that `path` leads from, the earliest first."""
    amending = (
        Recipient.objects.filter(decision__state=DecisionState.ISSUED)
        .select_related("decision")
        .order_by("decision__signed_on", "decision__number", "pk")
    )
    return Prefetch(path, amending, to_attr="done_since")


def reads_now(line: Any) -> tuple[str, str]:
    """Name and place of a line with `done_since`, as the last that words it anew has them."""
    words_anew = [one for one in line.done_since if one.effect != Recipient.Effect.REVOKES]
    last = (words_anew or [line])[-1]
    return last.name, last.place


def ground_of(decision: Decision, language: str) -> str:
    """The legal ground of an amendment, with its citation; empty for any other decision."""
    if not decision.ground:
        return ""
    return ground(decision.ground).cited(language)


@dataclass(frozen=True)
class PassedGroup:
    """Passed nominations that one decision can take up: of one award and one year."""

    award: str
    year: int
    award_name: str
    decider: str
    nominations: list[Nomination]


def passed_groups(
    nominations: QuerySet[Nomination], language: str
) -> tuple[list[PassedGroup], list[PassedGroup]]:
    """Passed nominations by award and year: those that the agency decides, and the others."""
    ordered = sorted(nomination_board(nominations), key=lambda nomination: -nomination.year)
    own: list[PassedGroup] = []
    others: list[PassedGroup] = []
    for (year, code), group in groupby(ordered, key=lambda n: (n.year, n.award)):
        members = list(group)
        award = catalogue.award(code)
        (own if award.own_authority else others).append(
            PassedGroup(code, year, members[0].award_name, award.decider(language), members)
        )
    return own, others
