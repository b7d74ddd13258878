"""The agency's own awards (`awards.toml` of its folder), beside those of national law.

An agency may add what it decides itself, by a text of its own that it cites, below the highest
award that national law lets it give. Everything else is refused with the record and the reason.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path

from campaigns.catalogue.load import CatalogueError, gather, read
from campaigns.catalogue.record import Award

FILE = "awards.toml"


def load_own(folder: Path, national: Mapping[str, Award]) -> dict[str, Award]:
    """Awards that an agency adds, by code, in rank order; `CatalogueError` where it may not."""
    path = folder / FILE
    records = list(read(path)) if path.exists() else []
    for place, award in records:
        if objection := next(_objections(award, national), ""):
            raise CatalogueError(f"{place}: {objection}")
    return gather(records, beside=national)


def _objections(award: Award, national: Mapping[str, Award]) -> Iterator[str]:
    if award.code in national:
        yield f"national law has this code ({national[award.code].name})"
    if not award.of_state:
        yield "the Party and the unions have rules of their own; an agency adds to the State's"
    if not award.own_authority:
        yield "an agency adds only awards that it decides itself, own_authority must be true"
    if not award.citation:
        yield "a citation is missing: the text of the agency that gives the award"
    yield from _above(award, national)
    for one in national.values():
        if shared := set(award.phrases) & set(one.phrases):
            yield f"“{min(shared)}” already names {one.code} of national law"


def _above(award: Award, national: Mapping[str, Award]) -> Iterator[str]:
    """Object to a rank or level above what national law lets an agency decide."""
    given = [one for one in national.values() if one.own_authority and one.level == award.level]
    if not given:
        yield f"level {award.level} is above what an agency decides"
        return
    highest = min(given, key=lambda one: one.rank)
    if award.rank < highest.rank:
        yield (
            f"rank {award.rank} is above {highest.code} ({highest.rank}), "
            f"the highest that an agency decides on level {award.level}"
        )
