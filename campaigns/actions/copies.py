"""Begin a pledge with what the unit pledged before."""

import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from campaigns.actions.pledge_rows import PledgeContent, write_content
from campaigns.actions.pledge_steps import stepped
from campaigns.models import Commitment, Pledge, Target
from campaigns.queries.registrations import earlier_pledge
from campaigns.queries.versions import pledged_targets
from units import audit, clock
from units.errors import ActionRefused
from units.models import Account
from units.queries import people_in, subtree_ids


@transaction.atomic
def copy_earlier_pledge(*, pledge: Pledge, actor: Account) -> Pledge:
    """Fill an empty draft with the unit's last signed pledge, its days a year or more later.

    A target goes to the commitment that is called the same, else to the one with its number, else
    it is left out; whoever has left the unit is left out too.
    """
    pledge = stepped(pledge, "save", actor)
    source = earlier_pledge(pledge)
    if source is None or pledged_targets(pledge):
        raise ActionRefused(
            _("Chỉ chép được bản đã ký năm trước vào bản nháp còn trống. Không có gì thay đổi.")
        )
    here = set(people_in(subtree_ids(pledge.unit), clock.today()).values_list("pk", flat=True))
    later = pledge.campaign.year - source.campaign.year
    places = list(pledge.campaign.commitments.all())
    rows = [
        _as_row(target, place, here, later)
        for target in source.targets.select_related("commitment")
        if (place := _place(target.commitment, places))
    ]
    aims: list[dict[str, Any]] = [
        {"award": aim.award, "person_id": aim.person_id}
        for aim in source.aims.all()
        if aim.person_id is None or aim.person_id in here
    ]
    pledge.edition += 1
    pledge.save(update_fields=["state", "edition"])
    write_content(pledge, PledgeContent(rows, aims))
    audit.record(
        actor=actor,
        action="copy_earlier_pledge",
        target=pledge,
        source=source.pk,
        edition=pledge.edition,
        targets=len(rows),
        aims=len(aims),
    )
    return pledge


def _place(commitment: Commitment, places: list[Commitment]) -> Commitment | None:
    same = [one for one in places if one.heading == commitment.heading]
    return next(iter([*same, *(one for one in places if one.number == commitment.number)]), None)


def _as_row(target: Target, place: Commitment, here: set[int], later: int) -> dict[str, Any]:
    return {
        "commitment_id": place.pk,
        "indicator": target.indicator,
        "value": target.value,
        "measure": target.measure,
        "due_on": target.due_on and _years_later(target.due_on, later),
        "person_id": target.person_id if target.person_id in here else None,
    }


def _years_later(day: datetime.date, years: int) -> datetime.date:
    """The same day of a later year; 29 February becomes the 28th."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)
