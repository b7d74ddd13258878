"""The councils of an agency as pages show them: who sits where, since when, until when."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _

from awards.models import ReviewMember
from awards.queries.councils import SEATS
from units.models import Posting, Role, RoleGrant
from units.queries import main_postings

Seat = ReviewMember.Seat
INITIATIVE_SEATS = {Role.INITIATIVE_CHAIR: Seat.CHAIR, Role.INITIATIVE_MEMBER: Seat.MEMBER}
# Each kind of council: its name, and the seats that its roles give, in their order.
KINDS = {
    "emulation": (_("Hội đồng thi đua - khen thưởng"), SEATS),
    "initiative": (_("Hội đồng xét sáng kiến"), INITIATIVE_SEATS),
}
COUNCIL_ROLES = (*SEATS, *INITIATIVE_SEATS)
# A term that ends within so many days is shown as ending.
SOON = datetime.timedelta(days=90)


@dataclass(frozen=True)
class Term:
    """Somebody's seat in a council for a time."""

    grant: RoleGrant
    seat: str
    posting: Posting | None
    ends_soon: bool

    @property
    def seat_label(self) -> str:
        """What the seat is called."""
        return str(Seat(self.seat).label)

    @property
    def last_day(self) -> datetime.date | None:
        """The last day of the term; None where its end is not known."""
        until = self.grant.until
        return until - datetime.timedelta(days=1) if until else None


@dataclass
class Council:
    """A council of one kind in one unit."""

    kind: str
    unit_id: int
    unit: str
    sitting: list[Term] = field(default_factory=list)
    coming: list[Term] = field(default_factory=list)
    past: list[Term] = field(default_factory=list)

    @property
    def name(self) -> str:
        """What a council of this kind is called."""
        return str(KINDS[self.kind][0])

    @property
    def chairs(self) -> str:
        """Who chairs it."""
        return ", ".join(str(t.grant.account) for t in self.sitting if t.seat == Seat.CHAIR)

    @property
    def members(self) -> int:
        """How many people sit in it."""
        return len({term.grant.account_id for term in self.sitting})

    @property
    def leaving(self) -> int:
        """How many terms end soon."""
        return sum(term.ends_soon for term in self.sitting)


def councils_of(
    agencies: Iterable[int], on: datetime.date, unit: int | None = None
) -> list[Council]:
    """Councils of some agencies, or of one of their units, as they stand on a day.

    The agency's own come before those of its units. Three queries, however many councils.
    """
    grants = (
        RoleGrant.objects.filter(role__in=COUNCIL_ROLES, unit__agency__in=list(agencies))
        .select_related("account__person", "unit")
        .order_by("order", "account__person__sort_key", "account", "since")
    )
    if unit is not None:
        grants = grants.filter(unit=unit)
    found = list(grants)
    people = {one.account.person_id: one.account.person for one in found if one.account.person}
    postings = main_postings(people.values(), on)
    councils: dict[tuple[str, int], Council] = {}
    for kind, (_name, seats) in KINDS.items():
        for role, seat in seats.items():
            for grant in (one for one in found if one.role == role):
                place = (kind, grant.unit_id)
                council = councils.setdefault(place, Council(kind, grant.unit_id, str(grant.unit)))
                ends = grant.until is not None and on < grant.until <= on + SOON
                posting = postings.get(grant.account.person_id or 0)
                _put(council, Term(grant, seat, posting, ends), on)
    roots = {one.unit_id for one in found if one.unit.parent_id is None}
    return sorted(councils.values(), key=lambda one: (one.unit_id not in roots, one.unit))


def _put(council: Council, term: Term, on: datetime.date) -> None:
    """Put a term among those of now, to come, or gone; the latest that went comes first."""
    if term.grant.until is not None and term.grant.until <= on:
        council.past.append(term)
        council.past.sort(key=lambda one: (one.last_day, one.grant.pk), reverse=True)
    elif term.grant.since > on:
        council.coming.append(term)
    else:
        council.sitting.append(term)
