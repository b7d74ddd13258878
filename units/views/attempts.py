"""Try an action and tell the person how it went."""

from collections.abc import Callable
from typing import TypeVar

from django.contrib import messages
from django.http import HttpRequest

from units.errors import ActionRefused

Result = TypeVar("Result")


def attempt(request: HttpRequest, act: Callable[[], Result], done: str) -> Result | None:
    """Do `act`, and say `done`; or say why it was refused, and return None."""
    try:
        result = act()
    except ActionRefused as refusal:
        messages.error(request, str(refusal))
        return None
    messages.success(request, done)
    return result
