"""Names of awards in the language of the page."""

from django.utils.translation import get_language

from campaigns import catalogue
from campaigns.catalogue.kinds import Kind


def award_label(code: str, agency: str | None = None) -> str:
    """Name of an award as `agency` calls it, in the active language."""
    return catalogue.award(code).label(get_language() or "vi", agency)


def award_choices(agency: str, among: list[catalogue.Award] | None = None) -> catalogue.Choices:
    """Awards for a form, grouped, in the active language."""
    return catalogue.choices(get_language() or "vi", agency, among)


def kind_label(kind: Kind) -> str:
    """Words of a level, family or order of awards, in the active language."""
    return kind.label(get_language() or "vi")
