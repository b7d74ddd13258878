"""READS ONLY: home, dashboard, demo and benchmark; nobody imports it, it has no tables."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """The top floor."""

    name = "reports"
    verbose_name = "Tổng hợp"
