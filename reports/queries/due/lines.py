"""A line of the to-do list, and how many rows become lines."""

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from django.db.models import Model, QuerySet

FEW = 4

Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True)
class Due:
    """One thing to do: what, where it stands, since when, by when, and the page to do it on."""

    title: str
    where: str
    url: str
    step: str
    since: datetime.date | None = None
    deadline: datetime.date | None = None


def few_or_many(
    rows: QuerySet[Row], one: Callable[[Row], Due], many: Callable[[int, Row], Due]
) -> Iterator[Due]:
    """A line for each of a few rows; one line for all of many."""
    found = list(rows[: FEW + 1])
    if len(found) > FEW:
        yield many(rows.count(), found[0])
    else:
        yield from (one(row) for row in found)
