"""Citations: short in the data ("N91 Đ9.3"), in full words for people."""

import re
from typing import NamedTuple

from awards.law.sources import sources
from campaigns.catalogue import kept
from campaigns.catalogue.kinds import pick

FORM = re.compile(r"(\w+)(?: Đ(\d+)(?:\.(\d+))?(?:\.([a-zđ]+))?)?")


class UnknownSourceError(LookupError):
    """A citation names no text of `sources.toml`, or is not written as citations are."""


class Citation(NamedTuple):
    """A text, and the article, clause and point in it that were seen; empty where none was."""

    source: str
    article: str = ""
    clause: str = ""
    point: str = ""


@kept
def parse(short: str) -> Citation:
    """Read a short citation."""
    match = FORM.fullmatch(short)
    if match is None or match[1] not in sources():
        raise UnknownSourceError(f"the citation {short!r} names no known text")
    return Citation(*(part or "" for part in match.groups()))


def in_words(short: str, language: str = "vi") -> str:
    """Return a citation as an official text words it: "khoản 3 Điều 9 Nghị định số …"."""
    cited = parse(short)
    name = sources()[cited.source].label(language)
    parts = pick(language, _vietnamese(cited), _english(cited))
    return f"{parts} {name}".strip()


def _vietnamese(cited: Citation) -> str:
    parts = (("điểm", cited.point), ("khoản", cited.clause), ("Điều", cited.article))
    return " ".join(f"{word} {number}" for word, number in parts if number)


def _english(cited: Citation) -> str:
    parts = (("point", cited.point), ("clause", cited.clause), ("article", cited.article))
    said = ", ".join(f"{word} {number}" for word, number in parts if number)
    return f"{said} of" if said else ""
