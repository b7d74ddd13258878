import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from awards.actions.tallies import begin_tally, freeze_tally
from awards.models import Tally
from awards.queries.tallies import AwardCount, award_counts, tally_counts, year_counts
from awards.workflow import TallyState
from tests.awards import way
from tests.cast import FOUNDED
from units import clock
from units.actions.accounts import grant_role
from units.actions.jobs import LOST_AFTER, claim_job, run_job
from units.errors import ActionRefused, NotAllowed
from units.jobs import runner
from units.models import AuditEntry, Job, Role
from units.tasks import run_due_jobs

YEAR = [
    AwardCount("HCLD3", "INDIVIDUAL", 1),
    AwardCount("CO_CP", "COLLECTIVE", 2),
    AwardCount("BKTTG", "INDIVIDUAL", 2),
    AwardCount("BKTTG", "COLLECTIVE", 1),
]


@pytest.fixture
def awarded(office):
    """2021 as `YEAR` says, and one award of 2020 beside."""
    people = office.people
    way.recorded(office, "HCLD3", 2021, people["hung"])
    way.recorded(office, "CO_CP", 2021, office.a, office.b)
    way.recorded(office, "BKTTG", 2021, people["mai"], people["dung"], office.cell)
    way.recorded(office, "BKTTG", 2020, people["lan"])


def begun(office, year=2021):
    return begin_tally(agency=office.agency, year=year, actor=office.thao)


def counted(office, year=2021):
    begun(office, year)
    run_due_jobs()
    return Tally.objects.get(year=year)


def rows(tally):
    return sorted(tally.lines.values_list("award", "kind", "unit__code", "count"))


def test_a_year_is_counted_by_award_kind_and_unit(office, awarded):
    tally = counted(office)
    assert tally.state == TallyState.COUNTED
    assert tally.counted_at is not None
    assert tally_counts(tally) == YEAR == award_counts(office.agency, 2021)
    assert rows(tally) == [
        ("BKTTG", "COLLECTIVE", "chi-bo-1", 1),
        ("BKTTG", "INDIVIDUAL", "cuc-thu", 1),
        ("BKTTG", "INDIVIDUAL", "vu-ha", 1),
        ("CO_CP", "COLLECTIVE", "cuc-thu", 1),
        ("CO_CP", "COLLECTIVE", "vu-ha", 1),
        ("HCLD3", "INDIVIDUAL", "vu-ha", 1),
    ]


def test_beginning_leaves_a_row_and_one_entry(office, awarded):
    job = begun(office)
    tally = Tally.objects.get()
    assert (job.kind, job.argument, job.owner) == ("tally", tally.pk, office.thao)
    assert (job.state, job.path) == (Job.State.QUEUED, tally.get_absolute_url())
    assert AuditEntry.objects.get(action="begin_tally").target_id == tally.pk


def test_the_sweep_finds_the_row_without_any_message(office, awarded):
    """Nobody sent a message to a broker here: the row alone is enough."""
    job = begun(office)
    assert run_due_jobs() == 1
    job.refresh_from_db()
    assert (job.state, job.done, job.total) == (Job.State.DONE, 4, 4)


def test_an_empty_year_counts_to_nothing(office):
    tally = counted(office, 1999)
    assert (tally.state, tally_counts(tally)) == (TallyState.COUNTED, [])


def test_counting_again_sees_new_decisions_and_forgets_old_lines(office, awarded):
    tally = counted(office)
    tally.lines.filter(award="HCLD3").update(count=7)
    way.recorded(office, "BKTTG", 2021, office.people["son"])
    assert tally_counts(counted(office))[2] == AwardCount("BKTTG", "INDIVIDUAL", 3)
    assert tally_counts(tally) == award_counts(office.agency, 2021)
    assert Tally.objects.count() == 1


