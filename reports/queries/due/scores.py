"""Scores to give, as a unit and as the standing body, and rankings to publish."""

import datetime
from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from campaigns.models import Ranking, ScoringRound
from campaigns.models.scoring_tables import ScoringTable
from campaigns.permissions.scores import blocs_run_by, rounds_visible_to, scores_for
from campaigns.queries.scoreboard import Task, bloc_boards, tasks_of
from campaigns.queries.scores import is_over
from campaigns.queries.scoring_tables import table_in_use
from campaigns.scoring import Kind
from campaigns.workflow import CampaignState
from reports.queries.due.lines import FEW, Due
from units.models import Account, Role
from units.permissions import standing

SCORING_ROLES = {Role.UNIT_CLERK, Role.UNIT_HEAD, Role.STANDING_BODY}


def scores(account: Account, on: datetime.date) -> Iterator[Due]:
    """Sheets that units owe while their window is open, and what the standing body owes."""
    held = standing(account)
    if not held.roles & SCORING_ROLES:
        return
    rounds = rounds_visible_to(account).filter(
        campaign__state=CampaignState.LAUNCHED, self_from__lte=on
    )
    for round_ in rounds.select_related("campaign"):
        table = table_in_use(round_.campaign)
        if table is None:
            continue
        yield from _owed_by_units(account, round_, table, on)
        if Role.STANDING_BODY in held.roles:
            yield from _owed_by_standing_body(account, round_, table, on)


def _owed_by_units(
    account: Account, round_: ScoringRound, table: ScoringTable, on: datetime.date
) -> Iterator[Due]:
    if not (round_.is_open(Kind.SELF, on) or round_.is_open(Kind.CROSS, on)):
        return
    tasks = tasks_of(round_, table, scores_for(account, round_), on)
    owed = [task for task in tasks if task.is_open and not task.is_done]
    if len(owed) <= FEW:
        yield from (_one(round_, task) for task in owed)
        return
    title = ngettext("%(n)d phiếu chấm điểm", "%(n)d phiếu chấm điểm", len(owed))
    yield Due(
        title % {"n": len(owed)},
        _("chưa chấm đủ"),
        reverse("scoring", args=[round_.campaign_id]),
        _("Xem danh sách"),
        round_.window(owed[0].kind)[0],
        owed[0].last,
    )


def _one(round_: ScoringRound, task: Task) -> Due:
    values = {"unit": task.unit, "year": round_.campaign.year}
    title = (
        _("Tự chấm điểm %(year)d – %(unit)s")
        if task.kind == Kind.SELF
        else _("Chấm chéo %(year)d – %(unit)s")
    )
    where = _("đã chấm %(given)d/%(wanted)d tiêu chí") % {
        "given": task.given,
        "wanted": task.wanted,
    }
    since = round_.window(task.kind)[0]
    return Due(title % values, where, task.url, _("Chấm điểm"), since, task.last)


def _owed_by_standing_body(
    account: Account, round_: ScoringRound, table: ScoringTable, on: datetime.date
) -> Iterator[Due]:
    """Units whose scores are to be checked; then blocs whose ranking is to be published."""
    blocs = blocs_run_by(account).filter(agency=round_.campaign.agency_id)
    page = reverse("scoring", args=[round_.campaign_id])
    if round_.is_open(Kind.CHECK, on):
        boards = bloc_boards(round_, table, blocs, on)
        left = sum(not row.checked.is_done for board in boards for row in board.rows)
        if left:
            title = ngettext(
                "%(n)d đơn vị chờ thẩm định điểm", "%(n)d đơn vị chờ thẩm định điểm", left
            )
            first, last = round_.window(Kind.CHECK)
            yield Due(
                title % {"n": left}, _("chưa thẩm định đủ"), page, _("Thẩm định"), first, last
            )
    elif is_over(round_, on):
        published = Ranking.objects.filter(round=round_).values("bloc")
        left = blocs.exclude(pk__in=published).filter(memberships__isnull=False).distinct().count()
        if left:
            title = ngettext(
                "%(n)d khối chờ công bố xếp hạng", "%(n)d khối chờ công bố xếp hạng", left
            )
            since = round_.check_until + datetime.timedelta(days=1)
            yield Due(title % {"n": left}, _("chưa công bố"), page, _("Xem và công bố"), since)
