"""What whoever checks a nomination is shown of other texts."""

from awards.models import Nomination
from campaigns.models import ComparedText
from campaigns.permissions.likeness import texts_shown_to
from campaigns.queries.likeness import Alike, alike, kept_text
from units.models import Account, Role
from units.permissions import standing


def likeness(account: Account, nomination: Nomination) -> list[Alike] | None:
    """Texts that share passages with a report of achievements that was sent; None for the others.

    Only the standing body, which checks it, is shown them.
    """
    if not standing(account).holds(Role.STANDING_BODY, nomination.unit_id):
        return None
    kept = kept_text(ComparedText.Kind.NOMINATION, nomination.pk)
    return alike(kept, texts_shown_to(account)) if kept else None
