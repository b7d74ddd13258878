"""JPEG: marked segments up to the end of the picture; cameras may write more behind it."""

import re
from collections.abc import Iterator

from units.files.pixels import check_pixels
from units.files.refusal import Bad

# Baseline to arithmetic frames; C4, C8 and CC in between are tables.
FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
SCAN, END, EXIF, COMMENT = 0xDA, 0xD9, 0xE1, 0xFE
# JFIF, and Adobe's note on how the colours are kept.
KEPT_APPS = frozenset({0xE0, 0xEE})
# Inside a scan: FF 00 is data and FF D0 to D7 restarts it; the next other marker ends it.
NEXT_MARKER = re.compile(rb"\xff+[^\x00\xd0-\xd7\xff]")
ORIENTATION = re.compile(
    rb"II\*\0.*?\x12\x01\x03\0\x01\0\0\0(?P<little>[\x01-\x08])\0"
    rb"|MM\0\*.*?\x01\x12\0\x03\0\0\0\x01\0(?P<big>[\x01-\x08])",
    re.DOTALL,
)
UPRIGHT = b"\x01"
MOST_SEGMENTS = 10_000

Segment = tuple[int, bytes]


def read(content: bytes) -> None:
    """Refuse a broken picture, and one too large to draw."""
    segments = list(_segments(content))
    markers = [marker for marker, _segment in segments]
    frames = [segment for marker, segment in segments if marker in FRAMES]
    if len(frames) != 1 or SCAN not in markers or len(frames[0]) < 9:
        raise Bad.broken()
    height, width = int.from_bytes(frames[0][5:7]), int.from_bytes(frames[0][7:9])
    check_pixels(width, height)


def shown(content: bytes) -> bytes:
    """Give the picture alone, the right way up: no place, no camera, no thumbnail, no trailer."""
    turned = UPRIGHT
    kept = []
    for marker, segment in _segments(content):
        if marker == EXIF and (found := ORIENTATION.search(segment)):
            turned = found["little"] or found["big"]
        if marker != COMMENT and (not 0xE0 <= marker <= 0xEF or marker in KEPT_APPS):
            kept.append(segment)
    return b"\xff\xd8" + _turned(turned) + b"".join(kept)


def _turned(how: bytes) -> bytes:
    """An EXIF segment that says nothing but which side is up."""
    if how == UPRIGHT:
        return b""
    entry = b"\x01\x12\0\x03\0\0\0\x01\0" + how + b"\0\0"
    exif = b"Exif\0\0MM\0*\0\0\0\x08\0\x01" + entry + b"\0\0\0\0"
    return b"\xff\xe1" + (len(exif) + 2).to_bytes(2) + exif


def _segments(content: bytes) -> Iterator[Segment]:
    """Each segment with its marker, a scan with its data, up to the end of the picture."""
    at = 2
    for _number in range(MOST_SEGMENTS):
        found = NEXT_MARKER.match(content, at)
        if not found:
            raise Bad.broken()
        marker, start, at = content[found.end() - 1], at, found.end()
        if marker == END:
            yield marker, content[start:at]
            return
        at += int.from_bytes(content[at : at + 2])
        if marker == SCAN:
            found = NEXT_MARKER.search(content, at)
            at = found.start() if found else len(content)
        if at >= len(content):
            raise Bad.broken()
        yield marker, content[start:at]
    raise Bad.swells()
