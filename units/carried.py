"""What was typed into a page after its session had ended, carried over the sign-in.

A form that is posted without a session is kept in the new, anonymous one; after signing in, the
page that it was typed into takes it back. It works without JavaScript.
"""

from collections.abc import Callable
from typing import TypeVar

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponseRedirect, QueryDict
from django.http.response import HttpResponseBase

KEY = "carried"
LONGEST = 300_000
NOT_CARRIED = ("csrfmiddlewaretoken", "password")

View = TypeVar("View", bound=Callable[..., HttpResponseBase])


def never_carried(view: View) -> View:
    """Mark a view whose forms hold a secret: nothing posted to it is kept anywhere."""
    view.is_never_carried = True  # type: ignore[attr-defined]
    return view


class CarryingLoginRequiredMiddleware(LoginRequiredMiddleware):
    """Ask to sign in, and keep what was posted meanwhile."""

    def handle_no_permission(
        self, request: HttpRequest, view_func: Callable[..., HttpResponseBase]
    ) -> HttpResponseRedirect:
        """Keep the form before the way leads to the sign-in page."""
        if getattr(view_func, "is_never_carried", False):
            return super().handle_no_permission(request, view_func)
        if request.method == "POST" and request.content_type == "application/x-www-form-urlencoded":
            typed = request.POST.copy()
            for name in NOT_CARRIED:
                typed.pop(name, None)
            text = typed.urlencode()
            if len(text) <= LONGEST:
                request.session[KEY] = {"path": request.path, "typed": text}
        return super().handle_no_permission(request, view_func)


def carried(request: HttpRequest) -> QueryDict | None:
    """Take back what was typed into this page before the sign-in, once."""
    kept = request.session.get(KEY)
    if not kept or kept["path"] != request.path:
        return None
    del request.session[KEY]
    return QueryDict(kept["typed"])
