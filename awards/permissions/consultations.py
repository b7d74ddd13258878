"""Who reads consultations and remarks, says something there, and answers."""

import datetime

from django.db.models import Q, QuerySet

from awards.models import Consultation, ConsultationItem, Nomination, Remark
from awards.permissions.nominations import nominations_hidden_from
from awards.queries.consultations import stands
from awards.workflow import NOMINEE, REMARK
from campaigns.models import PublicPages
from units import clock
from units.models import Account, Agency, Role
from units.permissions import agencies_covered_by, standing


def consultations_visible_to(account: Account) -> QuerySet[Consultation]:
    """Those of the account's agencies from their first day on; all that it runs."""
    begun = Q(agency__in=standing(account).agencies, first_day__lte=clock.today())
    return Consultation.objects.filter(begun | Q(agency__in=_run_by(account)))


def consultations_run_by(account: Account) -> QuerySet[Consultation]:
    """Those that the account opens, extends and answers in, as standing body."""
    return Consultation.objects.filter(agency__in=_run_by(account))


def items_visible_to(account: Account) -> QuerySet[ConsultationItem]:
    """Nominees that stand posted, always oneself; for the standing body withdrawn ones too."""
    begun = Q(consultation__in=consultations_visible_to(account))
    run = Q(consultation__agency__in=_run_by(account))
    return ConsultationItem.objects.filter(begun & (stands() | about(account) | run))


def items_handled_by(account: Account) -> QuerySet[ConsultationItem]:
    """Nominees on whom the account answers remarks, as standing body.

    Never on itself, nor on one of whose file it must not know.
    """
    run = ConsultationItem.objects.filter(consultation__agency__in=_run_by(account))
    return run.exclude(about(account)).exclude(nomination__in=nominations_hidden_from(account))


def items_open_to(account: Account) -> QuerySet[ConsultationItem]:
    """Nominees of whom the account may say something now.

    A nominee explains instead, and whoever answers remarks has the file itself to act on.
    """
    agencies = standing(account).agencies
    found = _open_on(clock.today()).filter(consultation__agency__in=agencies)
    return found.exclude(about(account)).exclude(consultation__agency__in=_run_by(account))


def items_open_to_all(agency: Agency) -> QuerySet[ConsultationItem]:
    """Nominees of whom everybody may say something now, without signing in."""
    return _open_on(clock.today()).filter(consultation__in=public_consultations(agency))


def public_consultations(agency: Agency) -> QuerySet[Consultation]:
    """Consultations that everybody reads today, where the agency's public pages are on."""
    today = clock.today()
    return Consultation.objects.filter(
        agency=agency,
        agency__public_pages__is_on=True,
        audience=Consultation.Audience.PUBLIC,
        first_day__lte=today,
        last_day__gte=today,
    )


def has_public_pages(agency: Agency) -> bool:
    """Whether the agency shows anything without signing in."""
    return PublicPages.objects.filter(agency=agency, is_on=True).exists()


def remarks_visible_to(account: Account) -> QuerySet[Remark]:
    """Remarks that the account sent, those on itself, and those that it answers."""
    on_me = Q(item__in=ConsultationItem.objects.filter(about(account)))
    answers = Q(item__in=items_handled_by(account))
    return Remark.objects.filter(Q(sender=account) | on_me | answers)


def about(account: Account) -> Q:
    """Postings of the account's person, and of collectives that it heads."""
    headed = Q(nomination__collective__in=standing(account).unit_ids(Role.UNIT_HEAD))
    return headed | Q(nomination__person=account.person_id, nomination__person__isnull=False)


def is_about(account: Account, nomination: Nomination) -> bool:
    """Whether the file is on the account's person, or on a collective that it heads."""
    if nomination.collective_id:
        return standing(account).holds(Role.UNIT_HEAD, nomination.collective_id)
    return nomination.person_id == account.person_id


def open_remark_steps(account: Account, remark: Remark) -> frozenset[str]:
    """Steps that the account may take with the remark now."""
    complaint = remark.kind == Remark.Kind.COMPLAINT
    fits = {"explain", "uphold", "dismiss"} if complaint else {"answer"}
    return REMARK.open_steps(remark.state, _roles_in(account, remark)) & fits


def _roles_in(account: Account, remark: Remark) -> set[str]:
    """NOMINEE for whom it is about; else standing body, but for a remark of one's own."""
    if is_about(account, remark.item.nomination):
        return {NOMINEE}
    runs = _run_by(account).filter(pk=remark.item.consultation.agency_id).exists()
    return {Role.STANDING_BODY} if runs and remark.sender_id != account.pk else set()


def _run_by(account: Account) -> QuerySet[Agency]:
    return agencies_covered_by(account, Role.STANDING_BODY)


def _open_on(day: datetime.date) -> QuerySet[ConsultationItem]:
    return ConsultationItem.objects.filter(
        stands(), consultation__first_day__lte=day, consultation__last_day__gte=day
    )
