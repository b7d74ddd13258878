"""What a decision or a submission says, as plain data, and how a paper words it.

Forms 1.2 and 1.4 of annex III and the rules of annex I of Decree 30/2020/NĐ-CP.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from awards.documents.qr import qr_svg


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
    page_url: str = ""  # where everybody may check it; empty for what is not public
    head: tuple[str, ...] = ()  # the last of the register, in lines
    of_party: bool = False  # in the Party's family of papers, Guidance 05-HD/VPTW


def wording(paper: DecisionPaper) -> dict[str, Any]:
    """Give the paper as the lines that are printed, keyed as the template names them."""
    number = "" if paper.number is None else f"{paper.number:02d}"
    day = written_date(paper.signed_on)
    dash = "-" if paper.of_party else "/"
    bases = [*paper.bases, paper.proposal] if paper.proposal else paper.bases
    return {
        "title": f"Quyết định {number + dash if number else ''}{paper.symbol} {paper.subject}",
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
        "attached_to": f"Kèm theo Quyết định số {number or '…'}{dash}{paper.symbol} {day} "
        f"của {paper.issuer}",
        "sections": [_section(section) for section in paper.sections],
        "page_url": paper.page_url,
        "qr": qr_svg(paper.page_url) if paper.page_url else "",
        "head": list(paper.head),
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


def lines_of(text: str) -> list[str]:
    """Give the lines of a typed text that say something."""
    return [line.strip() for line in text.splitlines() if line.strip()]


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


@dataclass(frozen=True)
class SubmissionRow:
    """A nominee of a submission's list, with the unit's vote where there was one."""

    ordinal: int
    name: str
    post_and_unit: str = ""
    agreed: str = ""


@dataclass(frozen=True)
class SubmissionSection:
    """The nominees for one award."""

    award: str
    rows: tuple[SubmissionRow, ...]


@dataclass(frozen=True)
class SubmissionPaper:
    """A letter that proposes awards, with the list of nominees; a draft without a day.

    It is a unit's to the council, or the agency's to a higher authority; `unit_name` is empty where
    the agency itself submits.
    """

    agency_name: str
    unit_name: str
    reference: str
    place: str
    subject: str
    addressee: str
    bases: tuple[str, ...]
    letter: tuple[str, ...]
    vote: str
    asks: tuple[str, ...]
    enclosed: tuple[str, ...]
    signer_office: str
    signer_name: str
    sections: tuple[SubmissionSection, ...]
    signed_on: date | None = None
    proposes: str = "Đơn vị đề nghị Hội đồng xét, tặng (có Danh sách kèm theo):"
    closing: str = "Kính trình Hội đồng xem xét, quyết định"


def submission_wording(paper: SubmissionPaper) -> dict[str, Any]:
    """Give a submission as the lines that are printed, keyed as the template names them."""
    issuer = paper.unit_name or paper.agency_name
    letter = paper.letter or (f"{issuer} kính trình {paper.addressee} xem xét.",)
    voted = any(row.agreed for section in paper.sections for row in section.rows)
    day = written_date(paper.signed_on)
    return {
        "title": f"Tờ trình {paper.reference} {paper.subject}".replace("  ", " "),
        "draft": paper.signed_on is None,
        "parent": paper.agency_name if paper.unit_name else "",
        "agency": issuer,
        "number": paper.reference or "…/TTr-…",
        "place_and_date": f"{paper.place}, {day}",
        "subject": paper.subject,
        "addressee": f"{paper.addressee}.",
        "bases": [f"{line.rstrip(' ;.,')};" for line in paper.bases],
        "body": [*letter, *([paper.vote] if paper.vote else [])],
        "proposes": paper.proposes,
        "asks": enumerated(paper.asks),
        "enclosed": enumerated(paper.enclosed),
        "closing": f"{paper.closing}./.",
        "signer_authority": paper.signer_office.splitlines(),
        "signer_name": paper.signer_name,
        "copies_to": enumerated(("Như trên", "Lưu: VT, Hồ sơ")),
        "attached_to": f"Kèm theo Tờ trình {day} của {issuer}",
        "headings": ["STT", "Họ và tên, tập thể", "Chức vụ, đơn vị", "Đồng ý"][: 4 if voted else 3],
        "sections": [
            {
                "title": section.award,
                "rows": [
                    [str(row.ordinal), row.name, row.post_and_unit, row.agreed][: 4 if voted else 3]
                    for row in section.rows
                ],
            }
            for section in paper.sections
        ],
    }
