"""Sweeps of the ground floor: mail, jobs, unused files, and the pulse that /readyz looks for."""

from celery import shared_task
from django.core.cache import cache

from units import clock
from units.actions.files import sweep_unused
from units.actions.jobs import claim_job, run_job
from units.actions.mail import gather_mail, send_next_mail

PULSE_KEY = "pulse"
PULSE_SECONDS = 30


@shared_task
def beat_pulse() -> None:
    """Beat sent it and a worker ran it: both are alive."""
    cache.set(PULSE_KEY, clock.now().isoformat(), PULSE_SECONDS)


@shared_task
def send_due_mail() -> int:
    """Gather what is due into letters and send them; a refusal ends the sweep, the next goes on."""
    gather_mail()
    sent = 0
    while send_next_mail():
        sent += 1
    return sent


@shared_task
def run_due_jobs() -> int:
    """Run every job that waits."""
    ran = 0
    while job := claim_job():
        run_job(job=job)
        ran += 1
    return ran


@shared_task
def sweep_files() -> int:
    """Remove files that nothing has used for a day."""
    return sweep_unused()
