"""The law that this installation applies: national records, and the agency's folder on top."""

from typing import Any

from django.core.checks import CheckMessage, Error, register

from awards.law.citations import UnknownSourceError, parse
from awards.law.corpus import Law, load
from awards.law.layers import check_folder
from awards.law.numbers import all_numbers
from awards.law.records import Dated, LawError
from awards.law.sources import SourceError, sources
from campaigns import catalogue
from campaigns.catalogue import CatalogueError, agency_folder, kept

__all__ = ["CHECK", "agency_folder", "all_records", "check_law", "law"]

CHECK = "law"  # tag of the system check, for the commands that read the law and nothing else


@kept
def law() -> Law:
    """The law, read once; `LawError` where a record is wrong."""
    return load(agency_folder())


def all_records() -> list[Dated]:
    """Every record of the law data, criteria and numbers; `LawError` names one that is wrong."""
    book = law()
    return [*book.records, *book.regimes, *book.transitions, *all_numbers(agency_folder())]


@register(CHECK)
def check_law(**_options: Any) -> list[CheckMessage]:
    """Refuse to start on a broken record, of the nation's or of the agency's."""
    try:
        _read_all()
    except (CatalogueError, SourceError, LawError) as error:
        return [Error(str(error), id="awards.E001", hint="Mend the record, then check again.")]
    return []


def _read_all() -> None:
    folder = agency_folder()
    if folder:
        check_folder(folder)
    sources()
    for award in catalogue.own_awards():
        try:
            parse(award.source)
        except UnknownSourceError as error:
            raise LawError(f"awards.toml, record {award.code}: source: {error}") from error
    catalogue.awards()
    load(folder)
    all_numbers(folder)
