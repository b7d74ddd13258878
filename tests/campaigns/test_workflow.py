"""The table of the steps of a pledge."""

import pytest

from campaigns.workflow import BOARD, NOT_BEGUN, PLEDGE, PledgeState
from units.models import Role

CLERK, HEAD = Role.UNIT_CLERK, Role.UNIT_HEAD


@pytest.mark.parametrize(
    ("state", "roles", "steps"),
    [
        ("DRAFT", {CLERK}, {"save", "send", "withdraw"}),
        ("DRAFT", {HEAD}, {"save", "send", "withdraw"}),
        ("RETURNED", {CLERK}, {"save", "send", "withdraw"}),
        ("SENT", {CLERK}, {"recall"}),
        ("SENT", {HEAD}, {"sign", "return"}),
        ("SENT", {CLERK, HEAD}, {"recall", "sign", "return"}),
        ("SIGNED", {CLERK, HEAD}, {"amend"}),
        ("ACCEPTED", {CLERK}, {"amend"}),
    ],
)
def test_steps_open_to_clerk_and_head(state: str, roles: set[str], steps: set[str]) -> None:
    assert PLEDGE.open_steps(state, roles) == steps


@pytest.mark.parametrize("state", PledgeState.values)
def test_no_other_role_moves_a_pledge(state: str) -> None:
    others = set(Role.values) - {CLERK, HEAD, Role.STANDING_BODY}
    assert PLEDGE.open_steps(state, others) == frozenset()


@pytest.mark.parametrize("state", PledgeState.values)
def test_the_standing_body_acts_on_signed_pledges_alone(state: str) -> None:
    steps = {"accept", "question"} if state == PledgeState.SIGNED else set()
    assert PLEDGE.open_steps(state, {Role.STANDING_BODY}) == steps


def test_an_unknown_step_is_an_error() -> None:
    with pytest.raises(KeyError, match="burn"):
        PLEDGE.step("burn")


def test_the_board_has_every_state_and_the_one_before_all() -> None:
    assert [state for state, _label in BOARD] == [NOT_BEGUN, *PledgeState.values]
