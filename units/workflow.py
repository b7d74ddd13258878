"""State machines as tables: pure, shared by pledges, nominations, reviews and decisions."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Step:
    """One arrow: from any of `sources` to `target`, open to whoever holds one of `roles`."""

    name: str
    sources: frozenset[str]
    target: str
    roles: frozenset[str]


@dataclass(frozen=True)
class Workflow:
    """All arrows of one kind of row."""

    steps: tuple[Step, ...]

    def step(self, name: str) -> Step:
        """Return the step called `name`; `KeyError` for an unknown one."""
        for step in self.steps:
            if step.name == name:
                return step
        raise KeyError(name)

    def open_steps(self, state: str, roles: Iterable[str]) -> frozenset[str]:
        """Names of the steps that a holder of `roles` may take from `state`."""
        held = frozenset(roles)
        return frozenset(
            step.name for step in self.steps if state in step.sources and step.roles & held
        )


def step(name: str, sources: Iterable[str], target: str, roles: Iterable[str]) -> Step:
    """Write a row of a table without the word frozenset."""
    return Step(name, frozenset(sources), target, frozenset(roles))
