"""Remind of what is due or overdue: those who owe it, and whoever stands above when it lasts."""

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from campaigns.milestones import Reached, Schedule, reached
from campaigns.models import Assessment, Campaign, Duty, ReminderRule, ScoringRound
from campaigns.queries.assessments import pledges_without_assessment
from campaigns.queries.blocs import scored_units
from campaigns.queries.pledges import units_without_pledge
from campaigns.queries.reminders import schedule_of, schedules_of
from campaigns.queries.scoreboard import tasks_of
from campaigns.queries.scoring_tables import table_in_use
from campaigns.scoring import Kind
from campaigns.workflow import AssessmentState, PledgeState
from units import audit, clock
from units.actions.inbox import Letter, Message, notify_each
from units.errors import ActionRefused
from units.models import Account, Agency, Role
from units.permissions import accounts_over, require
from units.queries import agency_root

Write = Callable[[str, Reached], Message]


@dataclass(frozen=True)
class Missing:
    """Units whose holders of `role` owe something, and the role that hears when it lasts."""

    role: Role
    above: Role
    units: dict[int, str]


@transaction.atomic
def remind_of_pledges(*, campaign: Campaign) -> int:
    """Tell the clerks of units that have not sent, and the heads of those that have not signed.

    Each account once for each unit and milestone; return how many were told now.
    """
    today = clock.today()
    schedule = schedule_of(campaign.agency, Duty.PLEDGE)
    now = reached(schedule, today, campaign.pledges_due)
    if now is None:
        return 0
    unsent = units_without_pledge(campaign, today, [PledgeState.SENT])
    unsigned = units_without_pledge(campaign, today).filter(
        pledge_set__campaign=campaign, pledge_set__state=PledgeState.SENT
    )
    missing = [
        Missing(Role.UNIT_CLERK, Role.UNIT_HEAD, dict(unsent.values_list("pk", "name"))),
        Missing(Role.UNIT_HEAD, Role.STANDING_BODY, dict(unsigned.values_list("pk", "name"))),
    ]
    return remind_units(
        campaign=campaign,
        duty=Duty.PLEDGE,
        now=now,
        missing=missing,
        write=partial(_pledge_due, campaign),
        hold=schedule.hold,
    )


@transaction.atomic
def remind_of_assessments(*, campaign: Campaign) -> int:
    """Tell the clerks of units that owe a self-assessment, and the heads who are to send one."""
    told = 0
    for duty, kind, due in (
        (Duty.MIDYEAR, Assessment.Kind.MIDYEAR, campaign.midyear_on),
        (Duty.YEAREND, Assessment.Kind.YEAREND, campaign.yearend_on),
    ):
        schedule = schedule_of(campaign.agency, duty)
        now = reached(schedule, clock.today(), due)
        if due is None or now is None:
            continue
        told += remind_units(
            campaign=campaign,
            duty=duty,
            now=now,
            missing=_unassessed(campaign, kind),
            write=partial(_assessment_due, campaign, kind, due),
            hold=schedule.hold,
        )
    return told


def _unassessed(campaign: Campaign, kind: str) -> list[Missing]:
    """Units without a sent assessment: those still writing, and those whose head has it."""
    owing = pledges_without_assessment(campaign, kind)
    with_head = Q(assessments__kind=kind, assessments__state=AssessmentState.WITH_HEAD)
    waiting = dict(owing.filter(with_head).values_list("unit", "unit__name"))
    writing = dict(owing.exclude(unit__in=waiting).values_list("unit", "unit__name"))
    return [
        Missing(Role.UNIT_CLERK, Role.UNIT_HEAD, writing),
        Missing(Role.UNIT_HEAD, Role.STANDING_BODY, waiting),
    ]


@transaction.atomic
def remind_of_scores(*, round_: ScoringRound) -> int:
    """Tell the clerks of units that owe scores, of themselves or of others in their bloc."""
    table, campaign, today = table_in_use(round_.campaign), round_.campaign, clock.today()
    if table is None:
        return 0
    told = 0
    for duty, kind in ((Duty.SELF_SCORE, Kind.SELF), (Duty.CROSS_SCORE, Kind.CROSS)):
        first, last = round_.window(kind)
        schedule = schedule_of(campaign.agency, duty)
        now = reached(schedule, today, last) if first <= today else None
        if now is None:
            continue
        tasks = tasks_of(round_, table, list(scored_units(campaign)), today)
        owed = {one.scorer for one in tasks if one.kind == kind and not one.is_done and one.scorer}
        units = {unit.pk: unit.name for unit in owed}
        told += remind_units(
            campaign=campaign,
            duty=duty,
            now=now,
            missing=[Missing(Role.UNIT_CLERK, Role.UNIT_HEAD, units)],
            write=partial(_scores_due, campaign, duty, last),
            hold=schedule.hold,
        )
    return told


