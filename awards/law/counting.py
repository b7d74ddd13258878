"""Counting a vote of the council: who is in the total, and what the figures come to."""

import datetime
from dataclasses import dataclass
from pathlib import Path

from awards.law.votes import Outcome, outcome

# With fewer a secret ballot would keep no secret.
FEWEST_FOR_SECRECY = 3


@dataclass(frozen=True, kw_only=True)
class Count:
    """Votes on one item among all `members`; written opinions of absent members are in them."""

    members: int
    agreed: int = 0
    disagreed: int = 0
    blank: int = 0
    invalid: int = 0
    recused: int = 0
    written: int = 0

    def __post_init__(self) -> None:
        figures = (self.agreed, self.disagreed, self.blank, self.invalid, self.recused)
        if min(figures) < 0 or self.absent < 0 or not 0 <= self.written <= self.given:
            raise ValueError(f"{self} does not add up")

    @property
    def given(self) -> int:
        """Votes that came in, valid or not."""
        return self.agreed + self.disagreed + self.blank + self.invalid

    @property
    def absent(self) -> int:
        """Members who might have voted, and did not."""
        return self.members - self.recused - self.given

    def outcome(self, award: str, on: datetime.date, agency: Path | None = None) -> Outcome:
        """What the vote comes to: the share is of all members (Decree 98/2023, article 30.7).

        Whoever is absent, recused, blank or invalid stays in the total, and does not agree.
        """
        return outcome(award=award, on=on, agreed=self.agreed, members=self.members, agency=agency)
