"""Queue long work, run it once, tell how far it is."""

import datetime
import logging
from collections.abc import Iterable, Iterator

from django.db import transaction
from django.db.models import Q

from units import clock
from units.jobs import runner
from units.models import Account, Job

logger = logging.getLogger(__name__)

# A running job that gave no sign for this long has lost its worker.
LOST_AFTER = datetime.timedelta(seconds=60)


def queue_job(*, kind: str, argument: int, path: str, owner: Account) -> Job:
    """Leave the row that makes the work due; a sweep runs it even if nobody nudges."""
    return Job.objects.create(
        kind=kind, argument=argument, path=path, owner=owner, created_at=clock.now()
    )


def claim_job() -> Job | None:
    """Take the oldest job that waits or lost its worker; None when there is none."""
    with transaction.atomic():
        lost = Q(state=Job.State.RUNNING, beat_at__lt=clock.now() - LOST_AFTER)
        job = (
            Job.objects.select_for_update(skip_locked=True)
            .filter(Q(state=Job.State.QUEUED) | lost)
            .order_by("created_at")
            .first()
        )
        if job:
            job.state, job.done, job.beat_at = Job.State.RUNNING, 0, clock.now()
            job.save(update_fields=["state", "done", "beat_at"])
        return job


def run_job(*, job: Job) -> None:
    """Run a claimed job to its end and keep its progress current."""
    try:
        for done, total in _at_most_once_a_second(runner(job.kind)(job)):
            Job.objects.filter(pk=job.pk).update(done=done, total=total, beat_at=clock.now())
    except Exception as error:  # the row is where the owner learns of any failure
        logger.exception("Job %s failed", job.pk)
        job.state, job.error = Job.State.FAILED, f"{type(error).__name__}: {error}"
    else:
        job.state = Job.State.DONE
    job.ended_at = clock.now()
    job.save(update_fields=["state", "error", "ended_at"])


def _at_most_once_a_second(steps: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Pass on the first step, the last one, and one a second between."""
    last = datetime.datetime.min.replace(tzinfo=datetime.UTC)
    for done, total in steps:
        now = clock.now()
        if done == total or (now - last).total_seconds() >= 1:
            last = now
            yield done, total
