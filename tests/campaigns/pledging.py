"""Pledges of the cast, and what a browser would post of the forms on a page."""

import datetime
from collections.abc import Iterable
from typing import Any

from django.forms import BaseForm
from django.forms.formsets import BaseFormSet

from campaigns.actions.amendments import accept_pledge, amend_pledge
from campaigns.actions.pacts import begin_pact, open_pact, save_pact, sign_pact
from campaigns.actions.pledge_rows import rows_of
from campaigns.actions.pledges import (
    PledgeContent,
    begin_pledge,
    save_pledge,
    send_pledge,
    sign_pledge,
)
from campaigns.actions.registrations import save_registration, send_registration
from campaigns.models import Campaign, Pact, Pledge, Registration
from campaigns.queries.versions import content_of
from tests.cast import Office
from units.models import Account


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


def accepted(office: Office, campaign: Campaign) -> Pledge:
    """Vụ Hạ's pledge, taken in by Thảo."""
    return accept_pledge(pledge=signed(office, campaign), actor=office.thao)


def amending(office: Office, campaign: Campaign, reason: str = "Thêm việc mới.") -> Pledge:
    """Vụ Hạ's accepted pledge, opened again by Lan."""
    return amend_pledge(pledge=accepted(office, campaign), reason=reason, actor=office.lan)


def rows_now(pledge: Pledge) -> PledgeContent:
    """Give what the pledge says now as the rows that its page would post, to be changed."""
    return rows_of(content_of(Pledge.objects.get(pk=pledge.pk)))


def resigned(office: Office, pledge: Pledge, content: PledgeContent) -> Pledge:
    """Save an amendment of Vụ Hạ's pledge, send it and let Hùng sign it."""
    pledge = save_pledge(pledge=pledge, content=content, edition=pledge.edition, actor=office.lan)
    return sign_pledge(pledge=send_pledge(pledge=pledge, actor=office.lan), actor=office.hung)


def registered(
    campaign: Campaign, account: Account, *, aims: Iterable[str] = ("CSTDCS",), **changes: Any
) -> Registration:
    """What an account registers for itself and hands in: one target and titles."""
    row = {
        "commitment_id": campaign.commitments.get(number=1).pk,
        "indicator": "Hồ sơ tự thẩm tra",
        "value": 12,
        "measure": "hồ sơ",
        "due_on": datetime.date(2022, 10, 31),
    } | changes
    own = save_registration(campaign=campaign, targets=[row], aims=aims, actor=account)
    return send_registration(registration=own, actor=account)


def worded_pact(office: Office, campaign: Campaign, text: str = "Cùng xong 95 % việc.") -> Pact:
    """The pact of the cast's bloc, worded by Lan for Vụ Hạ, which leads."""
    bloc = office.agency.blocs.get()
    pact = begin_pact(campaign=campaign, bloc=bloc, lead=office.a, actor=office.thao)
    return save_pact(pact=pact, text=text, edition=pact.edition, actor=office.lan)


def standing_pact(office: Office, campaign: Campaign) -> Pact:
    """The pact that both heads have signed."""
    pact = open_pact(pact=worded_pact(office, campaign), actor=office.lan)
    sign_pact(pact=pact, unit=office.a, actor=office.hung)
    return sign_pact(pact=pact, unit=office.b, actor=office.son)


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
