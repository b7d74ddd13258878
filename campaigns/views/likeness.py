"""What a reviewer of a proposal is shown of other texts."""

from campaigns.models import ComparedText, Proposal
from campaigns.permissions.likeness import sees_likeness, texts_shown_to
from campaigns.queries.likeness import Alike, alike, kept_text
from units.models import Account


def likeness(account: Account, proposal: Proposal) -> list[Alike] | None:
    """Texts that share passages with a proposal; None for whoever does not review it."""
    if not sees_likeness(account, proposal):
        return None
    kept = kept_text(ComparedText.Kind.PROPOSAL, proposal.pk)
    return alike(kept, texts_shown_to(account)) if kept else None
