"""COMMENDATION: nominations, council review, decisions, documents, the tally."""

from django.apps import AppConfig


class AwardsConfig(AppConfig):
    """The second floor: looks down at `campaigns` and `units`."""

    name = "awards"
    verbose_name = "Khen thưởng"
