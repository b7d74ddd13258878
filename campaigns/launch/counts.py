"""Counted recipients: "03 cá nhân", "năm tập thể", "01 (một) đơn vị", "118 đồng chí đảng viên"."""

import bisect
import re
from collections.abc import Iterator
from dataclasses import dataclass

from campaigns.catalogue import Recipient
from campaigns.launch.numbers import IN_DIGITS, IN_WORDS, number

PEOPLE = (
    "cá nhân|đồng chí|đ/c|cán bộ|công chức|viên chức|người lao động|nhân viên|người|đảng viên|"
    "đoàn viên|hội viên|đại biểu|chuyên viên|nhà báo|phóng viên|lái xe|gương|ông|bà|thành viên"
)
BODIES = (
    "tập thể|đơn vị|tổ chức|tổ chức đảng|cơ quan|phòng|ban|vụ|cục|viện|tổ|đội|khối|khối thi đua|"
    "trung tâm|đảng bộ|đảng bộ cơ sở|chi bộ|chi bộ cơ sở|công đoàn|tổ công đoàn|chi đoàn|"
    "doanh nghiệp|trường|đoàn đại biểu"
)
KINDS = {
    **dict.fromkeys(PEOPLE.split("|"), Recipient.INDIVIDUAL),
    **dict.fromkeys(BODIES.split("|"), Recipient.COLLECTIVE),
}

NUMBER = re.compile(
    rf"(?<![\w/.,-])(?P<number>{IN_DIGITS}|{IN_WORDS})(?![\w/])(?:\s?\([^()]{{1,30}}\))?\s"
)
RECIPIENT = re.compile(
    r"(?:(?:lượt|đồng chí|nữ|nam)\s){0,2}(?P<noun>"
    + "|".join(sorted(KINDS, key=len, reverse=True))
    + r")(?!\w)"
)
# A number behind these is a year, a day or a class, though people stand behind it.
NO_COUNT = re.compile(r"(?:năm|tháng|ngày|quý|khóa|khoá|hạng|thứ|điều|trong|cả|hằng|hàng|mỗi)\s$")
# "Năm" is five and also a year: "trong năm tập thể …".
REACH_BACK = 8


@dataclass(frozen=True, slots=True)
class Count:
    """How many of whom, at a place of a paragraph; `kind` is None where whom is not said."""

    start: int
    end: int
    number: int
    recipient: str = ""
    kind: Recipient | None = None


def counts(lower: str, start: int, end: int, names: list[tuple[int, int]]) -> Iterator[Count]:
    """Counts in a stretch of a text in lower case; `names` are the places of its awards, in order.

    A number right before the name of an award counts the award itself; one inside a name, nothing.
    """
    begins = {name_start for name_start, _ in names}
    for found in NUMBER.finditer(lower, start, end):
        value = number(found["number"])
        before = lower[max(start, found.start() - REACH_BACK) : found.start()]
        if value is None or _inside(found.start(), names) or NO_COUNT.search(before):
            continue
        if found.end() in begins:
            yield Count(found.start(), found.end(), value)
        elif whom := RECIPIENT.match(lower, found.end(), end):
            yield Count(found.start(), whom.end(), value, whom["noun"], KINDS[whom["noun"]])


def _inside(place: int, names: list[tuple[int, int]]) -> bool:
    index = bisect.bisect(names, place, key=lambda span: span[0]) - 1
    return index >= 0 and names[index][0] <= place < names[index][1]
