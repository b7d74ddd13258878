"""What makes a target vague: pure, a hint to whoever reads a pledge, never a bar.

A target is clear when it says how much, in what unit, by when and by whom. Words that promise only
more of something, as the calls of launch texts do, say nothing that can be checked, unless the
sentence itself names what is counted.
"""

import datetime
import re
from collections.abc import Iterator
from decimal import Decimal

from units.text import nfc

# Verbs and phrases of exhortation, as they open the sentences of launch speeches.
PROMISES = (
    "tăng cường",
    "nâng cao",
    "đẩy mạnh",
    "phát huy",
    "chú trọng",
    "quan tâm",
    "tích cực",
    "chủ động",
    "phấn đấu",
    "góp phần",
    "từng bước",
    "tiếp tục",
    "thực hiện tốt",
    "làm tốt",
    "đổi mới",
    "cải thiện",
)
# Words after which something is counted: "tỷ lệ hồ sơ đúng hạn", "số ngày xử lý"; not the "số" of
# "chuyển đổi số" and "số hóa".
COUNTED = re.compile(
    r"\d|%|\b(tỷ lệ|tỉ lệ|mức|thời gian|điểm)\b|\b(?<!đổi )(?<!thuật )số\b(?! hóa| hoá)"
)


def vague_points(
    *,
    indicator: str,
    value: Decimal | None,
    measure: str,
    due_on: datetime.date | None,
    has_person: bool,
) -> list[tuple[str, str]]:
    """What a target leaves open, as (code, words); "promise" carries the phrase it leans on."""
    missing = {
        "number": value is None,
        "measure": not measure,
        "date": due_on is None,
        "person": not has_person,
    }
    points = [(code, "") for code, is_missing in missing.items() if is_missing]
    if not indicator:
        return [("indicator", ""), *points]
    return points + [("promise", phrase) for phrase in promises(indicator)]


def promises(indicator: str) -> Iterator[str]:
    """Phrases of exhortation in a sentence that names nothing to be counted."""
    said = nfc(indicator).lower()
    if COUNTED.search(said):
        return
    for phrase in PROMISES:
        if re.search(rf"\b{phrase}\b", said):
            yield phrase
