"""Remind of pledges that are due, overdue, or waiting for a signature."""

from functools import partial

from django.db import transaction
from django.utils.translation import gettext as _

from campaigns.milestones import LATE, milestone
from campaigns.models import Campaign
from campaigns.queries.pledges import units_without_pledge
from campaigns.workflow import PledgeState
from units import clock
from units.actions.inbox import Letter, Message, notify_each
from units.models import Role
from units.permissions import accounts_over


@transaction.atomic
def remind_of_pledges(*, campaign: Campaign) -> int:
    """Tell the clerks of units that have not sent, and the heads of those that have not signed.

    Each account once for each unit and milestone; return how many were told now.
    """
    today = clock.today()
    reached = milestone(today, campaign.pledges_due)
    if reached is None:
        return 0
    waiting = {
        Role.UNIT_CLERK: units_without_pledge(campaign, today, [PledgeState.SENT]),
        Role.UNIT_HEAD: units_without_pledge(campaign, today).filter(
            pledge_set__campaign=campaign, pledge_set__state=PledgeState.SENT
        ),
    }
    told = 0
    for role, units in waiting.items():
        names = dict(units.values_list("pk", "name"))
        letters = [
            Letter(
                accounts,
                about=f"campaign:{campaign.pk}:unit:{unit_id}",
                write=partial(_due, campaign, names[unit_id], reached),
                path=campaign.get_absolute_url(),
            )
            for unit_id, accounts in accounts_over(names, [role], today).items()
        ]
        told += notify_each(kind=f"pledge_due_{role.lower()}", period=reached, letters=letters)
    return told


def _due(campaign: Campaign, unit: str, reached: str) -> Message:
    values = {"unit": unit, "year": campaign.year, "due": f"{campaign.pledges_due:%d/%m/%Y}"}
    if reached == LATE:
        subject = _("Quá hạn đăng ký thi đua %(year)d: %(unit)s") % values
    else:
        subject = _("Sắp đến hạn đăng ký thi đua %(year)d: %(unit)s") % values
    return Message(subject, _("Hạn đăng ký thi đua là ngày %(due)s.") % values)
