"""Who launches the campaign: the person whose name stands before the verb, or signs the speech."""

import itertools
import re
from collections.abc import Iterator

from campaigns.launch.text import Paragraph

VERB = "phát động"
# A text names its launcher early or never.
LAUNCHINGS = 50
BEFORE_VERB = 240
AFTER_SPEECH = 240
SPEECH = re.compile(
    r"(?:phát biểu|diễn văn|lời kêu gọi|người phát động|bài nói)[^.;\n]{0,40}?(?:của|:|do)\s|"
    r"^\(?(?:của|do) (?=đồng chí|ông|bà)"
)
HONORIFIC = re.compile(r"(?:đồng chí|ông|bà|đ/c)\s$")
OFFICE = re.compile(
    r"(?:kt\.|tm\.|tl\.|chủ nhiệm|bộ trưởng|chủ tịch|giám đốc|thủ trưởng|tổng thư ký|bí thư|"
    r"viện trưởng|cục trưởng|vụ trưởng|hiệu trưởng|tổng cục trưởng|trưởng ban|chánh văn phòng)"
)
SIGNED_WITHIN = 6
BODY = re.compile(
    r"(?:^|[,.;:–-] |\b(?:do|hôm nay|nay) )"
    r"((?:văn phòng|bộ|ủy ban|uỷ ban|ban|hội đồng|sở|cục|tổng cục|viện|đảng ủy|trường|cơ quan|"
    r"công đoàn|tổng công ty|tập đoàn|thường trực)\b[^,.;:]{2,120}?)"
    r"(?: đã| sẽ| chính thức| trân trọng| long trọng)* $"
)

SURNAME_LIST = (
    "An Âu Bạch Bế Bùi Cao Cầm Cấn Chu Châu Cù Dương Diệp Doãn Đàm Đào Đặng Đậu Đinh Đoàn Đỗ Đồng "
    "Đới Giang Giàng Hà Hầu Hồ Hoàng Hứa Huỳnh Kiều Kim Khổng Khuất La Lã Lại Lâm Lê Lò Lục Lương "
    "Lưu Lý Ma Mã Mạc Mai Nghiêm Ngô Nguỵ Ngụy Nguyễn Nhữ Ninh Nông Phạm Phan Phí Phùng Quách "
    "Quan Quàng Sầm Tạ Tăng Thạch Thái Thào Thân Thiều Tiêu Tô Tòng Tôn Tống Trần Triệu Trịnh "
    "Trương Từ Uông Văn Vi Viên Võ Vũ Vương Vưu Y"
)
SURNAMES = frozenset(SURNAME_LIST.split())
# Stands in most speeches as the author of patriotic emulation, never as the launcher.
FOUNDER = "Hồ Chí Minh"
# The longest that fits, since what goes before a name may be capitalised too.
NAME_LENGTHS = range(5, 1, -1)
WORD = re.compile(r"\w+|[^\w\s]")


def launcher(body: list[Paragraph]) -> str:
    """Name of the person who launches, else of the body that does, else nothing."""
    return (
        next(_before_the_verb(body), "")
        or next(_behind_a_speech(body), "")
        or _signature(body)
        or next(_bodies(body), "")
    )


def _before_the_verb(body: list[Paragraph]) -> Iterator[str]:
    for part, start, verb in _launchings(body):
        yield from _names(part.text, start, verb)[-1:]


def _launchings(body: list[Paragraph]) -> Iterator[tuple[Paragraph, int, int]]:
    """Where something is launched: the paragraph, the place of its sentence, that of the verb."""
    verbs = ((part, verb.start()) for part in body for verb in re.finditer(VERB, part.lower))
    for part, verb in itertools.islice(verbs, LAUNCHINGS):
        start = max(0, verb - BEFORE_VERB)
        yield part, max(start, part.text.rfind(". ", start, verb) + 1), verb


def _behind_a_speech(body: list[Paragraph]) -> Iterator[str]:
    for part in body:
        for speech in SPEECH.finditer(part.lower):
            yield from _names(part.text, speech.end(), speech.end() + AFTER_SPEECH)[:1]


def _signature(body: list[Paragraph]) -> str:
    """Name that stands alone under an office, near the end."""
    last = body[-SIGNED_WITHIN:]
    for office, name in itertools.pairwise(last):
        if office.short and OFFICE.match(office.lower):
            found = _names(name.text, 0, len(name.text))
            if found and len(found[0]) == len(name.text):
                return found[0]
    return ""


def _bodies(body: list[Paragraph]) -> Iterator[str]:
    for part, start, verb in _launchings(body):
        if found := BODY.search(part.lower[start:verb]):
            yield part.text[start + found.start(1) : start + found.end(1)]


def _names(text: str, start: int, end: int) -> list[str]:
    """Names of people in a stretch of a text: a surname and what is capitalised behind it."""
    runs: list[list[re.Match[str]]] = [[]]
    for word in WORD.finditer(text, start, min(end, len(text))):
        capital = word[0][0].isupper()
        if capital and (runs[-1] or word[0].title() in SURNAMES):
            runs[-1].append(word)
        elif runs[-1]:
            runs.append([])
    return [name for words in runs if (name := _name(words, text))]


def _name(words: list[re.Match[str]], text: str) -> str:
    """Name that a run of capitalised words is, or ends with; empty when it is none.

    One of two words is a name only behind "đồng chí", "ông" or "bà": "Hà Nội" begins like one.
    """
    for length in NAME_LENGTHS:
        tail = words[-length:]
        name = " ".join(word[0] for word in tail)
        name = name.title() if name.isupper() else name
        if len(tail) < length or tail[0][0].title() not in SURNAMES or name == FOUNDER:
            continue
        first = tail[0].start()
        if length > 2 or HONORIFIC.search(text[max(0, first - 10) : first].lower()):
            return name
    return ""
