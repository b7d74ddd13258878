"""Prize money: coefficient × base salary of the day of the decision × multiplier, rounded.

Whole đồng and exact fractions; a coefficient is written as text ("4.5"), so that none is inexact.
"""

import datetime
import functools
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Any

from awards.law.layers import Layers, Subject
from awards.law.records import Dated, value_of
from awards.law.rounding import Rounding, rounding_rule
from awards.law.salary import base_salary
from campaigns import catalogue
from campaigns.catalogue import Recipient

Factors = tuple[Fraction, Fraction]


@dataclass(frozen=True, kw_only=True)
class Rates(Dated):
    """Coefficients by award, or by award and variant ("KNC/BO"), of one article.

    `collective` are coefficients of their own. A collective, or a household, gets a multiple of
    the individual's where `collective_times`, or `household_times`, says so. `at_most` says that
    the giver sets the coefficient, up to this one.
    """

    individual: dict[str, Fraction] = field(default_factory=dict)
    collective: dict[str, Fraction] = field(default_factory=dict)
    collective_times: Fraction | None = None
    household_times: Fraction | None = None
    at_most: bool = False

    def factors(self, key: str, recipient: str) -> Factors | None:
        """Coefficient and multiplier of an award for a recipient; None where it gives none."""
        if recipient == Recipient.COLLECTIVE and key in self.collective:
            return self.collective[key], Fraction(1)
        multipliers: dict[str, Fraction | None] = {
            Recipient.INDIVIDUAL: Fraction(1),
            Recipient.COLLECTIVE: self.collective_times,
            Recipient.HOUSEHOLD: self.household_times,
        }
        times = multipliers.get(recipient)
        if times is None or key not in self.individual or not _award(key).goes_to(recipient):
            return None
        return self.individual[key], times


@dataclass(frozen=True, kw_only=True)
class Prize:
    """What an award is worth by a decision of the day `on`, with all that it comes from.

    `at_most` says that the giver may pay less; unless `verified`, a part of the rule was not seen.
    """

    award: str
    recipient: str
    on: datetime.date
    coefficient: Fraction
    multiplier: Fraction
    base_salary: int
    rounding: Rounding
    at_most: bool
    cites: tuple[str, ...]
    verified: bool

    @property
    def unrounded(self) -> Fraction:
        """Amount before it is rounded, in đồng."""
        return self.coefficient * self.multiplier * self.base_salary

    @property
    def amount(self) -> int:
        """Amount in whole đồng."""
        return self.rounding.apply(self.unrounded)


def prize(
    award: str,
    recipient: str,
    on: datetime.date,
    variant: str = "",
    *,
    rounding: Rounding | None = None,
    agency: Path | None = None,
) -> Prize | None:
    """Prize of an award by a decision of the day `on`; None where no coefficient is known.

    `variant` tells apart what the law pays differently under one award ("BO": the KNC of a
    ministry). `rounding` is the office's choice where it does not follow the rule of the day.
    """
    key = f"{award}/{variant}" if variant else award
    salary = base_salary(on)
    rule = rounding_rule(_award(key).legal_order, on)
    mode = rounding or (rule.rounding if rule else None)
    if salary is None or mode is None:
        return None
    for rates in load(agency).on(on):
        factors = rates.factors(key, recipient)
        if factors:
            chosen = rule if rounding is None else None
            behind = [one for one in (rates, salary, chosen) if one]
            return Prize(
                award=award,
                recipient=recipient,
                on=on,
                coefficient=factors[0],
                multiplier=factors[1],
                base_salary=salary.amount,
                rounding=mode,
                at_most=rates.at_most,
                cites=tuple(dict.fromkeys(cite for one in behind for cite in one.cites)),
                verified=all(one.verified for one in behind),
            )
    return None


def _award(key: str) -> catalogue.Award:
    return catalogue.award(key.partition("/")[0])


def _fractions(values: Any) -> dict[str, Fraction]:
    """Coefficients by award, each written as text; a number is refused, for it may be inexact."""
    for key in values:
        _award(key)
    return {key: value_of(Fraction, value) for key, value in values.items()}


def _about(rates: Rates) -> tuple[tuple[str, str], ...]:
    pairs = [(key, "individual") for key in rates.individual]
    return (*pairs, *((key, "collective") for key in rates.collective))


def _loosens(own: Rates, national: Rates) -> str:
    """National law fixes what it pays, but for the coefficients up to which a giver is free."""
    if not national.at_most:
        return "the coefficient is fixed"
    for key, most in (national.individual | national.collective).items():
        paid = own.individual.get(key, own.collective.get(key, most))
        if paid > most:
            return f"{key} is paid more than {most} times the base salary"
    return ""


_subject = Subject(
    file="prizes.toml",
    table="rates",
    build=Rates,
    about=_about,
    loosens=_loosens,
    convert={"individual": _fractions, "collective": _fractions},
)


@functools.cache
def load(agency: Path | None) -> Layers[Rates]:
    """Every record; `LawError` for a wrong one, and for an agency's that pays otherwise."""
    return _subject.load(agency)
