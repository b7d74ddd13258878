"""The demo office as its rows tell it, with those who act in it."""

from typing import Self

from django.db.models import Q

from campaigns.models import Campaign
from campaigns.workflow import CampaignState
from reports.demo.chance import chance
from reports.demo.structure import CODE, DEPARTMENTS, HEAD_NAME, LOGINS
from units import clock
from units.actions.inbox import mark_all_read
from units.models import Account, Agency, Person, Posting, Role, RoleGrant, Unit
from units.queries import subtree_ids


class ForeignDataError(Exception):
    """The database holds something that the demo did not make; it must be left alone."""


def person_of(account: Account) -> Person:
    """The person of an account; everybody who acts in the demo is one."""
    if account.person is None:
        raise LookupError(f"{account.username} is nobody's account")
    return account.person


class Office:
    """Who acts where; every account is one object, so that its standing is asked once a day."""

    def __init__(self, agency: Agency) -> None:
        self.agency = agency
        self.units = {unit.code: unit for unit in agency.units.select_related("agency")}
        self.root = self.units[CODE]
        self._holders: dict[tuple[str, int], list[Account]] = {}
        accounts: dict[int, Account] = {}
        grants = RoleGrant.objects.filter(unit__agency=agency).order_by("pk")
        for grant in grants.select_related("account__person"):
            account = accounts.setdefault(grant.account_id, grant.account)
            self._holders.setdefault((grant.role, grant.unit_id), []).append(account)

    @classmethod
    def find(cls) -> Self | None:
        """The office that the demo founded, None in an empty database; ForeignDataError else."""
        ours = Agency.objects.filter(code=CODE, head_name=HEAD_NAME).first()
        others = Agency.objects.exclude(pk=ours.pk) if ours else Agency.objects.all()
        if others.exists() or (ours is None and Account.objects.exists()):
            raise ForeignDataError
        return cls(ours) if ours else None

    @classmethod
    def require(cls) -> Self:
        """The office that the demo founded; LookupError where it is not."""
        office = cls.find()
        if office is None:
            raise LookupError("the demo office is not founded yet")
        return office

    @property
    def departments(self) -> list[Unit]:
        """The departments that pledge, in the order of the structure."""
        units = [self.units[each.code] for each in DEPARTMENTS]
        return [unit for unit in units if unit.pledges]

    def campaign(self, year: int) -> Campaign:
        """The first campaign of a year that was launched."""
        launched = self.agency.campaigns.filter(year=year).exclude(state=CampaignState.DRAFT)
        return launched.order_by("pk").select_related("agency")[0]

    def holder(self, role: Role, unit: Unit | None = None) -> Account:
        """Who was first given a role in a unit, or in the office as a whole."""
        return self._holders[role, (unit or self.root).pk][0]

    def clerk(self, unit: Unit) -> Account:
        """Who writes for a department."""
        return self.holder(Role.UNIT_CLERK, unit)

    def head(self, unit: Unit) -> Account:
        """Who signs for a department."""
        return self.holder(Role.UNIT_HEAD, unit)

    def staff(self, unit: Unit) -> list[Posting]:
        """Main postings in a department today of people without an account, by staff code."""
        return list(
            Posting.objects.filter(
                Q(person__account=None), unit__in=subtree_ids(unit), is_main=True
            )
            .on(clock.today())
            .select_related("person")
            .order_by("person__staff_code")
        )

    def workers(self, unit: Unit) -> list[Person]:
        """Two direct workers of a department, always the same: those whom it proposes."""
        direct = [each.person for each in self.staff(unit) if each.rank == Posting.Rank.DIRECT]
        return chance("workers", unit.code).sample(direct, 2)

    def read_inboxes(self) -> None:
        """Let those who sign in have read what they were told so far."""
        for login in LOGINS:
            mark_all_read(actor=Account.objects.get(username=login.username))
