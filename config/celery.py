"""The Celery app, and the table of what beat sweeps when.

What must happen is a row first; every task here only sweeps rows, so a lost broker loses nothing.
"""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("thi_dua")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

# Read here, as beat wants its table before Django's settings are.
SWEEP_S = float(os.environ.get("SWEEP_SECONDS", "60"))
HOUR = 3600.0

app.conf.beat_schedule = {
    "pulse": {"task": "units.tasks.beat_pulse", "schedule": 5.0, "options": {"expires": 10}},
    "remind-pledges": {"task": "campaigns.tasks.remind_pledges", "schedule": SWEEP_S},
    "remind-assessments": {"task": "campaigns.tasks.remind_assessments", "schedule": SWEEP_S},
    "remind-scores": {"task": "campaigns.tasks.remind_scores", "schedule": SWEEP_S},
    "remind-readings": {"task": "campaigns.tasks.remind_readings", "schedule": SWEEP_S},
    "tell-nominees": {"task": "awards.tasks.tell_posted_nominees", "schedule": SWEEP_S},
    "remind-reviews": {"task": "awards.tasks.remind_reviews", "schedule": SWEEP_S},
    "publish-head": {"task": "awards.tasks.publish_register_head", "schedule": SWEEP_S},
    "send-mail": {"task": "units.tasks.send_due_mail", "schedule": SWEEP_S},
    "sweep-files": {"task": "units.tasks.sweep_files", "schedule": HOUR},
    "run-jobs": {"task": "units.tasks.run_due_jobs", "schedule": 10.0, "options": {"expires": 10}},
}
