"""Print certificates of issued decisions, hand them over, end one, and print one anew."""

import datetime
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from awards.documents.certificates import batch_pdf, default_achievement
from awards.models import (
    Certificate,
    CertificateBatch,
    CertificateStock,
    Decision,
    Printer,
    Recipient,
)
from awards.queries.certificates import awarded, certificates_of
from awards.queries.decisions import reads_now
from awards.workflow import CERTIFICATE, CertificateState
from units import audit, clock
from units.errors import ActionRefused
from units.models import Account, Agency, Role
from units.permissions import require
from units.queries import agency_root

NAMED = 3
# Set within seconds while somebody waits; more are printed in several batches.
MOST_AT_ONCE = 1000


@dataclass(frozen=True)
class Setup:
    """On which sheets, by which printer, with which words of the achievement (none: the usual)."""

    stock: CertificateStock
    printer: Printer | None = None
    achievement: str = ""


@transaction.atomic
def print_certificates(
    *, recipients: Collection[Recipient], setup: Setup, actor: Account
) -> CertificateBatch:
    """Print the first certificate of recipients whose award stands, as one batch.

    The PDF is set before anything is kept, so that a name that cannot be printed is no batch.
    """
    agency = setup.stock.agency
    require(actor, agency_root(agency).pk, [Role.DECISION_ADMIN])
    found = _awarded(agency, recipients)
    if not found or len(found) != len({one.pk for one in recipients}):
        raise ActionRefused(
            _(
                "Chỉ in cho người, tập thể còn hiệu lực trong quyết định mà cơ quan đã ban hành. "
                "Chưa in gì; hãy tải lại danh sách rồi chọn lại."
            )
        )
    if len(found) > MOST_AT_ONCE:
        raise ActionRefused(
            _("Mỗi đợt in nhiều nhất %(most)d giấy. Chưa in gì; hãy chia thành nhiều đợt.")
            % {"most": MOST_AT_ONCE}
        )
    printed = Certificate.objects.filter(recipient__in=found).values_list("name", flat=True)
    if names := list(dict.fromkeys(printed)):
        raise ActionRefused(
            _(
                "Đã có giấy in trước đây: %(names)s. Chưa in gì thêm; muốn in lại, hãy mở giấy cũ, "
                "báo mất hoặc hỏng rồi cấp lại."
            )
            % {"names": _named(names)}
        )
    batch = _printed(found, setup, actor)
    audit.record(
        actor=actor,
        action="print_certificates",
        target=batch,
        recipients=[one.pk for one in found],
        stock=setup.stock.pk,
    )
    return batch


@transaction.atomic
def reissue_certificate(*, certificate: Certificate, setup: Setup, actor: Account) -> Certificate:
    """Print anew what was lost or spoilt, with the words that the decision has today."""
    old = _stepped(certificate, "reissue", actor)
    recipient = old.recipient
    last = recipient.certificates.order_by("-serial").first()
    found = _awarded(old.batch.agency, [recipient])
    if last != old or not found:
        raise ActionRefused(
            _(
                "Giấy này không cấp lại được: đã có bản sau, hoặc quyết định khen thưởng không còn "
                "hiệu lực với người này. Chưa in gì; hãy tải lại trang."
            )
        )
    setup = Setup(setup.stock, setup.printer, setup.achievement or old.achievement)
    batch = _printed(found, setup, actor, serial=old.serial + 1)
    (new,) = batch.certificates.all()
    audit.record(
        actor=actor,
        action="reissue_certificate",
        target=new,
        reason=old.end_reason,
        instead_of=old.pk,
    )
    return new


@transaction.atomic
def hand_over_certificate(
    *, certificate: Certificate, on: datetime.date, actor: Account, to: str = ""
) -> Certificate:
    """Note that the recipient has it; `to` names whoever took it, if not the recipient."""
    certificate = _stepped(certificate, "hand_over", actor)
    if not _awarded(certificate.batch.agency, [certificate.recipient]):
        raise ActionRefused(
            _("Quyết định khen thưởng không còn hiệu lực với người này. Giấy chưa được trao.")
        )
    if not localtime(certificate.batch.made_at).date() <= on <= clock.today():
        raise ActionRefused(
            _("Ngày trao không được trước ngày in hoặc sau hôm nay. Chưa ghi nhận việc trao.")
        )
    certificate.state = CertificateState.HANDED_OVER
    certificate.handed_to = to.strip() or certificate.name
    certificate.handed_on, certificate.handed_by = on, actor
    certificate.save()
    audit.record(
        actor=actor,
        action="hand_over_certificate",
        target=certificate,
        to=certificate.handed_to,
        on=f"{on:%Y-%m-%d}",
    )
    return certificate


