"""EMULATION: launch texts, campaigns, commitments, pledges and their reminders."""

from django.apps import AppConfig


class CampaignsConfig(AppConfig):
    """The first floor: looks down at `units` only."""

    name = "campaigns"
    verbose_name = "Thi đua"
