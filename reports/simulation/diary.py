"""What is still to happen on which day, and the walk through the days."""

import datetime
from collections import defaultdict
from collections.abc import Callable

from units.calendar import DAY, works

Act = Callable[[], None]


class Diary:
    """Acts by their day; an act may put down others, for the same day or for a later one."""

    def __init__(self) -> None:
        self.today = datetime.date.min
        self._acts: dict[datetime.date, list[Act]] = defaultdict(list)

    def put(self, day: datetime.date, act: Act) -> None:
        """Let something happen on a day, or on the next day that offices work."""
        self._acts[next_workday(max(day, self.today))].append(act)

    def later(self, workdays: int, act: Act) -> None:
        """Let something happen so many working days from now."""
        self.put(after(self.today, workdays), act)

    def live(self, day: datetime.date) -> None:
        """Do everything of a day, also what its acts put down for the same day."""
        self.today = day
        while acts := self._acts.pop(day, []):
            for act in acts:
                act()

    @property
    def left(self) -> int:
        """How many acts have not happened yet."""
        return sum(len(acts) for acts in self._acts.values())


def next_workday(day: datetime.date) -> datetime.date:
    """The day itself, or the next one that offices work."""
    while not works(day):
        day += DAY
    return day


def after(day: datetime.date, workdays: int) -> datetime.date:
    """The day so many working days after another."""
    for _step in range(workdays):
        day = next_workday(day + DAY)
    return day


def before(day: datetime.date, workdays: int) -> datetime.date:
    """The day so many working days before another; 0 is the last one up to it."""
    while not works(day):
        day -= DAY
    for _step in range(workdays):
        day -= DAY
        while not works(day):
            day -= DAY
    return day
