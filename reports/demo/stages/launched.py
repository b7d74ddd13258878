"""10/01/2022: the year before is over, the campaign is launched, three departments have begun."""

import datetime

from campaigns.catalogue import LegalOrder
from reports.demo.founding import found_office
from reports.demo.history import bring_history
from reports.demo.launches import launch
from reports.demo.money import fill_fund, take_on
from reports.demo.office import Office
from reports.demo.past import record_past
from reports.demo.pledges import write_pledge
from reports.demo.walk import at_work
from reports.demo.year_2021 import live_through_2021

YEAR = 2022
LAUNCHED = datetime.date(2021, 12, 31)
BEGUN = datetime.date(2022, 1, 6)
DAYS = {
    "pledges_due": datetime.date(2022, 2, 15),
    "midyear_on": datetime.date(2022, 6, 30),
    "nominations_due": datetime.date(2022, 12, 10),
    "council_on": datetime.date(2022, 12, 20),
    "yearend_on": datetime.date(2022, 12, 30),
}
PARTY_AWARDS = ("DANG_GK_DBCS", "DANG_GK_CB", "DANG_GK_DV")
BEGUN_BY = ("vu-kinh-te", "vu-dan-nguyen", "vu-doi-ngoai")


def begin_year(*, seed: int, password: str) -> None:
    """Found the office and bring it to the first days of 2022."""
    found_office(seed=seed, password=password)
    office = Office.require()
    record_past(office)
    live_through_2021(office)
    with at_work(LAUNCHED, hour=16):
        campaign = launch(office, "launch_2022.txt", DAYS)
    with at_work(BEGUN):
        fill_fund(office, LegalOrder.STATE, YEAR, 400_000_000, BEGUN)
        party = fill_fund(office, LegalOrder.PARTY, YEAR, 80_000_000, BEGUN)
        take_on(office, party, PARTY_AWARDS, YEAR - 1)
        bring_history(office)
        for code in BEGUN_BY:
            write_pledge(office, campaign, office.units[code], seed=seed, whole=False)