@transaction.atomic
def end_certificate(
    *, certificate: Certificate, step: str, reason: str, actor: Account
) -> Certificate:
    """Report a certificate lost or spoilt, or take it back: "lose", "spoil" or "recall"."""
    certificate = _stepped(certificate, step, actor)
    if not reason.strip():
        raise ActionRefused(_("Hãy ghi lý do. Chưa có gì thay đổi."))
    certificate.state = CertificateState(CERTIFICATE.step(step).target)
    certificate.end_reason = reason.strip()
    certificate.ended_at, certificate.ended_by = clock.now(), actor
    certificate.save()
    audit.record(
        actor=actor, action=f"{step}_certificate", target=certificate, reason=reason.strip()
    )
    return certificate


def _awarded(agency: Agency, recipients: Collection[Recipient]) -> list[Recipient]:
    """Lock the decisions, then read which of their lines still give an award.

    An amendment locks the decision that it amends before it is issued, and so does a second
    printing: whoever comes later sees what the first has done.
    """
    decisions = Decision.objects.select_for_update(of=("self",)).filter(
        agency=agency, pk__in={one.decision_id for one in recipients}
    )
    keys = [decision.pk for decision in decisions.order_by("pk")]
    found = awarded(Decision.objects.filter(pk__in=keys))
    return list(found.filter(pk__in=[one.pk for one in recipients]))


def _printed(
    recipients: Sequence[Recipient], setup: Setup, actor: Account, *, serial: int = 1
) -> CertificateBatch:
    """Keep the batch and set it once, so that what cannot be printed is refused here."""
    _require_served(recipients, setup)
    batch = CertificateBatch.objects.create(
        agency=setup.stock.agency,
        stock=setup.stock,
        printer=setup.printer,
        made_by=actor,
        made_at=clock.now(),
    )
    Certificate.objects.bulk_create(
        _worded(batch, recipient, setup, place=place, serial=serial)
        for place, recipient in enumerate(recipients, start=1)
    )
    batch_pdf(batch, certificates_of(batch))
    return batch


def _worded(
    batch: CertificateBatch, recipient: Recipient, setup: Setup, *, place: int, serial: int
) -> Certificate:
    name, office = reads_now(recipient)
    return Certificate(
        batch=batch,
        recipient=recipient,
        serial=serial,
        place_in_batch=place,
        name=name,
        place=office,
        achievement=setup.achievement.strip() or default_achievement(recipient.decision),
    )


def _require_served(recipients: Sequence[Recipient], setup: Setup) -> None:
    """Refuse a stock made for other awards, or a printer of another agency."""
    stock, printer = setup.stock, setup.printer
    if printer and printer.agency_id != stock.agency_id:
        raise ActionRefused(_("Máy in này không phải của cơ quan. Chưa in gì."))
    if names := [one.name for one in recipients if not stock.serves(one)]:
        raise ActionRefused(
            _("“%(stock)s” không dùng để in cho: %(names)s. Chưa in gì; hãy chọn phôi khác.")
            % {"stock": stock, "names": _named(names)}
        )


def _stepped(certificate: Certificate, name: str, actor: Account) -> Certificate:
    """Lock the certificate, and check that the actor may take the step from where it stands."""
    certificate = (
        Certificate.objects.select_for_update(of=("self",))
        .select_related("batch__agency", "recipient")
        .get(pk=certificate.pk)
    )
    step = CERTIFICATE.step(name)
    require(actor, agency_root(certificate.batch.agency).pk, step.roles)
    if certificate.state not in step.sources:
        raise ActionRefused(
            _(
                "Giấy của %(name)s đang ở trạng thái “%(state)s” nên không làm được việc này. "
                "Không có gì thay đổi; hãy tải lại trang."
            )
            % {"name": certificate.name, "state": certificate.get_state_display()}
        )
    return certificate


def _named(names: Sequence[str]) -> str:
    """The first few names, and how many more there are."""
    more = len(names) - NAMED
    said = ", ".join(names[:NAMED])
    return _("%(names)s và %(n)d nữa") % {"names": said, "n": more} if more > 0 else said
