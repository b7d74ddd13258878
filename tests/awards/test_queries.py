"""What is read of awards: a person's record, a year's counts, the next file to judge."""

import datetime

from awards.actions.decisions import record_decision
from awards.models import Recipient
from awards.queries.nominations import subjects_to_choose
from awards.queries.records import (
    awards_of_person,
    awards_of_subject,
    awards_of_unit,
    recipients_of_year,
)
from awards.queries.reviews import next_undecided
from awards.queries.tallies import award_counts, year_counts
from tests.awards.way import accepted, decision_on, issued
from tests.cast import FOUNDED, Office
from units.actions.organisation import create_unit
from units.models import Posting


def record(office: Office, award: str, year: int, *subjects) -> None:
    record_decision(
        agency=office.agency,
        award=award,
        year=year,
        authority="Minh họa",
        reference=f"MH-{award}-{year}",
        signed_on=datetime.date(2022, 1, 20),
        subjects=list(subjects),
        actor=office.oanh,
    )


def test_a_record_holds_what_was_issued_the_latest_first(office, campaign):
    mai = office.people["mai"]
    record(office, "GKHEN", 2020, mai, office.a)
    record(office, "BKTTG", 2021, mai)
    issued(office, accepted(office, campaign, "mai"))
    decision_on(office, accepted(office, campaign, "mai", award="CSTDB"))  # a draft is no award
    of_mai = [(r.decision.award, r.decision.year) for r in awards_of_person(mai)]
    assert of_mai == [("LDTT", 2022), ("BKTTG", 2021), ("GKHEN", 2020)]
    assert [r.decision.award for r in awards_of_unit(office.a)] == ["GKHEN"]


def test_the_record_of_a_nominations_subject(office, campaign):
    record(office, "GKHEN", 2020, office.people["mai"], office.a)
    person = accepted(office, campaign, "mai")
    unit = accepted(office, campaign, office.a, award="TTLDXS")
    assert [r.person for r in awards_of_subject(person)] == [office.people["mai"]]
    assert [r.collective for r in awards_of_subject(unit)] == [office.a]


def test_a_year_is_counted_by_award_and_kind_the_highest_first(office):
    record(office, "GKHEN", 2021, office.people["mai"], office.people["dung"], office.a)
    record(office, "HCLD3", 2021, office.people["phong"])
    record(office, "CO_CP", 2021, office.a, office.b)
    record(office, "GKHEN", 2020, office.b)
    counted = [(one.award, one.kind, one.count) for one in award_counts(office.agency, 2021)]
    assert counted == [
        ("HCLD3", "INDIVIDUAL", 1),
        ("CO_CP", "COLLECTIVE", 2),
        ("GKHEN", "INDIVIDUAL", 2),
        ("GKHEN", "COLLECTIVE", 1),
    ]
    assert year_counts(office.agency, 2021) == award_counts(office.agency, 2021)
    assert award_counts(office.agency, 2019) == []


def test_recipients_of_a_year_in_some_units(office):
    record(office, "GKHEN", 2021, office.people["mai"], office.people["dung"])
    assert recipients_of_year(office.agency, 2021).count() == 2
    (one,) = recipients_of_year(office.agency, 2021, [office.a.pk])
    assert one.person == office.people["mai"]
    assert not recipients_of_year(office.agency, 2021, []).exists()


def test_a_recipient_keeps_name_and_place_of_the_day(office):
    record(office, "GKHEN", 2021, office.people["mai"])
    Posting.objects.filter(person=office.people["mai"]).update(title="Phó Vụ trưởng")
    assert Recipient.objects.get().place == "Chuyên viên, Vụ Hạ"


def test_whom_a_unit_may_choose_on_a_day(office):
    on = datetime.date(2022, 11, 15)
    room = create_unit(parent=office.a, code="phong-1", name="Phòng Một", since=FOUNDED, actor=None)
    Posting.objects.filter(person=office.people["mai"]).update(unit=room)
    Posting.objects.filter(person=office.people["lan"]).update(until=on)
    groups = dict(subjects_to_choose(office.a, on))
    assert [name for _value, name in groups["Tập thể"]] == ["Phòng Một", "Vụ Hạ"]
    assert [name for _value, name in groups["Phòng Một"]] == ["Đặng Thị Mai, Chuyên viên"]
    assert [name for _value, name in groups["Vụ Hạ"]] == ["Trần Văn Hùng, Vụ trưởng"]


class Item:
    """As much of a review item as `next_undecided` asks for."""

    def __init__(self, pk: int, *, decided: bool) -> None:
        self.pk = pk
        self.mine = "AGREE" if decided else None


def test_the_next_undecided_goes_on_and_then_round():
    one, two, three, four = (Item(pk, decided=pk in {1, 3}) for pk in (1, 2, 3, 4))
    items = [one, two, three, four]
    assert next_undecided(items) is two
    assert next_undecided(items, after=two) is four
    assert next_undecided(items, after=four) is two
    assert next_undecided([one, three]) is None
    assert next_undecided([]) is None
