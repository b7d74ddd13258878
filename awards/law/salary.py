"""The base salary (mức lương cơ sở), which prizes are multiples of."""

import datetime
import functools
from dataclasses import dataclass

from awards.law.records import DATA, Dated, LawError, in_series, read


@dataclass(frozen=True, kw_only=True)
class BaseSalary(Dated):
    """Base salary of a month, in whole đồng."""

    amount: int


def base_salary(on: datetime.date) -> BaseSalary | None:
    """Base salary of a day; None before the first that is known."""
    return next((one for one in base_salaries() if one.holds(on)), None)


@functools.cache
def base_salaries() -> tuple[BaseSalary, ...]:
    """Every base salary, the earliest first; `LawError` where two hold at once or none does."""
    try:
        return tuple(in_series(read(DATA / "salary.toml", "salary", BaseSalary), lambda _: ""))
    except LawError as error:
        raise LawError(f"salary.toml: {error}") from error