def test_a_worker_killed_in_the_middle_leaves_the_old_count_and_the_next_one_finishes(
    office, awarded
):
    tally = counted(office)
    before = rows(tally)
    job = begun(office)
    claim_job()
    steps = runner("tally")(job)
    assert [next(steps), next(steps), next(steps)] == [(0, 4), (1, 4), (2, 4)]
    steps.close()  # the worker dies here
    assert rows(tally) == before
    with clock.at(clock.now() + 2 * LOST_AFTER):
        assert run_due_jobs() == 1
    tally.refresh_from_db()
    assert (tally.state, rows(tally)) == (TallyState.COUNTED, before)


def test_a_finished_count_run_once_more_changes_nothing(office, awarded):
    job = begun(office)
    run_due_jobs()
    tally = Tally.objects.get()
    before = rows(tally)
    run_job(job=job)
    assert rows(tally) == before


@pytest.mark.parametrize("who", ["lan", "hung", "khoa", "lien", "oanh", "phong", "quan", "roi"])
def test_only_the_standing_body_counts_and_freezes(office, awarded, who):
    with pytest.raises(NotAllowed):
        begin_tally(agency=office.agency, year=2021, actor=getattr(office, who))
    assert not Tally.objects.exists()
    tally = counted(office)
    with pytest.raises(NotAllowed):
        freeze_tally(tally=tally, actor=getattr(office, who))
    tally.refresh_from_db()
    assert tally.state == TallyState.COUNTED


def test_the_standing_body_of_one_unit_does_not_count_the_agency(office):
    grant_role(
        account=office.mai, role=Role.STANDING_BODY, unit=office.a, since=FOUNDED, actor=office.quan
    )
    with pytest.raises(NotAllowed):
        begin_tally(agency=office.agency, year=2021, actor=office.mai)


def test_freezing_keeps_the_count_for_good(office, awarded):
    tally = freeze_tally(tally=counted(office), actor=office.thao)
    assert (tally.state, tally.frozen_by) == (TallyState.FROZEN, office.thao)
    assert AuditEntry.objects.get(action="freeze_tally").changes == {"year": 2021}
    way.recorded(office, "BKTTG", 2021, office.people["son"])
    assert year_counts(office.agency, 2021) == YEAR
    assert award_counts(office.agency, 2021) != YEAR


def test_a_frozen_year_is_neither_counted_nor_frozen_again(office, awarded):
    tally = freeze_tally(tally=counted(office), actor=office.thao)
    with pytest.raises(ActionRefused, match="Năm 2021 đã chốt"):
        begun(office)
    with pytest.raises(ActionRefused, match="Năm 2021 đã chốt"):
        freeze_tally(tally=tally, actor=office.thao)
    assert AuditEntry.objects.filter(action="begin_tally").count() == 1
    assert AuditEntry.objects.filter(action="freeze_tally").count() == 1


def test_a_count_that_was_queued_before_the_freeze_is_refused(office, awarded):
    counted(office)
    late = begun(office)
    Tally.objects.update(state=TallyState.COUNTED)
    freeze_tally(tally=Tally.objects.get(), actor=office.thao)
    run_due_jobs()
    late.refresh_from_db()
    assert late.state == Job.State.FAILED
    assert "đã chốt" in late.error
    assert tally_counts(Tally.objects.get()) == YEAR


def test_a_count_that_still_runs_is_not_frozen(office, awarded):
    counted(office)
    begun(office)
    with pytest.raises(ActionRefused, match="Đang đếm"):
        freeze_tally(tally=Tally.objects.get(), actor=office.thao)


def test_a_count_that_the_records_left_behind_is_not_frozen(office, awarded):
    tally = counted(office)
    way.recorded(office, "BKTTG", 2021, office.people["son"])
    with pytest.raises(ActionRefused, match="Hãy đếm lại"):
        freeze_tally(tally=tally, actor=office.thao)
    assert not AuditEntry.objects.filter(action="freeze_tally").exists()


@pytest.mark.django_db(transaction=True)
def test_workers_at_once_count_a_year_once(office, awarded):
    begun(office)
    barrier = threading.Barrier(4)

    def work(_number):
        barrier.wait()
        try:
            return run_due_jobs()
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as threads:
        assert sum(threads.map(work, range(4))) == 1
    assert tally_counts(Tally.objects.get()) == YEAR
