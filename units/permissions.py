"""Who may do what where: everybody builds on `standing`.

A role held in a unit covers the unit's whole subtree, within the days of its grant.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils.translation import gettext as _

from units import clock
from units.errors import NotAllowed
from units.models import (
    Account,
    Agency,
    Bounce,
    Discipline,
    Kinship,
    Notice,
    Person,
    Posting,
    Restriction,
    Role,
    RoleGrant,
    Unit,
)
from units.models.organisation import UnitQuerySet
from units.queries import current_grants
from units.silence import hidden_abouts

# Roles that see the people and the papers of their subtree.
WATCHERS = (
    Role.UNIT_CLERK,
    Role.UNIT_HEAD,
    Role.STANDING_BODY,
    Role.DECISION_ADMIN,
    Role.LEADERSHIP,
    Role.SYSTEM_ADMIN,
)

# Roles over a whole agency that record what weighs against somebody, and those that may see it.
CONDUCT_KEEPERS = (Role.STANDING_BODY, Role.SYSTEM_ADMIN)
CONDUCT_READERS = (
    Role.STANDING_BODY,
    Role.COUNCIL_MEMBER,
    Role.COUNCIL_CHAIR,
    Role.DECISION_ADMIN,
)


@dataclass(frozen=True)
class Standing:
    """What an account may do on one day: for each role, the keys of the units it covers.

    `agencies` are those of its roles, and the one that its person works in.
    """

    covers: dict[str, frozenset[int]]
    agencies: frozenset[int]

    @property
    def roles(self) -> frozenset[str]:
        """Roles held anywhere."""
        return frozenset(self.covers)

    def unit_ids(self, *roles: str) -> frozenset[int]:
        """Keys of the units in which one of `roles` is held."""
        return frozenset().union(*(self.covers.get(role, frozenset()) for role in roles))

    def holds(self, role: str, unit_id: int) -> bool:
        """Whether `role` is held over the unit."""
        return unit_id in self.covers.get(role, frozenset())

    def roles_over(self, unit_id: int) -> frozenset[str]:
        """Roles held over the unit."""
        return frozenset(role for role, ids in self.covers.items() if unit_id in ids)


def standing(account: Account, on: datetime.date | None = None) -> Standing:
    """What `account` may do on a day (today by default); today's answer is kept on the account.

    Two queries: the grants of the day, and the subtrees below them.
    """
    day = on or clock.today()
    kept = account.kept_standing
    if kept and kept[0] == day:
        return kept[1]
    found = _standing_on(account, day)
    account.kept_standing = (day, found)
    return found


def _standing_on(account: Account, day: datetime.date) -> Standing:
    grants = list(RoleGrant.objects.filter(account=account).on(day).values_list("role", "unit_id"))
    if not account.is_active:
        return Standing({}, frozenset())
    agencies = {account.person.agency_id} if account.person else set()
    if not grants:
        return Standing({}, frozenset(agencies))
    below: dict[int, set[int]] = {unit_id: set() for _role, unit_id in grants}
    for unit in Unit.objects.below(list(below)):
        agencies.add(unit.agency_id)
        for ancestor in below.keys() & set(unit.tree_path):
            below[ancestor].add(unit.pk)
    covers: dict[str, frozenset[int]] = {}
    for role, unit_id in grants:
        covers[role] = covers.get(role, frozenset()) | below[unit_id]
    return Standing(covers, frozenset(agencies))


def require(actor: Account, unit_id: int, roles: Iterable[str]) -> None:
    """Raise `NotAllowed` unless `actor` holds one of `roles` over the unit today."""
    if not standing(actor).roles_over(unit_id) & frozenset(roles):
        raise NotAllowed(
            _(
                "Bạn không có quyền làm việc này ở đơn vị này. Chưa có gì được lưu. "
                "Nếu cần quyền, hãy hỏi quản trị hệ thống."
            )
        )


def units_visible_to(account: Account) -> UnitQuerySet:
    """Units whose pages are open to the account."""
    return Unit.objects.filter(pk__in=standing(account).unit_ids(*WATCHERS))


def people_visible_to(account: Account, on: datetime.date) -> QuerySet[Person]:
    """People posted in a visible unit on a day, and always oneself."""
    posted = Posting.objects.filter(
        person=OuterRef("pk"), unit__in=standing(account).unit_ids(*WATCHERS)
    ).on(on)
    return Person.objects.filter(Exists(posted) | Q(pk=account.person_id))


def disciplines_visible_to(account: Account) -> QuerySet[Discipline]:
    """Disciplines of the agencies whose awards the account helps to decide, and one's own."""
    return Discipline.objects.filter(
        Q(person__agency__in=_agencies_judged_by(account)) | of_oneself(account)
    )


