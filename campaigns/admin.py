"""Django's admin: campaigns, pledges and initiatives are only looked at."""

from django.contrib import admin

from campaigns.models import (
    Aim,
    AnnouncedAward,
    Assessment,
    AssessmentFigure,
    AssessmentPart,
    BlocResult,
    Campaign,
    Commitment,
    Initiative,
    Pledge,
    ProgressFile,
    ProgressNote,
    Target,
)
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


@admin.register(Initiative)
class InitiativeAdmin(ReadOnlyAdmin):
    """Initiatives, found by title or author without accents."""

    list_display = ("title", "kind", "scope", "recognised_on", "certificate")
    list_filter = ("kind", "scope")
    search_fields = ("folded", "authors__folded")


@admin.register(BlocResult)
class BlocResultAdmin(ReadOnlyAdmin):
    """Rankings of blocs, found by unit."""

    list_display = ("year", "bloc", "unit", "rank")
    list_filter = ("year", "bloc")
    list_select_related = ("bloc", "unit")
    search_fields = ("unit__folded",)


admin.site.register(
    [
        *(Aim, AnnouncedAward, Commitment, Target),
        *(Assessment, AssessmentFigure, AssessmentPart, ProgressFile, ProgressNote),
    ],
    ReadOnlyAdmin,
)
