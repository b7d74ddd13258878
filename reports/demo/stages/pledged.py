"""01/03/2022: most departments have signed; one waits, one was returned, one never began."""

import datetime

from campaigns.actions.pledges import return_pledge, send_pledge, sign_pledge
from campaigns.models import Campaign
from reports.demo.office import Office
from reports.demo.pledges import write_pledge
from reports.demo.promises import (
    LEFT_WAITING,
    OWN_REGISTERED,
    TAKEN_IN,
    accept_pledges,
    register_own,
    sign_first_pact,
)
from reports.demo.texts import PLEDGE_RETURN_NOTE
from reports.demo.walk import at_work, workday
from units.models import Unit

FIRST_PLEDGE = datetime.date(2022, 1, 12)
PLEDGES_A_DAY = 2
WAITS_FOR_ITS_HEAD = "vu-phap-luat"
WAS_RETURNED = "thu-vien"
NEVER_BEGAN = "trung-tam-tin-hoc"


def pledge(office: Office, campaign: Campaign, *, seed: int) -> None:
    """Let the departments pledge, two a day, and the standing body take most of it in."""
    with at_work(OWN_REGISTERED):
        register_own(campaign)
    units = [unit for unit in office.departments if unit.code != NEVER_BEGAN]
    for number, unit in enumerate(units):
        day = workday(FIRST_PLEDGE, number // PLEDGES_A_DAY)
        _pledge_by(office, campaign, unit, day, seed)
    sign_first_pact(office, campaign)
    with at_work(TAKEN_IN):
        accept_pledges(office, campaign, leave=LEFT_WAITING)


def _pledge_by(
    office: Office, campaign: Campaign, unit: Unit, day: datetime.date, seed: int
) -> None:
    with at_work(day):
        written = write_pledge(office, campaign, unit, seed=seed)
        if written is None:
            return
        sent = send_pledge(pledge=written, actor=office.clerk(unit))
    with at_work(workday(day, 1), hour=14):
        head = office.head(unit)
        if unit.code == WAS_RETURNED:
            return_pledge(pledge=sent, note=PLEDGE_RETURN_NOTE, actor=head)
        elif unit.code != WAITS_FOR_ITS_HEAD:
            sign_pledge(pledge=sent, actor=head)
