"""The law that this installation applies: national records, and the agency's folder on top."""

import functools
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register

from awards.law.corpus import Law, load
from awards.law.numbers import all_numbers
from awards.law.records import Dated, LawError


@functools.cache
def law() -> Law:
    """The law, read once; `LawError` where a record is wrong."""
    return load(agency_folder())


def all_records() -> list[Dated]:
    """Every record of the law data, criteria and numbers; `LawError` names one that is wrong."""
    book = law()
    return [*book.records, *book.regimes, *book.transitions, *all_numbers(agency_folder())]


def agency_folder() -> Path | None:
    """Folder of the agency's own records (setting AGENCY_LAW), None without one."""
    return Path(settings.AGENCY_LAW) if settings.AGENCY_LAW else None


@register
def check_law(**_options: Any) -> list[CheckMessage]:
    """Refuse to start on a broken record."""
    try:
        load(agency_folder())
        all_numbers(agency_folder())
    except LawError as error:
        return [Error(str(error), id="awards.E001", hint="Mend the record, then check again.")]
    return []
