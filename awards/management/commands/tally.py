"""`manage.py tally YEAR`: what was awarded for a year, as frozen or as the records say."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from awards.models.subjects import RecipientKind
from awards.queries.tallies import AwardCount, year_counts
from campaigns.labels import award_label
from units.models import Agency


class Command(BaseCommand):
    """Print a year's awards by form and kind of recipient."""

    help = "Print what was awarded for a year, by form and kind of recipient."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the year, the agency where there are several, and the form of the answer."""
        parser.add_argument("year", type=int)
        parser.add_argument("--agency", metavar="CODE", help="code of the agency")
        parser.add_argument("--json", action="store_true", help="print JSON, not a table")

    def handle(self, *args: Any, year: int, agency: str | None, json: bool, **options: Any) -> None:
        """Print the lines, the highest award first, and their total."""
        counts = year_counts(_agency(agency), year)
        self.stdout.write(_as_json(year, counts) if json else _as_table(year, counts))


def _agency(code: str | None) -> Agency:
    """The agency with a code, or the only one; `CommandError` lists what there is."""
    agencies = list(Agency.objects.order_by("code"))
    chosen = [agency for agency in agencies if code in {None, agency.code}]
    if len(chosen) == 1:
        return chosen[0]
    known = ", ".join(agency.code for agency in agencies) or "none"
    if code:
        raise CommandError(f"There is no agency {code!r}. Agencies: {known}.")
    raise CommandError(f"Name one agency with --agency CODE. Agencies: {known}.")


def _as_json(year: int, counts: list[AwardCount]) -> str:
    lines = [{"award": c.award, "recipients": c.kind, "count": c.count} for c in counts]
    total = sum(one.count for one in counts)
    return json.dumps({"year": year, "lines": lines, "total": total}, ensure_ascii=False, indent=2)


def _as_table(year: int, counts: list[AwardCount]) -> str:
    rows = [(str(c.count), str(RecipientKind(c.kind).label), award_label(c.award)) for c in counts]
    rows.append((str(sum(c.count for c in counts)), "", f"{year}"))
    return "\n".join(f"{count:>6}  {kind:<8}  {name}".rstrip() for count, kind, name in rows)
