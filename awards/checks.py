"""Every stored code is a code of the catalogue: an agency that takes a record away is told so."""

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register
from django.db import DatabaseError, transaction

from awards.models import Decision, Nomination, TallyLine
from campaigns import catalogue
from campaigns.catalogue import CatalogueError
from campaigns.models import Aim, AnnouncedAward

HOLDERS: tuple[Any, ...] = (Decision, Nomination, TallyLine, Aim, AnnouncedAward)


@register(Tags.database)
def check_stored_codes(
    databases: Sequence[str] | None = None, **_options: Any
) -> list[CheckMessage]:
    """Name the codes in the database that no award has; `manage.py check --database default`."""
    try:
        stored = {code for alias in databases or () for code in _stored(alias)}
        known = {award.code for award in catalogue.awards()}
    except (DatabaseError, CatalogueError):  # no tables yet; a broken record is told elsewhere
        return []
    return [
        Error(
            f"no award has the code {code}, which past records hold",
            id="awards.E002",
            hint="Put its record back into awards.toml of the agency's folder (AGENCY_LAW).",
        )
        for code in sorted(stored - known)
    ]


def _stored(alias: str) -> set[str]:
    with transaction.atomic(using=alias):
        rows = (one.objects.using(alias).order_by().values_list("award") for one in HOLDERS)
        return {code for of_model in rows for (code,) in of_model.distinct()}
