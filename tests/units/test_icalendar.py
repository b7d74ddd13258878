"""The calendar feed as calendar programs read it."""

import datetime

from hypothesis import given
from hypothesis import strategies as st

from units.icalendar import LONGEST_LINE, Event, feed

MADE = datetime.datetime(2022, 1, 10, 9, tzinfo=datetime.timezone(datetime.timedelta(hours=7)))
DUE = datetime.date(2022, 2, 15)


def lines(*events: Event) -> list[str]:
    return written(*events).replace("\r\n ", "").split("\r\n")


def written(*events: Event) -> str:
    return feed(events, name="Thi đua", host="thidua.example", made_at=MADE)


def test_an_event_is_a_whole_day_with_a_lasting_name():
    event = Event("campaign-1-due", DUE, "Hạn đăng ký", url="https://thidua.example/campaigns/1")
    assert lines(event)[6:-2] == [
        "BEGIN:VEVENT",
        "UID:campaign-1-due@thidua.example",
        "DTSTAMP:20220110T020000Z",
        "DTSTART;VALUE=DATE:20220215",
        "DTEND;VALUE=DATE:20220216",
        "SUMMARY:Hạn đăng ký",
        "URL:https://thidua.example/campaigns/1",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def test_what_would_end_a_value_is_escaped():
    text = lines(Event("1", DUE, "a, b; c\\d", text="một\r\nhai"))
    assert r"SUMMARY:a\, b\; c\\d" in text
    assert r"DESCRIPTION:một\nhai" in text


@given(st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=300))
def test_no_line_is_too_long_and_no_letter_is_broken(title):
    text = written(Event("1", DUE, title))
    assert all(len(line.encode()) <= LONGEST_LINE for line in text.split("\r\n"))
    escaped = title.replace("\\", r"\\").replace(";", r"\;").replace(",", r"\,")
    assert f"SUMMARY:{escaped}" in lines(Event("1", DUE, title))
