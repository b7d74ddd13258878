"""Time limits of the procedure, in working days, and the days by which dossiers must be in."""

import datetime
import functools
from dataclasses import dataclass
from pathlib import Path

from awards.law.layers import Layers, Subject, check_awards
from awards.law.records import Dated
from campaigns.catalogue.kinds import Kind
from units.calendar import add_working_days


class Step(Kind):
    """Steps of the procedure that have a time limit."""

    MINISTRY_APPRAISES = (
        "MINISTRY_APPRAISES",
        "Bộ, ban, ngành, tỉnh thẩm định Bằng khen",
        "The ministry appraises a certificate of merit",
    )
    MOHA_RETURNS = (
        "MOHA_RETURNS",
        "Bộ Nội vụ trả hồ sơ không đủ điều kiện",
        "The Ministry of Home Affairs returns a dossier that does not qualify",
    )
    MOHA_APPRAISES = (
        "MOHA_APPRAISES",
        "Bộ Nội vụ thẩm định, trình Thủ tướng Chính phủ",
        "The Ministry of Home Affairs appraises and submits to the Prime Minister",
    )
    MOHA_CONSULTED = (
        "MOHA_CONSULTED",
        "Bộ Nội vụ trình sau khi có ý kiến của các cơ quan liên quan",
        "The Ministry of Home Affairs submits after the opinions of other bodies",
    )
    MOHA_SENDS = (
        "MOHA_SENDS",
        "Bộ Nội vụ gửi quyết định khen thưởng cho bộ, ban, ngành, tỉnh",
        "The Ministry of Home Affairs sends the decision to the ministry",
    )
    MINISTRY_SENDS = (
        "MINISTRY_SENDS",
        "Bộ, ban, ngành, tỉnh gửi quyết định cho đối tượng được khen thưởng",
        "The ministry sends the decision to the recipients",
    )
    MOHA_REFUSES = (
        "MOHA_REFUSES",
        "Bộ Nội vụ thông báo trường hợp không được khen thưởng",
        "The Ministry of Home Affairs tells of a refusal",
    )
    MOHA_DELIVERS = (
        "MOHA_DELIVERS",
        "Bộ Nội vụ cấp phát hiện vật khen thưởng",
        "The Ministry of Home Affairs delivers the artefacts",
    )
    MINISTRY_EXCHANGES = (
        "MINISTRY_EXCHANGES",
        "Đổi hiện vật khen thưởng tại bộ, ban, ngành, tỉnh",
        "Artefacts are exchanged at the ministry",
    )
    CENTRE_EXCHANGES = (
        "CENTRE_EXCHANGES",
        "Đổi hiện vật khen thưởng ở trung ương",
        "Artefacts are exchanged at the centre",
    )


@dataclass(frozen=True, kw_only=True)
class Limit(Dated):
    """A step is done within `days`: working days, or days of the calendar."""

    step: Step
    days: int
    working: bool = True

    def __post_init__(self) -> None:
        if self.days < 1:
            raise ValueError(f"within {self.days} days")

    def due(self, received: datetime.date) -> datetime.date:
        """Last day for the step; the day on which the file came does not count.

        `NoCalendarError` where the holidays of that year are not known.
        """
        if self.working:
            return add_working_days(received, self.days)
        return received + datetime.timedelta(days=self.days)


@dataclass(frozen=True, kw_only=True)
class Cutoff(Dated):
    """The dossier for an award is in by a day of the year that comes `years_after` its own."""

    award: str
    month: int
    day: int
    years_after: int

    def __post_init__(self) -> None:
        check_awards((self.award,))
        self.falls_on(2023)

    def falls_on(self, year: int) -> datetime.date:
        """Last day for the dossier of an emulation year."""
        return datetime.date(year + self.years_after, self.month, self.day)


def limit(step: Step, on: datetime.date, agency: Path | None = None) -> Limit | None:
    """Return the limit of a step on a day, the agency's own before the national one."""
    return next((one for one in load_limits(agency).on(on) if one.step == step), None)


def limits(on: datetime.date, agency: Path | None = None) -> list[Limit]:
    """Limits of a day, in the order of the procedure."""
    found = (limit(step, on, agency) for step in Step)
    return [one for one in found if one is not None]


def cutoff(award: str, on: datetime.date, agency: Path | None = None) -> Cutoff | None:
    """Return the last day for dossiers of an award, the agency's own before the national one."""
    return next((one for one in load_cutoffs(agency).on(on) if one.award == award), None)


def _longer(own: Limit, national: Limit) -> str:
    if own.days > national.days or (own.working and not national.working):
        return f"{_in_days(own)} are longer than {_in_days(national)}"
    return ""


def _in_days(one: Limit) -> str:
    return f"{one.days} {'working' if one.working else 'calendar'} days"


def _later(own: Cutoff, national: Cutoff) -> str:
    last, most = own.falls_on(2023), national.falls_on(2023)
    return f"{last:%d/%m} is later than {most:%d/%m}" if last > most else ""


_limit_file = Subject(
    file="limits.toml",
    table="limit",
    build=Limit,
    about=lambda one: (one.step,),
    loosens=_longer,
)
_cutoff_file = Subject(
    file="cutoffs.toml",
    table="cutoff",
    build=Cutoff,
    about=lambda one: (one.award,),
    loosens=_later,
)


@functools.cache
def load_limits(agency: Path | None) -> Layers[Limit]:
    """Every limit; `LawError` for a wrong record, and for an agency's that is longer."""
    return _limit_file.load(agency)


@functools.cache
def load_cutoffs(agency: Path | None) -> Layers[Cutoff]:
    """Every last day; `LawError` for a wrong record, and for an agency's that is later."""
    return _cutoff_file.load(agency)
