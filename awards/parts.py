"""The parts of a nomination: what may be asked anew, and what the standing body checks; pure."""

import hashlib
import json
from dataclasses import asdict, dataclass
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Part(TextChoices):
    """What whoever returns a nomination may ask to be changed."""

    AWARD = "AWARD", _("danh hiệu, hình thức và loại hình khen thưởng")
    SUBJECT = "SUBJECT", _("cá nhân hoặc tập thể được đề nghị")
    INITIATIVES = "INITIATIVES", _("sáng kiến, đề tài tính vào hồ sơ")
    ACHIEVEMENT = "ACHIEVEMENT", _("tóm tắt thành tích")
    PAPERS = "PAPERS", _("giấy tờ của hồ sơ")


class Check(TextChoices):
    """What the standing body looks at before the council has the nomination."""

    SUBJECT = "SUBJECT", _("đối tượng và chức vụ")
    LAW = "LAW", _("điều kiện theo quy định")
    INITIATIVES = "INITIATIVES", _("sáng kiến, đề tài")
    ACHIEVEMENT = "ACHIEVEMENT", _("thành tích")
    PAPERS = "PAPERS", _("giấy tờ của hồ sơ")


@dataclass(frozen=True)
class Content:
    """A nomination as it reads: `subject` is "person:12" or "unit:3", with its name and post.

    `initiatives` are keys and titles, `papers` keys and names of the files in the dossier.
    """

    award: str
    type: str
    subject: str
    name: str
    post: str
    initiatives: tuple[tuple[int, str], ...]
    achievement: str
    papers: tuple[tuple[int, str], ...]

    def as_json(self) -> dict[str, Any]:
        """As plain values."""
        return asdict(self)

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> "Content":
        """Read what `as_json` gave; what was sent before there were papers has none."""
        initiatives = tuple((key, title) for key, title in kept["initiatives"])
        papers = tuple((key, name) for key, name in kept.get("papers", ()))
        return cls(**kept | {"initiatives": initiatives, "papers": papers})


# The fields of the content that the unit writes in each part.
WRITTEN = {
    Part.AWARD: ("award", "type"),
    Part.SUBJECT: ("subject",),
    Part.INITIATIVES: ("initiatives",),
    Part.ACHIEVEMENT: ("achievement",),
    Part.PAPERS: ("papers",),
}
# The fields that each check is about: with one of them it falls.
LOOKED_AT = {
    Check.SUBJECT: ("subject", "post"),
    Check.LAW: ("award", "type", "subject", "initiatives"),
    Check.INITIATIVES: ("initiatives",),
    Check.ACHIEVEMENT: ("achievement",),
    Check.PAPERS: ("papers",),
}


def opened_by(asked: frozenset[str]) -> frozenset[str]:
    """Parts that may change where some are asked for.

    Initiatives go with whose they are; papers prove award, subject and initiatives.
    """
    opened = set(asked)
    if Part.SUBJECT in asked:
        opened.add(Part.INITIATIVES.value)
    if opened & {Part.AWARD, Part.SUBJECT, Part.INITIATIVES}:
        opened.add(Part.PAPERS.value)
    return frozenset(opened)


def parts_changed(old: Content, new: Content) -> list[Part]:
    """Parts that the two do not write alike."""
    return [part for part, names in WRITTEN.items() if _values(old, names) != _values(new, names)]


def fingerprint(content: Content, check: Check) -> str:
    """What a check was about, in 64 characters: it holds as long as this stays the same."""
    values = json.dumps(_values(content, LOOKED_AT[check]), ensure_ascii=False)
    return hashlib.sha256(values.encode()).hexdigest()


def _values(content: Content, names: tuple[str, ...]) -> list[Any]:
    return [getattr(content, name) for name in names]
