"""The year before: a campaign, the office's own flags, and all awards that the launch announced."""

import datetime
from dataclasses import dataclass

from awards.actions.decisions import draft_decision, record_decision
from awards.actions.reviews import open_review
from awards.queries.nominations import passed_without_decision
from awards.workflow import NominationState
from campaigns.actions.campaigns import close_campaign
from campaigns.catalogue import LegalOrder
from campaigns.models import Campaign
from reports.demo.careers import HTXS, Career, careers
from reports.demo.decisions import issue
from reports.demo.launches import launch
from reports.demo.money import fill_fund, take_on
from reports.demo.nominations import Proposal, nominate_all
from reports.demo.office import Office, person_of
from reports.demo.records import rank_blocs, rate, recognise_ideas
from reports.demo.reviews import finish_review
from reports.demo.structure import LOGINS
from reports.demo.walk import at_work
from units.models import Person, Role, Unit

YEAR = 2021
LAUNCHED = datetime.date(2021, 1, 5)
NOMINATED = datetime.date(2021, 11, 15)
REVIEW_OPENED = datetime.date(2021, 11, 29)
REVIEW_DUE = datetime.date(2021, 12, 10)
REVIEW_CLOSED = datetime.date(2021, 12, 13)
DECIDED = datetime.date(2021, 12, 20)
RECORDED = datetime.date(2021, 12, 27)
CLOSED = datetime.date(2021, 12, 31)
DAYS = {
    "pledges_due": datetime.date(2021, 2, 5),
    "midyear_on": datetime.date(2021, 6, 30),
    "nominations_due": datetime.date(2021, 11, 30),
    "council_on": datetime.date(2021, 12, 10),
    "yearend_on": datetime.date(2021, 12, 31),
}

PAID_BY_THE_OFFICE = ("HCLD3", "CO_CP", "BKTTG")
FLAGS = ("bao-dai-bieu-nhan-dan", "vu-hanh-chinh", "trung-tam-tin-hoc", "vu-xa-hoi")
WITHOUT_FLAG = "vu-thong-tin"


@dataclass(frozen=True)
class Given:
    """What another authority gave: to heads and staff of departments, to units, to members."""

    award: str
    authority: str
    reference: str
    signed_on: datetime.date
    heads_of: tuple[str, ...] = ()
    staff_of: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    party_members: int = 0


# "MH" stands for "minh họa": no decision has such a number.
GIVEN = (
    Given(
        "HCLD3",
        "Chủ tịch nước",
        "MH-01/QĐ-CTN",
        datetime.date(2021, 12, 6),
        heads_of=("vu-tong-hop", "vu-to-chuc-can-bo", "cuc-quan-tri"),
    ),
    Given(
        "CO_CP",
        "Chính phủ",
        "MH-02/QĐ-TTg",
        datetime.date(2021, 12, 8),
        units=("vu-tong-hop", "truyen-hinh-quoc-hoi"),
    ),
    Given(
        "BKTTG",
        "Thủ tướng Chính phủ",
        "MH-03/QĐ-TTg",
        datetime.date(2021, 12, 8),
        staff_of=("vu-kinh-te", "truyen-hinh-quoc-hoi"),
        units=("vu-phap-luat",),
    ),
    Given(
        "DANG_GK_DBCS",
        "Cấp ủy cấp trên (minh họa)",
        "MH-04/QĐ-ĐU",
        datetime.date(2021, 12, 15),
        units=("dang-bo-bao-dai-bieu-nhan-dan",),
    ),
    Given(
        "DANG_GK_CB",
        "Đảng ủy cơ quan (minh họa)",
        "MH-05/QĐ-ĐU",
        datetime.date(2021, 12, 15),
        units=(
            "chi-bo-vu-phap-luat",
            "chi-bo-vu-kinh-te",
            "chi-bo-vu-dan-nguyen",
            "chi-bo-vu-hanh-chinh",
            "chi-bo-thu-vien",
        ),
    ),
    Given(
        "DANG_GK_DV",
        "Đảng ủy cơ quan (minh họa)",
        "MH-06/QĐ-ĐU",
        datetime.date(2021, 12, 15),
        party_members=118,
    ),
    Given(
        "CD_GMN",
        "Công đoàn Viên chức Việt Nam",
        "MH-07/QĐ-CĐVC",
        datetime.date(2021, 12, 22),
        staff_of=("thu-vien",),
    ),
)


def live_through_2021(office: Office) -> None:
    """Live through the year, from its launch to the day before the next."""
    with at_work(LAUNCHED):
        campaign = launch(office, "launch_2021.txt", DAYS)
        fund = fill_fund(office, LegalOrder.STATE, YEAR, 150_000_000, LAUNCHED)
    _give_flags(office, campaign)
    with at_work(RECORDED):
        lives = careers(office)
        recognise_ideas(office, lives, YEAR)
        rate(office, lives, YEAR, leading=FLAGS)
        rank_blocs(office, YEAR, leading=FLAGS)
        for given in GIVEN:
            _record(office, given, lives)
        take_on(office, fund, PAID_BY_THE_OFFICE, YEAR)
    with at_work(CLOSED):
        close_campaign(campaign=campaign, actor=office.holder(Role.STANDING_BODY))


def _give_flags(office: Office, campaign: Campaign) -> None:
    """Award the office's own emulation flags by nomination, review and decision."""
    agency = office.agency
    proposals = [Proposal(office.units[code], "CO_BO") for code in (*FLAGS, WITHOUT_FLAG)]
    nominations = nominate_all(
        office, campaign, proposals, since=NOMINATED, upto=NominationState.ACCEPTED
    )
    with at_work(REVIEW_OPENED):
        review = open_review(
            agency=agency,
            title="Phiên xét Cờ thi đua của Văn phòng Quốc hội năm 2021",
            due_on=REVIEW_DUE,
            nominations=nominations,
            actor=office.holder(Role.STANDING_BODY),
        )
    with at_work(REVIEW_CLOSED):
        finish_review(review, doubted=[nominations[-1].pk])
    with at_work(DECIDED):
        actor = office.holder(Role.DECISION_ADMIN)
        passed = list(passed_without_decision(agency))
        decision = draft_decision(agency=agency, award="CO_BO", nominations=passed, actor=actor)
        issue(office, decision, DECIDED)


def _record(office: Office, given: Given, lives: list[Career]) -> None:
    heads = [person_of(office.head(office.units[code])) for code in given.heads_of]
    staff = [_best_of(office, office.units[code], lives) for code in given.staff_of]
    members = party_members()[: given.party_members]
    units = [office.units[code] for code in given.units]
    record_decision(
        agency=office.agency,
        award=given.award,
        year=YEAR,
        authority=given.authority,
        reference=given.reference,
        signed_on=given.signed_on,
        subjects=[*heads, *staff, *members, *units],
        actor=office.holder(Role.DECISION_ADMIN),
    )


def _best_of(office: Office, unit: Unit, lives: list[Career]) -> Person:
    """Who of a department's staff was most often rated excellent."""
    staff = {posting.person_id for posting in office.staff(unit)}
    return max(
        (one for one in lives if one.person.pk in staff),
        key=lambda one: list(one.ratings.values()).count(HTXS),
    ).person


def party_members() -> list[Person]:
    """Members of the Party, those first who sign in, so that they have a record to look at."""
    usernames = [login.username for login in LOGINS]
    members = Person.objects.filter(postings__unit__line=Unit.Line.PARTY).distinct()
    signing_in = members.filter(account__username__in=usernames).order_by("staff_code")
    others = members.exclude(account__username__in=usernames).order_by("staff_code")
    return [*signing_in, *others]
