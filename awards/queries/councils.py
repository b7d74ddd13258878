"""A council as its roles make it on a day: who sits in it, and who watches it."""

import datetime
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q

from awards.models import Review, ReviewMember
from units.models import Account, Role, RoleGrant, Unit

Seat = ReviewMember.Seat
# In the order of the seats; whoever holds several roles sits in the first.
SEATS = {
    Role.COUNCIL_CHAIR: Seat.CHAIR,
    Role.COUNCIL_VICE_CHAIR: Seat.VICE_CHAIR,
    Role.COUNCIL_SECRETARY: Seat.SECRETARY,
    Role.COUNCIL_MEMBER: Seat.MEMBER,
}
# Who sees nominations, or what the council passed, from above and without a seat.
WATCHERS = (Role.STANDING_BODY, Role.LEADERSHIP, Role.DECISION_ADMIN)


@dataclass(frozen=True)
class Seated:
    """Somebody's seat in a council."""

    account: Account
    seat: str
    votes: bool


def council_on(unit: Unit, day: datetime.date) -> list[Seated]:
    """The council of a unit on a day, in its order; a secretary who is no member has no vote."""
    grants = (
        RoleGrant.objects.filter(unit=unit, role__in=SEATS, account__is_active=True)
        .on(day)
        .select_related("account__person")
        .order_by("order", "account__person__sort_key", "account")
    )
    held: dict[Account, set[str]] = {}
    for grant in grants:
        held.setdefault(grant.account, set()).add(grant.role)
    seated = []
    for role, seat in SEATS.items():
        for account, roles in held.items():
            if role == next(one for one in SEATS if one in roles):
                votes = roles != {Role.COUNCIL_SECRETARY}
                seated.append(Seated(account, seat, votes))
    return seated


def accounts_near(review: Review, day: datetime.date) -> list[Account]:
    """Accounts that have a seat in a review, and those that watch its agency's nominations."""
    seat = ReviewMember.objects.filter(review=review, account=OuterRef("pk"))
    watches = RoleGrant.objects.filter(
        account=OuterRef("pk"), role__in=WATCHERS, unit__agency=review.agency_id
    ).on(day)
    near = Account.objects.filter(Q(Exists(seat)) | Q(Exists(watches), is_active=True))
    return list(near.select_related("person").order_by("pk"))
