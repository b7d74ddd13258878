"""Write a proposal of an initiative, confirm shares, send it, give the unit's word, return it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from campaigns.actions.editions import require_seen
from campaigns.actions.likeness import forget_text, keep_proposal
from campaigns.models import Authorship, ComparedText, Proposal
from campaigns.permissions.proposals import roles_on
from campaigns.queries.proposals import gaps, heads_to_ask, unconfirmed
from campaigns.rubric import Criterion, rubric_on
from campaigns.workflow import PROPOSAL, ProposalState
from units import audit, clock
from units.actions.inbox import Message, notify
from units.errors import ActionRefused, NotAllowed
from units.models import Account, Person, Role
from units.permissions import accounts_with
from units.queries import main_posting


@dataclass(frozen=True)
class ProposalContent:
    """What an author typed: the fields, and the share of each author by key of the person."""

    fields: Mapping[str, Any]
    shares: Sequence[tuple[int, int]]


@transaction.atomic
def draft_proposal(*, content: ProposalContent, actor: Account) -> Proposal:
    """Begin a proposal, as one of its authors; it belongs to the author's unit of today."""
    posting = main_posting(actor.person, clock.today()) if actor.person else None
    if actor.person is None or posting is None:
        raise NotAllowed(
            _("Chỉ người đang công tác ở một đơn vị viết được đơn này. Chưa có gì được lưu.")
        )
    proposal = Proposal(
        agency=actor.person.agency,
        unit=posting.unit,
        created_by=actor,
        state_since=clock.now(),
        **content.fields,
    )
    proposal.save()
    _set_shares(proposal, content.shares, actor)
    audit.record(actor=actor, action="draft_proposal", target=proposal, shares=len(content.shares))
    return proposal


@transaction.atomic
def save_proposal(
    *, proposal: Proposal, content: ProposalContent, edition: int, actor: Account
) -> Proposal:
    """Keep a draft as typed; refused when another author saved since the page was opened."""
    proposal = stepped(proposal, "save", actor)
    if proposal.edition != edition:
        raise ActionRefused(
            _(
                "Trong lúc bạn nhập, người khác đã lưu đơn này. Phần bạn nhập chưa được lưu "
                "nhưng vẫn còn trên trang; hãy mở bản mới ở một cửa sổ khác để so sánh."
            )
        )
    proposal.edition += 1
    for name, value in content.fields.items():
        setattr(proposal, name, value)
    proposal.save()
    _set_shares(proposal, content.shares, actor)
    audit.record(actor=actor, action="save_proposal", target=proposal, edition=proposal.edition)
    return proposal


@transaction.atomic
def discard_proposal(*, proposal: Proposal, actor: Account) -> None:
    """Throw a draft away."""
    proposal = stepped(proposal, "save", actor)
    audit.record(actor=actor, action="discard_proposal", target=proposal)
    forget_text(kind=ComparedText.Kind.PROPOSAL, key=proposal.pk)
    proposal.delete()


@transaction.atomic
def confirm_share(*, proposal: Proposal, share: int, actor: Account) -> Authorship:
    """Confirm one's own share, as it read on the page."""
    proposal = stepped(proposal, "save", actor)
    authorship = proposal.authorships.get(person=actor.person_id)
    if authorship.share != share:
        raise ActionRefused(
            _("Tỷ lệ của bạn vừa được sửa thành %(share)d %%. Chưa xác nhận; hãy xem lại.")
            % {"share": authorship.share}
        )
    authorship.confirmed_at = clock.now()
    authorship.save(update_fields=["confirmed_at"])
    audit.record(actor=actor, action="confirm_share", target=proposal, share=authorship.share)
    if not unconfirmed(proposal):
        tell(proposal, "proposal_confirmed", [proposal.created_by])
    return authorship


@transaction.atomic
def send_proposal(*, proposal: Proposal, actor: Account) -> Proposal:
    """Send a whole proposal to the unit's head; past the head who is an author of it."""
    proposal = stepped(proposal, "send", actor)
    if missing := gaps(proposal, clock.today()):
        raise ActionRefused(
            _("Chưa gửi được: %(problems)s. Bản nháp đã lưu vẫn còn nguyên.")
            % {"problems": "; ".join(missing)}
        )
    heads = heads_to_ask(proposal, clock.today())
    if not heads:
        proposal.state = ProposalState.ENDORSED
    proposal.sent_at, proposal.return_note = clock.now(), ""
    proposal.word, proposal.word_marks, proposal.word_by, proposal.word_at = "", {}, None, None
    proposal.save()
    keep_proposal(proposal, clock.today().year)
    audit.record(actor=actor, action="send_proposal", target=proposal, edition=proposal.edition)
    if heads:
        tell(proposal, "proposal_sent", heads)
    else:
        _tell_standing_body(proposal)
    return proposal


@transaction.atomic
def recall_proposal(*, proposal: Proposal, actor: Account) -> Proposal:
    """Take a sent proposal back before the head has acted."""
    proposal = stepped(proposal, "recall", actor)
    proposal.save(update_fields=["state", "state_since"])
    audit.record(actor=actor, action="recall_proposal", target=proposal)
    return proposal


@transaction.atomic
def endorse_proposal(
    *,
    proposal: Proposal,
    word: str,
    marks: Mapping[str, int],
    edition: int | None = None,
    actor: Account,
) -> Proposal:
    """Give the unit's word and points, as its head, and pass the proposal on."""
    proposal = stepped(proposal, "endorse", actor)
    require_seen(proposal, edition)
    if not word.strip():
        raise ActionRefused(_("Hãy ghi ý kiến của đơn vị. Đơn chưa được chuyển đi."))
    check_marks(marks, rubric_on(clock.today()).criteria)
    proposal.word, proposal.word_marks = word.strip(), dict(marks)
    proposal.word_by, proposal.word_at = actor, clock.now()
    proposal.save()
    audit.record(actor=actor, action="endorse_proposal", target=proposal)
    _tell_standing_body(proposal)
    return proposal


