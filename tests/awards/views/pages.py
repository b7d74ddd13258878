"""How tests read a page."""

from typing import Any

from django.http import HttpResponse


def text(response: HttpResponse) -> str:
    """The page with single blanks between words."""
    return " ".join(response.content.decode().split())


def rows(response: Any) -> list[Any]:
    """The rows of a list page."""
    return list(response.context["page_list"].page)
