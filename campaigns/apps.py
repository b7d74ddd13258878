"""EMULATION: launch texts, campaigns, commitments, pledges and their reminders."""

from pathlib import Path

from django.apps import AppConfig
from django.conf import settings

from campaigns import catalogue


class CampaignsConfig(AppConfig):
    """The first floor: looks down at `units` only."""

    name = "campaigns"
    verbose_name = "Thi đua"

    def ready(self) -> None:
        """Tell the pure rooms, which read no settings, where the agency's own data lie."""
        catalogue.use_folder(Path(settings.AGENCY_LAW) if settings.AGENCY_LAW else None)
