"""Half-open periods: from the first day up to, not including, `until`; no `until` is open."""

import datetime
from typing import Self, TypeVar

from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models import F, Func, Q

Row = TypeVar("Row", bound=models.Model)

PERIOD_ORDERED = Q(until__isnull=True) | Q(until__gt=F("since"))


class PeriodQuerySet(models.QuerySet[Row]):
    """Rows that hold on a day."""

    def on(self, day: datetime.date) -> Self:
        """Keep the rows whose period contains `day`."""
        return self.filter(Q(until__isnull=True) | Q(until__gt=day), since__lte=day)


class DateRange(Func):
    """SQL `daterange(since, until)`, for exclusion constraints."""

    function = "daterange"
    output_field = DateRangeField()


PERIOD = DateRange("since", "until")
