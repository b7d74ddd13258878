"""What went wrong for some in 2022, and who was away: the facts that few may see."""

import datetime

from reports.demo.careers import HTT, Career
from reports.demo.office import Office
from reports.demo.walk import at_work
from units.actions.conduct import open_restriction, record_discipline
from units.actions.service import record_leave
from units.models import Discipline, Leave, Person, Restriction, Role

YEAR = 2022
DISCIPLINED = datetime.date(2022, 3, 16)
AWAY = datetime.date(2022, 4, 4)
COMPLAINED = datetime.date(2022, 10, 10)


def record_troubles(office: Office, lives: list[Career]) -> None:
    """Record one discipline, one maternity leave and one complaint that is still open."""
    actor = office.holder(Role.STANDING_BODY)
    with at_work(DISCIPLINED):
        record_discipline(
            person=_somebody(office, lives, "cuc-quan-tri"),
            kind=Discipline.Kind.KHIEN_TRACH,
            since=DISCIPLINED,
            until=DISCIPLINED.replace(year=2023),
            reference="MH-19/QĐ-VPQH",
            actor=actor,
        )
    with at_work(AWAY):
        record_leave(
            person=_somebody(office, lives, "vu-van-hoa-giao-duc", Person.Gender.FEMALE),
            kind=Leave.Kind.MATERNITY,
            since=AWAY,
            until=AWAY.replace(month=10),
            actor=actor,
        )
    with at_work(COMPLAINED):
        open_restriction(
            subject=_somebody(office, lives, "thu-vien"),
            kind=Restriction.Kind.COMPLAINT,
            since=COMPLAINED,
            source_document="Phiếu chuyển đơn MH-07/PC-VPQH",
            actor=actor,
        )


def _somebody(office: Office, lives: list[Career], code: str, gender: str | None = None) -> Person:
    """The last of a department's staff, of a sex if one is asked for, who works well this year.

    Nobody whom the department proposes.
    """
    unit = office.units[code]
    staff = {posting.person for posting in office.staff(unit)} - set(office.workers(unit))
    working_well = [one.person for one in lives if one.person in staff and one.was(HTT, YEAR)]
    return [one for one in working_well if gender in {None, one.gender}][-1]
