"""PDF: read far enough to know that opening it starts nothing.

Objects stand plainly in the file, or packed in object streams; both are searched. A name may be
spelt with escapes (`/J#61vaScript`), which are undone. Everything here takes time in proportion to
the length of the file, whatever is in it.
"""

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from units.files.refusal import Bad

MOST_PAGES = 5_000
MOST_UNPACKED = 16 * 2**20
MOST_ESCAPES = 50_000
MOST_STREAMS = 100_000
MOST_OBJECTS = 200_000
MOST_OPENINGS = 10
# A dictionary before its stream, and an action, are short.
SHORT = 1_000

ACTING = (
    (("JavaScript",), gettext_lazy("mã JavaScript")),
    (("Launch",), gettext_lazy("lệnh mở chương trình")),
    (("EmbeddedFile", "EmbeddedFiles", "GoToE"), gettext_lazy("tệp đính kèm")),
    (("RichMedia",), gettext_lazy("nội dung đa phương tiện")),
    (("SubmitForm", "ImportData"), gettext_lazy("lệnh gửi hoặc nhận dữ liệu")),
)
# Three letters stand in any picture by chance; what follows them does not.
XFA = re.compile(rb"/XFA\s{0,9}(?:\[|\d{1,10}\s)")
ESCAPED = re.compile(rb"/([^\s/<>\[\](){}%#]{0,99}#[^\s/<>\[\](){}%]{0,99})")
ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")
PAGE = re.compile(rb"/Type\s{0,9}/Page(?![A-Za-z])")
END = re.compile(rb"%%EOF[\s\0]*\Z")
STREAM = re.compile(rb"\bstream\r?\n")
FIRST = re.compile(rb"/First\s{1,9}(\d{1,9})")
OBJECT = re.compile(rb"(?<!\d)(\d{1,10})\s{1,9}\d{1,5}\s{1,9}obj\b")
OPENING = re.compile(rb"/OpenAction\s{0,9}(?:(\d{1,10})\s{1,9}\d{1,5}\s{1,9}R\b|<<)")
ELSEWHERE = re.compile(rb"/S\s{0,9}/(?:URI|GoToR|Thread|Named|Rendition|Movie|Sound)(?![A-Za-z])")


@dataclass(frozen=True)
class Part:
    """The file itself, or what an object stream holds; `first` is where its objects begin."""

    text: bytes
    escaped: frozenset[bytes]
    first: int = 0

    @classmethod
    def of(cls, text: bytes, first: int = 0) -> "Part":
        """A part with the names in it that are spelt with escapes."""
        spelt = ESCAPED.findall(text)
        if len(spelt) > MOST_ESCAPES:
            raise Bad.broken()
        return cls(text, frozenset(map(_plain, spelt)), first)

    def has(self, *names: str) -> bool:
        """Whether one of the names stands in it, however it is spelt."""
        wanted = [name.encode() for name in names]
        return any(b"/" + name in self.text or name in self.escaped for name in wanted)


def _plain(name: bytes) -> bytes:
    return ESCAPE.sub(lambda found: bytes([int(found[1], 16)]), name)


def read(content: bytes) -> None:
    """Refuse a broken, locked or endless paper, and one that runs or carries something."""
    if not END.search(content[-SHORT:]) or b"startxref" not in content:
        raise Bad.broken()
    whole = Part.of(content)
    if whole.has("Encrypt"):
        raise Bad.locked()
    parts = [whole, *_packed(content)]
    for names, what in ACTING:
        if any(part.has(*names) for part in parts):
            raise Bad.acts(str(what))
    if any(XFA.search(part.text) or b"XFA" in part.escaped for part in parts):
        raise Bad.acts(_("biểu mẫu XFA"))
    if any(ELSEWHERE.search(action) for action in _opening(parts)):
        raise Bad.acts(_("liên kết tự mở"))
    if sum(len(PAGE.findall(part.text)) for part in parts) > MOST_PAGES:
        raise Bad.swells()


def _few(pattern: re.Pattern[bytes], text: bytes, most: int) -> Iterator[re.Match[bytes]]:
    """What is found, as long as there is not far more of it than any paper has."""
    for number, found in enumerate(pattern.finditer(text)):
        if number == most:
            raise Bad.swells()
        yield found


def _packed(content: bytes) -> Iterator[Part]:
    """What each object stream holds, unpacked within a limit."""
    left = MOST_UNPACKED
    for found in _few(STREAM, content, MOST_STREAMS):
        header = Part.of(
            content[max(0, found.start() - SHORT) : found.start()].rpartition(b"obj")[2]
        )
        if not header.has("ObjStm") or not header.has("Filter"):
            continue
        first = FIRST.search(header.text)
        end = content.find(b"endstream", found.end())
        if first is None or end < 0 or not header.has("FlateDecode"):
            raise Bad.broken()
        unpacked = _unpacked(content[found.end() : end], left)
        left -= len(unpacked)
        yield Part.of(unpacked, int(first[1]))


def _unpacked(data: bytes, left: int) -> bytes:
    inflater = zlib.decompressobj()
    try:
        unpacked = inflater.decompress(data, left)
    except zlib.error:
        raise Bad.broken() from None
    if len(unpacked) >= left:
        raise Bad.swells()
    if not inflater.eof:
        raise Bad.broken()
    return unpacked


def _opening(parts: list[Part]) -> Iterator[bytes]:
    """What is done when the paper is opened."""
    wanted = set()
    for part in parts:
        for found in _few(OPENING, part.text, MOST_OPENINGS):
            if found[1]:
                wanted.add(found[1])
            else:
                yield part.text[found.end() : found.end() + SHORT].partition(b">>")[0]
    if wanted:
        plain, *packed = parts
        for number, body in (*_plain_objects(plain), *_packed_objects(packed)):
            if number in wanted:
                yield body


def _plain_objects(whole: Part) -> Iterator[tuple[bytes, bytes]]:
    """Objects that stand in the file itself, by their number."""
    for found in _few(OBJECT, whole.text, MOST_OBJECTS):
        yield found[1], whole.text[found.end() : found.end() + SHORT].partition(b"endobj")[0]


def _packed_objects(packed: list[Part]) -> Iterator[tuple[bytes, bytes]]:
    """Objects of the object streams: pairs of number and place, then the objects."""
    for part in packed:
        pairs = part.text[: part.first].split()
        for number, place in zip(pairs[::2], pairs[1::2], strict=False):
            start = part.first + int(place) if place.isdigit() else part.first
            yield number, part.text[start : start + SHORT]
