"""Remind of nominations that are due and of opinions still missing."""

from functools import partial

from django.db import transaction
from django.utils.translation import gettext as _

from awards.models import Nomination, Review
from awards.queries import members_still_missing
from awards.workflow import NominationState
from campaigns.milestones import milestone
from campaigns.models import Campaign
from campaigns.queries.pledges import units_called
from units import clock
from units.actions.inbox import Letter, Message, notify, notify_each
from units.models import Role
from units.permissions import accounts_over


@transaction.atomic
def remind_of_nominations(*, campaign: Campaign) -> int:
    """Tell clerks of units that have sent nothing, and heads of those with files waiting."""
    today = clock.today()
    reached = milestone(today, campaign.nominations_due)
    if reached is None:
        return 0
    of_campaign = Nomination.objects.filter(campaign=campaign)
    waiting = of_campaign.filter(state=NominationState.WITH_HEAD).values("unit")
    begun = of_campaign.exclude(state__in=[NominationState.DRAFT, NominationState.RETURNED])
    units = units_called(campaign, today)
    told = 0
    for role, missing in (
        (Role.UNIT_CLERK, units.exclude(pk__in=begun.values("unit"))),
        (Role.UNIT_HEAD, units.filter(pk__in=waiting)),
    ):
        names = dict(missing.values_list("pk", "name"))
        letters = [
            Letter(
                accounts,
                about=f"campaign:{campaign.pk}:unit:{unit_id}",
                write=partial(_nominations_due, campaign, names[unit_id]),
                path=campaign.get_absolute_url(),
            )
            for unit_id, accounts in accounts_over(names, [role], today).items()
        ]
        told += notify_each(kind=f"nominations_due_{role.lower()}", period=reached, letters=letters)
    return told


@transaction.atomic
def remind_of_review(*, review: Review) -> int:
    """Tell members of an open review who have not given all their opinions."""
    reached = milestone(clock.today(), review.due_on)
    if reached is None:
        return 0

    def write() -> Message:
        return Message(
            _("Còn hồ sơ chờ ý kiến: %(title)s") % {"title": review.title},
            _("Hạn cho ý kiến: %(due)s.") % {"due": f"{review.due_on:%d/%m/%Y}"},
        )

    return notify(
        accounts=list(members_still_missing(review)),
        kind="opinions_due",
        about=f"review:{review.pk}",
        write=write,
        path=review.get_absolute_url(),
        period=reached,
    )


def _nominations_due(campaign: Campaign, unit: str) -> Message:
    return Message(
        _("Hạn đề nghị khen thưởng năm %(year)d: %(unit)s") % {"year": campaign.year, "unit": unit},
        _("Hạn gửi đề nghị là ngày %(due)s.") % {"due": f"{campaign.nominations_due:%d/%m/%Y}"},
    )
