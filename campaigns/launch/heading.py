"""Title and theme of the campaign, and the short heading of a commitment."""

import re

from campaigns.launch.dates import dateline
from campaigns.launch.text import Paragraph, paragraph

QUOTED = re.compile(r"[“\"«‘'„]([^“”\"«»„‘’']{3,300})[”\"»’'“]")
THEME_CUES = ("chủ đề", "phong trào thi đua", "phong trào")
# How far behind its cue the theme may open its quotation mark.
CUE_REACH = 60
BARE_THEME = re.compile(r"chủ đề\s*(?:là|:)\s*(?P<theme>[^.;\n]{3,300})")

TITLE_CUES = ("phát động", "phong trào thi đua", "thi đua")
TITLE_WITHIN = 8
TITLE_LENGTH = 250
# Lines above and below a title that are none: the State's header, labelled facts, salutations.
NO_TITLE = re.compile(
    r"cộng h(?:oà|òa) xã hội|độc lập\W+tự do|(?:kính )?thưa\b|\W*$|"
    r"(?:số|chủ đề|người phát động|thời gian|địa điểm)\s*:"
)

HEADING_LENGTH = 120
HEADING_LEAST = 20
CLAUSE_END = re.compile(r"[.;:](?:\s|$)")
PURPOSE = re.compile(
    r",? (?:để|nhằm|theo hướng|gắn với|trên cơ sở|góp phần|bảo đảm|đảm bảo|trong đó|đồng thời) "
)
# Words of an all-capitals title are written as a run of so many of them is in the text.
NAME_WORDS = range(7, 1, -1)
NAMES_WITHIN = 20_000


def title_place(paragraphs: list[Paragraph]) -> int | None:
    """Index of the paragraph that is the title: the first that names the launch, else the first."""
    heads = [
        index
        for index, head in enumerate(paragraphs[:TITLE_WITHIN])
        if len(head.text) <= TITLE_LENGTH and not NO_TITLE.match(head.lower) and not dateline(head)
    ]
    for cue in TITLE_CUES:
        for index in heads:
            if cue in paragraphs[index].lower and not paragraphs[index].text.endswith("."):
                return index
    return heads[0] if heads else None


def theme(title: str, body: list[Paragraph]) -> str:
    """Theme of the campaign: in quotation marks behind its cue, in the text or in the title."""
    for cue in THEME_CUES:
        for part in (*body, paragraph(title)):
            if found := _quoted_behind(part, cue):
                return found
    for part in (*body, paragraph(title)):
        if bare := BARE_THEME.search(part.lower):
            return part.text[slice(*bare.span("theme"))].strip(" .,“”\"'")
    quoted = QUOTED.search(title)
    return quoted[1].strip(" .,;") if quoted else ""


def _quoted_behind(part: Paragraph, cue: str) -> str:
    place = part.lower.find(cue)
    while place >= 0:
        found = QUOTED.search(part.text, place, place + CUE_REACH + HEADING_LENGTH * 3)
        if found and found.start() <= place + CUE_REACH:
            return found[1].strip(" .,;")
        place = part.lower.find(cue, place + len(cue))
    return ""


def written_title(title: str, theme: str, body: list[Paragraph]) -> str:
    """Title as a sentence is written: one in capitals takes its names from the text."""
    if not title.isupper():
        return title
    written = _with_names(title.lower(), "\n".join(part.text for part in body)[:NAMES_WITHIN])
    if theme:
        written = re.sub(re.escape(theme), lambda _: theme, written, flags=re.IGNORECASE)
    return written[:1].upper() + written[1:]


def _with_names(title: str, text: str) -> str:
    source = paragraph(text)
    words, written = title.split(), []
    while words:
        for length in NAME_WORDS:
            run = " ".join(words[:length])
            place = source.lower.find(run) if len(words) >= length else -1
            if place >= 0:
                break
        else:
            run, length, place = words[0], 1, -1
        written.append(source.text[place : place + len(run)] if place >= 0 else run)
        words = words[length:]
    return " ".join(written)


def heading(text: str) -> str:
    """First clause of a commitment, at most 120 characters, never broken inside a word."""
    first = text.split("\n", 1)[0]
    end = CLAUSE_END.search(first)
    clause = (first[: end.start()] if end else first).strip(" ,-–“”\"'")
    if len(clause) > HEADING_LENGTH:
        purpose = PURPOSE.search(clause, HEADING_LEAST, HEADING_LENGTH)
        clause = clause[: purpose.start()] if purpose else _shortened(clause)
    return clause[:1].upper() + clause[1:]


def _shortened(clause: str) -> str:
    comma = clause.rfind(",", HEADING_LEAST, HEADING_LENGTH)
    if comma > 0:
        return clause[:comma]
    space = clause.rfind(" ", HEADING_LEAST, HEADING_LENGTH)
    return clause[: space if space > 0 else HEADING_LENGTH - 1] + "…"
