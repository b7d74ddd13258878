"""From what was pasted to clean paragraphs. Every step is linear in the length of the text."""

import html
import re
import unicodedata
from dataclasses import dataclass

# More marks on a letter than any language writes make normalising quadratic: eight are kept.
MARKS = r"[^\w\s\x00-\x7f\u2000-\u206f]"
TOO_MANY_MARKS = re.compile(rf"({MARKS}{{8}}){MARKS}+")
LINE_ENDS = re.compile(r"\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
INVISIBLE = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ud800-\udfff]"
)
SPACES = re.compile(r"[^\S\n]+")

BLOCK_TAG = re.compile(
    r"</?(?:p|div|br|li|ul|ol|h[1-6]|tr|table|section|article|figure|figcaption|blockquote)"
    r"\b[^<>]*>",
    re.IGNORECASE,
)
TAG = re.compile(r"</?[a-z][^<>]*>|<!--|-->", re.IGNORECASE)
ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]{2,31});", re.IGNORECASE)
UNREAD = ("script", "style")

# A line that opens an item of a list, and so never goes on from the line before.
ITEM = re.compile(r"[-–—•●▪◦*+·‣]|\(?\w{1,5}[.):/-]|thứ \w+\W|\w+ là\W", re.IGNORECASE)
SENTENCE_ENDS = ".;:!?…"
CLOSING = "”\"’'»)] "
# A line this long may have been broken by the width of the page and not by its writer.
WRAPPED = range(45, 121)
CAPTION_LENGTH = 300


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, and itself in lower case: the same places in both."""

    text: str
    lower: str

    @property
    def ended(self) -> bool:
        """Whether it closes as a sentence does; captions, headings and bylines do not."""
        return self.text.rstrip(CLOSING)[-1:] in SENTENCE_ENDS

    @property
    def short(self) -> bool:
        """Whether it is short enough for a caption or a heading."""
        return len(self.text) <= CAPTION_LENGTH


def paragraph(text: str) -> Paragraph:
    """Paragraph of a clean text."""
    # The only letter whose lower case is longer: places would shift.
    return Paragraph(text, text.replace("İ", "I").lower())


def paragraphs(text: str) -> list[Paragraph]:
    """Paragraphs of a text as pasted, without the empty ones."""
    found: list[Paragraph] = []
    for block in re.split(r"\n\s*\n", clean(text)):
        lines = [line for line in map(str.strip, block.split("\n")) if line]
        found.extend(paragraph(line) for line in _unwrapped(lines))
    return found


def clean(text: str) -> str:
    """NFC text with plain line ends and spaces, without tags and invisible characters."""
    text = LINE_ENDS.sub("\n", text)
    text = _without_tags(text)
    text = INVISIBLE.sub("", text)
    text = unicodedata.normalize("NFC", TOO_MANY_MARKS.sub(r"\1", text))
    return SPACES.sub(" ", text)


def _without_tags(text: str) -> str:
    if BLOCK_TAG.search(text):
        for name in UNREAD:
            text = _without_element(text, name)
        text = BLOCK_TAG.sub("\n\n", text.replace("\n", " "))
    text = TAG.sub("", text)
    return ENTITY.sub(lambda entity: html.unescape(entity[0]), text)


def _without_element(text: str, name: str) -> str:
    kept = []
    for index, piece in enumerate(re.split(rf"<{name}\b", text, flags=re.IGNORECASE)):
        inside = index > 0
        closing = re.search(rf"</{name}\s*>", piece, re.IGNORECASE) if inside else None
        kept.append(piece[closing.end() :] if closing else "" if inside else piece)
    return "".join(kept)


def _unwrapped(lines: list[str]) -> list[str]:
    """Join the lines of a block that the width of a page broke."""
    width = max(map(len, lines), default=0)
    joined: list[str] = []
    before = ""
    for line in lines:
        if joined and _goes_on(before, line, width):
            joined[-1] += f" {line}"
        else:
            joined.append(line)
        before = line
    return joined


def _goes_on(before: str, line: str, width: int) -> bool:
    if before.rstrip(CLOSING)[-1:] in SENTENCE_ENDS or ITEM.match(line):
        return False
    if len(before) not in WRAPPED:
        return False
    if before.isupper() or line.isupper():
        return before.isupper() and line.isupper()
    if line[0].islower():
        return True
    return width <= WRAPPED[-1] and len(before) >= width * 3 // 4
