"""Open a sitting of the initiative council, score, keep out of an item, end the sitting."""

import datetime
from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from campaigns.actions.proposals import check_marks
from campaigns.models import (
    Mark,
    MarkSheet,
    Proposal,
    Recusal,
    Sitting,
    SittingItem,
    SittingMember,
)
from campaigns.permissions.sittings import items_visible_to, membership
from campaigns.queries.recusals import recusals
from campaigns.rubric import Outcome, outcome, rubric_on
from campaigns.workflow import PROPOSAL, SittingState
from units import audit, clock
from units.actions.inbox import Message, notify
from units.errors import ActionRefused, NotAllowed
from units.models import Account, Agency, Role, Unit
from units.permissions import accounts_with, require
from units.queries import agency_root


@transaction.atomic
def open_sitting(
    *, agency: Agency, title: str, due_on: datetime.date, proposals: list[Proposal], actor: Account
) -> Sitting:
    """Put endorsed proposals before the initiative council as it stands today.

    Members, the scoring table, and who keeps out of what are frozen here.
    """
    root = agency_root(agency)
    require(actor, root.pk, [Role.STANDING_BODY])
    if due_on < clock.today():
        raise ActionRefused(_("Hạn chấm điểm đã qua. Phiên họp chưa được mở."))
    chair, others = _council(root)
    locked = _ready(agency, proposals)
    rubric = [criterion.as_kept() for criterion in rubric_on(clock.today()).criteria]
    sitting = Sitting.objects.create(
        agency=agency,
        title=title,
        due_on=due_on,
        rubric=rubric,
        opened_by=actor,
        opened_at=clock.now(),
    )
    members = {
        account: SittingMember(sitting=sitting, account=account, is_chair=account == chair)
        for account in dict.fromkeys([chair, *others])
    }
    SittingMember.objects.bulk_create(members.values())
    kept_out = _put_before(sitting, locked, members)
    audit.record(
        actor=actor,
        action="open_sitting",
        target=sitting,
        proposals=[proposal.pk for proposal in locked],
        recusals=kept_out,
    )
    _invite(sitting)
    return sitting


@transaction.atomic
def score_item(
    *,
    item: SittingItem,
    agrees: bool,
    marks: Mapping[str, tuple[int, str]],
    comment: str,
    actor: Account,
) -> MarkSheet:
    """Record a member's sheet on an item; a later one replaces it until the close.

    `marks` are points and a remark for every criterion of the sitting.
    """
    sitting, member = _seat(item, actor)
    check_marks({code: points for code, (points, _said) in marks.items()}, sitting.criteria)
    sheet, created = MarkSheet.objects.update_or_create(
        item=item,
        member=member,
        defaults={"agrees": agrees, "comment": comment, "at": clock.now()},
    )
    sheet.marks.all().delete()
    Mark.objects.bulk_create(
        Mark(sheet=sheet, criterion=code, points=points, comment=said)
        for code, (points, said) in marks.items()
    )
    # The trail names the item: the sheet itself stays the member's until the close.
    audit.record(actor=actor, action="score_item", target=item, changed=not created)
    return sheet


@transaction.atomic
def keep_out(*, item: SittingItem, note: str, actor: Account) -> Recusal:
    """Keep out of an item by one's own wish, with a reason; a sheet given before is taken back."""
    _sitting, member = _seat(item, actor)
    if not note.strip():
        raise ActionRefused(_("Hãy ghi lý do xin không chấm. Chưa có gì thay đổi."))
    MarkSheet.objects.filter(item=item, member=member).delete()
    recusal = Recusal.objects.create(
        item=item, member=member, cause=Recusal.Cause.OWN_WISH, note=note.strip()
    )
    audit.record(actor=actor, action="keep_out", target=item, reason=recusal.note)
    return recusal


@transaction.atomic
def close_sitting(*, sitting: Sitting, actor: Account) -> Sitting:
    """End the sitting, as its chair: the council recommends each item or not, for good.

    A judge without a sheet counts among the judges, and not as agreeing.
    """
    sitting = Sitting.objects.select_for_update().get(pk=sitting.pk)
    if not sitting.members.filter(account=actor, is_chair=True).exists():
        raise NotAllowed(_("Chỉ Chủ tịch Hội đồng của phiên này kết thúc được phiên họp."))
    if sitting.state != SittingState.OPEN:
        raise ActionRefused(_("Phiên họp đã kết thúc từ trước. Không có gì thay đổi."))
    members = sitting.members.count()
    passed: list[int] = []
    rejected: list[int] = []
    for item in sitting.items.prefetch_related("sheets", "recusals"):
        result = _count(item, members)
        (passed if result.passed else rejected).append(item.proposal_id)
    _move(passed, "pass")
    _move(rejected, "reject")
    sitting.state, sitting.closed_by, sitting.closed_at = SittingState.CLOSED, actor, clock.now()
    sitting.save(update_fields=["state", "closed_by", "closed_at"])
    audit.record(
        actor=actor, action="close_sitting", target=sitting, passed=passed, rejected=rejected
    )
    return sitting


