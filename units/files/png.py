"""PNG: a chain of chunks with check sums, from its header to its end and not one byte further."""

import zlib
from collections.abc import Iterator

from units.files.pixels import check_pixels
from units.files.refusal import Bad

SIGNATURE = b"\x89PNG\r\n\x1a\n"
# What the picture itself needs; text, place and time of the shot stay out of shown copies.
DRAWN = frozenset({b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"sRGB", b"pHYS"})


def read(content: bytes) -> None:
    """Refuse a broken or animated picture, one too large to draw, and anything behind its end."""
    chunks = list(_chunks(content))
    kinds = [kind for kind, _chunk in chunks]
    if kinds[:1] != [b"IHDR"] or kinds[-1:] != [b"IEND"] or b"IDAT" not in kinds:
        raise Bad.broken()
    if b"acTL" in kinds:
        raise Bad.swells()
    header = chunks[0][1][8:]
    check_pixels(int.from_bytes(header[:4]), int.from_bytes(header[4:8]))


def shown(content: bytes) -> bytes:
    """Give the picture with nothing but what is drawn."""
    return SIGNATURE + b"".join(chunk for kind, chunk in _chunks(content) if kind in DRAWN)


def _chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Each chunk, whole, by its kind."""
    at = len(SIGNATURE)
    while at < len(content):
        end = at + 12 + int.from_bytes(content[at : at + 4])
        chunk = content[at:end]
        if len(chunk) < 12 or end > len(content):
            raise Bad.broken()
        if zlib.crc32(chunk[4:-4]) != int.from_bytes(chunk[-4:]):
            raise Bad.broken()
        yield chunk[4:8], chunk
        at = end
