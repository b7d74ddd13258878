"""What went wrong for some in 2022, and who was away: the facts that few may see."""

import datetime

from reports.demo.office import Office
from reports.demo.walk import at_work
from units.actions.conduct import open_restriction, record_discipline
from units.actions.service import record_leave
from units.models import Discipline, Leave, Person, Restriction, Role

DISCIPLINED = datetime.date(2022, 3, 16)
AWAY = datetime.date(2022, 4, 4)
COMPLAINED = datetime.date(2022, 10, 10)


def record_troubles(office: Office) -> None:
    """Record one discipline, one maternity leave and one complaint that is still open."""
    actor = office.holder(Role.STANDING_BODY)
    with at_work(DISCIPLINED):
        record_discipline(
            person=_somebody(office, "cuc-quan-tri"),
            kind=Discipline.Kind.KHIEN_TRACH,
            since=DISCIPLINED,
            until=DISCIPLINED.replace(year=2023),
            reference="MH-19/QĐ-VPQH",
            actor=actor,
        )
    with at_work(AWAY):
        record_leave(
            person=_somebody(office, "vu-van-hoa-giao-duc", Person.Gender.FEMALE),
            kind=Leave.Kind.MATERNITY,
            since=AWAY,
            until=AWAY.replace(month=10),
            actor=actor,
        )
    with at_work(COMPLAINED):
        open_restriction(
            subject=_somebody(office, "thu-vien"),
            kind=Restriction.Kind.COMPLAINT,
            since=COMPLAINED,
            source_document="Phiếu chuyển đơn MH-07/PC-VPQH",
            actor=actor,
        )


def _somebody(office: Office, code: str, gender: str | None = None) -> Person:
    """The last of a department's people, of a sex if one is asked for, whom nobody proposes."""
    unit = office.units[code]
    people = [posting.person for posting in office.staff(unit)]
    others = [one for one in people if one not in office.workers(unit)]
    return [one for one in others if gender in {None, one.gender}][-1]
