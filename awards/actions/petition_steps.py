"""The way of a petition that was sent: a supplement asked for and sent, an answer, a refusal."""

import datetime
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from awards.models import Decision, Nomination, Petition, PetitionReply, PetitionStep
from awards.queries.petitions import live_items
from awards.workflow import PETITION, PetitionState
from units import audit, clock
from units.actions.files import attach
from units.errors import ActionRefused
from units.models import Account
from units.permissions import require
from units.queries import agency_root

Kind = PetitionStep.Kind


@dataclass(frozen=True)
class StepContent:
    """What happened to a petition: when, what was said, and the letters that said it."""

    day: datetime.date
    note: str
    files: tuple[UploadedFile, ...] = ()


@transaction.atomic
def ask_supplement(*, petition: Petition, content: StepContent, actor: Account) -> Petition:
    """Record what the authority asks to be added, and its letter."""
    return _moved(petition, "ask_supplement", Kind.SUPPLEMENT_ASKED, content, actor)


@transaction.atomic
def send_supplement(*, petition: Petition, content: StepContent, actor: Account) -> Petition:
    """Record what was sent after; it is with the authority again."""
    return _moved(petition, "send_supplement", Kind.SUPPLEMENT_SENT, content, actor)


@transaction.atomic
def refuse_petition(*, petition: Petition, content: StepContent, actor: Account) -> Petition:
    """Record that the authority gives nothing, and why; what the council passed stays passed."""
    petition = _moved(petition, "refuse", Kind.REFUSED, content, actor)
    petition.items.update(is_live=False)
    return petition


def settle(petition: Petition, decision: Decision, named: Collection[int], actor: Account) -> None:
    """End a petition with the decision that ends these nominations: its own, or some of them."""
    items = list(petition.items.select_related("nomination__person", "nomination__collective"))
    left = [str(one.nomination.subject) for one in items if one.nomination_id not in named]
    if len(left) == len(items):
        raise ActionRefused(
            _(
                "Quyết định không có ai trong tờ trình. Chưa có gì được lưu; nếu cấp trên không "
                "chấp thuận, hãy ghi ở trang tờ trình."
            )
        )
    signed_on = decision.signed_on or clock.today()
    _check_day(petition, signed_on)
    note = decision.reference
    if left:
        without = _("Quyết định không có: %(names)s.") % {"names": ", ".join(left)}
        note = f"{note}\n{without}"
    petition.decision, petition.state_since = decision, signed_on
    petition.save(update_fields=["state", "state_since", "decision"])
    petition.items.update(is_live=False)
    record_step(petition, Kind.ANSWERED, signed_on, actor, note=note)


def require_unpetitioned(nominations: Iterable[Nomination], petition: Petition | None) -> None:
    """Refuse what waits in another petition: its end is recorded there, so that it has one."""
    other = live_items(list(nominations)).exclude(petition=petition).first()
    if other:
        raise ActionRefused(
            _(
                "Hồ sơ của %(subject)s nằm trong tờ trình “%(petition)s”. Chưa có gì được lưu; hãy "
                "ghi nhận quyết định từ trang của tờ trình đó."
            )
            % {"subject": other.nomination.subject, "petition": other.petition}
        )


def stepped(petition: Petition, name: str, actor: Account) -> Petition:
    """Lock the petition, check actor and state, and set the new state without saving it."""
    petition = (
        Petition.objects.select_for_update(of=("self",))
        .select_related("agency")
        .get(pk=petition.pk)
    )
    step = PETITION.step(name)
    require(actor, agency_root(petition.agency).pk, step.roles)
    if petition.state not in step.sources:
        raise ActionRefused(
            _(
                "Tờ trình đang ở trạng thái “%(state)s” nên không làm được việc này. Không có gì "
                "thay đổi; hãy tải lại trang."
            )
            % {"state": petition.get_state_display()}
        )
    petition.state = PetitionState(step.target)
    return petition


def record_step(
    petition: Petition, kind: Kind, day: datetime.date, actor: Account, *, note: str
) -> PetitionStep:
    """Write down a step of the way."""
    return PetitionStep.objects.create(
        petition=petition,
        kind=kind,
        day=day,
        note=note,
        recorded_by=actor,
        recorded_at=clock.now(),
    )


def _moved(
    petition: Petition,
    name: str,
    kind: Kind,
    content: StepContent,
    actor: Account,
) -> Petition:
    petition, note = stepped(petition, name, actor), content.note.strip()
    if not note:
        raise ActionRefused(_("Hãy ghi nội dung. Chưa có gì được lưu."))
    _check_day(petition, content.day)
    petition.state_since = content.day
    petition.save(update_fields=["state", "state_since"])
    step = record_step(petition, kind, content.day, actor, note=note)
    kept = [attach(to=PetitionReply, upload=one, actor=actor, step=step) for one in content.files]
    audit.record(
        actor=actor,
        action=f"petition_{name}",
        target=petition,
        reason=note,
        files=[one.name for one in kept],
    )
    return petition


def _check_day(petition: Petition, day: datetime.date) -> None:
    last = petition.steps.last()
    if day > clock.today() or (last and day < last.day):
        raise ActionRefused(
            _("Ngày phải từ %(first)s, ngày của bước trước, đến hôm nay. Chưa có gì được lưu.")
            % {"first": f"{last.day:%d/%m/%Y}" if last else ""}
        )
