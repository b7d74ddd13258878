"""Who keeps out of what: each cause, on which day, and an oracle that counts by hand."""

import datetime
import random
from dataclasses import dataclass, field

import pytest
from django.utils.timezone import make_aware

from awards.actions.polls import open_poll, prepare_poll
from awards.actions.recusals import declare_conflict, declare_no_conflict, freeze_recusals
from awards.actions.reviews import give_opinion
from awards.models import (
    InitiativeUse,
    Nomination,
    Opinion,
    Recusal,
    Review,
    ReviewItem,
    ReviewMember,
    Submission,
)
from awards.permissions.polls import presides, runs
from awards.permissions.reviews import items_visible_to
from awards.queries.conflicts import conflicts
from awards.queries.seats import secretary
from campaigns.models import Initiative
from tests.awards import way
from tests.awards.actions.test_initiatives import initiative, use
from tests.cast import FOUNDED, TODAY, Office, day
from units import clock
from units.actions.accounts import grant_role
from units.actions.kin import declare_kin, withdraw_kin
from units.actions.people import post_person
from units.errors import ActionRefused, NotAllowed
from units.models import (
    Account,
    Agency,
    AuditEntry,
    Kinship,
    Person,
    Posting,
    Role,
    RoleGrant,
    Unit,
)

OWN_RULE = """
[[council]]
code = "MAY_VOTE"
matter = "OWN_UNIT"
value = "MAY_VOTE"
words = "Ủy viên cùng đơn vị với người được đề nghị được bỏ phiếu."
words_en = "Members of the nominee's unit may vote."
from = 2020-01-01
cites = ["NQ44"]
evidence = "found"
checked = 2026-11-23
"""


def seat(office: Office, *names: str) -> None:
    for name in names:
        grant_role(
            account=getattr(office, name),
            role=Role.COUNCIL_MEMBER,
            unit=office.root,
            since=FOUNDED,
            actor=None,
        )


def kept_out(review: Review) -> dict[str, str]:
    rows = Recusal.objects.filter(item__review=review)
    return dict(rows.values_list("account__username", "cause"))


def kin(office: Office, one: str, other: str) -> Kinship:
    return declare_kin(
        person=office.people[one],
        other=office.people[other],
        relation="SIBLING",
        actor=getattr(office, one),
    )


def test_each_cause_is_found_and_the_first_one_is_written(office, campaign):
    seat(office, "hung", "mai", "dung")
    made = initiative(office, "mai", "lien")
    nomination = way.drafted(office, campaign, "mai", award="CSTDB")
    use(nomination, made)
    kin(office, "mai", "nga")
    review = way.review_of(office, way.brought(office, nomination))
    found = {"mai": "SELF", "hung": "OWN_UNIT", "lien": "CO_AUTHOR", "nga": "KIN"}
    assert kept_out(review) == found


def test_where_the_agency_says_so_only_who_leads_or_is_led_keeps_out(
    office, campaign, tmp_path, use_folder
):
    (tmp_path / "council.toml").write_text(OWN_RULE, encoding="utf-8")
    use_folder(tmp_path)
    seat(office, "hung", "lan", "mai")
    assert kept_out(way.review_of(office, way.accepted(office, campaign, "mai"))) == {
        "mai": "SELF",
        "hung": "LEADS",
    }
    of_head = way.review_of(office, way.accepted(office, campaign, "hung", award="CSTDB"))
    assert kept_out(of_head) == {"hung": "SELF", "lan": "LED", "mai": "LED"}
    of_unit = way.review_of(office, way.accepted(office, campaign, office.a, award="TTLDTT"))
    assert kept_out(of_unit) == {"hung": "LEADS"}


def test_who_belongs_to_a_collective_keeps_out_and_the_root_is_no_unit_of_all(office, campaign):
    seat(office, "hung", "dung")
    review = way.review_of(office, way.accepted(office, campaign, office.a, award="TTLDTT"))
    assert kept_out(review) == {"hung": "OWN_UNIT"}


