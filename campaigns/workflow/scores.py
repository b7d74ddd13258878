"""The way of a scoring table."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class TableState(TextChoices):
    """A version of a scoring table is written, then in use, then replaced by the next."""

    DRAFT = "DRAFT", _("đang soạn")
    IN_USE = "IN_USE", _("đang áp dụng")
    REPLACED = "REPLACED", _("đã thay phiên bản")
