"""Citations: short in the data ("N91 Đ9.3"), in full words for people."""

import functools
import re
import tomllib
from pathlib import Path
from typing import NamedTuple

from campaigns.catalogue.kinds import pick

FILE = Path(__file__).parent / "data" / "sources.toml"
FORM = re.compile(r"(\w+)(?: Đ(\d+)(?:\.(\d+))?(?:\.([a-zđ]+))?)?")


class UnknownSourceError(LookupError):
    """A citation names no text of `sources.toml`, or is not written as citations are."""


class Citation(NamedTuple):
    """A text, and the article, clause and point in it that were seen; empty where none was."""

    source: str
    article: str = ""
    clause: str = ""
    point: str = ""


@functools.cache
def parse(short: str) -> Citation:
    """Read a short citation."""
    match = FORM.fullmatch(short)
    if match is None or match[1] not in _sources():
        raise UnknownSourceError(f"the citation {short!r} names no known text")
    return Citation(*(part or "" for part in match.groups()))


def in_words(short: str, language: str = "vi") -> str:
    """Return a citation as an official text words it: "khoản 3 Điều 9 Nghị định số …"."""
    cited = parse(short)
    name = pick(language, *_sources()[cited.source])
    parts = pick(language, _vietnamese(cited), _english(cited))
    return f"{parts} {name}".strip()


def _vietnamese(cited: Citation) -> str:
    parts = (("điểm", cited.point), ("khoản", cited.clause), ("Điều", cited.article))
    return " ".join(f"{word} {number}" for word, number in parts if number)


def _english(cited: Citation) -> str:
    parts = (("point", cited.point), ("clause", cited.clause), ("article", cited.article))
    said = ", ".join(f"{word} {number}" for word, number in parts if number)
    return f"{said} of" if said else ""


@functools.cache
def _sources() -> dict[str, tuple[str, str]]:
    records = tomllib.loads(FILE.read_text(encoding="utf-8"))["source"]
    return {record["short"]: (record["name"], record["name_en"]) for record in records}