def test_who_only_watches_keeps_out_as_nominee_and_as_kin_alone(office, campaign):
    grant_role(
        account=office.hung, role=Role.LEADERSHIP, unit=office.root, since=FOUNDED, actor=None
    )
    kin(office, "mai", "oanh")
    kin(office, "thao", "mai")
    review = way.review_of(office, way.accepted(office, campaign, "mai"))
    # Hùng leads Mai and watches; Thảo keeps the minutes, Oanh issues decisions.
    assert kept_out(review) == {"oanh": "KIN", "thao": "KIN"}
    of_head = way.review_of(office, way.accepted(office, campaign, "hung"))
    assert kept_out(of_head) == {"hung": "SELF"}


def test_a_transfer_after_the_sending_adds_the_new_unit_and_keeps_the_old_one(office, campaign):
    seat(office, "hung")
    nomination = way.accepted(office, campaign, "mai")
    with day(2022, 11, 17):
        for name, unit in (("hung", office.b), ("lien", office.a)):
            Posting.objects.filter(person=office.people[name]).update(until=clock.today())
            post_person(
                person=office.people[name],
                unit=unit,
                title="Chuyên viên",
                rank=Posting.Rank.DIRECT,
                since=clock.today(),
                actor=None,
            )
        assert kept_out(way.review_of(office, nomination)) == {
            "hung": "OWN_UNIT",
            "lien": "OWN_UNIT",
        }


def test_a_kinship_that_is_withdrawn_after_the_sending_still_counts(office, campaign):
    early = kin(office, "mai", "lien")
    with day(2022, 11, 14):
        withdraw_kin(kinship=early, note="Khai nhầm.", actor=office.mai)
    late = kin(office, "mai", "nga")
    nomination = way.accepted(office, campaign, "mai")
    with day(2022, 11, 16):
        withdraw_kin(kinship=late, note="Khai nhầm.", actor=office.mai)
        assert kept_out(way.review_of(office, nomination)) == {"nga": "KIN"}


def test_done_again_it_adds_what_came_since_and_takes_back_opinions(office, campaign):
    review = way.review_of(office, way.accepted(office, campaign, "mai"))
    way.say(office, review, "lien", "nga")
    assert (kept_out(review), freeze_recusals(review)) == ({}, 0)
    relation = kin(office, "mai", "lien")
    way.sitting(office, review)
    assert kept_out(review) == {"lien": "KIN"}
    assert set(Opinion.objects.values_list("member__account__username", flat=True)) == {"nga"}
    withdraw_kin(kinship=relation, note="Khai nhầm.", actor=office.mai)
    assert (freeze_recusals(review), kept_out(review)) == (0, {"lien": "KIN"})


def test_who_becomes_kin_before_the_poll_is_on_the_roll_as_recused(office, campaign):
    review = way.sitting(office, way.review_of(office, way.accepted(office, campaign, "mai")))
    tellers = tuple(review.members.filter(account__username__in=("nga", "thao")))
    prepared = {"review": review, "items": review.items.all(), "actor": office.khoa}
    poll = prepare_poll(method="OPEN", tellers=tellers, **prepared)
    kin(office, "mai", "lien")
    opened = open_poll(poll=poll, actor=office.khoa)
    recused = opened.items.get().roll.filter(is_recused=True)
    assert [str(entry.member.account.username) for entry in recused] == ["lien"]


def test_a_teller_who_becomes_kin_before_the_poll_opens_stops_it(office, campaign):
    review = way.sitting(office, way.review_of(office, way.accepted(office, campaign, "mai")))
    tellers = tuple(review.members.filter(account__username__in=("nga", "thao")))
    prepared = {"review": review, "items": review.items.all(), "actor": office.khoa}
    poll = prepare_poll(method="OPEN", tellers=tellers, **prepared)
    kin(office, "mai", "nga")
    with pytest.raises(ActionRefused, match="kiểm phiếu"):
        open_poll(poll=poll, actor=office.khoa)
    assert kept_out(review) == {}


def test_whoever_stands_for_a_conflicted_member_keeps_out_with_them(office, campaign):
    kin(office, "mai", "lien")
    review = way.review_of(office, way.accepted(office, campaign, "mai"))
    other = way.review_of(office, way.accepted(office, campaign, "dung"))
    for one in (review, other):
        for name, principal in (("roi", "lien"), ("phong", "minh")):
            substitute(office, one, name, principal)
    assert kept_out(review) == {"lien": "KIN", "roi": "PRINCIPAL"}
    declare_conflict(item=other.items.get(), note="Bạn học cũ.", actor=office.minh)
    assert kept_out(other) == {"minh": "DECLARED", "phong": "PRINCIPAL"}
    assert not items_visible_to(office.phong).filter(review=other).exists()
    with pytest.raises(NotAllowed):
        declare_no_conflict(items=list(other.items.all()), actor=office.phong)


