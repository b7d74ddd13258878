"""How large a picture may be: what a reader's machine can draw without choking."""

from units.files.refusal import Bad

# A telephone of today takes 50 to 200 million; a picture of paper needs far less.
MOST_PIXELS = 100_000_000
LONGEST_SIDE = 20_000


def check_pixels(width: int, height: int) -> None:
    """Refuse a picture of no size, and one that swells when it is drawn."""
    if not width or not height:
        raise Bad.broken()
    if max(width, height) > LONGEST_SIDE or width * height > MOST_PIXELS:
        raise Bad.swells()
