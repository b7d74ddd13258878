"""Who sees certificates, and who prints and hands them over."""

from django.db.models import Q, QuerySet

from awards.models import Certificate, CertificateStock, Decision, Printer
from awards.permissions.decisions import WHOLE_REGISTER, agencies_decided_by
from awards.workflow import CERTIFICATE
from units.models import Account, Agency, Role
from units.permissions import agencies_covered_by, standing
from units.queries import agency_root


def certificates_visible_to(account: Account) -> QuerySet[Certificate]:
    """Those of one's own awards, of one's units, and of agencies whose register one reads."""
    held = standing(account)
    seen = Q(batch__agency__in=registers_read_by(account))
    seen |= Q(recipient__unit__in=held.unit_ids(Role.UNIT_CLERK, Role.UNIT_HEAD))
    if account.person_id:
        seen |= Q(recipient__person=account.person_id)
    return Certificate.objects.filter(seen)


def own_certificates(account: Account, decision: Decision) -> QuerySet[Certificate]:
    """What was printed for the account's own person by a decision; the last printing first."""
    mine = Certificate.objects.filter(
        recipient__decision=decision, recipient__person=account.person_id
    )
    return mine.order_by("-serial") if account.person_id else mine.none()


def certificate_steps(account: Account, certificate: Certificate) -> frozenset[str]:
    """What the account may do next with the certificate; only the last one is printed anew."""
    roles = standing(account).roles_over(agency_root(certificate.batch.agency).pk)
    steps = CERTIFICATE.open_steps(certificate.state, roles)
    later = Certificate.objects.filter(
        recipient=certificate.recipient_id, serial__gt=certificate.serial
    )
    return steps - {"reissue"} if "reissue" in steps and later.exists() else steps


def registers_read_by(account: Account) -> QuerySet[Agency]:
    """Agencies whose whole register of certificates the account reads."""
    return agencies_covered_by(account, *WHOLE_REGISTER)


def stocks_kept_by(account: Account) -> QuerySet[CertificateStock]:
    """Stocks of the agencies whose decisions the account issues."""
    return CertificateStock.objects.filter(agency__in=agencies_decided_by(account))


def printers_kept_by(account: Account) -> QuerySet[Printer]:
    """Printers of the same agencies."""
    return Printer.objects.filter(agency__in=agencies_decided_by(account))
