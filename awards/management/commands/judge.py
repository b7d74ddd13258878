"""`manage.py judge PATH…`: judge case files against the law."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from awards.law.cases import CaseError, read_case
from awards.law.criteria import Speech
from awards.law.words import explain
from awards.lawbook import CHECK, law


class Command(BaseCommand):
    """Print each case whose verdict differs from what it expects, then how many passed."""

    help = "Judge case files: a line for each that differs, then the counts."
    requires_system_checks = (CHECK,)

    def add_arguments(self, parser: CommandParser) -> None:
        """Take files and folders, and whether the verdicts are wanted in words."""
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH")
        parser.add_argument("--explain", action="store_true", help="print the verdict in words")
        parser.add_argument("--language", choices=["vi", "en"], default="vi")

    def handle(self, *args: Any, **options: Any) -> None:
        """Judge every case; exit code 1 when one differs or cannot be read."""
        say = Speech(options["language"]) if options["explain"] else None
        outcomes = [self._judge(file, say) for file in _files(options["paths"])]
        failed = outcomes.count(False)
        self.stdout.write(f"{len(outcomes) - failed} passed, {failed} failed")
        if failed:
            raise SystemExit(1)

    def _judge(self, file: Path, say: Speech | None) -> bool:
        try:
            case = read_case(file)
        except CaseError as error:
            self.stdout.write(str(error))
            return False
        if say:
            self.stdout.write(f"{case.name}\n{explain(case.judged(law()), say)}\n")
        differs = case.differs(law())
        if differs:
            self.stdout.write(f"{file}: {case.name}: {differs}")
        return not differs


def _files(paths: list[Path]) -> Iterator[Path]:
    for path in paths:
        if not path.exists():
            raise CommandError(f"There is no file or folder “{path}”.")
        yield from sorted(path.rglob("*.toml")) if path.is_dir() else [path]
