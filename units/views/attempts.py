"""Try an action and tell the person how it went."""

from collections.abc import Callable
from typing import TypeVar

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from units.errors import ActionRefused
from units.forms import ConfirmForm
from units.requests import AccountRequest

Result = TypeVar("Result")


def attempt(request: AccountRequest, act: Callable[[], Result], done: str) -> Result | None:
    """Do `act`, and say `done`; or say why it was refused, and return None."""
    try:
        result = act()
    except ActionRefused as refusal:
        messages.error(request, str(refusal))
        return None
    messages.success(request, done)
    return result


def confirmed(request: AccountRequest, form: ConfirmForm) -> bool:
    """Whether the box beside a step was ticked; if not, say that nothing was done."""
    if not form.is_valid():
        messages.error(request, str(form.errors["sure"][0]))
    return form.is_valid()


def edition_shown(request: AccountRequest) -> int:
    """Which edition of a text the page showed; without its hidden field, one that never was."""
    try:
        return int(request.POST["edition"])
    except (KeyError, ValueError):
        return -1


def back_to_part(request: AccountRequest, path: str) -> HttpResponse:
    """Go back to a page of rows; a button "more" names the part that gets one more of them."""
    part = request.POST.get("more", "")
    return redirect(f"{path}#{part}" if part else path)
