"""Accounts that sign in, and the roles they hold: where, and from when to when."""

import datetime
from typing import Any

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.utils.translation import gettext_lazy as _

from units.models.organisation import Unit
from units.models.people import Person
from units.models.periods import PERIOD, PERIOD_ORDERED, PeriodQuerySet


class AccountManager(BaseUserManager["Account"]):
    """Makes accounts for commands; pages go through `units.actions.accounts`."""

    def create_user(self, username: str, password: str | None = None, **fields: Any) -> "Account":
        """Make an account; without a password nobody can sign in to it."""
        account = self.model(username=username, **fields)
        account.set_password(password)
        account.save()
        return account

    def create_superuser(self, username: str, password: str, **fields: Any) -> "Account":
        """Make an account for Django's admin."""
        return self.create_user(username, password, is_staff=True, is_superuser=True, **fields)


class Account(AbstractBaseUser, PermissionsMixin):
    """What signs in: at most one for each person."""

    class Language(models.TextChoices):
        """Language of the messages sent to the account."""

        VI = "vi", "Tiếng Việt"
        EN = "en", "English"

    class MailChoice(models.TextChoices):
        """How notices leave by mail; all of them are in the inbox anyway."""

        DIGEST = "DIGEST", _("mỗi ngày làm việc một thư tổng hợp")
        AT_ONCE = "AT_ONCE", _("mỗi thông báo một thư, gửi ngay")
        NEVER = "NEVER", _("không gửi thư, chỉ xem trong hộp thông báo")

    username = models.CharField(_("tên đăng nhập"), max_length=60, unique=True)
    person = models.OneToOneField(
        Person, models.PROTECT, related_name="account", null=True, blank=True
    )
    language = models.CharField(
        _("ngôn ngữ thư báo"), max_length=2, choices=Language, default=Language.VI
    )
    mail_choice = models.CharField(
        _("cách nhận thư"), max_length=8, choices=MailChoice, default=MailChoice.DIGEST
    )
    is_active = models.BooleanField(_("được đăng nhập"), default=True)
    is_staff = models.BooleanField(_("vào trang quản trị Django"), default=False)

    # What `units.permissions.standing` found for a day, for the length of a request.
    kept_standing: "tuple[datetime.date, Any] | None" = None

    objects = AccountManager()

    USERNAME_FIELD = "username"

    class Meta:
        verbose_name = _("tài khoản")
        verbose_name_plural = _("tài khoản")
        ordering = ("username",)

    def __str__(self) -> str:
        return self.person.full_name if self.person else self.username

    @property
    def email(self) -> str:
        """Where its mail goes; empty without a person, or one without an address."""
        return self.person.email if self.person else ""


class Role(models.TextChoices):
    """What an account may do; docs/roles.md says who is who."""

    UNIT_CLERK = "UNIT_CLERK", _("cán bộ đầu mối thi đua của đơn vị")
    UNIT_HEAD = "UNIT_HEAD", _("thủ trưởng đơn vị")
    STANDING_BODY = "STANDING_BODY", _("thường trực Hội đồng")
    COUNCIL_MEMBER = "COUNCIL_MEMBER", _("ủy viên Hội đồng")
    COUNCIL_VICE_CHAIR = "COUNCIL_VICE_CHAIR", _("Phó Chủ tịch Hội đồng")
    COUNCIL_CHAIR = "COUNCIL_CHAIR", _("Chủ tịch Hội đồng")
    COUNCIL_SECRETARY = "COUNCIL_SECRETARY", _("thư ký Hội đồng")
    INITIATIVE_MEMBER = "INITIATIVE_MEMBER", _("ủy viên Hội đồng xét sáng kiến")
    INITIATIVE_CHAIR = "INITIATIVE_CHAIR", _("Chủ tịch Hội đồng xét sáng kiến")
    DECISION_ADMIN = "DECISION_ADMIN", _("cán bộ ban hành quyết định")
    LEADERSHIP = "LEADERSHIP", _("lãnh đạo")
    SYSTEM_ADMIN = "SYSTEM_ADMIN", _("quản trị hệ thống")


class RoleGrant(models.Model):
    """A role held in a unit, and so in everything below it, for a period."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="grants")
    role = models.CharField(_("vai trò"), max_length=20, choices=Role)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="grants")
    since = models.DateField(_("từ ngày"))
    until = models.DateField(_("đến trước ngày"), null=True, blank=True)
    # Where the roles of a council are listed: who comes first among equals.
    order = models.PositiveSmallIntegerField(_("thứ tự"), default=0)

    objects = PeriodQuerySet.as_manager()

    class Meta:
        verbose_name = _("vai trò được giao")
        verbose_name_plural = _("vai trò được giao")
        ordering = ("role", "since")
        constraints = (
            models.CheckConstraint(condition=PERIOD_ORDERED, name="grant_period_ordered"),
            ExclusionConstraint(
                name="grant_once_at_a_time",
                expressions=[
                    ("account", RangeOperators.EQUAL),
                    ("role", RangeOperators.EQUAL),
                    ("unit", RangeOperators.EQUAL),
                    (PERIOD, RangeOperators.OVERLAPS),
                ],
            ),
        )

    def __str__(self) -> str:
        return f"{self.account}: {self.get_role_display()} – {self.unit}"