def _council(root: Unit) -> tuple[Account, list[Account]]:
    """The chair and the members as the roles stand today."""
    chairs = accounts_with(Role.INITIATIVE_CHAIR, root.pk, clock.today())
    if len(chairs) != 1:
        raise ActionRefused(
            _(
                "Hội đồng xét sáng kiến phải có đúng một Chủ tịch tại ngày mở phiên. "
                "Phiên họp chưa được mở."
            )
        )
    return chairs[0], accounts_with(Role.INITIATIVE_MEMBER, root.pk, clock.today())


def _ready(agency: Agency, proposals: list[Proposal]) -> list[Proposal]:
    """Lock the proposals; refuse unless there are some and all may go before the council."""
    keys = {proposal.pk for proposal in proposals}
    locked = list(
        Proposal.objects.select_for_update()
        .filter(pk__in=keys, agency=agency, state__in=PROPOSAL.step("sit").sources)
        .order_by("pk")
    )
    if not locked or len(locked) != len(keys):
        raise ActionRefused(
            _(
                "Chỉ đưa ra Hội đồng được đơn đã có ý kiến của đơn vị, ít nhất một đơn. "
                "Phiên họp chưa được mở; hãy tải lại danh sách."
            )
        )
    return locked


def _put_before(
    sitting: Sitting, proposals: list[Proposal], members: dict[Account, SittingMember]
) -> int:
    """Make the items and the recusals of the day; return how many recusals there are."""
    items = {proposal: SittingItem(sitting=sitting, proposal=proposal) for proposal in proposals}
    SittingItem.objects.bulk_create(items.values())
    found = Recusal.objects.bulk_create(
        Recusal(item=items[proposal], member=members[account], cause=cause)
        for proposal, account, cause in recusals(proposals, list(members), clock.today())
    )
    _move([proposal.pk for proposal in proposals], "sit")
    return len(found)


def _seat(item: SittingItem, actor: Account) -> tuple[Sitting, SittingMember]:
    """Lock the open sitting of an item; refuse whoever has no say in it."""
    sitting = Sitting.objects.select_for_update().get(pk=item.sitting_id)
    member = membership(actor, sitting)
    if member is None or not items_visible_to(actor).filter(pk=item.pk).exists():
        raise NotAllowed(_("Bạn không chấm sáng kiến này. Chưa có gì được lưu."))
    if sitting.state != SittingState.OPEN:
        raise ActionRefused(_("Phiên họp đã kết thúc. Chưa có gì được lưu."))
    return sitting, member


def _count(item: SittingItem, members: int) -> Outcome:
    """Count an item, and keep the figures and the rule as they read on the day of the close."""
    sheets = item.sheets.all()
    agreed = sum(sheet.agrees for sheet in sheets)
    judges = members - len(item.recusals.all())
    result = outcome(
        on=clock.today(), agreed=agreed, given=len(sheets), judges=judges, members=members
    )
    item.passed, item.agreed, item.judges, item.members = result.passed, agreed, judges, members
    item.rule = {
        "source": result.rule.source if result.rule else "",
        "warnings": [
            {"asks": one.asks, "least": list(one.least), "source": one.source}
            for one in result.warnings
        ],
    }
    item.save(update_fields=["passed", "agreed", "judges", "members", "rule"])
    return result


def _move(keys: list[int], name: str) -> None:
    step = PROPOSAL.step(name)
    Proposal.objects.filter(pk__in=keys, state__in=step.sources).update(
        state=step.target, state_since=clock.now()
    )


def _invite(sitting: Sitting) -> None:
    def write() -> Message:
        # No figures here: they would tell a member that an item is kept from them.
        return Message(
            _("Mời chấm sáng kiến: %(title)s") % {"title": sitting.title},
            _("Hạn chấm điểm: %(due)s.") % {"due": f"{sitting.due_on:%d/%m/%Y}"},
        )

    notify(
        accounts=[m.account for m in sitting.members.select_related("account__person")],
        kind="sitting_opened",
        about=f"sitting:{sitting.pk}",
        write=write,
        path=sitting.get_absolute_url(),
    )
