"""`manage.py law show CODE --on DATE` and `manage.py law stale`: read the law data."""

import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from awards.law.criteria import Speech
from awards.law.reading import asked_by, stale
from awards.law.regimes import NoRegimeError
from awards.lawbook import CHECK, all_records, law
from campaigns.catalogue import UnknownAwardError
from units import clock


class Command(BaseCommand):
    """Print what an award asks on a day, or the records that nobody has checked for a year."""

    help = "Read the law data: what an award asks on a day, and which records are stale."
    requires_system_checks = (CHECK,)

    def add_arguments(self, parser: CommandParser) -> None:
        """Take one of the two questions."""
        parser.add_argument("--language", choices=["vi", "en"], default="vi")
        questions = parser.add_subparsers(dest="question", required=True)
        show = questions.add_parser("show", help="what an award asks on a day, with citations")
        show.add_argument("code", metavar="CODE")
        show.add_argument("--on", type=_day, default=None, metavar="DATE", help="YYYY-MM-DD")
        late = questions.add_parser("stale", help="records not checked for a year")
        late.add_argument("--on", type=_day, default=None, metavar="DATE", help="YYYY-MM-DD")

    def handle(self, *args: Any, **options: Any) -> None:
        """Answer; exit code 1 when there are stale records."""
        on = options["on"] or clock.today()
        if options["question"] == "show":
            self._show(options["code"], on, Speech(options["language"]))
            return
        late = stale(all_records(), on)
        for record in late:
            self.stdout.write(f"{record.code}: checked {record.checked}")
        self.stdout.write(f"{len(late)} records not checked for a year on {on}")
        if late:
            raise SystemExit(1)

    def _show(self, code: str, on: datetime.date, say: Speech) -> None:
        try:
            self.stdout.write(asked_by(law(), code, on, say))
        except (UnknownAwardError, NoRegimeError) as error:
            raise CommandError(str(error)) from error


def _day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)
