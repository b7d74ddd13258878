"""Public posting: which awards, how many working days, and when the council may meet."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from awards.law.posting import load, posting
from awards.law.records import LawError
from units.calendar import NoCalendarError, working_days_between

IN_2022 = datetime.date(2022, 12, 15)
IN_2024 = datetime.date(2024, 12, 16)
IN_2026 = datetime.date(2026, 12, 15)
KNOWN = st.dates(datetime.date(2024, 1, 1), datetime.date(2026, 12, 1))


@pytest.mark.parametrize(
    ("award", "on", "days", "cites"),
    [
        ("HCLD3", datetime.date(2019, 11, 3), None, ("N91 Đ45.10",)),
        ("HCLD3", datetime.date(2019, 11, 4), None, ("N91 Đ45.10", "T12 Đ2.2")),
        ("CSTDTQ", IN_2022, None, ("N91 Đ45.10", "T12 Đ2.2")),
        ("HCLD3", datetime.date(2023, 12, 31), None, ("N91 Đ45.10", "T12 Đ2.2")),
        ("HCLD3", datetime.date(2024, 1, 1), 10, ("N98 Đ46.2", "L2022 Đ84.5")),
        ("AHLD", IN_2024, 10, ("N98 Đ46.2", "L2022 Đ84.5")),
        ("HCLD3", datetime.date(2025, 7, 1), 10, ("N152 Đ44.2", "L2022 Đ84.5")),
    ],
)
def test_the_rule_of_the_day(award, on, days, cites):
    rule = posting(award, on)
    assert (rule.days, rule.cites, rule.verified) == (days, cites, True)


@pytest.mark.parametrize("award", ["CSTDTQ", "BKTTG", "CSTDB", "LDTT"])
def test_other_awards_are_not_posted_by_national_law(award):
    assert posting(award, IN_2024) is None


def test_ten_working_days_are_counted_from_the_day_after():
    rule = posting("HCLD3", IN_2024)
    assert rule.last_day(datetime.date(2024, 12, 2)) == datetime.date(2024, 12, 16)
    # Over New Year's Day, which is off.
    assert rule.last_day(datetime.date(2024, 12, 23)) == datetime.date(2025, 1, 7)


@given(KNOWN)
def test_a_posting_begun_in_time_ends_before_the_meeting_and_not_a_day_later(meeting):
    rule = posting("HCLD3", IN_2024)
    start = rule.latest_start(meeting)
    assert rule.last_day(start) < meeting
    assert working_days_between(start, meeting - datetime.timedelta(days=1)) == 10


def test_a_posting_into_an_unknown_year_is_an_honest_error():
    with pytest.raises(NoCalendarError, match="no year 2028"):
        posting("HCLD3", IN_2024).last_day(datetime.date(2027, 12, 27))


OWN = """
[[posting]]
code = "OWN"
awards = ["HCLD3", "CSTDB"]
days = 15
from = 2024-01-01
cites = ["NQ44"]
evidence = "found"
checked = 2026-11-23
"""


def agency(folder, text):
    (folder / "posting.toml").write_text(text, encoding="utf-8")
    return folder


def test_an_agency_may_post_longer_and_more(tmp_path):
    own = agency(tmp_path, OWN)
    assert [posting(award, IN_2024, own).days for award in ("HCLD3", "HCLD2", "CSTDB")] == [
        15,
        10,
        15,
    ]


def test_an_agency_names_the_days_that_the_first_regime_left_open(tmp_path):
    text = OWN.replace("days = 15", "days = 3").replace(
        "2024-01-01", "2017-10-01\nuntil=2024-01-01"
    )
    assert posting("HCLD3", IN_2022, agency(tmp_path, text)).days == 3


@pytest.mark.parametrize(
    ("days", "said"),
    [
        ("days = 9", "OWN: loosens national law: 9 working days are fewer than 10"),
        ("", "OWN: loosens national law: no working days are fewer than 10"),
        ("days = 0", r"\(OWN\): posted for 0 days"),
    ],
)
def test_an_agency_cannot_post_more_shortly(tmp_path, days, said):
    with pytest.raises(LawError, match=f"posting.toml, record .*{said}"):
        load(agency(tmp_path, OWN.replace("days = 15", days)))
