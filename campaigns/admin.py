"""Django's admin: all of emulation is only looked at."""

from django.contrib import admin

from campaigns.models import (
    Adoption,
    Aim,
    AnnouncedAward,
    Assessment,
    AssessmentFigure,
    AssessmentPart,
    Authorship,
    BlocDocument,
    BlocResult,
    BlocTerm,
    Campaign,
    CampaignPlan,
    Commitment,
    Criterion,
    CriterionGroup,
    Deed,
    HigherCampaign,
    Initiative,
    Pact,
    PactSignature,
    Pledge,
    PledgeImport,
    PledgeVersion,
    ProgressFile,
    ProgressNote,
    Proposal,
    Publication,
    PublicationVersion,
    PublicPages,
    Ranking,
    RankingLine,
    Reading,
    Registration,
    Score,
    ScoreSheet,
    ScoringRound,
    ScoringTable,
    Sitting,
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


@admin.register(Publication)
class PublicationAdmin(ReadOnlyAdmin):
    """News and documents, found by title without accents."""

    list_display = ("title", "kind", "state", "version", "confirm_by")
    list_filter = ("kind", "state")
    search_fields = ("folded",)


@admin.register(Deed)
class DeedAdmin(ReadOnlyAdmin):
    """Deeds that were pointed out."""

    list_display = ("id", "unit", "done_on", "state")
    list_filter = ("state",)
    list_select_related = ("unit",)
    search_fields = ("folded",)


# Stories are read where consent is asked, and nowhere else: they are not here.
admin.site.register([PublicationVersion, PublicPages, Reading], ReadOnlyAdmin)
admin.site.register([BlocDocument, BlocTerm], ReadOnlyAdmin)
admin.site.register([ScoringTable, CriterionGroup, Criterion], ReadOnlyAdmin)
admin.site.register([ScoringRound, ScoreSheet, Score, Ranking, RankingLine], ReadOnlyAdmin)
# Mark sheets and kept texts are left out: sheets are secret until a sitting closes.
admin.site.register(
    [
        *(Aim, AnnouncedAward, CampaignPlan, Commitment, HigherCampaign, Pact, PactSignature),
        *(PledgeImport, PledgeVersion, Registration, Target),
        *(Adoption, Authorship, Proposal, Sitting),
        *(Assessment, AssessmentFigure, AssessmentPart, ProgressFile, ProgressNote),
    ],
    ReadOnlyAdmin,
)
