"""Deeds that were pointed out and wait for the unit's answer."""

import datetime
from collections.abc import Iterator

from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from campaigns.models import Deed
from campaigns.permissions.deeds import ANSWERERS, deeds_awaiting
from campaigns.workflow import DeedState
from reports.queries.due.lines import Due, few_or_many
from units.models import Account, Role
from units.permissions import standing


def deeds(account: Account, on: datetime.date) -> Iterator[Due]:
    """Deeds that this account is to answer, the longest waiting first."""
    if not standing(account).roles & {*ANSWERERS, Role.STANDING_BODY}:
        return
    waiting = deeds_awaiting(account, on)
    rows = waiting.select_related("person", "collective").order_by("reported_at", "pk")
    where = str(DeedState.REPORTED.label)

    def one(deed: Deed) -> Due:
        title = _("Việc tốt của %(subject)s") % {"subject": deed.subject}
        since = localtime(deed.reported_at).date()
        return Due(title, where, deed.get_absolute_url(), _("Xem xét"), since)

    def many(count: int, first: Deed) -> Due:
        title = ngettext("%(n)d việc tốt", "%(n)d việc tốt", count)
        url = f"{reverse('deeds')}?state={DeedState.REPORTED}"
        since = localtime(first.reported_at).date()
        return Due(title % {"n": count}, where, url, _("Xem danh sách"), since)

    yield from few_or_many(rows, one, many)
