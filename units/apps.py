"""WHO: units, people, accounts, roles, the audit trail, the inbox and background jobs."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class UnitsConfig(AppConfig):
    """The ground floor: imports no other app."""

    name = "units"
    verbose_name = "Tổ chức"

    def ready(self) -> None:
        """Once all tables are there, let the serving programs use them."""
        from units.grants import grant_to_programs  # noqa: PLC0415 the apps are ready only now

        post_migrate.connect(grant_to_programs, sender=self)
