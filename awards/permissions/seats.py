"""Who prepares a review: invites, names tellers and substitutes, shares out the dossiers."""

from awards.models import Review
from awards.permissions.polls import runs
from units.models import Account, Role
from units.permissions import standing
from units.queries import agency_root


def prepares(account: Account, review: Review) -> bool:
    """Whether the account runs the review, or is the standing body of its agency."""
    root = agency_root(review.agency)
    return standing(account).holds(Role.STANDING_BODY, root.pk) or runs(account, review)
