"""Django's admin: commendation is only looked at.

Opinions and polls of the council, remarks with their senders, who read a dossier, and what somebody
typed and did not save, not even that.
"""

from django.contrib import admin

from awards.models import (
    Certificate,
    CertificateBatch,
    CertificateStock,
    Consultation,
    ConsultationItem,
    Decision,
    DecisionFile,
    Fund,
    FundEntry,
    InitiativeUse,
    MinutesFile,
    Nomination,
    NominationCheck,
    NominationPaper,
    NominationReturn,
    NominationVersion,
    NumberSeries,
    Printer,
    PrizeLine,
    Recipient,
    Recovery,
    ReturnedPart,
    Review,
    ReviewItem,
    ReviewMember,
    SignedFile,
    SigningCertificate,
    SigningPaper,
    StockField,
    Submission,
    SubmissionFile,
    Tally,
    TallyLine,
    YearReport,
)
from units.admin import ReadOnlyAdmin


@admin.register(Nomination)
class NominationAdmin(ReadOnlyAdmin):
    """Nominations, found by the name of their subject without accents."""

    list_display = ("__str__", "unit", "year", "state", "state_since")
    list_filter = ("state", "year", "kind")
    list_select_related = ("agency", "person", "collective", "unit")
    search_fields = ("person__folded", "collective__folded")


@admin.register(Decision)
class DecisionAdmin(ReadOnlyAdmin):
    """Decisions, found by their subject line without accents."""

    list_display = ("__str__", "subject", "year", "origin", "state", "signed_on")
    list_filter = ("state", "origin", "year")
    search_fields = ("folded",)


@admin.register(Recipient)
class RecipientAdmin(ReadOnlyAdmin):
    """Recipients, found by name without accents."""

    list_display = ("name", "place", "decision", "ordinal")
    list_select_related = ("decision",)
    search_fields = ("folded",)


admin.site.register(
    [
        Certificate,
        CertificateBatch,
        CertificateStock,
        Consultation,
        ConsultationItem,
        DecisionFile,
        Fund,
        FundEntry,
        InitiativeUse,
        NominationCheck,
        NominationReturn,
        NominationVersion,
        MinutesFile,
        NominationPaper,
        NumberSeries,
        Printer,
        PrizeLine,
        Recovery,
        ReturnedPart,
        Review,
        ReviewItem,
        ReviewMember,
        SignedFile,
        SigningCertificate,
        SigningPaper,
        StockField,
        Submission,
        SubmissionFile,
        Tally,
        TallyLine,
        YearReport,
    ],
    ReadOnlyAdmin,
)
