"""What a person registers for themselves, and how it comes into the unit's pledge."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from campaigns.actions.pledge_rows import PledgeContent, rows_of, write_content
from campaigns.actions.pledge_steps import require_open, stepped
from campaigns.models import (
    Campaign,
    Pledge,
    RegisteredAim,
    RegisteredTarget,
    Registration,
)
from campaigns.queries.registrations import registrations_for, taken_over
from campaigns.queries.versions import content_of
from campaigns.workflow import RegistrationState
from units import audit, clock
from units.errors import ActionRefused
from units.models import Account


@transaction.atomic
def save_registration(
    *,
    campaign: Campaign,
    targets: Iterable[dict[str, Any]],
    aims: Iterable[str],
    actor: Account,
) -> Registration:
    """Keep what the actor registers for themselves; what was handed in is a draft again."""
    require_open(campaign)
    if actor.person is None or actor.person.agency_id != campaign.agency_id:
        raise ActionRefused(_("Tài khoản này không gắn với cán bộ nào. Chưa có gì được lưu."))
    registration, _created = Registration.objects.select_for_update().get_or_create(
        campaign=campaign, person=actor.person
    )
    registration.state = RegistrationState.DRAFT
    registration.save(update_fields=["state"])
    registration.targets.all().delete()
    rows = [RegisteredTarget(registration=registration, **row) for row in targets]
    RegisteredTarget.objects.bulk_create(rows)
    registration.aims.all().delete()
    titles = [
        RegisteredAim(registration=registration, award=award) for award in dict.fromkeys(aims)
    ]
    RegisteredAim.objects.bulk_create(titles)
    audit.record(
        actor=actor,
        action="save_registration",
        target=registration,
        targets=len(rows),
        aims=len(titles),
    )
    return registration


@transaction.atomic
def send_registration(*, registration: Registration, actor: Account) -> Registration:
    """Hand one's own registration in to the unit."""
    registration = Registration.objects.select_for_update(of=("self",)).get(pk=registration.pk)
    require_open(registration.campaign)
    if registration.person_id != actor.person_id:
        raise ActionRefused(_("Chỉ người đăng ký tự gửi được. Không có gì thay đổi."))
    if not (registration.targets.exists() or registration.aims.exists()):
        raise ActionRefused(_("Chưa có danh hiệu hay chỉ tiêu nào để gửi. Không có gì thay đổi."))
    registration.state, registration.sent_at = RegistrationState.SENT, clock.now()
    registration.save(update_fields=["state", "sent_at"])
    audit.record(actor=actor, action="send_registration", target=registration)
    return registration


@transaction.atomic
def take_over_registrations(
    *, pledge: Pledge, registrations: Iterable[int], actor: Account
) -> tuple[int, int]:
    """Put what people registered into the unit's draft; return how many targets and titles.

    What the pledge says already is left out, so that nothing stands there twice.
    """
    pledge = stepped(pledge, "save", actor)
    rows = rows_of(content_of(pledge))
    targets, aims = [], []
    known_targets, known_aims = taken_over(pledge)
    for one in registrations_for(pledge, clock.today()).filter(pk__in=list(registrations)):
        targets += [
            _as_row(target, one.person_id)
            for target in one.targets.all()
            if (target.commitment_id, target.indicator, one.person_id) not in known_targets
        ]
        aims += [
            {"award": aim.award, "person_id": one.person_id}
            for aim in one.aims.all()
            if (aim.award, one.person_id) not in known_aims
        ]
    pledge.edition += 1
    pledge.save(update_fields=["state", "edition"])
    write_content(pledge, PledgeContent(rows.targets + targets, rows.aims + aims))
    audit.record(
        actor=actor,
        action="take_over_registrations",
        target=pledge,
        edition=pledge.edition,
        targets=len(targets),
        aims=len(aims),
    )
    return len(targets), len(aims)


def _as_row(target: RegisteredTarget, person_id: int) -> dict[str, Any]:
    return {
        "commitment_id": target.commitment_id,
        "indicator": target.indicator,
        "value": target.value,
        "measure": target.measure,
        "due_on": target.due_on,
        "person_id": person_id,
    }
