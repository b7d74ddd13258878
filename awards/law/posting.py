"""Public posting before the council meets (công khai): which awards, for how many working days."""

import datetime
import functools
from dataclasses import dataclass
from pathlib import Path

from awards.law.layers import Layers, Subject, check_awards
from awards.law.records import Dated
from units.calendar import add_working_days


@dataclass(frozen=True, kw_only=True)
class Posting(Dated):
    """Nominations for `awards` are posted for at least `days` working days.

    `days` is None where the law asks for posting and names no time.
    """

    awards: tuple[str, ...]
    days: int | None = None

    def __post_init__(self) -> None:
        check_awards(self.awards)
        if self.days is not None and self.days < 1:
            raise ValueError(f"posted for {self.days} days")

    def last_day(self, posted: datetime.date) -> datetime.date:
        """Last day of the posting, the council meets after it; the day of posting counts not.

        `NoCalendarError` where the holidays of that year are not known.
        """
        return add_working_days(posted, self.days or 0)

    def latest_start(self, meeting: datetime.date) -> datetime.date:
        """Last working day on which a posting still ends before the council meets."""
        return add_working_days(meeting, -(self.days or 0) - 1)


def posting(award: str, on: datetime.date, agency: Path | None = None) -> Posting | None:
    """Return the rule on posting for an award on a day, the longest of them; None without one."""
    found = [rule for rule in load(agency).on(on) if award in rule.awards]
    return max(found, key=lambda rule: (rule.verified, rule.days or 0), default=None)


def _loosens(own: Posting, national: Posting) -> str:
    if (own.days or 0) >= (national.days or 0):
        return ""
    return f"{own.days or 'no'} working days are fewer than {national.days}"


_subject = Subject(
    file="posting.toml",
    table="posting",
    build=Posting,
    about=lambda rule: rule.awards,
    loosens=_loosens,
)


@functools.cache
def load(agency: Path | None) -> Layers[Posting]:
    """Every rule; `LawError` for a wrong record, and for an agency's that posts more shortly."""
    return _subject.load(agency)
