"""Who sees and moves petitions to a higher authority."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from awards.models import Petition, PetitionItem
from awards.permissions.decisions import WHOLE_REGISTER, of_agencies
from awards.permissions.nominations import nominations_hidden_from
from awards.workflow import PETITION, WITH_AGENCY, PetitionState
from units.models import Account, Role
from units.permissions import standing
from units.queries import agency_root


def petitions_visible_to(account: Account) -> QuerySet[Petition]:
    """Petitions of the agencies whose register the account reads; drafts for their admins.

    The letter names everybody it is on: for whoever is kept from one of them, it does not exist.
    """
    held = standing(account)
    sent = ~Q(state=PetitionState.DRAFT) & of_agencies(held.unit_ids(*WHOLE_REGISTER))
    drafts = of_agencies(held.unit_ids(Role.DECISION_ADMIN))
    hidden = nominations_hidden_from(account).values("pk")
    kept = PetitionItem.objects.filter(petition=OuterRef("pk"), nomination__in=hidden)
    return Petition.objects.filter(sent | drafts).exclude(Exists(kept))


def petition_steps(account: Account, petition: Petition) -> frozenset[str]:
    """What the account may do next with the petition."""
    roles = standing(account).roles_over(agency_root(petition.agency).pk)
    return PETITION.open_steps(petition.state, roles)


def petitions_waiting_for(account: Account) -> QuerySet[Petition]:
    """Petitions whose next step is the account's."""
    admin = of_agencies(standing(account).unit_ids(Role.DECISION_ADMIN))
    return petitions_visible_to(account).filter(admin, state__in=WITH_AGENCY)
