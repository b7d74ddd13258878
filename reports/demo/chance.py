"""Chance that comes out the same every time."""

from random import Random


def chance(*key: object) -> Random:
    """Give random choices that depend on the key alone: the same key, the same choices."""
    return Random(" ".join(str(part) for part in key))  # noqa: S311