def restrictions_visible_to(account: Account) -> QuerySet[Restriction]:
    """Restrictions of those agencies' people and units, and one's own."""
    judged = _agencies_judged_by(account)
    return Restriction.objects.filter(
        Q(person__agency__in=judged) | Q(unit__agency__in=judged) | of_oneself(account)
    )


def _agencies_judged_by(account: Account) -> QuerySet[Agency]:
    return agencies_covered_by(account, *CONDUCT_READERS)


def agencies_covered_by(account: Account, *roles: str) -> QuerySet[Agency]:
    """Agencies whose whole tree the account covers in one of `roles`."""
    covered = standing(account).unit_ids(*roles)
    return Agency.objects.filter(units__in=covered, units__parent=None)


def held_notices_visible_to(account: Account) -> QuerySet[Notice]:
    """Notices whose mail the account may read and release first, as standing body."""
    run = agencies_covered_by(account, Role.STANDING_BODY)
    held = Notice.objects.filter(held=True, mail_due=True, account__person__agency__in=run)
    for abouts in hidden_abouts(account):
        held = held.exclude(about__in=abouts)
    return held


def bounces_visible_to(account: Account) -> QuerySet[Bounce]:
    """Addresses in the account's agencies that mail does not reach, for those who can help."""
    run = agencies_covered_by(account, Role.STANDING_BODY, Role.SYSTEM_ADMIN)
    return Bounce.objects.filter(address__in=Person.objects.filter(agency__in=run).values("email"))


def kinships_visible_to(account: Account) -> QuerySet[Kinship]:
    """Kinships of one's own, and those in the agencies that the account runs as standing body."""
    run = agencies_covered_by(account, Role.STANDING_BODY)
    mine = Q(person=account.person_id, person__isnull=False) | Q(
        other=account.person_id, other__isnull=False
    )
    return Kinship.objects.filter(mine | Q(person__agency__in=run))


def people_whose_kin_is_visible_to(account: Account) -> QuerySet[Person]:
    """Oneself, and everybody of the agencies that the account runs as standing body."""
    run = agencies_covered_by(account, Role.STANDING_BODY)
    return Person.objects.filter(Q(pk=account.person_id) | Q(agency__in=run))


def of_oneself(account: Account) -> Q:
    """Rows about the account's own person; an account of nobody has none."""
    return Q(person=account.person_id, person__isnull=False)


def accounts_run_by(account: Account, role: str) -> QuerySet[Account]:
    """Accounts of people posted, or holding a grant, where `account` holds `role`.

    Each has `current_grants`, those that hold today or will later.
    """
    covered = standing(account).unit_ids(role)
    grants = RoleGrant.objects.filter(account=OuterRef("pk"), unit__in=covered)
    postings = Posting.objects.filter(person=OuterRef("person"), unit__in=covered)
    return Account.objects.filter(Exists(grants) | Exists(postings)).prefetch_related(
        Prefetch("grants", current_grants(clock.today()), to_attr="current_grants")
    )


def accounts_over(
    unit_ids: Iterable[int], roles: Iterable[str], on: datetime.date
) -> dict[int, list[Account]]:
    """For each unit, the active accounts that hold one of `roles` nearest above it on a day.

    A head of the whole agency is not told of every department that has a head of its own.
    Two queries, however many units.
    """
    units = list(Unit.objects.with_tree_fields().filter(pk__in=list(unit_ids)))
    above = {ancestor for unit in units for ancestor in unit.tree_path}
    grants = (
        RoleGrant.objects.filter(role__in=list(roles), unit__in=above, account__is_active=True)
        .on(on)
        .select_related("account__person")
        .order_by("account")
    )
    held: dict[int, dict[int, Account]] = {}
    for grant in grants:
        held.setdefault(grant.unit_id, {})[grant.account_id] = grant.account
    return {
        unit.pk: next(
            (list(held[node].values()) for node in reversed(unit.tree_path) if node in held), []
        )
        for unit in units
    }


def accounts_with(role: str, unit_id: int, on: datetime.date) -> list[Account]:
    """Active accounts that hold `role` nearest above one unit on a day."""
    return accounts_over([unit_id], [role], on)[unit_id]
