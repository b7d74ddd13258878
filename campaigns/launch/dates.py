"""The day of the launch: told in the text, or by the line above it, or by both together."""

import datetime
import re
from collections.abc import Iterator

from campaigns.launch.text import Paragraph

SPOKEN = r"ngày (?P<day>\d{1,2}) tháng (?P<month>\d{1,2})(?:,? năm (?P<year>\d{4}))?"
WRITTEN = (
    r"(?<![\d/.-])(?P<day>\d{1,2})(?P<mark>[/.-])(?P<month>\d{1,2})(?:(?P=mark)(?P<year>\d{4}))?"
    r"(?![\d/-])"
)
DATES = (re.compile(SPOKEN), re.compile(WRITTEN))

# What stands before the date of a law or a decision, and not of the launch.
OF_A_DOCUMENT = re.compile(
    r"(?:số|nghị định|nghị quyết|quyết định|thông tư|kế hoạch|chỉ thị|hướng dẫn|công văn|luật)\b"
    r"[^,;.]*$"
)
# What stands before a day without its year: a fraction or a share is no day.
OF_A_DAY = re.compile(r"(?:ngày|sáng|trưa|chiều|tối|hôm|qua|nay|mai|,|\()\s*$")
DATELINE_LENGTH = 60
DATELINE_WORDS = re.compile(
    r"(?:thứ (?:hai|ba|tư|năm|sáu|bảy)|chủ nhật|ngày đăng|cập nhật|đăng|lúc|gmt|hà nội|ngày|"
    r"tháng|năm|giờ|phút|am|pm|[\W\d_h])+"
)
# Near enough to the line above for the text to tell the same event.
SAME_EVENT = datetime.timedelta(days=31)
LEAD = 4
WINDOW = 80


def launch_date(body: list[Paragraph], dateline: datetime.date | None) -> datetime.date | None:
    """Day of the launch: the event's, completed by the dateline; else the dateline; else None.

    `body` is the text without its title and its dateline.
    """
    for paragraph in body[:LEAD]:
        for event in _days(paragraph.lower, dateline):
            if dateline is None or event <= dateline <= event + SAME_EVENT:
                return event
    return dateline


def dateline(paragraph: Paragraph) -> datetime.date | None:
    """Date of a line that holds a date and little else ("31/12/2021 23:32"), None for others."""
    if len(paragraph.text) > DATELINE_LENGTH:
        return None
    for pattern in DATES:
        if (found := pattern.search(paragraph.lower)) and found["year"]:
            rest = paragraph.lower[: found.start()] + paragraph.lower[found.end() :]
            place, comma, _after = rest.partition(",")
            is_place = comma and paragraph.text[0].isupper() and len(place.split()) <= 3
            if is_place or DATELINE_WORDS.fullmatch(rest) or not rest:
                return _day(found, None)
    return None


def _days(lower: str, dateline: datetime.date | None) -> Iterator[datetime.date]:
    """Days that a paragraph tells, in its order."""
    found = sorted(
        (match for pattern in DATES for match in pattern.finditer(lower)), key=re.Match.start
    )
    for match in found:
        before = lower[max(0, match.start() - WINDOW) : match.start()]
        spoken = match.re is DATES[0]
        named = match["year"] or spoken or OF_A_DAY.search(before)
        if named and not OF_A_DOCUMENT.search(before) and (day := _day(match, dateline)):
            yield day


def _day(match: re.Match[str], dateline: datetime.date | None) -> datetime.date | None:
    """Date of a match; without its year, the last such day up to the dateline."""
    day, month = int(match["day"]), int(match["month"])
    if match["year"]:
        return _date(int(match["year"]), month, day)
    if dateline is None:
        return None
    this_year = _date(dateline.year, month, day)
    if this_year and this_year <= dateline:
        return this_year
    return _date(dateline.year - 1, month, day)


def _date(year: int, month: int, day: int) -> datetime.date | None:
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None
