"""Somebody who has everything that lies still, and tries to tell who cast which ballot.

They hold dumps from before the closing, between the two openings and after them, with PostgreSQL's
own columns `xmin` and `ctid`; the write-ahead log; and, from the log of the web server, the order
in which the members voted. They put the members into every order they know, and the
ballots too, and join the two by rank. They learn on some sessions which join is right most often,
and use it on the others.
"""

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from django.db import connection, transaction

# Of the write-ahead log, as PostgreSQL lays it out.
PAGE, HEADER, LONG_HEADER = 8192, 24, 40


@dataclass(frozen=True)
class Loot:
    """One session: orders of the members, orders of the ballots, and the ballot to explain."""

    members: dict[str, list[int]]
    ballots: dict[str, list[str]]
    wanted: str
    caster: int

    def guess(self, join: tuple[str, str]) -> int:
        """Who stands among the members where the wanted ballot stands among the ballots."""
        by_member, by_ballot = join
        return self.members[by_member][self.ballots[by_ballot].index(self.wanted)]


def learn(sessions: Iterable[Loot]) -> tuple[str, str]:
    """The join that explains most ballots."""
    hits: Counter[tuple[str, str]] = Counter()
    for session in sessions:
        for by_member in session.members:
            for by_ballot in session.ballots:
                join = (by_member, by_ballot)
                hits[join] += session.guess(join) == session.caster
    return max(hits, key=lambda join: (hits[join], join))


def hits_of(sessions: list[Loot]) -> tuple[int, int]:
    """How many ballots are explained in the second half, by what the first half teaches."""
    half = len(sessions) // 2
    join = learn(sessions[:half])
    tried = sessions[half:]
    return sum(one.guess(join) == one.caster for one in tried), len(tried)


def chance_of(hits: int, tries: int, of: int) -> float:
    """Chance of at least so many hits by guessing one of `of`: the binomial test, one-sided."""
    p = 1 / of
    return sum(math.comb(tries, k) * p**k * (1 - p) ** (tries - k) for k in range(hits, tries + 1))


class Wal:
    """The write-ahead log from a moment on, as bytes."""

    def __init__(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SHOW data_directory")
            self._folder = Path(cursor.fetchone()[0]) / "pg_wal"
            cursor.execute("SELECT setting::bigint FROM pg_settings WHERE name='wal_segment_size'")
            self._segment = cursor.fetchone()[0]
        self._start = _flushed()

    def since(self) -> bytes:
        """What was written since this was made, without the headers of its pages."""
        end, found = _flushed(), b""
        for page in range(self._start // PAGE, end // PAGE + 1):
            begin = page * PAGE
            header = LONG_HEADER if begin % self._segment == 0 else HEADER
            content = self._page(begin)[: max(end - begin, 0)]
            found += content[max(header, self._start - begin) :]
        return found

    def _page(self, begin: int) -> bytes:
        with self._path(begin // self._segment).open("rb") as file:
            file.seek(begin % self._segment)
            return file.read(PAGE)

    def _path(self, number: int) -> Path:
        per_log = 0x100000000 // self._segment
        return self._folder / f"00000001{number // per_log:08X}{number % per_log:08X}"


def _flushed() -> int:
    """Write the log down to the disk; give the place that it has reached."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL synchronous_commit = on")
        cursor.execute("SELECT pg_logical_emit_message(true, '', '')")
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_wal_lsn_diff(pg_current_wal_flush_lsn(), '0/0')::bigint")
        return cursor.fetchone()[0]


def dump(query: str) -> list[tuple]:
    """Rows as a dump has them, with the columns that PostgreSQL adds to every row."""
    with connection.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchall()


def place(ctid: str) -> tuple[int, ...]:
    """Page and line of a row, to sort by."""
    return tuple(map(int, ctid.strip("()").split(",")))
