"""What is read of decisions."""

import datetime
from dataclasses import dataclass
from itertools import groupby

from django.db.models import CharField, Count, F, Func, QuerySet, TextField, Value
from django.db.models.functions import Concat, Lower, Replace

from awards.law.texts import texts_in_force
from awards.lawbook import agency_folder
from awards.models import Decision, Nomination
from awards.queries.nominations import award_rank, nomination_board
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
