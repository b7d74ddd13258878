"""Reviews that wait for a declaration or for opinions."""

import datetime
from collections.abc import Iterator

from django.db.models import Count, QuerySet
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from awards.models import Review, ReviewItem, ReviewMember
from awards.permissions.reviews import items_open_to, items_visible_to
from awards.queries.reviews import undeclared
from awards.workflow import ReviewState
from reports.queries.due.lines import Due
from units.models import Account


def reviews(account: Account, on: datetime.date) -> Iterator[Due]:
    """Open reviews in which the account has still to declare, or owes opinions.

    What is not declared yet comes first: no opinion is owed on it before.
    """
    at_work = (ReviewState.OPEN, ReviewState.SITTING)
    memberships = list(
        ReviewMember.objects.filter(account=account, review__state__in=at_work)
        .select_related("review")
        .order_by("review__due_on", "review")
    )
    of_these = [member.review_id for member in memberships]
    visible = items_visible_to(account).filter(review__in=of_these)
    waiting = _counts(undeclared(visible, account))
    owing = items_open_to(account).filter(review__in=of_these)
    owed = _counts(owing.exclude(opinions__member__in=memberships))
    for member in memberships:
        review = member.review
        if count := waiting.get(review.pk, 0):
            left = ngettext(
                "còn %(n)d hồ sơ chờ khai xung đột lợi ích",
                "còn %(n)d hồ sơ chờ khai xung đột lợi ích",
                count,
            )
            url = reverse("review_declare", args=[review.pk])
            yield _line(review, left % {"n": count}, url, _("Khai"))
        is_open = review.state == ReviewState.OPEN
        if member.votes and is_open and (count := owed.get(review.pk, 0)):
            left = ngettext("còn %(n)d hồ sơ chờ ý kiến", "còn %(n)d hồ sơ chờ ý kiến", count)
            yield _line(review, left % {"n": count}, review.get_absolute_url(), _("Cho ý kiến"))


def _counts(items: QuerySet[ReviewItem]) -> dict[int, int]:
    """How many of some items lie in each review."""
    return dict(items.order_by().values_list("review").annotate(count=Count("pk")))


def _line(review: Review, where: str, url: str, step: str) -> Due:
    since = localtime(review.opened_at).date()
    return Due(review.title, where, url, step, since, review.due_on)
