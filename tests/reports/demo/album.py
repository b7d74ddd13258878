"""Pictures of the demo office after each stage, for tests to look at."""

from collections import Counter
from dataclasses import dataclass, field
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from awards.models import Decision, Nomination, Review, Tally
from campaigns.actions.campaigns import close_campaign
from campaigns.actions.pledges import PledgeContent, save_pledge
from campaigns.models import Assessment, Campaign, Pledge
from campaigns.queries.progress import signed_targets, with_progress
from config import servers
from reports.demo.office import Office
from reports.demo.pledges import write_pledge
from reports.demo.stages import Stage
from reports.demo.structure import LOGINS
from reports.queries.due import due_for
from units import clock
from units.models import Account, AuditEntry, Notice, Role

PASSWORD = "thu-mat-khau-minh-hoa"


@dataclass
class Picture:
    """How the office looked at a stage: rows by state, and what waited for each login."""

    said: str
    day: Any
    entries: int
    pledges: Counter
    nominations: Counter
    reviews: Counter
    decisions: Counter
    tallies: dict[int, str]
    waiting: dict[str, int]
    unread: dict[str, int]
    progress: Counter
    assessments: Counter


@dataclass
class Album:
    """The pictures by stage, and what came of meddling with the office between stages."""

    pictures: dict[Stage, Picture] = field(default_factory=dict)
    hand_written: tuple[str, int] = ("", 0)
    refused: str = ""


def demo(**options: Any) -> str:
    out = StringIO()
    call_command("demo", **options, stdout=out)
    return out.getvalue()


def take_picture(stage: Stage, said: str) -> Picture:
    accounts = Account.objects.in_bulk([login.username for login in LOGINS], field_name="username")
    with clock.at(stage.day):
        waiting = {name: len(due_for(each, stage.day)) for name, each in accounts.items()}
    unread = Notice.objects.filter(read_at=None).values_list("account__username", flat=True)
    of_2022 = {"campaign__year": 2022}
    return Picture(
        said=said,
        day=servers.office_today(),
        entries=AuditEntry.objects.count(),
        pledges=Counter(Pledge.objects.filter(**of_2022).values_list("state", flat=True)),
        nominations=Counter(Nomination.objects.filter(**of_2022).values_list("state", flat=True)),
        reviews=Counter(Review.objects.values_list("state", flat=True)),
        decisions=Counter(Decision.objects.values_list("origin", "state")),
        tallies=dict(Tally.objects.values_list("year", "state")),
        waiting=waiting,
        unread={name: count for name, count in Counter(unread).items() if name in accounts},
        progress=Counter(
            with_progress(signed_targets(), stage.day).values_list("progress", flat=True)
        ),
        assessments=Counter(Assessment.objects.values_list("kind", "state")),
    )


def meddle_with_a_pledge() -> tuple[str, int]:
    """A clerk writes a pledge by hand, twice; then the demo goes on. Undone afterwards."""
    with transaction.atomic():
        office = Office.require()
        campaign, unit = Campaign.objects.get(year=2022), office.units["vu-tong-hop"]
        with clock.at(Stage.LAUNCHED.day):
            pledge = write_pledge(office, campaign, unit, seed=1, whole=False)
            nothing = PledgeContent(targets=[], aims=[])
            save_pledge(pledge=pledge, content=nothing, edition=1, actor=office.clerk(unit))
        demo(stage="pledged")
        found = Pledge.objects.get(unit=unit)
        transaction.set_rollback(True)
        return found.state, found.edition


def meddle_with_the_campaign() -> str:
    """The campaign is closed by hand; the demo cannot go on. Undone afterwards."""
    with transaction.atomic():
        office = Office.require()
        campaign, actor = Campaign.objects.get(year=2022), office.holder(Role.STANDING_BODY)
        with clock.at(Stage.LAUNCHED.day):
            close_campaign(campaign=campaign, actor=actor)
        with pytest.raises(CommandError) as refusal:
            demo(stage="pledged")
        transaction.set_rollback(True)
        return str(refusal.value)
