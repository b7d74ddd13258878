"""Papers of the council that wait for a signature, and results that wait to be announced."""

import datetime
from collections.abc import Iterator

from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from awards.models import Minutes, Review
from awards.permissions.decisions import of_agencies
from awards.workflow import ReviewState
from reports.queries.due.lines import Due, few_or_many
from units.models import Account, Role
from units.permissions import standing


def papers_to_sign(account: Account, on: datetime.date) -> Iterator[Due]:
    """Papers under which the account's name is still missing."""
    waiting = Minutes.objects.filter(
        signatures__member__account=account, signatures__signed_at=None
    ).select_related("review")

    def one(paper: Minutes) -> Due:
        title, since = str(paper), localtime(paper.made_at).date()
        return Due(title, _("chờ bạn ký"), paper.get_absolute_url(), _("Đọc và ký"), since)

    def many(count: int, first: Minutes) -> Due:
        said = _("%(n)d biên bản chờ bạn ký") % {"n": count}
        return Due(said, str(first.review), first.get_absolute_url(), _("Đọc và ký"))

    return few_or_many(waiting, one, many)


def results_to_announce(account: Account, on: datetime.date) -> Iterator[Due]:
    """Signed reviews whose results the account has not made known."""
    run = standing(account).unit_ids(Role.STANDING_BODY)
    signed = Review.objects.filter(
        of_agencies(run), state=ReviewState.SIGNED, announced_at=None
    ).order_by("closed_at")
    for review in signed:
        url = reverse("minutes_list", args=[review.pk])
        yield Due(review.title, _("đã ký biên bản"), url, _("Công bố kết quả"))
