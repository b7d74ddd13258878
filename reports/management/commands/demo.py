"""`manage.py demo`: an invented office, at the stage of its year that somebody wants to see."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from config import servers
from reports.demo.logins import demo_password, login_table
from reports.demo.office import ForeignDataError
from reports.demo.stages import STAGES, Stage, fill, reached
from units.errors import ActionRefused

SEED = 2022


class Command(BaseCommand):
    """Fill the demo office, and say who can sign in to it."""

    help = "Fills an invented office through the product's own actions, up to a stage of its year."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the stage, the seed of names and choices, and the wish to see the logins."""
        parser.add_argument("--stage", choices=[stage.value for stage in STAGES])
        parser.add_argument("--seed", type=int, default=SEED, help="other names, other choices")
        parser.add_argument("--logins", action="store_true", help="print who can sign in")

    def handle(
        self, *args: Any, stage: str | None, seed: int, logins: bool, **options: Any
    ) -> None:
        """Fill, then print the logins; at least one of the two."""
        if not stage and not logins:
            raise CommandError("Name a stage with --stage, or ask for --logins.")
        try:
            if stage:
                self._fill(_stage(stage), seed)
            if logins:
                self._print_logins()
        except ForeignDataError as error:
            raise CommandError(
                "This database holds data that the demo did not make. Nothing was changed; "
                "use an empty database or another DATA_DIR."
            ) from error
        except ActionRefused as refusal:
            raise CommandError(f"The office cannot go on from where it stands: {refusal}") from None

    def _fill(self, stage: Stage, seed: int) -> None:
        lived = fill(stage, seed=seed, password=demo_password())
        now = reached() or stage
        known = servers.office_today()
        if known is None or known < now.day:
            servers.set_office_today(now.day)
        if lived:
            self.stdout.write(f"The demo office went through: {', '.join(lived)}.")
        else:
            self.stdout.write(f"The demo office stands at “{now}” already; nothing was changed.")

    def _print_logins(self) -> None:
        if reached() is None:
            raise CommandError("There is no demo office yet; fill one with --stage.")
        self.stdout.write("\n".join(["", "Sign in as:", *login_table(), ""]))


def _stage(name: str) -> Stage:
    """The stage of a name; call_command does not check choices of options passed as arguments."""
    try:
        return Stage(name)
    except ValueError:
        names = ", ".join(STAGES)
        raise CommandError(f"There is no stage “{name}”; choose one of {names}.") from None
