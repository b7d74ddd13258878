"""Pledges of the cast, and what a browser would post of the forms on a page."""

import datetime
from collections.abc import Iterable
from typing import Any

from django.forms import BaseForm
from django.forms.formsets import BaseFormSet

from campaigns.actions.pledges import (
    PledgeContent,
    begin_pledge,
    save_pledge,
    send_pledge,
    sign_pledge,
)
from campaigns.models import Campaign, Pledge
from tests.cast import Office


def target(number: int, office: Office, campaign: Campaign, **changes: Any) -> dict[str, Any]:
    """Give a row of a whole target for the commitment with a number."""
    return {
        "commitment_id": campaign.commitments.get(number=number).pk,
        "indicator": f"Chỉ tiêu {number}",
        "value": 95,
        "measure": "%",
        "due_on": datetime.date(2022, 11, 30),
        "person_id": office.people["mai"].pk,
    } | changes


def whole(office: Office, campaign: Campaign) -> PledgeContent:
    """Give a target for each of the two commitments, and a title for Mai and for the unit."""
    return PledgeContent(
        targets=[target(1, office, campaign), target(2, office, campaign)],
        aims=[
            {"award": "LDTT", "person_id": office.people["mai"].pk},
            {"award": "TTLDXS", "person_id": None},
        ],
    )


def drafted(office: Office, campaign: Campaign) -> Pledge:
    """Vụ Hạ's whole pledge, saved by Lan."""
    pledge = begin_pledge(campaign=campaign, unit=office.a, actor=office.lan)
    return save_pledge(pledge=pledge, content=whole(office, campaign), edition=0, actor=office.lan)


def sent(office: Office, campaign: Campaign) -> Pledge:
    """Vụ Hạ's pledge on Hùng's desk."""
    return send_pledge(pledge=drafted(office, campaign), actor=office.lan)


def signed(office: Office, campaign: Campaign) -> Pledge:
    """Vụ Hạ's pledge with Hùng's signature."""
    return sign_pledge(pledge=sent(office, campaign), actor=office.hung)


def posted(parts: Iterable[BaseForm | BaseFormSet], **changes: Any) -> dict[str, Any]:
    """Give what a browser would post of the forms as the page shows them, with `changes`."""
    forms: list[BaseForm] = []
    for part in parts:
        forms += [part.management_form, *part] if isinstance(part, BaseFormSet) else [part]
    data = {}
    for form in forms:
        for bound in form:
            value = bound.field.widget.format_value(bound.value())
            value = value[0] if isinstance(value, list) and value else value
            data[bound.html_name] = "" if value in (None, []) else value
    return data | changes
