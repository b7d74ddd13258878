"""Conflicts of interest that the organisation's own data show."""

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterator

from django.db.models import Max
from django.utils.timezone import localtime

from awards.law.council import unit_keeps_out
from awards.lawbook import agency_folder
from awards.models import InitiativeUse, Nomination, Recusal, ReviewItem, ReviewMember
from units.lines import Lines
from units.models import Account, AuditEntry, Kinship

Cause = Recusal.Cause


def conflicts(
    items: Collection[ReviewItem], accounts: Collection[Account], on: datetime.date
) -> Iterator[tuple[ReviewItem, Account, Cause]]:
    """Give each account that must keep out of an item, with the first cause that is found.

    Relations count on the day when the nomination was sent and on `on`: who was transferred
    meanwhile keeps out of both units' items. Whoever has no seat in the review only watches it,
    and keeps out for the nearest reasons alone: as the nominee, or as kin.
    """
    seats = {
        (seat.review_id, seat.account_id): seat
        for seat in ReviewMember.objects.filter(
            review__in={item.review_id for item in items}
        ).select_related("account", "stands_for__account")
    }
    relations = _Relations(items, [*accounts, *(seat.account for seat in seats.values())], on)
    recused = set(Recusal.objects.filter(item__in=items).values_list("item", "account"))
    for item in items:
        for account in accounts:
            seat = seats.get((item.review_id, account.pk))
            cause = relations.cause(item, account, sits=seat is not None)
            principal = seat.stands_for.account if seat and seat.stands_for else None
            if cause is None and principal is not None:
                kept_out = (item.pk, principal.pk) in recused
                if kept_out or relations.cause(item, principal, sits=True):
                    cause = Cause.PRINCIPAL
            if cause is not None:
                yield item, account, cause


class _Relations:
    """What the data know between some accounts' people and those whom some items are about."""

    def __init__(
        self, items: Collection[ReviewItem], accounts: Collection[Account], on: datetime.date
    ) -> None:
        nominations = [item.nomination for item in items]
        people = {account.person_id for account in accounts if account.person_id}
        people |= {one.person_id for one in nominations if one.person_id}
        units = {one.unit_id for one in nominations}
        units |= {one.collective_id for one in nominations if one.collective_id}
        self._sent = _days_of_sending(nominations)
        self._on = on
        days = {on, *self._sent.values()}
        self._lines = {day: Lines(people, day, units) for day in days}
        self._authors = _authors(nominations)
        self._kin = _kin(people)
        self._by_unit = unit_keeps_out(on, agency_folder())

    def cause(self, item: ReviewItem, account: Account, *, sits: bool) -> Cause | None:
        """The first cause for which an account keeps out of an item, as one who sits or not."""
        person, nomination = account.person_id, item.nomination
        if person is None:
            return None
        return next(self._causes(nomination, person, sits=sits), None)

    def _causes(self, nomination: Nomination, person: int, *, sits: bool) -> Iterator[Cause]:
        if person == nomination.person_id:
            yield Cause.SELF
        if sits:
            days = {self._sent.get(nomination.pk, self._on), self._on}
            lines = [self._lines[day] for day in days]
            if self._by_unit and any(_of_one_unit(one, nomination, person) for one in lines):
                yield Cause.OWN_UNIT
            if any(_leads(one, nomination, person) for one in lines):
                yield Cause.LEADS
            nominee = nomination.person_id
            if nominee and any(one.leads(nominee, person) for one in lines):
                yield Cause.LED
            if person in self._authors[nomination.pk]:
                yield Cause.CO_AUTHOR
        if self._are_kin(nomination, person):
            yield Cause.KIN

    def _are_kin(self, nomination: Nomination, person: int) -> bool:
        """Whether the two were kin, as declared, when the nomination was sent or since."""
        if (nominee := nomination.person_id) is None:
            return False
        sent = self._sent.get(nomination.pk, self._on)
        ends = self._kin.get(frozenset({person, nominee}), ())
        return any(end is None or end > sent for end in ends)


def _of_one_unit(lines: Lines, nomination: Nomination, person: int) -> bool:
    """Whether somebody stands in one line with the nominee, or in the unit that nominates."""
    if lines.stands_in(person, nomination.unit_id):
        return True
    if nomination.person_id:
        return lines.stand_together(person, nomination.person_id)
    return lines.stands_in(person, nomination.collective_id or 0)


def _leads(lines: Lines, nomination: Nomination, person: int) -> bool:
    if nomination.person_id:
        return lines.leads(person, nomination.person_id)
    return lines.leads_unit(person, nomination.collective_id or 0)


def _days_of_sending(nominations: Collection[Nomination]) -> dict[int, datetime.date]:
    """When each nomination was last sent to the standing body, by its key."""
    sent = AuditEntry.objects.filter(
        action="send_nomination",
        target_type=Nomination._meta.label_lower,
        target_id__in=[nomination.pk for nomination in nominations],
    )
    times = sent.order_by().values_list("target_id").annotate(last=Max("at"))
    return {key: localtime(at).date() for key, at in times}


def _authors(nominations: Collection[Nomination]) -> dict[int, set[int]]:
    """People who share in the initiatives that each nomination counts, by its key."""
    used = InitiativeUse.objects.filter(
        nomination__in=nominations, initiative__authors__isnull=False
    )
    found: dict[int, set[int]] = defaultdict(set)
    for nomination, person in used.values_list("nomination", "initiative__authors"):
        found[nomination].add(person)
    return found


def _kin(people: set[int]) -> dict[frozenset[int], list[datetime.date | None]]:
    """When the declared kinships of each two people ended; None for one that holds."""
    declared = Kinship.objects.filter(person__in=people, other__in=people)
    found: dict[frozenset[int], list[datetime.date | None]] = defaultdict(list)
    for person, other, end in declared.values_list("person", "other", "withdrawn_at"):
        found[frozenset({person, other})].append(localtime(end).date() if end else None)
    return found
