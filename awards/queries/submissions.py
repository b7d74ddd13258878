"""What is read of submissions."""

from collections.abc import Iterable

from django.db.models import Count, Q, QuerySet

from awards.models import Nomination, Submission
from awards.queries.nominations import nomination_board
from awards.workflow import IN_UNIT


def submission_board(
    submissions: QuerySet[Submission], nominations: QuerySet[Nomination]
) -> QuerySet[Submission]:
    """Submissions with what a list shows, and how many of the `nominations` each holds.

    The latest first, said here: Django leaves the model's order out where rows are counted.
    """
    of_these = Q(nominations__in=nominations.values("pk"))
    board = submissions.select_related("unit", "campaign", "sent_by__person")
    counted = board.annotate(held=Count("nominations", filter=of_these))
    return counted.order_by("-created_at", "-pk")


def gathered(submission: Submission, among: QuerySet[Nomination] | None = None) -> list[Nomination]:
    """Nominations of a submission, the highest award first; `among` narrows to what one may see."""
    rows = Nomination.objects.all() if among is None else among
    board = nomination_board(rows.filter(submission=submission))
    return list(board.select_related("submission", "unit_count"))


def may_join(submission: Submission) -> QuerySet[Nomination]:
    """Nominations that a submission may take up: of its unit and campaign, in the unit's hand."""
    free = Q(submission=None) | Q(submission=submission.pk)
    return Nomination.objects.filter(
        free,
        unit=submission.unit_id,
        campaign=submission.campaign_id,
        year=submission.year,
        state__in=IN_UNIT,
    )


def seen_as(submission: Submission, nominations: Iterable[Nomination]) -> str:
    """What a page shows of a submission, as a mark: it differs after every save of any part."""
    editions = sorted((one.pk, one.edition) for one in nominations)
    return f"{submission.edition}:" + ",".join(f"{key}-{edition}" for key, edition in editions)
