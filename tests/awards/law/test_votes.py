"""The vote rules: what share, of whom, from which day to which."""

import datetime
from fractions import Fraction

import pytest

from awards.law.records import LawError
from awards.law.votes import load, needed, outcome, vote_rule

IN_2022 = datetime.date(2022, 12, 15)
IN_2024 = datetime.date(2024, 12, 15)
CITATION = "khoản 7 Điều 30 Nghị định số 98/2023/NĐ-CP"


@pytest.mark.parametrize(
    ("award", "agreed", "members", "passed"),
    [
        ("CSTDB", 14, 15, True),  # 90 % of 15 is 13.5
        ("CSTDB", 13, 15, False),
        ("CSTDB", 9, 10, True),  # 90 % exactly
        ("CSTDB", 8, 10, False),
        ("CSTDTQ", 10, 10, True),
        ("CSTDTQ", 0, 10, False),
        ("CSTDCS", 12, 15, True),  # 80 % exactly
        ("CSTDCS", 11, 15, False),
        ("CO_BO", 4, 5, True),
        ("CO_CP", 3, 4, False),
    ],
)
def test_a_verified_share_is_counted_over_all_members(award, agreed, members, passed):
    result = outcome(award=award, on=IN_2024, agreed=agreed, members=members)
    assert (result.passed, result.agreed, result.members) == (passed, agreed, members)
    assert result.rule.citation == CITATION
    assert result.warning is None


@pytest.mark.parametrize(
    ("day", "percent", "verified"),
    [
        (datetime.date(2017, 9, 30), None, None),
        (datetime.date(2017, 10, 1), 90, False),
        (datetime.date(2023, 12, 31), 90, False),
        (datetime.date(2024, 1, 1), 90, True),
        (datetime.date(2025, 6, 30), 90, True),
        (datetime.date(2025, 7, 1), 90, False),
    ],
)
def test_the_rule_of_the_day_is_asked(day, percent, verified):
    rule = vote_rule("CSTDB", day)
    assert (rule and rule.percent, rule and rule.verified) == (percent, verified)


@pytest.mark.parametrize("award", ["LDTT", "TTLDXS", "BKB", "GKHEN", "HCLD3"])
def test_other_awards_have_no_rule(award):
    assert vote_rule(award, IN_2024) is None


@pytest.mark.parametrize(
    ("agreed", "members", "passed"), [(8, 15, True), (7, 15, False), (5, 10, False), (6, 10, True)]
)
def test_without_a_rule_more_than_half_of_all_decide(agreed, members, passed):
    result = outcome(award="GKHEN", on=IN_2024, agreed=agreed, members=members)
    assert (result.passed, result.rule, result.warning) == (passed, None, None)


@pytest.mark.parametrize(
    ("agreed", "passed", "warned"), [(13, True, True), (14, True, False), (7, False, True)]
)
def test_an_unverified_rule_warns_where_it_would_fail(agreed, passed, warned):
    result = outcome(award="CSTDB", on=IN_2022, agreed=agreed, members=15)
    assert (result.passed, result.rule, result.warning is not None) == (passed, None, warned)


def test_an_unverified_rule_cites_its_text_without_an_article():
    rule = vote_rule("CSTDB", IN_2022)
    assert rule.citation == "Nghị định số 91/2017/NĐ-CP"


@pytest.mark.parametrize(("agreed", "members"), [(-1, 5), (6, 5), (0, 0)])
def test_impossible_figures_are_an_error(agreed, members):
    with pytest.raises(ValueError, match="members"):
        outcome(award="LDTT", on=IN_2024, agreed=agreed, members=members)


def test_every_count_agrees_with_exact_fractions():
    """Every (yes, total up to 200, percent 1 to 100): two million counts, no difference."""
    asks = [(percent, Fraction(percent, 100)) for percent in range(1, 101)]
    wrong = []
    for total in range(1, 201):
        enough = [(needed(percent, total), exact) for percent, exact in asks]
        for yes in range(total + 1):
            share = Fraction(yes, total)
            wrong += [(yes, total, e) for least, e in enough if (yes >= least) != (share >= e)]
    assert wrong == []
    assert (needed(90, 15), needed(80, 15)) == (14, 12)


RECORD = """
[[vote]]
code = "OWN"
awards = ["CSTDB"]
percent = 90
from = 2024-01-01
cites = ["N98 Đ30.7"]
evidence = "found"
checked = 2026-11-23
"""


def own(folder, text):
    (folder / "votes.toml").write_text(text, encoding="utf-8")
    return load.__wrapped__(folder)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (RECORD.replace("percent = 90", "percent = 101"), "percent is 101"),
        (RECORD.replace("percent = 90", "percent = 0"), "percent is 0"),
        (RECORD.replace('["N98 Đ30.7"]', "[]"), "a citation is missing"),
        (RECORD.replace("percent = 90", ""), "percent is missing"),
        (RECORD + "share = 1", "unknown key share"),
        (RECORD.replace("N98", "N00"), "names no known text"),
        (RECORD.replace("percent = 90", "percent = 89"), "loosens national law: 89 % of the"),
        (RECORD + RECORD.replace("OWN", "OTHER"), "overlaps"),
    ],
)
def test_a_wrong_or_looser_record_is_refused_by_name(tmp_path, text, said):
    with pytest.raises(LawError, match=said):
        own(tmp_path, text)


def test_an_agency_may_ask_for_more(tmp_path):
    assert own(tmp_path, RECORD.replace("= 90", "= 95")).own[0].percent == 95
