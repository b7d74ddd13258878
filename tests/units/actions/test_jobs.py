import datetime
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from units import clock, jobs
from units.actions.jobs import LOST_AFTER, claim_job, queue_job, run_job
from units.jobs import job_kind, runner
from units.models import Job
from units.tasks import run_due_jobs

MORNING = datetime.datetime(2022, 1, 10, 8, tzinfo=datetime.UTC)


@pytest.fixture
def kind():
    """A kind of job that counts to its argument; it is forgotten after the test."""

    @job_kind("count")
    def count(job):
        for number in range(job.argument + 1):
            if job.argument == 13 and number == 7:
                raise ValueError("thirteen")
            yield number, job.argument

    yield "count"
    del jobs._RUNNERS["count"]


@pytest.fixture
def queue(office, kind):
    return lambda argument=3: queue_job(
        kind=kind, argument=argument, path="/tallies", owner=office.thao
    )


def test_unknown_kind_is_a_key_error():
    with pytest.raises(KeyError):
        runner("nobody registered this")


def test_a_queued_job_runs_to_its_end(queue):
    job = queue()
    assert (job.state, job.is_over) == (Job.State.QUEUED, False)
    assert run_due_jobs() == 1
    job.refresh_from_db()
    assert (job.state, job.done, job.total, job.error) == (Job.State.DONE, 3, 3, "")
    assert job.is_over
    assert job.ended_at is not None
    assert run_due_jobs() == 0


def test_the_oldest_is_claimed_first(queue):
    with clock.at(MORNING):
        first = queue()
    with clock.at(MORNING + datetime.timedelta(minutes=1)):
        second = queue()
        assert [claim_job(), claim_job(), claim_job()] == [first, second, None]


def test_a_failure_is_told_to_the_owner(queue):
    job = queue(13)
    run_due_jobs()
    job.refresh_from_db()
    assert (job.state, job.error) == (Job.State.FAILED, "ValueError: thirteen")
    assert job.is_over


def test_a_job_whose_worker_was_lost_is_taken_up_again(queue):
    with clock.at(MORNING):
        job = queue()
        claim_job()
    with clock.at(MORNING + LOST_AFTER):
        assert claim_job() is None
    with clock.at(MORNING + LOST_AFTER + datetime.timedelta(seconds=1)):
        assert claim_job() == job


def test_progress_is_written_at_most_once_a_second(queue, django_assert_num_queries):
    job = queue(500)
    claimed = claim_job()
    with clock.at(MORNING), django_assert_num_queries(3):  # the first step, the last, the end
        run_job(job=claimed)
    job.refresh_from_db()
    assert (job.done, job.total) == (500, 500)


@pytest.mark.django_db(transaction=True)
def test_two_workers_claim_a_job_once(queue):
    job = queue()
    barrier = threading.Barrier(6)

    def claim(_number):
        barrier.wait()
        try:
            return claim_job()
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as threads:
        claimed = [one for one in threads.map(claim, range(6)) if one]
    assert claimed == [job]
