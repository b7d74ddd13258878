"""Stories that wait: for consent, for the unit, for the standing body."""

import datetime
from collections.abc import Iterator
from itertools import groupby

from django.db.models import Q
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from campaigns.models import Exemplar
from campaigns.permissions.campaigns import agencies_run_by
from campaigns.permissions.exemplars import PROPOSERS, about
from campaigns.workflow import ExemplarState
from reports.queries.due.lines import FEW, Due
from units.models import Account, Role
from units.permissions import standing

STEPS = {
    ExemplarState.CONSENT: gettext_lazy("Trả lời"),
    ExemplarState.RETURNED: gettext_lazy("Sửa lại"),
    ExemplarState.SENT: gettext_lazy("Duyệt"),
}


def exemplars(account: Account, on: datetime.date) -> Iterator[Due]:
    """Stories whose turn it is at this account, as whom it is about, as unit, as standing body."""
    held = standing(account)
    turn = about(account) & Q(state=ExemplarState.CONSENT)
    turn |= Q(unit__in=held.unit_ids(*PROPOSERS), state=ExemplarState.RETURNED)
    if Role.STANDING_BODY in held.roles:
        turn |= Q(agency__in=agencies_run_by(account), state=ExemplarState.SENT)
    waiting = Exemplar.objects.filter(turn).order_by("state", "state_since", "pk")
    for state, rows in groupby(waiting, key=lambda exemplar: exemplar.state):
        found = list(rows)
        if len(found) > FEW:
            yield _many(len(found), found[0])
        else:
            yield from (_one(exemplar, str(STEPS[state])) for exemplar in found)


def _one(exemplar: Exemplar, step: str) -> Due:
    title = _("Điển hình tiên tiến: %(title)s") % {"title": exemplar.title}
    where, url = exemplar.get_state_display(), exemplar.get_absolute_url()
    return Due(title, where, url, step, localtime(exemplar.state_since).date())


def _many(count: int, first: Exemplar) -> Due:
    title = ngettext("%(n)d bài điển hình tiên tiến", "%(n)d bài điển hình tiên tiến", count)
    url = f"{reverse('exemplars')}?state={first.state}"
    since = localtime(first.state_since).date()
    return Due(title % {"n": count}, first.get_state_display(), url, _("Xem danh sách"), since)
