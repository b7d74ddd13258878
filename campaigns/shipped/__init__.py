"""What ships with the program for scoring: a template of a scoring table, and a dated rule.

Pure: no database, no clock, no settings. The template is an illustration, not a model of any
authority; the rule of first places is a custom, not law, and says so.
"""

import datetime
import functools
import tomllib
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from campaigns.scoring import Kind, Nature, misfits

FOLDER = Path(__file__).parent


class ShippedError(ValueError):
    """A data file is wrong."""


@dataclass(frozen=True)
class TemplateCriterion:
    """A criterion of a template; `commitment` is the number of the one that it serves, or None."""

    name: str
    maximum: Decimal
    checked_by: str
    kinds: frozenset[str]
    commitment: int | None


@dataclass(frozen=True)
class TemplateGroup:
    """A group of a template."""

    name: str
    nature: str
    criteria: tuple[TemplateCriterion, ...]


@dataclass(frozen=True)
class Template:
    """A scoring table to begin with."""

    code: str
    name: str
    written_on: datetime.date
    total: Decimal
    bonus_cap: Decimal
    penalty_cap: Decimal
    groups: tuple[TemplateGroup, ...]


@dataclass(frozen=True)
class FirstPlaces:
    """How many units of a bloc may come first, from a day on; `source` says whence it is."""

    since: datetime.date
    per_bloc: int
    source: str


@functools.cache
def templates() -> tuple[Template, ...]:
    """Every template, by its code."""
    return tuple(_template(path) for path in sorted(FOLDER.glob("template_*.toml")))


def template(code: str) -> Template:
    """Template with a code; KeyError for an unknown one."""
    return {one.code: one for one in templates()}[code]


@functools.cache
def first_places_rules() -> tuple[FirstPlaces, ...]:
    """Every rule of first places, the latest first."""
    tables = tomllib.loads((FOLDER / "first_places.toml").read_text(encoding="utf-8"))["rule"]
    rules = [FirstPlaces(**table) for table in tables]
    return tuple(sorted(rules, key=lambda rule: rule.since, reverse=True))


def first_places(on: datetime.date) -> FirstPlaces:
    """Rule that holds on a day; the oldest one for the days before it."""
    rules = first_places_rules()
    return next((rule for rule in rules if rule.since <= on), rules[-1])


def _template(path: Path) -> Template:
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    try:
        groups = tuple(_group(group) for group in table.pop("group"))
        for key in ("total", "bonus_cap", "penalty_cap"):
            table[key] = Decimal(table[key])
        found = Template(**table, groups=groups)
    except (KeyError, TypeError, ValueError, ArithmeticError) as error:
        raise ShippedError(f"{path.name}: {error!r}") from error
    criteria = [(group.nature, one.maximum) for group in found.groups for one in group.criteria]
    if wrong := misfits(criteria, found.total, found.bonus_cap, found.penalty_cap):
        raise ShippedError(f"{path.name}: {', '.join(wrong)}")
    return found


def _group(table: dict[str, Any]) -> TemplateGroup:
    criteria = tuple(_criterion(criterion) for criterion in table["criterion"])
    return TemplateGroup(table["name"], Nature(table["nature"]), criteria)


def _criterion(table: dict[str, Any]) -> TemplateCriterion:
    return TemplateCriterion(
        name=table["name"],
        maximum=Decimal(table["maximum"]),
        checked_by=table["checked_by"],
        kinds=frozenset(Kind(kind) for kind in table.get("kinds", list(Kind))),
        commitment=table.get("commitment"),
    )
