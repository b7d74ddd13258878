"""Initiatives: shares to confirm, the unit's word, the council's sheets, recognition, adoption."""

import datetime
from collections.abc import Iterator
from functools import partial

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from campaigns.models import Adoption, Authorship, Proposal, SittingMember
from campaigns.permissions.initiatives import adoptions_to_confirm
from campaigns.permissions.proposals import proposals_visible_to
from campaigns.permissions.sittings import items_visible_to
from campaigns.workflow import ProposalState, SittingState
from reports.queries.due.lines import FEW, Due, few_or_many
from units.models import Account, Role
from units.permissions import standing

P = ProposalState
WRITTEN = [P.DRAFT, P.RETURNED]


def proposals(account: Account, on: datetime.date) -> Iterator[Due]:
    """Own proposals to confirm or to go on with; others that wait for this account's word."""
    held = standing(account)
    if account.person_id:
        yield from _own(account)
    own = Authorship.objects.filter(proposal=OuterRef("pk"), person=account.person_id)
    others = proposals_visible_to(account).exclude(Exists(own)).order_by("state_since", "pk")
    if heads := held.unit_ids(Role.UNIT_HEAD):
        yield from _lines(others.filter(unit__in=heads, state=P.SENT), _("Cho ý kiến"))
    if deciders := held.unit_ids(Role.DECISION_ADMIN):
        carried = others.filter(unit__in=deciders, state__in=[P.PASSED, P.REJECTED])
        yield from _lines(carried, _("Công nhận"))


def _own(account: Account) -> Iterator[Due]:
    """Proposals still written: those in which one's share waits, and those that one began."""
    waits = Authorship.objects.filter(
        proposal=OuterRef("pk"), person=account.person_id, confirmed_at=None
    )
    written = Proposal.objects.filter(state__in=WRITTEN).annotate(to_confirm=Exists(waits))
    rows = written.filter(Q(to_confirm=True) | Q(created_by=account)).order_by("state_since", "pk")
    for proposal in rows[:FEW]:
        step, page = (
            (_("Xác nhận tỷ lệ"), "proposal")
            if proposal.to_confirm
            else (_("Viết tiếp"), "proposal_edit")
        )
        yield _one(proposal, step, page)


def _one(proposal: Proposal, step: str, page: str = "proposal") -> Due:
    title = _("Sáng kiến: %(title)s") % {"title": proposal.title}
    url, since = reverse(page, args=[proposal.pk]), localtime(proposal.state_since).date()
    return Due(title, proposal.get_state_display(), url, step, since)


def _lines(rows: QuerySet[Proposal], step: str) -> Iterator[Due]:
    def many(count: int, first: Proposal) -> Due:
        title = ngettext("%(n)d đơn sáng kiến", "%(n)d đơn sáng kiến", count) % {"n": count}
        url = f"{reverse('proposals')}?state={first.state}"
        since = localtime(first.state_since).date()
        return Due(title, first.get_state_display(), url, step, since)

    yield from few_or_many(rows, partial(_one, step=step), many)


def proposals_to_sit(account: Account, on: datetime.date) -> Iterator[Due]:
    """One line for all endorsed proposals that no sitting has taken up."""
    units = standing(account).unit_ids(Role.STANDING_BODY)
    if not units:
        return
    ready = proposals_visible_to(account).filter(unit__in=units, state=P.ENDORSED)
    waits = list(ready.order_by("state_since").values_list("state_since", flat=True))
    if waits:
        title = ngettext("%(n)d đơn sáng kiến", "%(n)d đơn sáng kiến", len(waits))
        where, url = str(P.ENDORSED.label), reverse("sitting_new")
        since = localtime(waits[0]).date()
        yield Due(title % {"n": len(waits)}, where, url, _("Mở phiên họp"), since)


def sittings(account: Account, on: datetime.date) -> Iterator[Due]:
    """Open sittings in which the account still owes sheets, or that it may end as chair."""
    seats = SittingMember.objects.filter(account=account, sitting__state=SittingState.OPEN)
    for member in seats.select_related("sitting").order_by("sitting__due_on"):
        sitting = member.sitting
        items = items_visible_to(account).filter(sitting=sitting)
        count = items.exclude(sheets__member=member).count()
        if not count and not member.is_chair:
            continue
        left = ngettext("còn %(n)d sáng kiến chưa chấm", "còn %(n)d sáng kiến chưa chấm", count)
        where = left % {"n": count} if count else _("bạn đã chấm đủ")
        step = _("Chấm") if count else _("Kết thúc phiên")
        since = localtime(sitting.opened_at).date()
        url = sitting.get_absolute_url()
        yield Due(sitting.title, where, url, step, since, sitting.due_on)


def adoptions(account: Account, on: datetime.date) -> Iterator[Due]:
    """Uses of initiatives that clerks recorded and the head has not confirmed."""
    if not standing(account).unit_ids(Role.UNIT_HEAD):
        return
    rows = adoptions_to_confirm(account).select_related("initiative", "unit").order_by("pk")

    def one(adoption: Adoption) -> Due:
        title = _("%(unit)s áp dụng sáng kiến: %(title)s") % {
            "unit": adoption.unit,
            "title": adoption.initiative.title,
        }
        url, since = adoption.initiative.get_absolute_url(), localtime(adoption.recorded_at).date()
        return Due(title, _("chờ xác nhận"), url, _("Xem và xác nhận"), since)

    def many(count: int, _first: Adoption) -> Due:
        title = ngettext("%(n)d sáng kiến được áp dụng", "%(n)d sáng kiến được áp dụng", count)
        url = reverse("initiatives")
        return Due(title % {"n": count}, _("chờ xác nhận"), url, _("Xem danh sách"))

    yield from few_or_many(rows, one, many)
