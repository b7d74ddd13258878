"""The years that the demo office entered from paper: whole, lawful, and told to nobody anew."""

from collections import Counter
from collections.abc import Iterator

import pytest
from django.db import transaction

from awards.models import Decision, Recipient
from campaigns.models import BlocResult, Initiative
from reports.demo.careers import careers
from reports.demo.founding import found_office
from reports.demo.office import Office
from reports.demo.past import YEARS, record_past
from reports.demo.structure import LOGINS
from units.models import AuditEntry, Notice, Person, Posting, Unit, YearRating

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def office(django_db_setup, django_db_blocker) -> Iterator[Office]:
    """The office on its first day, with its past; undone afterwards."""
    with django_db_blocker.unblock(), transaction.atomic():
        found_office(seed=2022, password="thu-mat-khau-minh-hoa")
        office = Office.require()
        record_past(office)
        yield office
        transaction.set_rollback(True)


def holders(award: str, year: int) -> set[int]:
    rows = Recipient.objects.filter(decision__award=award, decision__year=year)
    return set(rows.values_list("person", flat=True))


def test_everybody_is_rated_from_their_first_full_year_on(office: Office):
    for person in Person.objects.prefetch_related("ratings"):
        joined = person.joined_on
        first = joined.year if (joined.month, joined.day) <= (3, 1) else joined.year + 1
        rated = sorted(rating.year for rating in person.ratings.all())
        assert rated == [year for year in YEARS if year >= first], person.staff_code
    departments = Counter(YearRating.objects.exclude(unit=None).values_list("year", flat=True))
    assert departments == dict.fromkeys(YEARS, 22)


def test_nobody_serves_before_they_are_of_age_or_after_they_hold_their_post(office: Office):
    for posting in Posting.objects.filter(is_main=True).select_related("person"):
        person = posting.person
        assert person.joined_on <= posting.since
        early = person.joined_on.year - person.born_on.year
        assert early >= 22 or person.joined_on == posting.since


def test_few_are_excellent(office: Office):
    ratings = Counter(YearRating.objects.filter(unit=None).values_list("rating", flat=True))
    assert 0.1 < ratings["HTXS"] / ratings.total() < 0.2
    assert ratings["HTT"] > ratings["HT"] > ratings["KHT"] > 0


def test_each_bloc_ranks_all_its_units_every_year(office: Office):
    for bloc in office.agency.blocs.all():
        members = set(bloc.memberships.values_list("unit", flat=True))
        for year in YEARS:
            rows = BlocResult.objects.filter(bloc=bloc, year=year)
            ranks = dict(rows.values_list("unit", "rank"))
            assert set(ranks) == members
            assert sorted(ranks.values()) == list(range(1, len(members) + 1))


def test_titles_follow_from_how_people_worked(office: Office):
    for year in YEARS:
        good = YearRating.objects.filter(year=year, rating__in=["HTXS", "HTT"], unit=None)
        advanced, fighters = holders("LDTT", year), holders("CSTDCS", year)
        assert advanced == set(good.values_list("person", flat=True))
        authors = Initiative.objects.filter(recognised_on__year=year).values_list("authors")
        assert fighters <= advanced & {author for (author,) in authors}
        assert 0 < len(fighters) <= len(advanced) * 15 // 100
        three = [holders("CSTDCS", each) for each in range(year - 2, year + 1)]
        assert holders("CSTDB", year) <= set.intersection(*three)
    assert holders("CSTDB", YEARS[-1])


def test_flags_go_to_those_that_lead_and_collectives_have_one_title(office: Office):
    for year in YEARS:
        of_year = Recipient.objects.filter(decision__year=year)
        flags = of_year.filter(decision__award="CO_BO").values_list("collective", flat=True)
        first = BlocResult.objects.filter(year=year, rank=1).values_list("unit", flat=True)
        assert set(flags) == set(first)
        titles = of_year.filter(decision__award__in=["TTLDTT", "TTLDXS"])
        assert max(Counter(titles.values_list("collective", flat=True)).values()) == 1


def test_decisions_of_the_past_are_frozen_illustrations_with_their_period(office: Office):
    assert set(Decision.objects.values_list("origin", "state")) == {("EXTERNAL", "ISSUED")}
    assert not Decision.objects.exclude(symbol__startswith="MH-").exists()
    years = set(Recipient.objects.values_list("decision__year", "period_to", "type"))
    assert years == {(year, year, "CONG_TRANG") for year in YEARS}
    for year in YEARS:
        numbers = Decision.objects.filter(year=year).order_by("pk").values_list("symbol", flat=True)
        assert [int(one[3:5]) for one in numbers] == list(range(1, len(numbers) + 1))


def test_only_the_last_year_is_news_and_those_who_sign_in_have_read_it(office: Office):
    last = Decision.objects.filter(year=YEARS[-1])
    assert set(Notice.objects.values_list("about", flat=True)) <= {
        f"decision:{one.pk}" for one in last
    }
    names = [login.username for login in LOGINS]
    assert not Notice.objects.filter(account__username__in=names, read_at=None).exists()


def test_careers_come_out_the_same_every_time(office: Office):
    assert careers(office) == careers(office)
    lives = {one.person.pk: one for one in careers(office)}
    recorded = YearRating.objects.filter(year=2018, unit=None).values_list("person", "rating")
    assert all(lives[person].ratings[2018] == rating for person, rating in recorded)


def test_a_person_has_no_idea_twice(office: Office):
    for one in careers(office):
        titles = [idea.title for idea in one.thought_of(*range(2016, 2023))]
        assert len(set(titles)) == len(titles)


def test_offices_that_count_as_long_service_are_those_of_leaders(office: Office):
    counted = Counter(Posting.objects.exclude(office="").values_list("office", flat=True))
    heads = Unit.objects.filter(pledges=True).count()
    assert (counted["BO_TRUONG"], counted["THU_TRUONG"], counted["VU_TRUONG"]) == (1, 2, heads)
    assert not Posting.objects.exclude(office="").exclude(rank="LEADER").exists()


def test_all_was_entered_by_those_whose_work_it_is(office: Office):
    actors = {"record_ratings", "recognise_initiative", "record_bloc_results"}
    entries = AuditEntry.objects.values_list("action", "actor__username").distinct()
    assert {entry for entry in entries if entry[1]} == {
        *((action, "thuongtruc") for action in actors),
        ("record_decision", "quyetdinh"),
    }
