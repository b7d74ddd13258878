"""Agencies, their trees of units, and the blocs in which units emulate each other."""

from typing import Any, Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from tree_queries.models import TreeNode
from tree_queries.query import TreeQuerySet

from units.fields import DerivedField
from units.models.periods import PERIOD, PERIOD_ORDERED, PeriodQuerySet
from units.text import fold, text_key


class Agency(models.Model):
    """A body that runs its own emulation year; every row that can grow large hangs from one."""

    code = models.SlugField(_("mã"), unique=True)
    name = models.CharField(_("tên cơ quan"), max_length=200)
    symbol = models.CharField(_("chữ viết tắt trong ký hiệu văn bản"), max_length=20)
    place = models.CharField(_("địa danh"), max_length=100)
    head_office = models.CharField(_("chức vụ người đứng đầu"), max_length=100)
    head_name = models.CharField(_("họ tên người đứng đầu"), max_length=100)

    class Meta:
        verbose_name = _("cơ quan")
        verbose_name_plural = _("cơ quan")

    def __str__(self) -> str:
        return self.name


class UnitQuerySet(TreeQuerySet, PeriodQuerySet["Unit"]):
    """Units, with the tree beside the periods."""

    def below(self, unit_ids: list[int]) -> Self:
        """Keep the units that are, or stand below, one of `unit_ids`; each has `tree_path`."""
        tree: Any = self.with_tree_fields()  # `extra` is typed to give rows of any model
        return tree.extra(where=["tree_path && %s::bigint[]"], params=[unit_ids])


class Unit(TreeNode):
    """A node of an agency's tree: a department, a Party cell, a trade-union section."""

    class Line(models.TextChoices):
        """The line of organisation a unit belongs to; each line is a subtree of its own."""

        STATE = "STATE", _("chính quyền")
        PARTY = "PARTY", _("Đảng")
        UNION = "UNION", _("Công đoàn")
        YOUTH = "YOUTH", _("Đoàn Thanh niên")

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="units")
    line = models.CharField(_("hệ thống"), max_length=10, choices=Line, default=Line.STATE)
    code = models.SlugField(_("mã"))
    name = models.CharField(_("tên đơn vị"), max_length=200)
    pledges = models.BooleanField(
        _("đăng ký thi đua"), default=True, help_text=_("Đơn vị này tự đăng ký giao ước thi đua.")
    )
    since = models.DateField(_("từ ngày"))
    until = models.DateField(_("đến trước ngày"), null=True, blank=True)
    folded = DerivedField(of="name", by=fold)
    sort_key = DerivedField(of="name", by=text_key)

    objects = models.Manager.from_queryset(UnitQuerySet)()

    class Meta:
        verbose_name = _("đơn vị")
        verbose_name_plural = _("đơn vị")
        ordering = ("sort_key",)
        constraints = (
            models.UniqueConstraint(fields=["agency", "code"], name="unit_code_once"),
            models.CheckConstraint(condition=PERIOD_ORDERED, name="unit_period_ordered"),
        )

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Page of the unit."""
        return reverse("unit", args=[self.pk])


class Bloc(models.Model):
    """A group of units that emulate each other and are ranked together (khối thi đua)."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="blocs")
    name = models.CharField(_("tên khối"), max_length=200)

    class Meta:
        verbose_name = _("khối thi đua")
        verbose_name_plural = _("khối thi đua")
        ordering = ("name",)
        constraints = (models.UniqueConstraint(fields=["agency", "name"], name="bloc_name_once"),)

    def __str__(self) -> str:
        return self.name


class BlocMembership(models.Model):
    """A unit in a bloc for a period; a unit is in one bloc at a time."""

    bloc = models.ForeignKey(Bloc, models.CASCADE, related_name="memberships")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="bloc_memberships")
    since = models.DateField(_("từ ngày"))
    until = models.DateField(_("đến trước ngày"), null=True, blank=True)

    objects = PeriodQuerySet.as_manager()

    class Meta:
        verbose_name = _("thành viên khối")
        verbose_name_plural = _("thành viên khối")
        constraints = (
            models.CheckConstraint(condition=PERIOD_ORDERED, name="bloc_membership_ordered"),
            ExclusionConstraint(
                name="one_bloc_at_a_time",
                expressions=[("unit", RangeOperators.EQUAL), (PERIOD, RangeOperators.OVERLAPS)],
            ),
        )

    def __str__(self) -> str:
        return f"{self.unit} – {self.bloc}"
