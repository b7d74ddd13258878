"""Django's admin: campaigns and pledges are only looked at."""

from django.contrib import admin

from campaigns.models import Aim, AnnouncedAward, Campaign, Commitment, Pledge, Target
from units.admin import ReadOnlyAdmin


@admin.register(Campaign)
class CampaignAdmin(ReadOnlyAdmin):
    """Campaigns, found by theme without accents."""

    list_display = ("year", "theme", "agency", "state")
    list_filter = ("state", "agency")
    list_select_related = ("agency",)
    search_fields = ("folded",)


@admin.register(Pledge)
class PledgeAdmin(ReadOnlyAdmin):
    """Pledges, found by unit."""

    list_display = ("unit", "campaign", "state", "sent_at", "signed_at")
    list_filter = ("state", "campaign")
    list_select_related = ("unit", "campaign")
    search_fields = ("unit__folded",)


admin.site.register([Aim, AnnouncedAward, Commitment, Target], ReadOnlyAdmin)
