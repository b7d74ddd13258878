"""Recognised initiatives and research, and who made them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from units.fields import DerivedField
from units.models import Agency, Person
from units.text import fold


class Initiative(models.Model):
    """An initiative, or accepted research, with the scope in which its effect is recognised."""

    class Kind(models.TextChoices):
        """What it is."""

        SANG_KIEN = "SANG_KIEN", _("sáng kiến")
        DE_TAI = "DE_TAI", _("đề tài khoa học")
        DE_AN = "DE_AN", _("đề án khoa học")
        CONG_TRINH = "CONG_TRINH", _("công trình khoa học và công nghệ")

    class Scope(models.TextChoices):
        """How far its effect and influence are recognised, the narrowest first."""

        CO_SO = "CO_SO", _("cấp cơ sở")
        BO = "BO", _("cấp bộ, ban, ngành, tỉnh")
        TOAN_QUOC = "TOAN_QUOC", _("toàn quốc")

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="initiatives")
    title = models.CharField(_("tên sáng kiến, đề tài"), max_length=500)
    kind = models.CharField(_("loại"), max_length=10, choices=Kind, default=Kind.SANG_KIEN)
    scope = models.CharField(_("phạm vi ảnh hưởng"), max_length=9, choices=Scope)
    recognised_on = models.DateField(_("ngày công nhận"))
    certificate = models.CharField(_("số quyết định, giấy chứng nhận"), max_length=100)
    authors = models.ManyToManyField(
        Person, related_name="initiatives", verbose_name=_("tác giả, đồng tác giả")
    )
    folded = DerivedField(of="title", by=fold)

    class Meta:
        verbose_name = _("sáng kiến, đề tài")
        verbose_name_plural = _("sáng kiến, đề tài")
        ordering = ("-recognised_on", "-pk")

    def __str__(self) -> str:
        return self.title
