"""Every number of the law in one place, for the checks that look at all of them."""

from pathlib import Path

from awards.law import (
    council,
    grounds,
    holidays,
    limits,
    money,
    papers,
    periods,
    posting,
    quotas,
    rounding,
    salary,
    standard_forms,
    texts,
    together,
    votes,
)
from awards.law.records import Dated


def all_numbers(agency: Path | None = None) -> list[Dated]:
    """Every record beside the criteria: votes, quotas, money, papers, limits, grounds, texts.

    `LawError` names the first that is wrong, or that loosens national law.
    """
    return [
        *texts.load(agency),
        *holidays.holidays(),
        *salary.base_salaries(),
        *rounding.load(),
        *together.load(),
        *periods.load(),
        *votes.load(agency),
        *council.load(agency),
        *quotas.load(agency),
        *posting.load(agency),
        *money.load(agency),
        *papers.load(agency),
        *standard_forms.load(agency),
        *grounds.load(),
        *limits.load_limits(agency),
        *limits.load_cutoffs(agency),
    ]
