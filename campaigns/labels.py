"""Names of awards in the language of the page."""

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from campaigns import catalogue
from campaigns.catalogue.kinds import Kind

FIELD_LABELS = {
    "commitment": _("Nội dung"),
    "indicator": _("Tên chỉ tiêu"),
    "value": _("Số lượng"),
    "measure": _("Đơn vị tính"),
    "due_on": _("Hoàn thành trước ngày"),
    "person": _("Người phụ trách"),
}


def award_label(code: str, agency: str | None = None) -> str:
    """Name of an award as `agency` calls it, in the active language."""
    return catalogue.award(code).label(get_language() or "vi", agency)


def award_choices(agency: str, among: list[catalogue.Award] | None = None) -> catalogue.Choices:
    """Awards for a form, grouped, in the active language."""
    return catalogue.choices(get_language() or "vi", agency, among)


def kind_label(kind: Kind) -> str:
    """Words of a level, family or order of awards, in the active language."""
    return kind.label(get_language() or "vi")


def field_label(name: str) -> str:
    """What a field of a target is called beside its value."""
    return str(FIELD_LABELS[name])
