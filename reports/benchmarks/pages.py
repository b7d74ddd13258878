"""What the heaviest pages cost, against the lightest one in the same run."""

import statistics
import time
from collections.abc import Iterator

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from units import clock
from units.models import Account, Role, RoleGrant

# The floor: the lightest page, through every middleware: session and account, nothing else.
FLOOR = "healthz"
PAGES = ("campaigns", "nominations", "dashboard")


class NobodyLeadsError(Exception):
    """Nobody holds the role that sees all of the pages."""


def measure_pages(rounds: int) -> Iterator[str]:
    """Time three pages on the data that is there, interleaved with the floor; a line for each."""
    client = Client(SERVER_NAME="localhost")
    client.force_login(_leader())
    queries = {name: _queries(client, name) for name in (FLOOR, *PAGES)}
    times: dict[str, list[float]] = {name: [] for name in queries}
    for _round in range(rounds):
        for name, taken in times.items():
            taken.append(_milliseconds(client, name))
    floor = statistics.median(times[FLOOR])
    yield f"{'page':<14}{'queries':>8}{'median ms':>12}{'x floor':>10}"
    for name, taken in times.items():
        median = statistics.median(taken)
        yield f"{name:<14}{queries[name]:>8}{median:>12.1f}{median / floor:>10.1f}"


def _leader() -> Account:
    grants = RoleGrant.objects.filter(role=Role.LEADERSHIP, account__is_active=True)
    grant = grants.on(clock.today()).select_related("account").first()
    if grant is None:
        raise NobodyLeadsError
    return grant.account


def _queries(client: Client, name: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        _milliseconds(client, name)
    return len(captured)


def _milliseconds(client: Client, name: str) -> float:
    started = time.perf_counter()
    response = client.get(reverse(name))
    if response.status_code != 200:
        raise RuntimeError(f"{name} answered {response.status_code}")
    return (time.perf_counter() - started) * 1000
