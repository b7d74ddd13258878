"""Check the parts of a nomination for the standing body."""

from collections.abc import Collection

from django.db import transaction

from awards.actions.nomination_steps import stepped
from awards.models import Nomination, NominationCheck
from awards.parts import Check, fingerprint
from awards.queries.versions import checks_of, content_of, unchecked_in
from campaigns.actions.editions import require_seen
from units import audit, clock
from units.models import Account


@transaction.atomic
def check_nomination(
    *,
    nomination: Nomination,
    checked: Collection[str],
    edition: int | None = None,
    actor: Account,
) -> Nomination:
    """Mark these parts as checked, as they read now, and the others as not checked.

    A mark that holds stays that of whoever set it. With the first one the standing body has begun:
    the head cannot take the nomination back any more.
    """
    nomination = stepped(nomination, "check", actor)
    require_seen(nomination, edition)
    content = content_of(nomination)
    missing = unchecked_in(nomination, content)
    there = checks_of(nomination)
    before = [check for check in there if check not in missing]
    after = [check for check in there if check in checked]
    nomination.checks.exclude(check_of__in=after).delete()
    for check in after:
        if check in missing:
            _mark(nomination, check, fingerprint(content, check), actor)
    nomination.taken_up_at = nomination.taken_up_at or clock.now()
    nomination.save(update_fields=["taken_up_at"])
    audit.record(actor=actor, action="check_nomination", target=nomination, checked=[before, after])
    return nomination


def _mark(nomination: Nomination, check: Check, said: str, actor: Account) -> None:
    NominationCheck.objects.update_or_create(
        nomination=nomination,
        check_of=check,
        defaults={"fingerprint": said, "checked_by": actor, "checked_at": clock.now()},
    )
