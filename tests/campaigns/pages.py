"""What tests read of a page."""

import re
from typing import Any

from django.contrib.messages import get_messages
from django.http import HttpResponse
from django.urls import reverse

from campaigns.models import Campaign, Deed, Exemplar, Pledge, Publication


def said(response: HttpResponse) -> list[str]:
    """Give what the page will tell the person."""
    return [str(message) for message in get_messages(response.wsgi_request)]


def rows(response: HttpResponse) -> list[Any]:
    """Give the rows of a list page."""
    return list(response.context["page_list"].page)


def state(row: Campaign | Deed | Exemplar | Pledge | Publication) -> str:
    """Give the state that stands in the database now."""
    return type(row).objects.get(pk=row.pk).state


def address(name: str, row: Campaign | Deed | Exemplar | Pledge | Publication) -> str:
    """Give the address of a page or step of the row."""
    return reverse(name, args=[row.pk])


def edition_on(page: HttpResponse) -> dict[str, str]:
    """What the page's forms post of the edition that it shows; forms of one page agree."""
    [edition] = set(re.findall(r'type="hidden" name="edition" value="(\d+)"', page.text))
    return {"edition": edition}
