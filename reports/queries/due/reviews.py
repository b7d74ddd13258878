"""Reviews that wait for opinions, or for their end."""

import datetime
from collections.abc import Iterator

from django.db.models import Count, Q
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from awards.models import ReviewItem, ReviewMember
from awards.workflow import ReviewState
from reports.queries.due.lines import Due
from units.models import Account


def reviews(account: Account, on: datetime.date) -> Iterator[Due]:
    """Open reviews in which the account still owes opinions, or that it may close as chair."""
    memberships = list(
        ReviewMember.objects.filter(account=account, review__state=ReviewState.OPEN)
        .select_related("review")
        .order_by("review__due_on")
    )
    about_me = Q(nomination__person=account.person_id, nomination__person__isnull=False)
    owed = dict(
        ReviewItem.objects.filter(review__in=[member.review_id for member in memberships])
        .exclude(about_me)
        .exclude(opinions__member__in=memberships)
        .values_list("review")
        .annotate(count=Count("pk"))
    )
    for member in memberships:
        review, count = member.review, owed.get(member.review_id, 0)
        if not count and not member.is_chair:
            continue
        left = ngettext("còn %(n)d hồ sơ chờ ý kiến", "còn %(n)d hồ sơ chờ ý kiến", count)
        where = left % {"n": count} if count else _("bạn đã cho đủ ý kiến")
        step = _("Cho ý kiến") if count else _("Kết thúc phiên")
        url = review.get_absolute_url()
        yield Due(review.title, where, url, step, localtime(review.opened_at).date(), review.due_on)
