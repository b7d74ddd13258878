"""Django's admin: accounts are kept here by superusers; everything else is only looked at.

Disciplines and restrictions are not even that: a superuser is none of the few who may see them.
"""

from typing import Any, cast

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import Group
from django.db import models
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from units import audit
from units.models import (
    Account,
    Agency,
    AuditEntry,
    Bloc,
    BlocMembership,
    Bounce,
    CalendarFeed,
    Job,
    Leave,
    Mail,
    Notice,
    Person,
    Posting,
    RoleGrant,
    StoredFile,
    Unit,
    YearRating,
)


class ReadOnlyAdmin(admin.ModelAdmin):
    """Rows to look at: only the named actions change them, and leave their audit entry."""

    def has_add_permission(self, request: HttpRequest, *args: Any) -> bool:
        """Nobody adds here."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        """Nobody changes here."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        """Nobody deletes here."""
        return False


@admin.register(Account)
class AccountAdmin(UserAdmin):
    """Open accounts, set passwords, stop accounts.

    For superusers only: nobody else can be given a permission, since groups and permissions have
    no page.
    """

    list_display = ("username", "person", "language", "is_active", "is_staff")
    list_filter = ("is_active", "is_staff", "language")
    list_select_related = ("person",)
    search_fields = ("username", "person__folded")
    ordering = ("username",)
    autocomplete_fields = ("person",)
    filter_horizontal = ()
    fieldsets = (
        (None, {"fields": ("username", "password", "person", "language")}),
        (_("Quyền đăng nhập"), {"fields": ("is_active", "is_staff", "is_superuser")}),
    )
    add_fieldsets = (
        (
            None,
            {
                "classes": ("wide",),
                "fields": ("username", "person", "language", "password1", "password2"),
            },
        ),
    )

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        """Nobody: an account is stopped, for its traces must stay."""
        return False

    def save_model(
        self,
        request: HttpRequest,
        obj: Account,
        form: ModelForm,
        change: bool,  # noqa: FBT001
    ) -> None:
        """Save, and leave the audit entry that an action would leave."""
        super().save_model(request, obj, form, change)
        audit.record(
            actor=cast("Account", request.user),  # nobody else enters the admin
            action="change_account" if change else "open_account",
            target=obj,
            fields=sorted(set(form.changed_data) - {"password1", "password2"}),
        )


@admin.register(Person)
class PersonAdmin(ReadOnlyAdmin):
    """People, found by name without accents."""

    list_display = ("full_name", "staff_code", "agency")
    search_fields = ("folded", "staff_code")


@admin.register(YearRating)
class YearRatingAdmin(ReadOnlyAdmin):
    """Yearly ratings, found by the name of person or unit without accents."""

    list_display = ("year", "person", "unit", "rating", "source")
    list_filter = ("year", "rating")
    list_select_related = ("person", "unit")
    search_fields = ("person__folded", "unit__folded")


@admin.register(AuditEntry)
class AuditEntryAdmin(ReadOnlyAdmin):
    """The audit trail."""

    list_display = ("at", "actor", "action", "target_name")
    list_filter = ("action",)
    list_select_related = ("actor__person",)


admin.site.register(
    [
        Agency,
        Bloc,
        BlocMembership,
        Bounce,
        CalendarFeed,
        Job,
        Leave,
        Mail,
        Notice,
        Posting,
        RoleGrant,
        StoredFile,
        Unit,
    ],
    ReadOnlyAdmin,
)
admin.site.unregister(Group)
