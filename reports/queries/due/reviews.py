"""Reviews that wait for opinions, or for their end."""

import datetime
from collections.abc import Iterator

from django.db.models import Count
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from awards.models import ReviewMember
from awards.permissions.reviews import items_visible_to
from awards.workflow import ReviewState
from reports.queries.due.lines import Due
from units.models import Account


def reviews(account: Account, on: datetime.date) -> Iterator[Due]:
    """Open reviews in which the account still owes opinions."""
    memberships = list(
        ReviewMember.objects.filter(account=account, votes=True, review__state=ReviewState.OPEN)
        .select_related("review")
        .order_by("review__due_on")
    )
    owed = dict(
        items_visible_to(account)
        .filter(review__in=[member.review_id for member in memberships])
        .exclude(opinions__member__in=memberships)
        .values_list("review")
        .annotate(count=Count("pk"))
    )
    for member in memberships:
        review, count = member.review, owed.get(member.review_id, 0)
        if not count:
            continue
        left = ngettext("còn %(n)d hồ sơ chờ ý kiến", "còn %(n)d hồ sơ chờ ý kiến", count)
        where, step = left % {"n": count}, _("Cho ý kiến")
        url = review.get_absolute_url()
        yield Due(review.title, where, url, step, localtime(review.opened_at).date(), review.due_on)
