"""Counting a vote: every way in which a council can vote, against an independent count."""

import datetime
from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations, pairwise

import pytest

from awards.law.counting import Count

DAY = datetime.date(2024, 6, 1)
# Decree 98/2023/NĐ-CP, article 30.7; no share is set for the third, which takes more than half.
ASKS = {"CSTDB": Fraction(90, 100), "CSTDCS": Fraction(80, 100), "LDTT": None}
WAYS = ("yes", "no", "blank", "invalid", "absent", "recused", "written_yes", "written_no")


def every_vote(members: int) -> Iterator[dict[str, int]]:
    """Every way to share so many members among the ways to vote."""
    bars = len(WAYS) - 1
    for cut in combinations(range(members + bars), bars):
        edges = (-1, *cut, members + bars)
        sizes = [after - before - 1 for before, after in pairwise(edges)]
        yield dict(zip(WAYS, sizes, strict=True))


def carried(vote: dict[str, int], members: int, asks: Fraction | None) -> bool:
    """The independent count: yes and written yes among all members, by exact fractions."""
    share = Fraction(vote["yes"] + vote["written_yes"], members)
    return share > Fraction(1, 2) if asks is None else share >= asks


def counted(vote: dict[str, int], members: int) -> Count:
    return Count(
        members=members,
        agreed=vote["yes"] + vote["written_yes"],
        disagreed=vote["no"] + vote["written_no"],
        blank=vote["blank"],
        invalid=vote["invalid"],
        recused=vote["recused"],
        written=vote["written_yes"] + vote["written_no"],
    )


def differences(least: int, most: int) -> tuple[int, list[object]]:
    """How many votes were compared, and those that the two counts judge differently."""
    tried, wrong = 0, []
    for members in range(least, most + 1):
        for vote in every_vote(members):
            count = counted(vote, members)
            tried += 1
            if count.absent != vote["absent"]:
                wrong.append(vote)
            for award, asks in ASKS.items():
                if count.outcome(award, DAY).passed != carried(vote, members, asks):
                    wrong.append((award, vote))
    return tried, wrong


def test_every_vote_of_three_to_seven_members_is_counted_as_the_law_counts() -> None:
    tried, wrong = differences(3, 7)
    assert (tried, wrong) == (6390, [])


@pytest.mark.faults
def test_every_vote_of_three_to_fifteen_members_is_counted_as_the_law_counts() -> None:
    tried, wrong = differences(3, 15)
    assert (tried, wrong) == (490269, [])


def test_a_share_of_those_present_would_be_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: with the wrong denominator the comparison finds dozens of differences."""
    total = property(lambda count: count.members - count.absent or 1)
    wrong = Count.outcome

    def of_those_present(count: Count, award: str, on: datetime.date) -> object:
        fewer = Count(members=total.fget(count), agreed=count.agreed)  # type: ignore[misc]
        return wrong(fewer, award, on)

    monkeypatch.setattr(Count, "outcome", of_those_present)
    assert len(differences(3, 5)[1]) > 50


@pytest.mark.parametrize(
    ("members", "needed"), [(15, (14, 12, 8)), (10, (9, 8, 6)), (3, (3, 3, 2))]
)
def test_the_edge_is_exact(members: int, needed: tuple[int, int, int]) -> None:
    for award, least in zip(ASKS, needed, strict=True):
        assert Count(members=members, agreed=least).outcome(award, DAY).passed
        assert not Count(members=members, agreed=least - 1).outcome(award, DAY).passed


def test_figures_that_do_not_add_up_are_no_count() -> None:
    for wrong in ({"agreed": 4}, {"agreed": 2, "recused": 2}, {"agreed": -1}, {"written": 1}):
        with pytest.raises(ValueError, match="add up"):
            Count(members=3, **wrong)
