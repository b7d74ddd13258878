"""What the nominations know of an initiative."""

from awards.models import InitiativeUse, Nomination
from awards.permissions.nominations import nominations_hidden_from, nominations_visible_to
from campaigns.models import Initiative
from units.models import Account


def nomination_of(initiative: Initiative, account: Account) -> tuple[bool, Nomination | None]:
    """Whether a nomination counts the initiative, and which, if the account may open it."""
    known = InitiativeUse.objects.exclude(nomination__in=nominations_hidden_from(account))
    use = known.filter(initiative=initiative).first()
    if use is None:
        return False, None
    visible = nominations_visible_to(account).filter(pk=use.nomination_id)
    return True, visible.select_related("agency", "person", "collective").first()
