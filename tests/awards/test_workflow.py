"""The table of steps, and the way that a page draws from it."""

import pytest

from awards.workflow import NOMINATION, STAGES, NominationState, way
from units.models import Role


def test_the_table_names_real_roles_and_states():
    roles = {role for step in NOMINATION.steps for role in step.roles}
    assert roles <= set(Role.values)
    assert {step.target for step in NOMINATION.steps} == set(NominationState.values)


def test_every_state_stands_in_exactly_one_stage():
    staged = [state for _name, states in STAGES for state in states]
    assert sorted(staged) == sorted(NominationState.values)


@pytest.mark.parametrize(
    ("state", "drawn"),
    [
        ("DRAFT", "current todo todo todo todo"),
        ("RETURNED", "current todo todo todo todo"),
        ("WITH_HEAD", "done current todo todo todo"),
        ("ACCEPTED", "done done current todo todo"),
        ("REJECTED", "done done done current todo"),
        ("PASSED", "done done done done current"),
        ("DECIDED", "done done done done done"),
    ],
)
def test_the_way_of_a_nomination(state, drawn):
    assert [how for _name, how in way(state)] == drawn.split()
