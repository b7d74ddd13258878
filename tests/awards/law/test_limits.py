"""Time limits in working days, and the last days for dossiers."""

import datetime

import pytest

from awards.law.limits import Step, cutoff, limit, limits, load_cutoffs, load_limits
from awards.law.records import LawError

IN_2022 = datetime.date(2022, 12, 15)
IN_2024 = datetime.date(2024, 12, 16)
IN_2026 = datetime.date(2026, 12, 15)


@pytest.mark.parametrize(
    ("step", "days"),
    [
        (Step.MOHA_RETURNS, 5),
        (Step.MOHA_APPRAISES, 20),
        (Step.MOHA_CONSULTED, 10),
        (Step.MOHA_SENDS, 10),
        (Step.MINISTRY_SENDS, 10),
        (Step.MOHA_REFUSES, 10),
        (Step.MOHA_DELIVERS, 10),
    ],
)
def test_the_numbers_of_2023_stand_unverified_for_those_of_2025(step, days):
    known, guessed = limit(step, IN_2024), limit(step, IN_2026)
    assert (known.days, known.working, known.verified) == (days, True, True)
    assert (guessed.days, guessed.working, guessed.verified) == (days, True, False)


def test_the_limits_of_the_first_regime():
    found = {one.step: (one.days, one.working) for one in limits(IN_2022)}
    assert found == {
        Step.MINISTRY_APPRAISES: (25, True),
        Step.MINISTRY_EXCHANGES: (15, False),
        Step.CENTRE_EXCHANGES: (30, False),
    }
    assert limit(Step.MINISTRY_APPRAISES, IN_2024) is None


def test_limits_stand_in_the_order_of_the_procedure():
    found = [one.step for one in limits(IN_2024)]
    assert found == [step for step in Step if step in found]
    assert len(found) == 7


def test_no_article_is_cited_that_was_not_seen():
    assert {cite for one in load_limits(None) for cite in one.cites} == {"N91", "N98", "N152"}


def test_a_limit_ends_on_a_working_day_or_on_a_day_of_the_calendar():
    received = datetime.date(2024, 4, 26)
    assert limit(Step.MOHA_RETURNS, received).due(received) == datetime.date(2024, 5, 7)
    exchange = limit(Step.MINISTRY_EXCHANGES, IN_2022)
    assert exchange.due(IN_2022) == datetime.date(2022, 12, 30)


@pytest.mark.parametrize(
    ("award", "on", "last", "verified"),
    [
        ("CO_CP", IN_2024, datetime.date(2025, 6, 30), True),
        ("CSTDTQ", IN_2024, datetime.date(2025, 12, 31), True),
        ("CO_CP", IN_2026, datetime.date(2025, 6, 30), False),
    ],
)
def test_dossiers_of_a_year_are_in_by_a_day_of_the_next(award, on, last, verified):
    rule = cutoff(award, on)
    assert (rule.falls_on(2024), rule.verified) == (last, verified)


def test_no_last_day_is_invented():
    assert cutoff("LDTT", IN_2024) is None
    assert cutoff("CO_CP", IN_2022) is None


LIMIT = """
[[limit]]
code = "OWN"
step = "MINISTRY_SENDS"
days = 5
from = 2024-01-01
cites = ["NQ44"]
evidence = "found"
checked = 2026-11-23
"""
CUTOFF = """
[[cutoff]]
code = "OWN"
award = "CO_CP"
month = 5
day = 31
years_after = 1
from = 2024-01-01
cites = ["NQ44"]
evidence = "found"
checked = 2026-11-23
"""


def agency(folder, file, text):
    (folder / file).write_text(text, encoding="utf-8")
    return folder


def test_an_agency_may_be_quicker(tmp_path):
    own = agency(tmp_path, "limits.toml", LIMIT)
    assert limit(Step.MINISTRY_SENDS, IN_2024, own).days == 5
    assert limit(Step.MOHA_SENDS, IN_2024, own).days == 10


def test_an_agency_may_ask_for_dossiers_earlier(tmp_path):
    own = agency(tmp_path, "cutoffs.toml", CUTOFF)
    assert cutoff("CO_CP", IN_2024, own).falls_on(2024) == datetime.date(2025, 5, 31)
    assert cutoff("CSTDTQ", IN_2024, own).falls_on(2024) == datetime.date(2025, 12, 31)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("days = 5", "days = 11", "11 working days are longer than 10 working days"),
        ("days = 5", "days = 0", "within 0 days"),
        ('"MINISTRY_SENDS"', '"NOBODY_SENDS"', "NOBODY_SENDS"),
        (
            'step = "MINISTRY_SENDS"\ndays = 5\nfrom = 2024-01-01',
            'step = "CENTRE_EXCHANGES"\ndays = 30\nfrom = 2020-01-01',
            "30 working days are longer than 30 calendar days",
        ),
    ],
)
def test_an_agency_cannot_be_slower(tmp_path, old, new, said):
    with pytest.raises(LawError, match=f"limits.toml, record .*OWN.*: .*{said}"):
        load_limits(agency(tmp_path, "limits.toml", LIMIT.replace(old, new)))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("month = 5", "month = 7", "31/07 is later than 30/06"),
        ("years_after = 1", "years_after = 2", "later than"),
        ("month = 5", "month = 2", "day is out of range"),
    ],
)
def test_an_agency_cannot_ask_for_dossiers_later(tmp_path, old, new, said):
    with pytest.raises(LawError, match=f"cutoffs.toml, record .*OWN.*: .*{said}"):
        load_cutoffs(agency(tmp_path, "cutoffs.toml", CUTOFF.replace(old, new)))
