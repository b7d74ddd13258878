"""Remind of nominations that are due and of opinions still missing."""

from functools import partial

from django.db import transaction
from django.utils.translation import gettext as _

from awards.models import Nomination, Review
from awards.queries.reviews import members_still_missing
from awards.workflow import NominationState
from campaigns.actions.reminders import Missing, remind_units
from campaigns.milestones import Reached, reached
from campaigns.models import Campaign, Duty
from campaigns.queries.pledges import units_called
from campaigns.queries.reminders import schedule_of
from units import clock
from units.actions.inbox import Message, notify
from units.models import Role


@transaction.atomic
def remind_of_nominations(*, campaign: Campaign) -> int:
    """Tell clerks of units that have sent nothing, and heads of those with files waiting."""
    today = clock.today()
    schedule = schedule_of(campaign.agency, Duty.NOMINATION)
    now = reached(schedule, today, campaign.nominations_due)
    if now is None:
        return 0
    of_campaign = Nomination.objects.filter(campaign=campaign)
    waiting = of_campaign.filter(state=NominationState.WITH_HEAD).values("unit")
    begun = of_campaign.exclude(state__in=[NominationState.DRAFT, NominationState.RETURNED])
    units = units_called(campaign, today)
    unsent = units.exclude(pk__in=begun.values("unit")).values_list("pk", "name")
    unsigned = units.filter(pk__in=waiting).values_list("pk", "name")
    return remind_units(
        campaign=campaign,
        duty=Duty.NOMINATION,
        now=now,
        missing=[
            Missing(Role.UNIT_CLERK, Role.UNIT_HEAD, dict(unsent)),
            Missing(Role.UNIT_HEAD, Role.STANDING_BODY, dict(unsigned)),
        ],
        write=partial(_nominations_due, campaign),
        hold=schedule.hold,
    )


@transaction.atomic
def remind_of_review(*, review: Review) -> int:
    """Tell members of an open review who have not given all their opinions."""
    schedule = schedule_of(review.agency, Duty.OPINION)
    now = reached(schedule, clock.today(), review.due_on)
    if now is None:
        return 0

    def write() -> Message:
        return Message(
            _("Còn hồ sơ chờ ý kiến: %(title)s") % {"title": review.title},
            _("Hạn cho ý kiến: %(due)s.") % {"due": f"{review.due_on:%d/%m/%Y}"},
        )

    return notify(
        accounts=list(members_still_missing(review, review.items.all())),
        kind="opinions_due",
        about=f"review:{review.pk}",
        write=write,
        path=review.get_absolute_url(),
        period=now.period,
        hold=schedule.hold,
    )


def _nominations_due(campaign: Campaign, unit: str, now: Reached) -> Message:
    values = {"unit": unit, "year": campaign.year, "due": f"{campaign.nominations_due:%d/%m/%Y}"}
    if now.late:
        subject = _("Quá hạn đề nghị khen thưởng %(year)d: %(unit)s") % values
    else:
        subject = _("Sắp đến hạn đề nghị khen thưởng %(year)d: %(unit)s") % values
    return Message(subject, _("Hạn gửi đề nghị là ngày %(due)s.") % values)
