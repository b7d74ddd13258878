"""Quotas: whole numbers, the regime of the day, and an agency that may only ask for less."""

import dataclasses
import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from awards.law.quotas import load, meter, quota, room
from awards.law.records import LawError

IN_2022 = datetime.date(2022, 12, 15)
IN_2024 = datetime.date(2024, 12, 15)
IN_2026 = datetime.date(2026, 12, 15)


@pytest.mark.parametrize(
    ("base", "most"),
    [(0, 0), (6, 0), (7, 1), (13, 1), (14, 2), (19, 2), (20, 3), (100, 15), (106, 15), (107, 16)],
)
def test_fifteen_percent_never_round_up(base, most):
    assert room("CSTDCS", IN_2022, base) == most


@given(st.integers(0, 10**6))
def test_the_room_is_the_most_that_keeps_the_share(base):
    most = room("CSTDCS", IN_2022, base)
    assert most * 100 <= 15 * base < (most + 1) * 100


@pytest.mark.parametrize(
    ("award", "on", "cites", "verified"),
    [
        ("CSTDCS", datetime.date(2017, 9, 30), None, None),
        ("CSTDCS", datetime.date(2017, 10, 1), ("N91 Đ9.3",), True),
        ("CSTDCS", datetime.date(2023, 12, 31), ("N91 Đ9.3",), True),
        ("CSTDCS", datetime.date(2024, 1, 1), None, None),
        ("CSTDCS", IN_2026, None, None),
        ("CO_CP", IN_2022, ("L2003 Đ25", "N91 Đ11"), True),
        ("CO_CP", IN_2024, ("N98",), False),
        ("CO_CP", IN_2026, ("N152",), False),
        ("LDTT", IN_2022, None, None),
    ],
)
def test_the_quota_of_the_day(award, on, cites, verified):
    found = quota(award, on)
    assert (found and found.cites, found and found.verified) == (cites, verified)


def test_without_a_quota_there_is_no_meter():
    assert room("CSTDCS", IN_2024, 100) is None
    assert meter("CSTDCS", IN_2024, 100, 90) is None


def test_a_meter_says_how_far_it_is_used():
    found = meter("CSTDCS", IN_2022, 100, 12)
    assert (found.used, found.most, found.left, found.over) == (12, 15, 3, False)
    assert found.label() == "12 trên tối đa 15"
    assert found.label("en") == "12 of at most 15"
    assert (found.verified, found.cites) == (True, ("N91 Đ9.3",))


@pytest.mark.parametrize(("used", "left", "over"), [(15, 0, False), (16, 0, True)])
def test_a_meter_runs_over(used, left, over):
    found = meter("CSTDCS", IN_2022, 100, used)
    assert (found.left, found.over) == (left, over)


@pytest.mark.parametrize(("base", "used"), [(-1, 0), (0, -1)])
def test_impossible_figures_are_an_error(base, used):
    with pytest.raises(ValueError, match="nominated of"):
        meter("CSTDCS", IN_2022, base, used)


OWN = """
[[quota]]
code = "OWN"
award = "CSTDCS"
percent = 10
of = "LDTT"
from = 2017-10-01
cites = ["N91"]
evidence = "found"
checked = 2026-11-23
"""


def agency(folder, text):
    (folder / "quotas.toml").write_text(text, encoding="utf-8")
    return folder


def test_an_agency_may_ask_for_less_and_where_the_law_is_silent(tmp_path):
    own = agency(tmp_path, OWN)
    assert room("CSTDCS", IN_2022, 100, own) == 10
    assert room("CSTDCS", IN_2024, 100, own) == 10
    assert room("CO_CP", IN_2022, 10, own) == 2


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("percent = 10", "percent = 16", r"OWN: loosens national law: 16 % is more than 15 % \("),
        ('of = "LDTT"', 'of = "CSTDB"', "OWN: loosens national law: a share of CSTDB cannot be"),
        ("percent = 10", "percent = 101", r"\(OWN\): percent is 101"),
        ('of = "LDTT"', 'of = "XYZ"', r"\(OWN\): the catalogue has no award 'XYZ'"),
    ],
)
def test_an_agency_cannot_allow_more(tmp_path, old, new, said):
    with pytest.raises(LawError, match=f"quotas.toml, record .*{said}"):
        load(agency(tmp_path, OWN.replace(old, new)))


def test_an_agency_is_free_once_the_cap_has_ended(tmp_path):
    text = OWN.replace("percent = 10", "percent = 40").replace("2017-10-01", "2024-01-01")
    assert room("CSTDCS", IN_2024, 100, agency(tmp_path, text)) == 40


def test_what_nobody_verified_holds_no_agency_back(tmp_path):
    text = OWN.replace("CSTDCS", "CO_CP").replace("LDTT", "CO_BO")
    text = text.replace("percent = 10", "percent = 30").replace("2017-10-01", "2026-01-01")
    assert room("CO_CP", IN_2026, 10, agency(tmp_path, text)) == 3


def test_a_quota_is_counted_in_the_agency_or_in_each_unit():
    (rule,) = (one for one in load(None) if one.code == "QUOTA_CSTDCS_R1")
    assert rule.each == "AGENCY"
    with pytest.raises(ValueError, match="each is BLOC"):
        dataclasses.replace(rule, each="BLOC")
