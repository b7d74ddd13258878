"""Public holidays as law data: what nobody compared is named, what makes no sense is refused."""

import datetime

import pytest

from awards.law.holidays import Holidays, doubtful_holidays, holidays


def day(text):
    return datetime.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("start", "end", "codes"),
    [
        ("2024-01-01", "2026-11-23", []),
        ("2026-11-20", "2026-11-24", ["2026-CULTURE"]),
        ("2026-11-25", "2026-12-31", []),
        ("2026-12-30", "2027-01-02", ["2027"]),
    ],
)
def test_holidays_that_nobody_compared_are_named(start, end, codes):
    assert [one.code for one in doubtful_holidays(day(start), day(end))] == codes


@pytest.mark.parametrize(
    ("off", "worked", "said"),
    [
        (["2024-05-04"], [], "Saturday"),
        ([], ["2024-05-03"], "Friday"),
        (["2025-01-01"], [], "outside its time"),
    ],
)
def test_a_senseless_day_is_refused(off, worked, said):
    model = holidays()[0]
    with pytest.raises(ValueError, match=said):
        Holidays(
            code="2024",
            since=day("2024-01-01"),
            until=day("2025-01-01"),
            off=tuple(map(day, off)),
            worked=tuple(map(day, worked)),
            cites=model.cites,
            evidence=model.evidence,
            checked=model.checked,
        )
