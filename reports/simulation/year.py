"""The year itself: every day its acts, then what the program does by itself."""

import datetime
from collections.abc import Callable

from awards.tasks import remind_reviews
from campaigns.models import Campaign
from campaigns.tasks import (
    remind_assessments,
    remind_pledges,
    remind_readings,
    remind_scores,
)
from reports.demo.walk import at_work
from reports.simulation.awarding import plan_awards
from reports.simulation.diary import Diary
from reports.simulation.judging import plan_initiatives, plan_scores
from reports.simulation.players import Players
from reports.simulation.pledging import launch, plan_pledges
from reports.simulation.working import plan_work
from units.calendar import DAY
from units.models import Agency
from units.tasks import run_due_jobs, send_due_mail

Watch = Callable[[Campaign, datetime.date], None]
SWEEPS = (
    remind_pledges,
    remind_assessments,
    remind_scores,
    remind_readings,
    remind_reviews,
    send_due_mail,
    run_due_jobs,
)
TWICE_EVERY = 4  # on one day of so many the sweeps run twice: the second has nothing left to tell


def live_year(
    agency: Agency, text: str, *, year: int, seed: int, watch: Watch | None = None
) -> Campaign:
    """Live from the launch on the last day of the year before to the end of the year.

    `watch` looks on every day when everybody has acted and before the program reminds.
    """
    day = datetime.date(year - 1, 12, 31)
    players, diary = Players.of(agency, day, seed=seed), Diary()
    with at_work(day):
        campaign = launch(players, year, text)
        plan_pledges(players, diary, campaign)
        plan_work(players, diary, campaign)
        plan_initiatives(players, diary, year)
        plan_scores(players, diary, campaign)
        plan_awards(players, diary, campaign)
    while day <= datetime.date(year, 12, 31):
        with at_work(day):
            diary.live(day)
        with at_work(day, hour=17):
            if watch:
                watch(campaign, day)
            for sweep in SWEEPS * (1 if day.day % TWICE_EVERY else 2):
                sweep()
        day += DAY
    return campaign
