"""COMMENDATION: nominations, council review, decisions, documents, the tally."""

from importlib import import_module

from django.apps import AppConfig


class AwardsConfig(AppConfig):
    """The second floor: looks down at `campaigns` and `units`."""

    name = "awards"
    verbose_name = "Khen thưởng"

    def ready(self) -> None:
        """Register the kinds of jobs, the checks, and which nominations exist for whom."""
        import_module("awards.actions.petition_dossiers")
        import_module("awards.actions.tallies")
        import_module("awards.checks")
        import_module("awards.lawbook")
        import_module("awards.permissions.nominations")
