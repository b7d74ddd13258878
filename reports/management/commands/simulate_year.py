"""`manage.py simulate_year`: an invented office lives through a whole year, day by day."""

import datetime
import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db.models import Count

from campaigns.models import Campaign
from reports.demo.founding import found_office
from reports.demo.launches import launch_text
from reports.demo.logins import demo_password
from reports.demo.office import ForeignDataError, Office
from reports.simulation.year import live_year
from units.models import AuditEntry, Mail, Notice

YEAR, SEED = 2022, 2022


class Command(BaseCommand):
    """Found the demo office in an empty database and let everybody act, with the clock walked."""

    help = "Lives through 31/12/2021 to 31/12/2022 in an empty database, every actor acting."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the seed of names and choices."""
        parser.add_argument("--seed", type=int, default=SEED, help="other names, other choices")

    def handle(self, *args: Any, seed: int, **options: Any) -> None:
        """Live the year, with the day in sight, and say what it came to."""
        try:
            if Office.find():
                raise CommandError(
                    "The demo office is here already. Nothing was changed; use an empty database "
                    "or another DATA_DIR."
                )
        except ForeignDataError as error:
            raise CommandError(
                "This database holds data. Nothing was changed; use an empty one or another "
                "DATA_DIR."
            ) from error
        found_office(seed=seed, password=demo_password())
        started = time.monotonic()
        campaign = live_year(
            Office.require().agency, launch_text(YEAR), year=YEAR, seed=seed, watch=self._say
        )
        seconds = time.monotonic() - started
        self.stdout.write(f"\n“{campaign}” lived through in {seconds:.0f} s.")
        self._sum_up()

    def _say(self, _campaign: Campaign, day: datetime.date) -> None:
        if day.day == 1:
            self.stdout.write(f"{day:%m/%Y} ", ending="")
            self.stdout.flush()

    def _sum_up(self) -> None:
        twice = (
            Notice.objects.values("account", "kind", "about", "period")
            .annotate(times=Count("pk"))
            .filter(times__gt=1)
        )
        unsent = Mail.objects.filter(sent_at=None)
        self.stdout.write(
            f"{AuditEntry.objects.count()} acts; {Notice.objects.count()} notices, "
            f"{twice.count()} of them told twice; {Mail.objects.count()} letters, "
            f"{unsent.count()} not sent."
        )
