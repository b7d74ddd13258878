"""What the nominations know of an initiative."""

from awards.models import InitiativeUse, Nomination
from awards.permissions.nominations import nominations_visible_to
from campaigns.models import Initiative
from units.models import Account


def nomination_of(initiative: Initiative, account: Account) -> tuple[bool, Nomination | None]:
    """Whether a nomination counts the initiative, and which, if the account may open it."""
    use = InitiativeUse.objects.filter(initiative=initiative).first()
    if use is None:
        return False, None
    visible = nominations_visible_to(account).filter(pk=use.nomination_id)
    return True, visible.select_related("agency", "person", "collective").first()
