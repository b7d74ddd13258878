"""Several awards decided together: which are paid, and by which rule."""

import datetime

import pytest

from awards.law.money import prize
from awards.law.periods import period_until
from awards.law.together import Case, Won, load, pay, rule_named

IN_2022 = datetime.date(2022, 12, 31)
IN_2026 = datetime.date(2026, 7, 1)


def won(award, period, on=IN_2026, recipient="INDIVIDUAL"):
    return Won(prize(award, recipient, on), period)


def outcome(*all_won):
    return [(one.paid, sorted(rule.case for rule in one.rules), one.amount) for one in pay(all_won)]


def test_titles_of_different_periods_are_each_paid():
    assert outcome(won("CSTDB", "2023–2025"), won("CSTDCS", "2026")) == [
        (True, ["M1"], 7_590_000),
        (True, ["M1"], 2_530_000),
    ]


def test_of_titles_of_the_same_period_only_the_highest_is_paid():
    assert outcome(won("LDTT", "2026"), won("CSTDB", "2026"), won("CSTDCS", "2026")) == [
        (False, ["M2"], 0),
        (True, ["M2"], 7_590_000),
        (False, ["M2"], 0),
    ]


def test_forms_are_each_paid():
    assert outcome(won("BKB", "2026"), won("GKHEN", "2025")) == [
        (True, ["M3"], 3_800_000),
        (True, ["M3"], 760_000),
    ]


def test_a_title_and_a_form_are_both_paid():
    assert outcome(won("CSTDCS", "2026"), won("LDTT", "2026"), won("BKB", "2026")) == [
        (True, ["M2", "M4"], 2_530_000),
        (False, ["M2", "M4"], 0),
        (True, ["M4"], 3_800_000),
    ]


def test_an_award_alone_and_awards_of_other_days_need_no_rule():
    later = datetime.date(2026, 12, 31)
    assert outcome(won("LDTT", "2026"), won("CSTDCS", "2026", later)) == [
        (True, [], 760_000),
        (True, [], 2_530_000),
    ]


def test_the_party_stands_beside_the_state():
    assert outcome(won("LDTT", "2026"), won("DANG_GK_DV", "2026")) == [
        (True, [], 760_000),
        (True, [], 759_000),
    ]


def test_of_equal_titles_one_is_paid():
    twice = won("LDTT", "2026"), won("LDTT", "2026")
    assert [paid for paid, *_ in outcome(*twice)] == [True, False]


def test_the_rules_on_several_awards_are_cited_where_they_were_seen():
    (one, _) = pay([won("LDTT", "2026"), won("CSTDCS", "2026")])
    assert (one.rules[0].verified, one.rules[0].cites) == (True, ("N152 Đ49",))
    assert one.rules[0].label("en").endswith("only the highest is paid.")
    (one, _) = pay([won("LDTT", "2022", IN_2022), won("CSTDCS", "2022", IN_2022)])
    assert (one.paid, one.rules[0].verified) == (False, False)


def test_every_case_of_several_awards_has_a_rule_in_every_regime():
    for on in (IN_2022, datetime.date(2024, 7, 1), IN_2026):
        assert {rule.case for rule in load().on(on)} == set(Case)


def test_a_title_of_several_years_is_won_in_a_period_of_its_own():
    assert [period_until(award, 2022, IN_2022) for award in ("LDTT", "CSTDB", "CSTDTQ")] == [
        "2022",
        "2020–2022",
        "2017–2022",
    ]


def test_a_rule_is_found_by_its_code():
    assert rule_named("M2_R3").case == Case.M2
    with pytest.raises(LookupError, match="no rule"):
        rule_named("M5")