def substitute(office: Office, review: Review, name: str, principal: str) -> ReviewMember:
    member = ReviewMember.objects.create(
        review=review,
        account=getattr(office, name),
        seat=ReviewMember.Seat.MEMBER,
        stands_for=review.members.get(account__username=principal),
        mandate="Giấy ủy quyền số 1",
    )
    freeze_recusals(review)
    return member


def test_a_recused_secretary_cannot_take_the_item_back_from_the_stand_in(office, campaign):
    kin(office, "mai", "thao")
    kin(office, "mai", "khoa")
    hidden, shown = (way.accepted(office, campaign, who) for who in ("mai", "dung"))
    review = way.sitting(office, way.review_of(office, hidden, shown))
    item, open_item = (review.items.get(nomination=one) for one in (hidden, shown))
    # Thảo keeps the minutes, and Khoa presides, over everything but the item they must not know.
    for account in (office.thao, office.khoa):
        assert runs(account, review)
        assert runs(account, review, [open_item])
        assert not runs(account, review, [item])
        assert not runs(account, review, [item, open_item])
    stands_in = next(
        name for name in ("lien", "minh", "nga") if presides(getattr(office, name), review, [item])
    )
    assert secretary(review, [item]).account != getattr(office, stands_in)
    tellers = tuple(review.members.filter(account__username__in=("minh", "nga")))
    for account in (office.thao, office.khoa):
        with pytest.raises(NotAllowed):
            prepare_poll(review=review, method="OPEN", items=[item], tellers=tellers, actor=account)
        with pytest.raises(NotAllowed):
            give_opinion(item=item, view=Opinion.View.AGREE, comment="", actor=account)
    # Neither has a way to the recusal itself: the freeze only adds.
    before = list(Recusal.objects.order_by("pk").values())
    freeze_recusals(review)
    assert list(Recusal.objects.order_by("pk").values()) == before


# The oracle: a small world in plain lists, judged by hand, beside the database's answer.


@dataclass
class World:
    """An organisation as plain data; keys are those of its rows."""

    parents: dict[int, int | None]
    postings: list[tuple[int, int, str, bool, datetime.date, datetime.date | None]]
    heads: list[tuple[int, int, datetime.date, datetime.date | None]]
    kin: set[frozenset[int]]
    authors: dict[int, set[int]]
    sent: dict[int, datetime.date]
    principals: dict[int, int] = field(default_factory=dict)

    def way_up(self, unit: int) -> list[int]:
        units, above = [unit], self.parents[unit]
        while above is not None and self.parents[above] is not None:
            units.append(above)
            above = self.parents[above]
        return units

    def one_line(self, one: int, other: int) -> bool:
        return one in self.way_up(other) or other in self.way_up(one)

    def places(self, person: int, on: datetime.date, *, main: bool) -> list[tuple[int, str]]:
        return [
            (unit, rank)
            for who, unit, rank, is_main, since, until in self.postings
            if who == person and since <= on and (until is None or on < until)
            if is_main or not main
        ]

    def leads(self, person: int, unit: int, on: datetime.date) -> bool:
        led = {u for u, rank in self.places(person, on, main=True) if rank == "LEADER"}
        for who, where, since, until in self.heads:
            if who == person and since <= on and (until is None or on < until):
                led.add(where)
        return any(one in led for one in self.way_up(unit))

    def cause(self, nomination: Nomination, person: int, on: datetime.date, *, sits: bool) -> str:
        nominee, days = nomination.person_id, {on, self.sent[nomination.pk]}
        if person == nominee:
            return "SELF"
        if sits:
            for name in ("OWN_UNIT", "LEADS", "LED"):
                if any(self._holds(name, nomination, person, one) for one in days):
                    return name
            if person in self.authors[nomination.pk]:
                return "CO_AUTHOR"
        return "KIN" if nominee and frozenset({person, nominee}) in self.kin else ""

    def _holds(self, name: str, nomination: Nomination, person: int, on: datetime.date) -> bool:
        nominee = nomination.person_id
        units = (
            [u for u, _rank in self.places(nominee, on, main=True)]
            if nominee
            else [nomination.collective_id]
        )
        anywhere = [u for u, _rank in self.places(person, on, main=False)]
        mainly = [u for u, _rank in self.places(person, on, main=True)]
        if name == "OWN_UNIT":
            beside = mainly if nominee else anywhere
            return any(self.one_line(u, nomination.unit_id) for u in anywhere) or any(
                self.one_line(u, v) for u in beside for v in units
            )
        if name == "LEADS":
            return any(self.leads(person, unit, on) for unit in units)
        return bool(nominee) and any(self.leads(nominee, unit, on) for unit in mainly)


