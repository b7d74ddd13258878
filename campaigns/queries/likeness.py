"""Which passages of a text stand in other texts that left their authors."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from campaigns.likeness import COMMON, Passage, Text, passages, percent
from campaigns.models import ComparedText

# So many of the texts that share most are shown.
MOST_ALIKE = 5
# For each shingle of a text, other texts that hold it, up to one more than is still a likeness:
# GIN finds them, one look-up a shingle.
HOLDERS = """
SELECT wanted.mark, array_agg(held.id)
FROM unnest(%(marks)s::bigint[]) AS wanted (mark)
CROSS JOIN LATERAL (
    SELECT id FROM campaigns_comparedtext
    WHERE marks @> ARRAY[wanted.mark] AND agency_id = %(agency)s
        AND NOT (kind = %(kind)s AND key = %(key)s)
    LIMIT %(most)s
) AS held
GROUP BY wanted.mark
"""


@dataclass(frozen=True)
class Alike:
    """Another text, the passages shared with it, and how much of the first they are."""

    source: ComparedText
    passages: list[Passage]
    percent: int


def alike(source: ComparedText, among: QuerySet[ComparedText]) -> list[Alike]:
    """Texts `among` others that share passages with a kept one, the most alike first.

    Passages that stand in more than COMMON other texts are a form and are left out.
    """
    text = Text.read(source.text)
    with connection.cursor() as cursor:
        wanted: dict[str, Any] = {
            "marks": list(set(text.marks)),
            "agency": source.agency_id,
            "kind": source.kind,
            "key": source.key,
            "most": COMMON + 1,
        }
        cursor.execute(HOLDERS, wanted)
        holders: dict[int, list[int]] = dict(cursor.fetchall())
    common = frozenset(mark for mark, held in holders.items() if len(held) > COMMON)
    shared = Counter(key for mark, held in holders.items() if mark not in common for key in held)
    found = []
    for other in among.filter(pk__in=shared):
        there = list(passages(text, Text.read(other.text), ignoring=common))
        if there:
            found.append(Alike(other, there, percent(text, there)))
    found.sort(key=lambda one: (-one.percent, -one.source.year, one.source.pk))
    return found[:MOST_ALIKE]


def kept_text(kind: str, key: int) -> ComparedText | None:
    """The kept text of a row."""
    return ComparedText.objects.filter(kind=kind, key=key).first()
