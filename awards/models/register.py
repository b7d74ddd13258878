"""The public register: what was issued, in an order that nobody can change unseen."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from awards.models.decisions import Decision
from awards.register.content import CODE_LENGTH


class RegisterEntry(models.Model):
    """An issued decision in the register of the installation.

    PostgreSQL numbers entries from 0 without a gap, hashes `content` into `leaf` itself, and
    refuses every change (migration `register`). What may not be read of the decision, names above
    all, is in the content as a hash with `secret`, which is never published.
    """

    only_grows = True

    decision = models.OneToOneField(Decision, models.PROTECT, related_name="entry")
    index = models.PositiveIntegerField(_("số mục"), unique=True, default=0)
    code = models.CharField(_("mã tra cứu"), max_length=CODE_LENGTH, unique=True)
    secret = models.CharField(max_length=64)
    content = models.TextField(_("dữ liệu chuẩn"))
    leaf = models.CharField(_("mã băm của mục"), max_length=64)
    made_at = models.DateTimeField(_("vào sổ lúc"))

    class Meta:
        verbose_name = _("mục của sổ đăng ký")
        verbose_name_plural = _("mục của sổ đăng ký")
        ordering = ("index",)

    def __str__(self) -> str:
        return f"{self.index}"

    def get_absolute_url(self) -> str:
        """Page for everybody, to which the code on paper leads."""
        return reverse("register_entry", args=[self.code])


class RegisterHead(models.Model):
    """The root over the first `size` entries, as it was published on a day."""

    only_grows = True

    day = models.DateField(_("ngày"), unique=True)
    size = models.PositiveIntegerField(_("số mục"), unique=True)
    root = models.CharField(_("mã băm gốc"), max_length=64)
    made_at = models.DateTimeField(_("chốt lúc"))

    class Meta:
        verbose_name = _("bản chốt sổ đăng ký")
        verbose_name_plural = _("bản chốt sổ đăng ký")
        ordering = ("-size",)

    def __str__(self) -> str:
        return f"{self.size}:{self.root}"
