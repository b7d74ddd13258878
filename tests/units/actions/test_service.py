import datetime

import pytest

from tests.cast import day
from units.actions.service import record_leave
from units.errors import ActionRefused, NotAllowed
from units.models import AuditEntry, Leave

D = datetime.date


@pytest.fixture(autouse=True)
def _spring():
    with day(2022, 4, 4):
        yield


def leave(office, **changes):
    said = {"kind": "MATERNITY", "since": D(2022, 4, 4), "until": D(2022, 10, 4)}
    said |= {"person": office.people["mai"], "actor": office.thao}
    return record_leave(**(said | changes))


def test_a_leave_is_recorded_and_the_trail_does_not_say_why(office):
    row = leave(office)
    assert (row.person, row.kind) == (office.people["mai"], "MATERNITY")
    assert str(row) == "Đặng Thị Mai, 04/04/2022"
    entry = AuditEntry.objects.get(action="record_leave")
    assert (entry.actor, entry.target_name) == (office.thao, str(row))
    assert entry.changes == {"since": "2022-04-04", "until": "2022-10-04"}


def test_a_leave_may_still_be_open_but_never_ends_before_it_begins(office):
    assert leave(office, until=None, actor=office.quan).until is None
    with pytest.raises(ActionRefused, match="phải sau ngày bắt đầu nghỉ"):
        leave(office, until=D(2022, 4, 4))
    assert Leave.objects.count() == 1


@pytest.mark.parametrize("who", ["lan", "hung", "khoa", "oanh", "phong", "mai"])
def test_nobody_else_records(office, who):
    with pytest.raises(NotAllowed):
        leave(office, actor=getattr(office, who))
    assert not Leave.objects.exists()
