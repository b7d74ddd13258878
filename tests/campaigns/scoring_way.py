"""The way of a campaign to its ranking, each step by the one whose step it is."""

import datetime
from decimal import Decimal
from typing import Any

from campaigns.actions.rankings import Vote, publish_ranking
from campaigns.actions.scores import Entry, save_scores, set_round
from campaigns.actions.scoring_tables import TableContent, draft_table, save_table, use_table
from campaigns.models import (
    Campaign,
    Criterion,
    Ranking,
    ScoreSheet,
    ScoringRound,
    ScoringTable,
)
from campaigns.queries.blocs import bloc_members
from campaigns.queries.rankings import fingerprint, inputs_of
from campaigns.queries.scores import basis_of, find_sheet, standing_of
from campaigns.queries.scoring_tables import table_in_use
from tests.cast import Office
from units import clock
from units.models import Account, Bloc, Unit

# Days inside each of the windows, and after them.
CLAIMING, CROSSING, CHECKING, OVER = (
    datetime.date(2022, 11, 5),
    datetime.date(2022, 11, 15),
    datetime.date(2022, 11, 25),
    datetime.date(2022, 12, 5),
)
WINDOWS = {
    "self_from": datetime.date(2022, 11, 1),
    "self_until": datetime.date(2022, 11, 10),
    "cross_from": datetime.date(2022, 11, 11),
    "cross_until": datetime.date(2022, 11, 20),
    "check_from": datetime.date(2022, 11, 21),
    "check_until": datetime.date(2022, 11, 30),
}
RULES: dict[str, Any] = {
    "self_weight": 0,
    "cross_weight": 50,
    "check_weight": 50,
    "tie_rules": ["FEWER_PENALTIES", "HIGHER_CHECK"],
    "first_places": 1,
}
# What the checker gives: both reach 82, and A has fewer penalties.
CHECKED_A = {"Đúng hạn": 50, "Cải tiến": 30, "Đột xuất": 2, "Nộp chậm": 0}
CHECKED_B = {"Đúng hạn": 50, "Cải tiến": 30, "Đột xuất": 3, "Nộp chậm": 1}


def criterion(name: str, maximum: int, commitment: int | None = None, **by: bool) -> dict[str, Any]:
    """Give a row of a criterion that all three score, unless `by` says otherwise."""
    return {
        "name": name,
        "maximum": Decimal(maximum),
        "checked_by": "Sổ theo dõi",
        "commitment_id": commitment,
    } | {f"by_{kind}": by.get(kind, True) for kind in ("self", "cross", "check")}


def content(campaign: Campaign) -> TableContent:
    """Give a table of 100 points with a bonus of 5 and a penalty of 10, which the checker gives."""
    first, second = campaign.commitments.all()
    return TableContent(
        points={"total": Decimal(100), "bonus_cap": Decimal(5), "penalty_cap": Decimal(10)},
        groups=[
            {
                "name": "Nhiệm vụ",
                "nature": "REGULAR",
                "criteria": [
                    criterion("Đúng hạn", 60, first.pk),
                    criterion("Cải tiến", 40, second.pk),
                ],
            },
            {
                "name": "Thưởng",
                "nature": "BONUS",
                "criteria": [criterion("Đột xuất", 5, self=False, cross=False)],
            },
            {
                "name": "Trừ",
                "nature": "PENALTY",
                "criteria": [criterion("Nộp chậm", 10, self=False, cross=False)],
            },
        ],
    )


def drafted(office: Office, campaign: Campaign, **changes: Any) -> ScoringTable:
    """A whole table, not in use yet."""
    table = draft_table(campaign=campaign, actor=office.thao)
    wanted = content(campaign)
    wanted = TableContent(wanted.points | changes, wanted.groups)
    return save_table(table=table, content=wanted, edition=table.edition, actor=office.thao)


def in_use(office: Office, campaign: Campaign) -> ScoringTable:
    """The table in use."""
    return use_table(table=drafted(office, campaign), actor=office.thao)


def opened(office: Office, campaign: Campaign, **changes: Any) -> ScoringRound:
    """A table in use, and a round with the windows above."""
    in_use(office, campaign)
    return set_round(campaign=campaign, fields=WINDOWS | RULES | changes, actor=office.thao)


def named(campaign: Campaign, name: str) -> Criterion:
    """The criterion of the table in use with a name."""
    return Criterion.objects.get(group__table=table_in_use(campaign), name=name)


def give(
    round_: ScoringRound,
    unit: Unit,
    kind: str,
    points: dict[str, Any],
    actor: Account,
    scorer: Unit | None = None,
    reason: str = "",
) -> ScoreSheet:
    """Give points by the names of the criteria, None to leave one open, on the sheet as it is."""
    scorer = unit if kind == "SELF" else scorer
    sheet = find_sheet(round_, unit, kind, scorer)
    entries = {
        named(round_.campaign, name).pk: Entry(
            None if value is None else Decimal(str(value)), "Sổ theo dõi", reason
        )
        for name, value in points.items()
    }
    return save_scores(
        round_=round_,
        unit=unit,
        kind=kind,
        scorer=scorer,
        entries=entries,
        edition=sheet.edition if sheet else 0,
        actor=actor,
    )


def seen(round_: ScoringRound, bloc: Bloc) -> str:
    """The fingerprint that the preview shows now."""
    basis = basis_of(round_, bloc_members(bloc, round_.campaign.year).order_by("sort_key"))
    assert basis is not None
    return fingerprint(inputs_of(bloc, basis, standing_of(basis), []))


def published(office: Office, round_: ScoringRound, reason: str = "", **vote: Any) -> Ranking:
    """Publish how the only bloc stands now."""
    bloc = Bloc.objects.get()
    return publish_ranking(
        round_=round_,
        bloc=bloc,
        seen=seen(round_, bloc),
        reason=reason,
        vote=Vote(**vote),
        actor=office.thao,
    )


def scored(office: Office, round_: ScoringRound, a: dict[str, Any], b: dict[str, Any]) -> None:
    """Both units cross-score the other with 50 and 30; the checker gives `a` and `b`."""
    work = {"Đúng hạn": 50, "Cải tiến": 30}
    with clock.at(CROSSING):
        give(round_, office.a, "CROSS", work, office.binh, scorer=office.b)
        give(round_, office.b, "CROSS", work, office.lan, scorer=office.a)
    with clock.at(CHECKING):
        give(round_, office.a, "CHECK", a, office.thao)
        give(round_, office.b, "CHECK", b, office.thao)


def whole_way(office: Office, campaign: Campaign) -> Ranking:
    """From an empty table to a published ranking, in which A leads by fewer penalties."""
    with clock.at(WINDOWS["self_from"]):
        round_ = opened(office, campaign)
    scored(office, round_, CHECKED_A, CHECKED_B)
    with clock.at(OVER):
        return published(office, round_)
