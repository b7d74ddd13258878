"""What an award decision says, as plain data, and how a paper words it.

Form 1.2 of annex III and the rules of annex I of Decree 30/2020/NĐ-CP.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True)
class RecipientRow:
    """A person or a collective of the list, under the ordinal that the certificate repeats."""

    ordinal: int
    name: str
    honorific: str = ""  # "Ông" or "Bà"; empty for a collective
    post_and_unit: str = ""


@dataclass(frozen=True)
class RecipientSection:
    """A part of the list; without `post_heading` its table has no third column."""

    title: str
    rows: tuple[RecipientRow, ...]
    name_heading: str
    post_heading: str = ""


@dataclass(frozen=True)
class DecisionPaper:
    """An award decision with its list of recipients; a draft as long as it has no number."""

    agency_name: str
    symbol: str  # "QĐ-VPQH"
    place: str
    subject: str
    issuer: str  # "Chủ nhiệm Văn phòng Quốc hội"
    bases: tuple[str, ...]
    articles: tuple[str, ...]
    signer_authority: str  # "CHỦ NHIỆM"; "KT. CHỦ NHIỆM\nPHÓ CHỦ NHIỆM"
    signer_name: str
    copies_to: tuple[str, ...]
    list_subject: str
    sections: tuple[RecipientSection, ...]
    number: int | None = None
    signed_on: date | None = None
    parent_body: str = ""
    proposal: str = ""  # "Theo đề nghị của …"


def wording(paper: DecisionPaper) -> dict[str, Any]:
    """Give the paper as the lines that are printed, keyed as the template names them."""
    number = "" if paper.number is None else f"{paper.number:02d}"
    day = written_date(paper.signed_on)
    bases = [*paper.bases, paper.proposal] if paper.proposal else paper.bases
    return {
        "title": f"Quyết định {number}/{paper.symbol} {paper.subject}".replace(" /", " "),
        "draft": paper.number is None,
        "agency": paper.agency_name,
        "parent": paper.parent_body,
        "number": number,
        "symbol": paper.symbol,
        "place_and_date": f"{paper.place}, {day}",
        "subject": paper.subject,
        "issuer": paper.issuer,
        "bases": enumerated(bases),
        "articles": ended(paper.articles),
        "signer_authority": paper.signer_authority.splitlines(),
        "signer_name": paper.signer_name,
        "copies_to": enumerated(paper.copies_to),
        "list_subject": paper.list_subject,
        "attached_to": f"Kèm theo Quyết định số {number or '…'}/{paper.symbol} {day} "
        f"của {paper.issuer}",
        "sections": [_section(section) for section in paper.sections],
    }


def written_date(day: date | None) -> str:
    """Write a date in full: days below 10 and the months 1 and 2, and only they, take a zero."""
    if day is None:
        return "ngày … tháng … năm …"
    month = f"{day.month:02d}" if day.month <= 2 else f"{day.month}"
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def enumerated(lines: Iterable[str]) -> list[str]:
    """End each line with a semicolon, the last with a full stop, whatever was typed there."""
    bare = [line.rstrip(" ;.,") for line in lines]
    return [f"{line};" for line in bare[:-1]] + [f"{line}." for line in bare[-1:]]


def ended(articles: Iterable[str]) -> list[str]:
    """Close the last article with "./.", which ends an official text."""
    *others, last = articles
    return [*others, f"{last.rstrip(' ./;')}./."]


def _section(section: RecipientSection) -> dict[str, Any]:
    rows = [
        [str(row.ordinal), f"{row.honorific} {row.name}".strip(), row.post_and_unit]
        for row in section.rows
    ]
    headings = ["STT", section.name_heading, section.post_heading]
    width = 3 if section.post_heading else 2
    return {
        "title": section.title,
        "headings": headings[:width],
        "rows": [row[:width] for row in rows],
    }
