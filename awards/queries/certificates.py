"""What is read of certificates: who gets one, in which order, with which words."""

from collections.abc import Iterable

from django.db.models import CharField, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from awards.models import Certificate, CertificateBatch, CertificateStock, Decision, Recipient
from awards.queries.decisions import done_since
from awards.queries.nominations import award_rank
from awards.workflow import DecisionState
from units.models import Agency

# The state of a recipient for whom nothing was printed.
NOT_PRINTED = "NOT_PRINTED"


def certificate_decisions(agency: Agency) -> QuerySet[Decision]:
    """Decisions for which the agency itself prints certificates, the latest first."""
    return Decision.objects.filter(
        agency=agency,
        origin=Decision.Origin.OWN,
        state=DecisionState.ISSUED,
        kind__in=Decision.GIVING,
    ).order_by("-signed_on", "-number")


def awarded(decisions: Iterable[Decision] | QuerySet[Decision]) -> QuerySet[Recipient]:
    """Whom the decisions give an award that stands, in the order of the ceremony.

    The highest award comes first; within it a decision after the other, each in its own order.
    `done_since` are the lines by which issued decisions corrected a recipient's.
    """
    return (
        Recipient.objects.in_force()
        .filter(decision__in=decisions, decision__origin=Decision.Origin.OWN)
        .select_related("decision__agency", "person", "unit")
        .prefetch_related(done_since("amendments"))
        .annotate(rank=award_rank("decision__award"))
        .order_by("rank", "decision__signed_on", "decision__number", "ordinal")
    )


def with_certificate(recipients: QuerySet[Recipient]) -> QuerySet[Recipient]:
    """Recipients with the state of their last certificate, and its key where there is one."""
    last = Certificate.objects.filter(recipient=OuterRef("pk")).order_by("-serial")
    return recipients.annotate(
        certificate_pk=Subquery(last.values("pk")[:1]),
        certificate_state=Coalesce(
            Subquery(last.values("state")[:1]), Value(NOT_PRINTED), output_field=CharField()
        ),
        certificate_name=Subquery(last.values("name")[:1]),
        certificate_place=Subquery(last.values("place")[:1]),
    )


def not_printed(recipients: QuerySet[Recipient]) -> QuerySet[Recipient]:
    """Those for whom nothing was ever printed."""
    return recipients.filter(certificates=None)


def served(recipients: QuerySet[Recipient], stock: CertificateStock) -> QuerySet[Recipient]:
    """Those whose certificates are printed on the stock."""
    fitting = recipients.filter(decision__award__in=stock.awards)
    return fitting.filter(kind=stock.kind) if stock.kind else fitting


def certificate_board(certificates: QuerySet[Certificate]) -> QuerySet[Certificate]:
    """Certificates with all that a list says of them."""
    return certificates.select_related(
        "recipient__decision__agency", "recipient__unit", "batch__made_by__person"
    ).annotate(
        award=F("recipient__decision__award"),
        year=F("recipient__decision__year"),
        rank=award_rank("recipient__decision__award"),
    )


def certificates_of(batch: CertificateBatch) -> QuerySet[Certificate]:
    """The certificates of a batch with all that is printed of them, those that ended left out."""
    ended = Q(state__in=("LOST", "SPOILT", "RECALLED"))
    return batch.certificates.filter(~ended).select_related(
        "recipient__decision__agency", "recipient__person"
    )
