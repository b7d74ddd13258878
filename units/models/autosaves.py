"""What somebody typed into a page and has not saved."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from units.models.accounts import Account


class Autosave(models.Model):
    """A form as it was posted from the background, kept for the one who types it alone.

    A subclass says what is being written, and keeps one row of it an account.
    """

    account = models.ForeignKey(Account, models.CASCADE, related_name="+")
    typed = models.TextField(_("phần đã nhập"))
    saved_at = models.DateTimeField(_("giữ lúc"))

    class Meta:
        abstract = True
