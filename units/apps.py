"""WHO: units, people, accounts, roles, the audit trail, the inbox and background jobs."""

from django.apps import AppConfig


class UnitsConfig(AppConfig):
    """The ground floor: imports no other app."""

    name = "units"
    verbose_name = "Tổ chức"
