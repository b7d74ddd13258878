"""Standard forms (mẫu số) of the decrees: which one a paper of a dossier is written on."""

import datetime
import functools
from dataclasses import dataclass
from pathlib import Path

from awards.law.citations import in_words
from awards.law.layers import Layers, Subject
from awards.law.papers import PaperKind
from awards.law.rules import Scoped
from campaigns.catalogue.kinds import pick


@dataclass(frozen=True, kw_only=True)
class StandardForm(Scoped):
    """A form in the annex of a decree, for a paper.

    `derived` is its number, as seen or as counted in the list, empty where neither is known; only
    a verified one is printed.
    """

    paper: PaperKind
    derived: str = ""

    @property
    def number(self) -> str:
        """Number to print; empty unless somebody saw it in the annex."""
        return self.derived if self.verified else ""

    def label(self, language: str = "vi") -> str:
        """The form as a paper names it, without a number that nobody has verified."""
        text = in_words(self.cites[0], language)
        form = pick(language, f"Mẫu số {self.number}", f"Form {self.number}")
        if not self.number:
            form = pick(language, "Mẫu", "Form")
        return pick(language, f"{form} ban hành kèm theo {text}", f"{form} annexed to {text}")


def standard_form(
    award: str,
    recipient: str,
    type_: str,
    on: datetime.date,
    paper: PaperKind = PaperKind.BAO_CAO,
    agency: Path | None = None,
) -> StandardForm | None:
    """Return the form of a paper on a day, or None where none is known.

    An agency's own form goes before the national one, and a form that names the award before one
    for any.
    """
    layers = load(agency)
    for layer in (layers.own, layers.national):
        found = [
            form
            for form in layer
            if form.holds(on) and form.paper == paper and form.touches(award, recipient, type_)
        ]
        if found:
            return max(found, key=lambda form: bool(form.awards))
    return None


_subject = Subject(
    file="forms.toml",
    table="form",
    build=StandardForm,
    about=lambda form: (
        (form.paper, award, recipient, type_)
        for award in form.awards or ("",)
        for recipient in form.recipients or ("",)
        for type_ in form.types or ("",)
    ),
)


@functools.cache
def load(agency: Path | None) -> Layers[StandardForm]:
    """Every form, the agency's first; `LawError` for a wrong record."""
    return _subject.load(agency)
