"""One function: who did what to which row, old and new."""

from typing import Any

from django.db import models

from units import clock
from units.models import Account, AuditEntry


def record(
    *,
    actor: Account | None,
    action: str,
    target: models.Model,
    reason: str = "",
    **changes: Any,
) -> AuditEntry:
    """Leave the one entry of an action, inside its transaction.

    `actor` is None for the sweeps. `changes` holds plain values (keys of rows, not
    rows), or `[old, new]` where both tell. A row whose name must not outlive it in the
    trail has an `audit_name`.
    """
    return AuditEntry.objects.create(
        at=clock.now(),
        actor=actor,
        action=action,
        target_type=target._meta.label_lower,
        target_id=target.pk,
        target_name=(getattr(target, "audit_name", "") or str(target))[:300],
        changes=changes,
        reason=reason,
    )
