"""Whose turn it is with a nomination: who must act now, since when, and until when."""

import datetime
from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from awards.models import Nomination
from awards.workflow import NominationState
from units import clock
from units.calendar import NoCalendarError, working_days_between
from units.models import Account, Role
from units.permissions import accounts_with

S = NominationState
ROLES = {
    S.DRAFT: Role.UNIT_CLERK,
    S.RETURNED: Role.UNIT_CLERK,
    S.WITH_HEAD: Role.UNIT_HEAD,
    S.SENT: Role.STANDING_BODY,
    S.ACCEPTED: Role.STANDING_BODY,
    S.PASSED: Role.DECISION_ADMIN,
}
WITH_UNIT = frozenset({S.DRAFT, S.RETURNED, S.WITH_HEAD})
BEFORE_THE_COUNCIL = frozenset({S.SENT, S.ACCEPTED, S.IN_REVIEW})


@dataclass(frozen=True)
class Turn:
    """Who must act now: a role, with the specialist's `name`; never a member of the council."""

    who: str
    name: str
    since: datetime.date
    working_days: int | None
    due_on: datetime.date | None

    def __str__(self) -> str:
        who = f"{self.who}: {self.name}" if self.name else self.who
        if self.working_days is None:
            return who
        days = ngettext("%(n)d ngày làm việc", "%(n)d ngày làm việc", self.working_days)
        return f"{who}, {days % {'n': self.working_days}}"

    @property
    def is_late(self) -> bool:
        """Whether the day has passed by which it should be done."""
        return self.due_on is not None and self.due_on < clock.today()


def turn(nomination: Nomination) -> Turn | None:
    """Whose turn it is; None once nothing is waited for. No query for a row of a board."""
    who = _who(nomination)
    if who is None:
        return None
    since = localtime(nomination.state_since).date()
    has_specialist = ROLES.get(S(nomination.state)) == Role.STANDING_BODY and nomination.specialist
    name = str(nomination.specialist) if has_specialist else ""
    return Turn(capfirst(who), name, since, days_since(since), _due(nomination))


def turn_accounts(nomination: Nomination) -> list[Account]:
    """Whom to ask: the specialist, or else those who hold the role; nobody of the council."""
    role = ROLES.get(S(nomination.state))
    if role is None:
        return []
    if role == Role.STANDING_BODY and nomination.specialist:
        return [nomination.specialist]
    return accounts_with(role, nomination.unit_id, clock.today())


def _who(nomination: Nomination) -> str | None:
    if nomination.state == S.IN_REVIEW:
        return _("Hội đồng đang xét")
    role = ROLES.get(S(nomination.state))
    return str(role.label) if role else None


def days_since(since: datetime.date) -> int | None:
    """Working days since a day, where the calendar is known."""
    try:
        return working_days_between(since, clock.today())
    except NoCalendarError:
        return None


def _due(nomination: Nomination) -> datetime.date | None:
    """The unit works towards the day for nominations, the standing body towards the council's.

    What the standing body gives back after the first of them is waited for until the second.
    """
    campaign, state = nomination.campaign, nomination.state
    if campaign is None:
        return None
    if state in BEFORE_THE_COUNCIL:
        return campaign.council_on
    if state not in WITH_UNIT:
        return None
    due, since = campaign.nominations_due, localtime(nomination.state_since).date()
    return campaign.council_on if due and due < since else due
