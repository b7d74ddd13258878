"""Stories that wait: for consent, for the unit, for the standing body."""

import datetime
from collections.abc import Iterator
from functools import partial

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from campaigns.models import Exemplar
from campaigns.permissions.campaigns import agencies_run_by
from campaigns.permissions.exemplars import PROPOSERS, about
from campaigns.workflow import ExemplarState
from reports.queries.due.lines import Due, few_or_many
from units.models import Account, Role
from units.permissions import standing


def exemplars(account: Account, on: datetime.date) -> Iterator[Due]:
    """Stories whose turn it is at this account."""
    asked = Exemplar.objects.filter(about(account), state=ExemplarState.CONSENT)
    yield from _lines(asked, _("Trả lời"))
    held = standing(account)
    if units := held.unit_ids(*PROPOSERS):
        returned = Exemplar.objects.filter(unit__in=units, state=ExemplarState.RETURNED)
        yield from _lines(returned, _("Sửa lại"))
    if Role.STANDING_BODY in held.roles:
        sent = Exemplar.objects.filter(
            agency__in=agencies_run_by(account), state=ExemplarState.SENT
        )
        yield from _lines(sent, _("Duyệt"))


def _lines(rows: QuerySet[Exemplar], step: str) -> Iterator[Due]:
    yield from few_or_many(rows.order_by("state_since", "pk"), partial(_one, step=step), _many)


def _one(exemplar: Exemplar, step: str) -> Due:
    title = _("Điển hình tiên tiến: %(title)s") % {"title": exemplar.title}
    where, url = exemplar.get_state_display(), exemplar.get_absolute_url()
    return Due(title, where, url, step, localtime(exemplar.state_since).date())


def _many(count: int, first: Exemplar) -> Due:
    title = ngettext("%(n)d bài điển hình tiên tiến", "%(n)d bài điển hình tiên tiến", count)
    url = f"{reverse('exemplars')}?state={first.state}"
    since = localtime(first.state_since).date()
    return Due(title % {"n": count}, first.get_state_display(), url, _("Xem danh sách"), since)
