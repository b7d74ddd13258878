"""The table of the steps of a pledge."""

import pytest

from campaigns.workflow import BOARD, NOT_BEGUN, PLEDGE, PledgeState
from units.models import Role

CLERK, HEAD = Role.UNIT_CLERK, Role.UNIT_HEAD


@pytest.mark.parametrize(
    ("state", "roles", "steps"),
    [
        ("DRAFT", {CLERK}, {"save", "send"}),
        ("DRAFT", {HEAD}, {"save", "send"}),
        ("RETURNED", {CLERK}, {"save", "send"}),
        ("SENT", {CLERK}, {"recall"}),
        ("SENT", {HEAD}, {"sign", "return"}),
        ("SENT", {CLERK, HEAD}, {"recall", "sign", "return"}),
        ("SIGNED", {CLERK, HEAD}, set()),
    ],
)
def test_steps_open_to_clerk_and_head(state: str, roles: set[str], steps: set[str]) -> None:
    assert PLEDGE.open_steps(state, roles) == steps


@pytest.mark.parametrize("state", PledgeState.values)
def test_no_other_role_moves_a_pledge(state: str) -> None:
    others = set(Role.values) - {CLERK, HEAD}
    assert PLEDGE.open_steps(state, others) == frozenset()


def test_an_unknown_step_is_an_error() -> None:
    with pytest.raises(KeyError, match="burn"):
        PLEDGE.step("burn")


def test_the_board_has_every_state_and_the_one_before_all() -> None:
    assert [state for state, _label in BOARD] == [NOT_BEGUN, *PledgeState.values]
