"""What stands on which day for an account: deadlines of campaigns, its own work, reviews."""

import calendar
import datetime
import hashlib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from awards.models import Review
from awards.workflow import ReviewState
from campaigns.models import Campaign, Target
from campaigns.models.campaigns import MILESTONES
from campaigns.permissions.campaigns import campaigns_visible_to
from campaigns.permissions.pledges import pledges_visible_to
from campaigns.queries.versions import signed
from campaigns.workflow import CampaignState
from reports.queries.due import due_for
from units.calendar import is_holiday, is_made_up, works
from units.models import Account

MONDAY = 0


@dataclass(frozen=True)
class Entry:
    """Something on a day; `mine` when it is the account's own work. `key` never changes."""

    key: str
    day: datetime.date
    title: str
    url: str
    mine: bool = False


@dataclass(frozen=True)
class Day:
    """A day of a month's page with what stands on it."""

    date: datetime.date
    outside: bool
    entries: list[Entry] = field(default_factory=list)

    @property
    def off(self) -> bool:
        """Whether offices are closed."""
        return not works(self.date)

    @property
    def said(self) -> str:
        """What is special about the day itself."""
        if is_holiday(self.date):
            return _("nghỉ lễ")
        return _("làm bù") if is_made_up(self.date) else ""


def month_of(account: Account, year: int, month: int, today: datetime.date) -> list[list[Day]]:
    """The weeks of a month from Monday on, each day with what stands on it for the account."""
    weeks = calendar.Calendar(MONDAY).monthdatescalendar(year, month)
    first, last = weeks[0][0], weeks[-1][-1]
    by_day: dict[datetime.date, list[Entry]] = defaultdict(list)
    for entry in entries_of(account, first, last, today):
        by_day[entry.day].append(entry)
    return [[Day(day, day.month != month, by_day[day]) for day in week] for week in weeks]


def entries_of(
    account: Account, since: datetime.date, until: datetime.date, today: datetime.date
) -> list[Entry]:
    """Everything that stands on the days from `since` to `until` for the account, in order."""
    sources = (_own_work(account, today), _targets(account), _reviews(account), _days(account))
    found: dict[str, Entry] = {}
    for source in sources:
        for entry in source:
            if since <= entry.day <= until:
                found.setdefault(entry.key, entry)
    return sorted(found.values(), key=lambda entry: (entry.day, not entry.mine, entry.title))


def _own_work(account: Account, today: datetime.date) -> Iterator[Entry]:
    """What waits for the account now and has a deadline."""
    for due in due_for(account, today):
        if due.deadline:
            words = f"{due.url} {due.title}"
            key = f"due-{hashlib.sha256(words.encode()).hexdigest()[:16]}"
            yield Entry(key, due.deadline, f"{due.title} ({due.where})", due.url, mine=True)


def _targets(account: Account) -> Iterator[Entry]:
    """Targets that the account's person is in charge of."""
    open_pledges = set(pledges_visible_to(account).values_list("pk", flat=True))
    targets = Target.objects.filter(
        signed("pledge__"),
        person=account.person_id,
        person__isnull=False,
        pledge__campaign__state=CampaignState.LAUNCHED,
    )
    for target in targets.select_related("pledge", "person"):
        page = target.pledge if target.pledge_id in open_pledges else target.person
        url = page.get_absolute_url() if page else ""
        title = _("Chỉ tiêu: %(what)s") % {"what": target.indicator}
        yield Entry(
            f"target-{target.pk}", target.due_on or datetime.date.max, title, url, mine=True
        )


def _reviews(account: Account) -> Iterator[Entry]:
    """Open reviews of which the account is a member."""
    reviews = Review.objects.filter(members__account=account, state=ReviewState.OPEN)
    for review in reviews:
        title = _("Hạn cho ý kiến: %(title)s") % {"title": review.title}
        yield Entry(f"review-{review.pk}", review.due_on, title, review.get_absolute_url())


def _days(account: Account) -> Iterator[Entry]:
    """The days of every campaign that the account sees launched."""
    called = Campaign.day_names()
    for campaign in campaigns_visible_to(account).exclude(state=CampaignState.DRAFT):
        for name in MILESTONES:
            if day := getattr(campaign, name):
                title = f"{capfirst(called[name])} {campaign.year}"
                key = f"campaign-{campaign.pk}-{name}"
                yield Entry(key, day, title, campaign.get_absolute_url())
