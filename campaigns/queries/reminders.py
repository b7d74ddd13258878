"""When an agency reminds of what is due."""

from campaigns.milestones import Schedule
from campaigns.models import Duty, ReminderRule
from units.models import Agency

USUAL = Schedule()


def schedule_of(agency: Agency, duty: str) -> Schedule:
    """The agency's schedule for a duty: its own, or the usual one."""
    return schedules_of(agency)[duty]


def schedules_of(agency: Agency) -> dict[str, Schedule]:
    """The agency's schedule for every duty, in the order of the year."""
    own = {
        rule.duty: Schedule(rule.before, rule.after, rule.escalate_after, rule.hold)
        for rule in ReminderRule.objects.filter(agency=agency)
    }
    return {duty: own.get(duty, USUAL) for duty in Duty.values}
