"""What a dossier opens with: posts, ratings and the year's results of whom it is about."""

import datetime
from dataclasses import dataclass

from django.db.models import QuerySet

from campaigns.models import Target
from campaigns.progress import Result
from campaigns.queries.progress import results_behind
from units.models import Person, Posting, Unit, YearRating

# As many past years as the longest reports of achievements go back.
YEARS_BACK = 10


@dataclass(frozen=True)
class Background:
    """Posts with their days (of a person), ratings, the latest first, and the year's results."""

    posts: list[Posting]
    ratings: list[YearRating]
    results: list[Result]


def background_of(
    subject: Person | Unit, *, year: int, on: datetime.date, among: QuerySet[Target] | None = None
) -> Background:
    """What is on record of a person or collective by a day; the same few queries for anybody.

    `among` narrows the targets to what somebody may see.
    """
    posts = Posting.objects.none()
    if isinstance(subject, Person):
        posts = subject.postings.filter(since__lte=on).select_related("unit")
    rated = subject.ratings.filter(year__gt=year - YEARS_BACK, year__lte=year)
    results = results_behind(subject, year, among=among)
    return Background(list(posts), list(rated), results)
