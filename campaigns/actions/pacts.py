"""The pact of a bloc: word it, open it for signatures, sign it, open it again."""

import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from campaigns.actions.editions import require_seen
from campaigns.actions.pledge_steps import require_note, require_open
from campaigns.models import Campaign, Pact, PactSignature
from campaigns.permissions.pacts import may_write
from campaigns.workflow import PactState
from units import audit, clock
from units.actions.inbox import Message, notify
from units.errors import ActionRefused, NotAllowed
from units.models import Account, Bloc, BlocMembership, Role, Unit
from units.permissions import accounts_over, require
from units.queries import agency_root


@transaction.atomic
def begin_pact(*, campaign: Campaign, bloc: Bloc, lead: Unit, actor: Account) -> Pact:
    """Let a bloc's leading unit word a pact for a campaign; the one that exists, if it does."""
    require(actor, agency_root(campaign.agency).pk, [Role.STANDING_BODY])
    require_open(campaign)
    if bloc.agency_id != campaign.agency_id or lead.pk not in _members(bloc, clock.today()):
        raise ActionRefused(_("Đơn vị trưởng khối phải là thành viên của khối. Chưa có gì đổi."))
    pact, created = Pact.objects.get_or_create(
        campaign=campaign, bloc=bloc, defaults={"lead": lead}
    )
    if created:
        audit.record(actor=actor, action="begin_pact", target=pact, lead=lead.pk)
    return pact


@transaction.atomic
def save_pact(*, pact: Pact, text: str, edition: int, actor: Account) -> Pact:
    """Keep the wording of a pact that nobody is asked to sign yet."""
    pact = _locked(pact, PactState.DRAFT)
    _require_writer(actor, pact)
    if pact.edition != edition:
        raise ActionRefused(
            _(
                "Trong lúc bạn nhập, người khác đã lưu giao ước này. Phần bạn nhập chưa được lưu "
                "nhưng vẫn còn trên trang, bên cạnh bản đã lưu."
            )
        )
    pact.text, pact.edition = text.strip(), pact.edition + 1
    pact.save(update_fields=["text", "edition"])
    audit.record(actor=actor, action="save_pact", target=pact, edition=pact.edition)
    return pact


@transaction.atomic
def open_pact(*, pact: Pact, actor: Account) -> Pact:
    """Ask the head of every member of the day to sign the pact as it is worded."""
    pact = _locked(pact, PactState.DRAFT)
    _require_writer(actor, pact)
    members = _members(pact.bloc, clock.today())
    if not pact.text or not members:
        raise ActionRefused(_("Giao ước chưa có nội dung hoặc khối chưa có đơn vị. Chưa gửi ký."))
    PactSignature.objects.bulk_create(PactSignature(pact=pact, unit_id=pk) for pk in members)
    pact.state = PactState.OPEN
    pact.save(update_fields=["state"])
    audit.record(actor=actor, action="open_pact", target=pact, units=sorted(members))
    _tell_heads(pact, members)
    return pact


@transaction.atomic
def sign_pact(*, pact: Pact, unit: Unit, edition: int | None = None, actor: Account) -> Pact:
    """Sign for a member; with the last signature the pact stands."""
    require(actor, unit.pk, [Role.UNIT_HEAD])
    pact = _locked(pact, PactState.OPEN)
    require_seen(pact, edition)
    signature = pact.signatures.filter(unit=unit, signed_at=None).first()
    if signature is None:
        raise ActionRefused(_("Không có chữ ký nào của đơn vị này chờ ký. Không có gì thay đổi."))
    signature.signed_by, signature.signed_at = actor, clock.now()
    signature.save(update_fields=["signed_by", "signed_at"])
    if not pact.signatures.filter(signed_at=None).exists():
        pact.state = PactState.STANDS
        pact.save(update_fields=["state"])
    audit.record(actor=actor, action="sign_pact", target=pact, unit=unit.pk, state=pact.state)
    return pact


@transaction.atomic
def reopen_pact(*, pact: Pact, reason: str, actor: Account) -> Pact:
    """Take a pact back to be worded anew; the signatures given so far are void."""
    pact = _locked(pact, PactState.OPEN)
    _require_writer(actor, pact)
    reason = require_note(reason)
    given = list(pact.signatures.filter(signed_at__isnull=False).values_list("unit", flat=True))
    pact.signatures.all().delete()
    pact.state = PactState.DRAFT
    pact.save(update_fields=["state"])
    audit.record(actor=actor, action="reopen_pact", target=pact, reason=reason, void=given)
    return pact


def _members(bloc: Bloc, on: datetime.date) -> set[int]:
    return set(BlocMembership.objects.filter(bloc=bloc).on(on).values_list("unit", flat=True))


def _require_writer(actor: Account, pact: Pact) -> None:
    if not may_write(actor, pact):
        raise NotAllowed(_("Chỉ đơn vị trưởng khối và thường trực soạn giao ước. Chưa lưu gì."))


def _locked(pact: Pact, state: str) -> Pact:
    pact = (
        Pact.objects.select_for_update(of=("self",))
        .select_related("campaign__agency", "bloc", "lead")
        .get(pk=pact.pk)
    )
    require_open(pact.campaign)
    if pact.state != state:
        raise ActionRefused(
            _("Giao ước %(state)s nên không làm được việc này. Không có gì thay đổi.")
            % {"state": pact.get_state_display()}
        )
    return pact


def _tell_heads(pact: Pact, members: set[int]) -> None:
    heads = accounts_over(members, [Role.UNIT_HEAD], clock.today())
    accounts = {account.pk: account for held in heads.values() for account in held}

    def write() -> Message:
        values = {"bloc": pact.bloc.name, "year": pact.campaign.year}
        return Message(_("Giao ước thi đua %(year)d của %(bloc)s chờ ký") % values, "")

    notify(
        accounts=list(accounts.values()),
        kind="pact_opened",
        about=f"pact:{pact.pk}",
        write=write,
        path=pact.get_absolute_url(),
        period=str(pact.edition),
    )