def small_world(seed: int, people: int, nominations: int) -> tuple[World, Review]:
    """A random organisation of about that size, half of whose people sit in a review."""
    dice = random.Random(seed)
    agency = Agency.objects.create(code=f"o-{seed}", name=f"Cơ quan {seed}", symbol="CQ")
    units = _units(dice, agency, people // 4 + 4)
    persons = Person.objects.bulk_create(
        Person(agency=agency, staff_code=str(n), full_name=f"Người {n}", gender="M")
        for n in range(people)
    )
    accounts = Account.objects.bulk_create(
        Account(username=f"o{seed}-{n}", person=one) for n, one in enumerate(persons)
    )
    world = World({unit.pk: unit.parent_id for unit in units}, [], [], set(), {}, {})
    _post(dice, world, persons, units)
    _head(dice, world, accounts, units)
    for _n in range(people // 3):
        pair = dice.sample(persons, 2)
        keys = frozenset(one.pk for one in pair)
        if keys not in world.kin:
            world.kin.add(keys)
            Kinship.objects.create(
                person=pair[0],
                other=pair[1],
                relation="OTHER",
                declared_by=accounts[0],
                declared_at=clock.now(),
            )
    review = Review.objects.create(
        agency=agency,
        title="Phiên",
        due_on=TODAY,
        opened_by=accounts[0],
        opened_at=clock.now(),
    )
    seats = ReviewMember.objects.bulk_create(
        ReviewMember(review=review, account=one, order=n)
        for n, one in enumerate(dice.sample(accounts, people // 2))
    )
    for one, other in zip(seats[::7], seats[1::7], strict=False):
        one.stands_for, one.mandate = other, "Giấy ủy quyền"
        one.save()
        world.principals[one.account_id] = other.account_id
    _nominate(dice, world, review, persons, units, nominations)
    return world, review


def _units(dice: random.Random, agency: Agency, count: int) -> list[Unit]:
    units: list[Unit] = []
    for n in range(count):
        parent = dice.choice(units) if units else None
        units.append(
            Unit.objects.create(
                agency=agency, parent=parent, code=f"u{n}", name=f"Đơn vị {n}", since=FOUNDED
            )
        )
    return units


def _post(dice: random.Random, world: World, persons: list[Person], units: list[Unit]) -> None:
    moved = datetime.date(2022, 11, 12)
    for one in persons:
        first, second, beside = (dice.choice(units).pk for _n in range(3))
        rank = dice.choice(["LEADER", "DIRECT", "DIRECT"])
        until = moved if dice.random() < 0.2 else None
        world.postings.append((one.pk, first, rank, True, FOUNDED, until))
        if until and dice.random() < 0.8:
            world.postings.append((one.pk, second, "DIRECT", True, moved, None))
        if dice.random() < 0.2:
            world.postings.append((one.pk, beside, "DIRECT", False, FOUNDED, None))
    Posting.objects.bulk_create(
        Posting(
            person_id=person,
            unit_id=unit,
            rank=rank,
            is_main=main,
            since=since,
            until=until,
            title="Chuyên viên",
        )
        for person, unit, rank, main, since, until in world.postings
    )


def _head(dice: random.Random, world: World, accounts: list[Account], units: list[Unit]) -> None:
    for one in dice.sample(accounts, len(accounts) // 6):
        unit, until = dice.choice(units), dice.choice([None, datetime.date(2022, 11, 11)])
        RoleGrant.objects.create(
            account=one, role=Role.UNIT_HEAD, unit=unit, since=FOUNDED, until=until
        )
        world.heads.append((one.person_id or 0, unit.pk, FOUNDED, until))


def _nominate(
    dice: random.Random,
    world: World,
    review: Review,
    persons: list[Person],
    units: list[Unit],
    count: int,
) -> None:
    made = {"agency": review.agency, "created_by": review.opened_by}
    sent = {"state": "SENT", "created_at": clock.now(), "sent_by": review.opened_by}
    submissions = {
        unit: Submission.objects.create(
            unit=unit, year=1900, title="Tờ trình", sent_at=clock.now(), **made, **sent
        )
        for unit in units
    }
    for n in range(count):
        collective = dice.choice(units) if dice.random() < 0.25 else None
        unit = dice.choice(units)
        nomination = Nomination.objects.create(
            agency=review.agency,
            unit=unit,
            submission=submissions[unit],
            award="TTLDTT" if collective else "LDTT",
            kind="COLLECTIVE" if collective else "INDIVIDUAL",
            person=None if collective else dice.choice(persons),
            collective=collective,
            year=1900 + n,
            achievement="Tốt.",
            state="IN_REVIEW",
            created_by=review.opened_by,
            state_since=clock.now(),
        )
        sent_on = datetime.date(2022, 11, dice.choice([9, 10, 14]))
        AuditEntry.objects.create(
            at=make_aware(datetime.datetime.combine(sent_on, datetime.time(9))),
            actor=None,
            action="send_nomination",
            target_type="awards.nomination",
            target_id=nomination.pk,
            target_name="",
        )
        world.sent[nomination.pk] = sent_on
        authors = dice.sample(persons, 2) if dice.random() < 0.3 else []
        world.authors[nomination.pk] = {one.pk for one in authors}
        if authors:
            made = Initiative.objects.create(
                agency=review.agency,
                title="Sáng kiến",
                scope="CO_SO",
                recognised_on=FOUNDED,
                certificate=str(n),
            )
            made.authors.set(authors)
            InitiativeUse.objects.create(initiative=made, nomination=nomination)
        ReviewItem.objects.create(review=review, nomination=nomination)


def compared(seed: int, people: int, nominations: int) -> tuple[int, list[object]]:
    """How many pairs of account and item were judged twice, and those judged differently."""
    world, review = small_world(seed, people, nominations)
    items = list(review.items.select_related("nomination"))
    accounts = list(Account.objects.filter(person__agency=review.agency))
    seated = set(review.members.values_list("account", flat=True))
    person_of = {one.pk: one.person_id for one in accounts}
    answer = {
        (item.pk, account.pk): str(cause)
        for item, account, cause in conflicts(items, accounts, clock.today())
    }
    wrong: list[object] = []
    for item in items:
        for account in accounts:
            said = world.cause(
                item.nomination, account.person_id or 0, clock.today(), sits=account.pk in seated
            )
            principal = world.principals.get(account.pk)
            if not said and principal:
                person = person_of[principal] or 0
                if world.cause(item.nomination, person, clock.today(), sits=True):
                    said = "PRINCIPAL"
            if answer.get((item.pk, account.pk), "") != said:
                wrong.append((seed, item, account, answer.get((item.pk, account.pk)), said))
    return len(items) * len(accounts), wrong


def test_the_data_and_an_oracle_agree_on_random_organisations(db):
    found = [compared(seed, people=24, nominations=12) for seed in (1, 2)]
    assert [wrong for _pairs, wrong in found] == [[], []]
    assert sum(pairs for pairs, _wrong in found) == 576


def test_the_oracle_notices_a_relation_that_is_forgotten(db, monkeypatch):
    monkeypatch.setattr("awards.queries.conflicts._kin", lambda _people: {})
    assert compared(1, people=24, nominations=12)[1]


@pytest.mark.faults
def test_they_agree_on_a_hundred_thousand_pairs(db):
    found = [compared(seed, people=200, nominations=50) for seed in range(10)]
    assert [wrong for _pairs, wrong in found if wrong] == []
    assert sum(pairs for pairs, _wrong in found) == 100_000