def remind_units(
    *,
    campaign: Campaign,
    duty: Duty,
    now: Reached,
    missing: Sequence[Missing],
    write: Write,
    hold: bool,
) -> int:
    """Tell the holders of roles over units that owe something; return how many were told now.

    Part of an action: `now` is the milestone that the action found reached today.
    """
    told = 0
    for one in missing:
        kind = f"{duty.lower()}_due_{one.role.lower()}"
        told += _tell(campaign, one.role, one.units, kind, now, write, hold=hold)
        if now.escalated:
            above = partial(_from_below, one.role, write)
            kind = f"{duty.lower()}_late_{one.role.lower()}"
            told += _tell(campaign, one.above, one.units, kind, now, above, hold=hold)
    return told


def _tell(
    campaign: Campaign,
    role: Role,
    units: dict[int, str],
    kind: str,
    now: Reached,
    write: Write,
    *,
    hold: bool,
) -> int:
    letters = [
        Letter(
            accounts,
            about=f"campaign:{campaign.pk}:unit:{unit_id}",
            write=partial(write, units[unit_id], now),
            path=campaign.get_absolute_url(),
        )
        for unit_id, accounts in accounts_over(units, [role], clock.today()).items()
    ]
    return notify_each(kind=kind, period=now.period, letters=letters, hold=hold)


def _from_below(owing: Role, write: Write, unit: str, now: Reached) -> Message:
    said = write(unit, now)
    more = _("Đã nhắc %(who)s mà việc chưa xong, nên báo để biết và đôn đốc.")
    return Message(said.subject, f"{said.body} {more % {'who': owing.label}}")


def _pledge_due(campaign: Campaign, unit: str, now: Reached) -> Message:
    values = {"unit": unit, "year": campaign.year, "due": f"{campaign.pledges_due:%d/%m/%Y}"}
    if now.late:
        subject = _("Quá hạn đăng ký thi đua %(year)d: %(unit)s") % values
    else:
        subject = _("Sắp đến hạn đăng ký thi đua %(year)d: %(unit)s") % values
    return Message(subject, _("Hạn đăng ký thi đua là ngày %(due)s.") % values)


def _assessment_due(
    campaign: Campaign, kind: Assessment.Kind, due: datetime.date, unit: str, now: Reached
) -> Message:
    what = _("bản tự đánh giá, %(what)s") % {"what": kind.label}
    return _due(what, campaign, due, unit, now)


def _scores_due(
    campaign: Campaign, duty: Duty, due: datetime.date, unit: str, now: Reached
) -> Message:
    return _due(str(duty.label), campaign, due, unit, now)


def _due(what: str, campaign: Campaign, due: datetime.date, unit: str, now: Reached) -> Message:
    values = {"what": what, "unit": unit, "year": campaign.year, "due": f"{due:%d/%m/%Y}"}
    if now.late:
        subject = _("Quá hạn %(what)s %(year)d: %(unit)s") % values
    else:
        subject = _("Sắp đến hạn %(what)s %(year)d: %(unit)s") % values
    return Message(subject, _("Hạn là ngày %(due)s.") % values)


@transaction.atomic
def set_reminder_rule(*, agency: Agency, duty: str, schedule: Schedule, actor: Account) -> None:
    """Let the agency remind of a duty on days of its own choice."""
    require(actor, agency_root(agency).pk, [Role.STANDING_BODY])
    if not schedule.before and not schedule.after:
        raise ActionRefused(
            _("Lịch nhắc phải có ít nhất một ngày trước hoặc sau hạn. Chưa có gì được lưu.")
        )
    old = schedules_of(agency)[duty]
    rule, _created = ReminderRule.objects.update_or_create(
        agency=agency,
        duty=duty,
        defaults={
            "before": sorted(set(schedule.before), reverse=True),
            "after": sorted(set(schedule.after)),
            "escalate_after": schedule.escalate_after,
            "hold": schedule.hold,
        },
    )
    audit.record(
        actor=actor,
        action="set_reminder_rule",
        target=rule,
        before=[list(old.before), rule.before],
        after=[list(old.after), rule.after],
        escalate_after=[old.escalate_after, rule.escalate_after],
        hold=[old.hold, rule.hold],
    )
