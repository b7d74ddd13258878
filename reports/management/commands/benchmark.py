"""`manage.py benchmark`: how quickly the law judges and papers are set, what heavy pages cost."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from reports.benchmarks.documents import measure_documents
from reports.benchmarks.law import measure_law
from reports.benchmarks.pages import NobodyLeadsError, measure_pages
from reports.demo.office import ForeignDataError

LAW, PAGES, DOCUMENTS = "law", "pages", "documents"
SEED = 2026
REFUSALS = {
    ForeignDataError: "This database holds data that the demo did not make, so no crowd is brought "
    "into it to measure the law. Nothing was changed; use an empty database or another DATA_DIR.",
    NobodyLeadsError: "Nobody holds the leadership role here, so no page was measured. "
    "Run `manage.py demo` first.",
}


class Command(BaseCommand):
    """Print a table of the law, one of the pages, and one of the documents."""

    help = "Measures the law on a crowd that is there only for it, three pages, and long documents."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take what to measure, and how much of it."""
        parser.add_argument(
            "what", nargs="?", choices=[LAW, PAGES, DOCUMENTS], help="all when left out"
        )
        parser.add_argument("--people", type=int, default=100_000, help="how large the crowd is")
        parser.add_argument("--rounds", type=int, default=30, help="how often each page is asked")

    def handle(
        self, *args: Any, what: str | None, people: int, rounds: int, **options: Any
    ) -> None:
        """Measure; what must not or cannot be measured is told at the end."""
        tables = {LAW: measure_law(people, seed=SEED), PAGES: measure_pages(rounds)}
        tables[DOCUMENTS] = measure_documents(rounds)
        refused = []
        for name in [what] if what else tables:
            try:
                for line in tables[name]:
                    self.stdout.write(line)
            except (ForeignDataError, NobodyLeadsError) as refusal:
                refused.append(REFUSALS[type(refusal)])
        if refused:
            raise CommandError("\n".join(refused))
