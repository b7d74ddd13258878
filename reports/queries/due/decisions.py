"""Decisions to issue and to sign, and years to freeze."""

import datetime
from collections.abc import Iterator

from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from awards.models import Decision
from awards.permissions.decisions import APPROVERS, decisions_waiting_for
from awards.permissions.signings import decisions_to_sign
from awards.permissions.tallies import tallies_visible_to
from awards.workflow import DecisionState, TallyState
from reports.queries.due.lines import FEW, Due, few_or_many
from units.models import Account, Role
from units.permissions import standing


def decision_drafts(account: Account, on: datetime.date) -> Iterator[Due]:
    """Decisions to propose, to approve and to issue."""
    if not standing(account).roles & set(APPROVERS):
        return
    acts = {
        DecisionState.DRAFT: _("Xem và trình duyệt"),
        DecisionState.PROPOSED: _("Xem và duyệt"),
        DecisionState.APPROVED: _("Ban hành"),
    }

    def one(decision: Decision) -> Due:
        where, act = decision.get_state_display(), acts[DecisionState(decision.state)]
        return Due(decision.subject, where, decision.get_absolute_url(), act)

    def many(count: int, _first: Decision) -> Due:
        title = ngettext("%(n)d dự thảo quyết định", "%(n)d dự thảo quyết định", count)
        return Due(title % {"n": count}, _("chờ bạn"), reverse("decisions"), _("Xem danh sách"))

    yield from few_or_many(decisions_waiting_for(account).order_by("pk"), one, many)


def decisions_unsigned(account: Account, on: datetime.date) -> Iterator[Due]:
    """Decisions to sign digitally, in person or for the agency."""
    for decision in decisions_to_sign(account)[:FEW]:
        where = decision.get_state_display()
        yield Due(decision.subject, where, decision.get_absolute_url(), _("Ký số"))


def tallies(account: Account, on: datetime.date) -> Iterator[Due]:
    """Years that are counted and over, but not frozen."""
    if Role.STANDING_BODY not in standing(account).roles:
        return
    counted = tallies_visible_to(account).filter(state=TallyState.COUNTED, year__lt=on.year)
    for tally in counted[:FEW]:
        yield Due(
            _("Tổng hợp khen thưởng năm %(year)d") % {"year": tally.year},
            tally.get_state_display(),
            tally.get_absolute_url(),
            _("Xem và chốt"),
            localtime(tally.counted_at).date(),
        )
