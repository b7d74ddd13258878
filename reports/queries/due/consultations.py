"""Remarks on posted nominees that wait for an answer, or for the nominee's explanation."""

import datetime
from collections.abc import Iterator

from django.db.models import QuerySet
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from awards.models import ConsultationItem, Remark
from awards.permissions.consultations import about, items_handled_by
from awards.queries.consultations import OPEN_COMPLAINT, speakers
from awards.workflow import RemarkState
from reports.queries.due.lines import Due, few_or_many
from units.models import Account, Role
from units.permissions import standing


def remarks(account: Account, on: datetime.date) -> Iterator[Due]:
    """Remarks that the account answers as standing body, the longest waiting first."""
    if Role.STANDING_BODY not in standing(account).roles:
        return
    waiting = Remark.objects.filter(
        item__in=items_handled_by(account), state=RemarkState.WAITING
    ).exclude(sender=account)
    yield from _lines(waiting, _("Trả lời"))


def complaints(account: Account, on: datetime.date) -> Iterator[Due]:
    """Complaints that the account has not explained, for itself or the collective that it heads."""
    mine = ConsultationItem.objects.filter(about(account))
    open_ones = Remark.objects.filter(item__in=mine, explanation="", **OPEN_COMPLAINT)
    found = list(open_ones.select_related("item__nomination"))
    if not found:
        return
    # Of several heads above a collective, the nearest explains.
    spoken = speakers([remark.item.nomination for remark in found])
    keys = [one.pk for one in found if account in spoken[one.item.nomination_id]]
    yield from _lines(Remark.objects.filter(pk__in=keys), _("Giải trình"))


def _lines(waiting: QuerySet[Remark], step: str) -> Iterator[Due]:
    """A line for each, or one that begins with the oldest. None says who sent it."""
    where = str(RemarkState.WAITING.label)

    def one(remark: Remark) -> Due:
        since = localtime(remark.sent_at).date()
        return Due(str(remark), where, remark.get_absolute_url(), step, since)

    def many(count: int, first: Remark) -> Due:
        title = ngettext("%(n)d ý kiến công khai", "%(n)d ý kiến công khai", count)
        since = localtime(first.sent_at).date()
        return Due(title % {"n": count}, where, first.get_absolute_url(), step, since)

    yield from few_or_many(waiting.select_related("item__consultation__agency"), one, many)