@transaction.atomic
def return_proposal(*, proposal: Proposal, note: str, actor: Account) -> Proposal:
    """Give it back to its authors with a written reason, as head or as standing body."""
    if not note.strip():
        raise ActionRefused(_("Hãy ghi lý do trả lại. Đơn chưa được trả lại."))
    with_head = proposal.state == ProposalState.SENT
    proposal = stepped(proposal, "return" if with_head else "send_back", actor)
    proposal.return_note = note.strip()
    proposal.save(update_fields=["state", "state_since", "return_note"])
    audit.record(
        actor=actor, action="return_proposal", target=proposal, reason=proposal.return_note
    )
    tell(proposal, "proposal_returned", authors(proposal), proposal.return_note)
    return proposal


def stepped(proposal: Proposal, name: str, actor: Account) -> Proposal:
    """Lock the proposal, check actor and state, and set the new state without saving it."""
    proposal = (
        Proposal.objects.select_for_update(of=("self",))
        .select_related("agency", "unit", "created_by__person")
        .get(pk=proposal.pk)
    )
    step = PROPOSAL.step(name)
    if not step.roles & roles_on(actor, proposal):
        raise NotAllowed(_("Bạn không làm được việc này với đơn này. Chưa có gì được lưu."))
    if proposal.state not in step.sources:
        raise ActionRefused(
            _(
                "Đơn đang ở trạng thái “%(state)s” nên không làm được việc này. "
                "Không có gì thay đổi; hãy tải lại trang."
            )
            % {"state": proposal.get_state_display()}
        )
    if proposal.state != step.target:
        proposal.state, proposal.state_since = step.target, clock.now()
    return proposal


def check_marks(marks: Mapping[str, int], criteria: Iterable[Criterion]) -> None:
    """Refuse points that are missing, below zero, or above what a criterion can bring."""
    most = {criterion.code: criterion.points for criterion in criteria}
    if set(marks) != set(most) or any(not 0 <= marks[code] <= most[code] for code in most):
        raise ActionRefused(
            _("Hãy chấm đủ các tiêu chí, mỗi điểm từ 0 đến điểm tối đa. Chưa có gì được lưu.")
        )


def authors(proposal: Proposal) -> list[Account]:
    """Accounts of the authors."""
    of_authors = Account.objects.filter(person__authorships__proposal=proposal, is_active=True)
    return list(of_authors.select_related("person"))


def tell(proposal: Proposal, kind: str, accounts: Iterable[Account], body: str = "") -> None:
    """Tell accounts what happened to a proposal."""

    def write() -> Message:
        subjects = {
            "proposal_share": _("Đề nghị bạn xác nhận tỷ lệ đóng góp: %(title)s"),
            "proposal_confirmed": _("Các đồng tác giả đã xác nhận: %(title)s"),
            "proposal_sent": _("Sáng kiến chờ ý kiến của bạn: %(title)s"),
            "proposal_endorsed": _("Sáng kiến chờ đưa ra Hội đồng: %(title)s"),
            "proposal_returned": _("Đơn sáng kiến bị trả lại: %(title)s"),
            "proposal_recognised": _("Sáng kiến được công nhận: %(title)s"),
            "proposal_refused": _("Sáng kiến không được công nhận: %(title)s"),
        }
        return Message(subjects[kind] % {"title": proposal.title}, body)

    notify(
        accounts=list(accounts),
        kind=kind,
        about=f"proposal:{proposal.pk}",
        write=write,
        path=proposal.get_absolute_url(),
        period=f"{proposal.edition}-{clock.now():%Y%m%d%H%M%S}",
    )


def _tell_standing_body(proposal: Proposal) -> None:
    standing_body = accounts_with(Role.STANDING_BODY, proposal.unit_id, clock.today())
    tell(proposal, "proposal_endorsed", standing_body)


def _set_shares(proposal: Proposal, shares: Sequence[tuple[int, int]], actor: Account) -> None:
    """Put the shares in place of those before; what did not change stays confirmed."""
    keys = [person for person, _share in shares]
    _check_authors(proposal, keys, actor)
    known = {one.person_id: one for one in proposal.authorships.all()}
    confirmed = {
        key: known[key].confirmed_at
        for key, share in shares
        if key in known and known[key].share == share
    }
    confirmed[actor.person_id or 0] = clock.now()
    proposal.authorships.all().delete()
    Authorship.objects.bulk_create(
        Authorship(proposal=proposal, person_id=key, share=share, confirmed_at=confirmed.get(key))
        for key, share in shares
    )
    asked = [one.person.account for one in unconfirmed(proposal) if one.person_id not in confirmed]
    tell(proposal, "proposal_share", asked)


def _check_authors(proposal: Proposal, keys: list[int], actor: Account) -> None:
    """Refuse authors that stand twice or work elsewhere, and a list without the actor."""
    here = Person.objects.filter(pk__in=keys, agency=proposal.agency).count()
    if len(keys) != len(set(keys)) or here != len(keys):
        raise ActionRefused(
            _("Mỗi tác giả ghi một lần và phải thuộc cơ quan này. Chưa có gì được lưu.")
        )
    if actor.person_id not in keys:
        raise ActionRefused(_("Bạn phải có tên trong danh sách tác giả. Chưa có gì được lưu."))
