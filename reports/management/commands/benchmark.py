"""`manage.py benchmark`: what the heaviest pages cost, against the lightest one in the same run."""

import statistics
import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from units import clock
from units.models import Account, Role, RoleGrant

# The floor: the lightest page, through every middleware: session and account, nothing else.
FLOOR = "healthz"
PAGES = ("campaigns", "nominations", "dashboard")


class Command(BaseCommand):
    """Time three pages on the data that is there, interleaved with the floor."""

    help = "Measures three pages: queries, median milliseconds, and times the lightest page."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the number of rounds."""
        parser.add_argument("--rounds", type=int, default=30)

    def handle(self, *args: Any, rounds: int, **options: Any) -> None:
        """Print a row for each page."""
        client = Client(SERVER_NAME="localhost")
        client.force_login(_leader())
        queries = {name: _queries(client, name) for name in (FLOOR, *PAGES)}
        times: dict[str, list[float]] = {name: [] for name in queries}
        for _round in range(rounds):
            for name, taken in times.items():
                taken.append(_milliseconds(client, name))
        floor = statistics.median(times[FLOOR])
        self.stdout.write(f"{'page':<14}{'queries':>8}{'median ms':>12}{'x floor':>10}")
        for name, taken in times.items():
            median = statistics.median(taken)
            self.stdout.write(f"{name:<14}{queries[name]:>8}{median:>12.1f}{median / floor:>10.1f}")


def _leader() -> Account:
    grants = RoleGrant.objects.filter(role=Role.LEADERSHIP, account__is_active=True)
    grant = grants.on(clock.today()).select_related("account").first()
    if grant is None:
        raise CommandError("Nobody holds the leadership role here. Run `manage.py demo` first.")
    return grant.account


def _queries(client: Client, name: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        _milliseconds(client, name)
    return len(captured)


def _milliseconds(client: Client, name: str) -> float:
    started = time.perf_counter()
    response = client.get(reverse(name))
    if response.status_code != 200:
        raise CommandError(f"{name} answered {response.status_code}")
    return (time.perf_counter() - started) * 1000
