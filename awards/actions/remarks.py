"""Say something of a posted nominee, explain, answer."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from awards.models import Consultation, ConsultationItem, Nomination, Remark
from awards.permissions.consultations import (
    is_about,
    items_open_to,
    items_open_to_all,
    open_remark_steps,
)
from awards.queries.consultations import speakers
from awards.workflow import REMARK, RemarkState
from units import audit, clock
from units.actions.inbox import Message, notify
from units.errors import ActionRefused, NotAllowed
from units.models import Account, Role
from units.permissions import accounts_with
from units.queries import agency_root
from units.text import clean_person_name, fold, nfc

# How much may be sent in a day: by one account, by one contact outside, by everybody outside
# together in one consultation.
ACCOUNT_A_DAY, CONTACT_A_DAY, OUTSIDE_A_DAY = 20, 3, 200
OUTCOMES = {
    RemarkState.ANSWERED: "answer",
    RemarkState.UPHELD: "uphold",
    RemarkState.DISMISSED: "dismiss",
}


class TooManyRemarks(ActionRefused):
    """A sender, or everybody outside together, has said as much today as one day takes."""


@dataclass(frozen=True)
class RemarkContent:
    """What somebody says; with `confidential` only the standing body learns who."""

    kind: str
    text: str
    confidential: bool = True


@transaction.atomic
def send_remark(*, item: ConsultationItem, content: RemarkContent, actor: Account) -> Remark:
    """Say something of a nominee, as somebody of the agency. Sent twice, it stands once."""
    item = _locked(item)
    if not items_open_to(actor).filter(pk=item.pk).exists():
        raise NotAllowed(
            _(
                "Bạn không gửi được ý kiến này: đợt lấy ý kiến đã hết hạn, hoặc bạn là người "
                "được đề nghị hay người trả lời. Ý kiến chưa được gửi."
            )
        )
    return _receive(item, content, f"account:{actor.pk}", ACCOUNT_A_DAY, sender=actor)


@transaction.atomic
def send_public_remark(
    *, item: ConsultationItem, content: RemarkContent, name: str, contact: str
) -> Remark:
    """Say something of a nominee without signing in. Sent twice, it stands once."""
    item = _locked(item)
    if not items_open_to_all(item.consultation.agency).filter(pk=item.pk).exists():
        raise ActionRefused(_("Đợt lấy ý kiến đã hết hạn. Ý kiến chưa được gửi."))
    name, contact = clean_person_name(name), clean_person_name(contact)
    if not (name and contact):
        raise ActionRefused(_("Hãy ghi họ tên và cách liên hệ. Ý kiến chưa được gửi."))
    key = "contact:" + "".join(fold(contact).split())
    return _receive(item, content, key, CONTACT_A_DAY, name=name, contact=contact)


@transaction.atomic
def explain_remark(*, remark: Remark, text: str, actor: Account) -> Remark:
    """Explain oneself to a complaint, as the nominee; it may be worded anew until it is settled."""
    remark = _stepped(remark, "explain", actor)
    remark.explanation = _worded(text, _("Hãy ghi lời giải trình. Chưa có gì được lưu."))
    remark.explained_by, remark.explained_at = actor, clock.now()
    remark.save(update_fields=["explanation", "explained_by", "explained_at"])
    audit.record(actor=actor, action="explain_remark", target=remark)
    _tell(remark, "remark_explained", _handlers(remark), remark.explained_at)
    return remark


@transaction.atomic
def answer_remark(*, remark: Remark, outcome: str, answer: str, actor: Account) -> Remark:
    """Answer a comment, or settle a complaint: with grounds, or without."""
    remark = _stepped(remark, OUTCOMES[RemarkState(outcome)], actor)
    remark.answer = _worded(answer, _("Hãy ghi câu trả lời. Chưa có gì được lưu."))
    remark.state, remark.answered_by, remark.answered_at = outcome, actor, clock.now()
    remark.save(update_fields=["state", "answer", "answered_by", "answered_at"])
    audit.record(actor=actor, action="answer_remark", target=remark, state=outcome)
    if remark.sender:
        _tell(remark, "remark_answered", [remark.sender], remark.answered_at)
    if remark.kind == Remark.Kind.COMPLAINT:
        _tell(remark, "complaint_settled", _nominee(remark), remark.answered_at)
    return remark


def _locked(item: ConsultationItem) -> ConsultationItem:
    """Lock the nomination, which a review or a decision may be taking up, and the consultation.

    All remarks of a consultation come in one after the other, so that none is counted twice.
    """
    Nomination.objects.select_for_update(no_key=True).get(pk=item.nomination_id)
    consultations = Consultation.objects.select_for_update(of=("self",), no_key=True)
    consultation = consultations.select_related("agency").get(pk=item.consultation_id)
    item = ConsultationItem.objects.select_related("nomination").get(pk=item.pk)
    item.consultation = consultation
    return item


def _receive(
    item: ConsultationItem, content: RemarkContent, key: str, most: int, **sender: Any
) -> Remark:
    """Keep a remark of a sender who has not said too much today; tell who must know."""
    text = _worded(content.text, _("Hãy ghi nội dung. Ý kiến chưa được gửi."))
    same = Remark.objects.filter(item=item, sender_key=key, text=text).first()
    if same:
        return same
    _check_limits(item, key, most, outside="contact" in sender)
    remark = Remark.objects.create(
        item=item,
        kind=content.kind,
        text=text,
        confidential=content.confidential,
        sender_key=key,
        sent_at=clock.now(),
        **sender,
    )
    # The trail names the sender only where the sender does not mind.
    known = None if content.confidential else sender.get("sender")
    audit.record(actor=known, action="send_remark", target=remark, kind=remark.kind)
    _tell(remark, "remark_sent", _handlers(remark), remark.sent_at)
    if remark.kind == Remark.Kind.COMPLAINT:
        _tell(remark, "complaint_sent", _nominee(remark), remark.sent_at)
    return remark


def _check_limits(item: ConsultationItem, key: str, most: int, *, outside: bool) -> None:
    today = Remark.objects.filter(sent_at__date=clock.today())
    full = today.filter(sender_key=key).count() >= most
    if outside and not full:
        of_all = today.filter(sender=None, item__consultation=item.consultation)
        full = of_all.count() >= OUTSIDE_A_DAY
    if full:
        raise TooManyRemarks(
            _(
                "Hôm nay đã nhận đủ số ý kiến cho phép. Ý kiến này chưa được gửi; "
                "hãy gửi lại vào ngày mai."
            )
        )


def _stepped(remark: Remark, name: str, actor: Account) -> Remark:
    """Lock a remark; refuse whoever may not take the step, or where it was taken already."""
    remark = (
        Remark.objects.select_for_update(of=("self",))
        .select_related("item__consultation__agency", "item__nomination", "sender__person")
        .get(pk=remark.pk)
    )
    if name in open_remark_steps(actor, remark):
        return remark
    if remark.state not in REMARK.step(name).sources:
        raise ActionRefused(
            _("Ý kiến này %(state)s từ trước. Chưa có gì được lưu; hãy tải lại trang.")
            % {"state": remark.get_state_display()}
        )
    raise NotAllowed(_("Bạn không làm được việc này với ý kiến này. Chưa có gì được lưu."))


def _worded(text: str, missing: str) -> str:
    """The text in its one composed form, refused where it says nothing or too much."""
    text = nfc(text).strip()
    most = Remark._meta.get_field("text").max_length or 0
    if not text:
        raise ActionRefused(missing)
    if len(text) > most:
        raise ActionRefused(
            _("Nội dung dài quá %(most)d ký tự. Chưa có gì được lưu.") % {"most": most}
        )
    return text


def _nominee(remark: Remark) -> list[Account]:
    return speakers([remark.item.nomination])[remark.item.nomination_id]


def _handlers(remark: Remark) -> list[Account]:
    """The standing body without whoever the remark is on."""
    root = agency_root(remark.item.consultation.agency)
    found = accounts_with(Role.STANDING_BODY, root.pk, clock.today())
    return [account for account in found if not is_about(account, remark.item.nomination)]


def _tell(remark: Remark, kind: str, accounts: list[Account], at: datetime.datetime) -> None:
    def write() -> Message:
        # No word of who sent it, nor of what it says: a mail may be read by others.
        subjects = {
            "remark_sent": _("Ý kiến mới về %(subject)s chờ trả lời"),
            "complaint_sent": _("Có khiếu nại, phản ánh về %(subject)s; mời bạn giải trình"),
            "remark_explained": _("%(subject)s: đã có giải trình cho khiếu nại, phản ánh"),
            "remark_answered": _("Ý kiến của bạn về %(subject)s đã được trả lời"),
            "complaint_settled": _("Khiếu nại, phản ánh về %(subject)s đã được giải quyết"),
        }
        return Message(
            subjects[kind] % {"subject": remark.item.name}, str(remark.item.consultation)
        )

    notify(
        accounts=accounts,
        kind=kind,
        about=f"remark:{remark.pk}",
        write=write,
        path=remark.get_absolute_url(),
        period=f"{at:%Y%m%d%H%M%S%f}",
    )
