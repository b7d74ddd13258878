"""`manage.py benchmark`: what the heaviest pages cost, and how quickly the law judges."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from reports.benchmarks.law import measure_law
from reports.benchmarks.pages import NobodyLeadsError, measure_pages
from reports.demo.office import ForeignDataError, Office

PAGES, LAW = "pages", "law"
SEED = 2026


class Command(BaseCommand):
    """Print a table of the pages, and one of the law."""

    help = "Measures three pages, and the law on a crowd that is there only for the measuring."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take what to measure, and how much of it."""
        parser.add_argument("what", nargs="?", choices=[PAGES, LAW], help="both when left out")
        parser.add_argument("--rounds", type=int, default=30, help="how often each page is asked")
        parser.add_argument("--people", type=int, default=100_000, help="how large the crowd is")

    def handle(
        self, *args: Any, what: str | None, rounds: int, people: int, **options: Any
    ) -> None:
        """Measure."""
        if what != LAW:
            self._measure_pages(rounds)
        if what != PAGES:
            self._measure_law(people)

    def _measure_pages(self, rounds: int) -> None:
        try:
            for line in measure_pages(rounds):
                self.stdout.write(line)
        except NobodyLeadsError:
            raise CommandError(
                "Nobody holds the leadership role here. Run `manage.py demo` first."
            ) from None

    def _measure_law(self, people: int) -> None:
        """Only in an empty database or the demo's: no real office bears such a load."""
        try:
            Office.find()
        except ForeignDataError:
            raise CommandError(
                "This database holds data that the demo did not make; no crowd is brought into it. "
                "Nothing was changed; use an empty database or another DATA_DIR."
            ) from None
        for line in measure_law(people, seed=SEED):
            self.stdout.write(line)
