"""What is read of prizes: what a decision is worth, who was paid, and by which rules."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby

from django.db.models import Q, QuerySet

from awards.law import money
from awards.law.money import Prize
from awards.law.periods import period_until
from awards.law.together import Together, Won, pay, rule_named
from awards.lawbook import agency_folder
from awards.models import Decision, FundEntry, PrizeLine, Recipient
from awards.queries.decisions import done_since
from units.models import Unit

Payee = tuple[int | None, int | None]  # keys of the person and of the collective


@dataclass(frozen=True)
class Worth:
    """The prize of one recipient of a decision, and which others of the day it meets.

    `highest` is the prize that is paid instead; `ends` are those that are not paid because of it.
    """

    recipient: Recipient
    prize: Prize
    rules: tuple[Together, ...] = ()
    highest: PrizeLine | None = None
    ends: tuple[PrizeLine, ...] = ()

    @property
    def due(self) -> int:
        """What the recipient is to get, in đồng."""
        return 0 if self.highest else self.prize.amount


def worth_of(decision: Decision, recipients: Sequence[Recipient], on: date) -> list[Worth]:
    """Work out the prizes of a decision signed on a day; an award without a coefficient has none.

    Of several titles of one recipient, of one day and one period, only the highest is paid, also
    where they stand in different decisions.
    """
    if decision.kind != Decision.Kind.AWARD:
        return []
    beside = _beside(decision, recipients, on)
    found = []
    for one in recipients:
        prize = money.prize(decision.award, one.kind, on, agency=agency_folder())
        if prize:
            found.append(_worth(decision, one, prize, beside.get(_payee(one), [])))
    return found


def _worth(decision: Decision, one: Recipient, prize: Prize, others: list[PrizeLine]) -> Worth:
    # All of one day, so that one law tells the periods of all.
    on = prize.on
    won = [Won(line.worth, _period(line.recipient.decision, line.recipient, on)) for line in others]
    *paid, own = pay([*won, Won(prize, _period(decision, one, on))])
    if own.instead is not None:
        return Worth(one, prize, own.rules, highest=others[own.instead])
    ends = tuple(line for line, payment in zip(others, paid, strict=True) if not payment.paid)
    return Worth(one, prize, own.rules, ends=ends)


def _beside(
    decision: Decision, recipients: Iterable[Recipient], on: date
) -> dict[Payee, list[PrizeLine]]:
    """Prizes of the same people and collectives by other decisions of the day, still due."""
    people = {one.person_id for one in recipients if one.person_id}
    collectives = {one.collective_id for one in recipients if one.collective_id}
    lines = (
        PrizeLine.objects.filter(
            Q(recipient__person__in=people) | Q(recipient__collective__in=collectives),
            recipient__decision__agency=decision.agency,
            recipient__decision__signed_on=on,
            ended_by=None,
        )
        .exclude(recipient__decision=decision)
        .select_related("recipient__decision")
        .order_by("pk")
    )
    found: dict[Payee, list[PrizeLine]] = {}
    for line in lines:
        found.setdefault(_payee(line.recipient), []).append(line)
    return found


def _payee(one: Recipient) -> Payee:
    return one.person_id, one.collective_id


def _period(decision: Decision, one: Recipient, on: date) -> str:
    return period_until(decision.award, one.period_to or decision.year, on)


def first_lines(recipients: Iterable[Recipient]) -> dict[int, Recipient]:
    """For each line of an amendment, by its key, the line that first gave the award."""
    found = {one.pk: one for one in recipients}
    while amended := {one.amends_id for one in found.values() if one.amends_id}:
        above = Recipient.objects.in_bulk(amended)
        found = {pk: above.get(one.amends_id or 0, one) for pk, one in found.items()}
    return found


def prize_lines(decision: Decision) -> QuerySet[PrizeLine]:
    """Prizes of a decision by unit and ordinal, with their entries in a ledger.

    Each recipient has `done_since`, for `reads_now`.
    """
    return (
        PrizeLine.objects.filter(recipient__decision=decision)
        .select_related("recipient__decision__agency", "recipient__unit", "ended_by__agency")
        .prefetch_related("entries", done_since("recipient__amendments"))
        .order_by("recipient__unit__sort_key", "recipient__unit", "recipient__ordinal")
    )


def commitment_of(decision: Decision) -> FundEntry | None:
    """The entry that sets money aside for a decision, with its fund; None where nothing was."""
    entries = decision.fund_entries.filter(kind=FundEntry.Kind.COMMITMENT)
    return entries.select_related("fund").first()


@dataclass(frozen=True)
class UnitPrizes:
    """Prizes of one unit and its people."""

    unit: Unit
    lines: list[PrizeLine]

    @property
    def due(self) -> int:
        """What they are to get together, in đồng."""
        return sum(line.due for line in self.lines)


@dataclass(frozen=True)
class PrizeList:
    """Prizes of a decision, unit by unit, with what they were worked out from."""

    lines: list[PrizeLine]
    units: list[UnitPrizes] = field(default_factory=list)

    @property
    def due(self) -> int:
        """What all are to get, in đồng."""
        return sum(line.due for line in self.lines)

    @property
    def paid(self) -> int:
        """What was paid out, in đồng."""
        return sum(line.amount for line in self.lines if line.is_paid)

    @property
    def rules(self) -> list[Together]:
        """Rules on several awards that were applied, each once."""
        codes = dict.fromkeys(code for line in self.lines for code in line.rules)
        return [rule_named(code) for code in codes]

    @property
    def cites(self) -> list[str]:
        """Short citations behind the amounts, each once."""
        return list(dict.fromkeys(cite for line in self.lines for cite in line.cites))

    @property
    def verified(self) -> bool:
        """Whether everything behind the amounts was compared with its source."""
        return all(line.verified for line in self.lines) and all(r.verified for r in self.rules)


def prize_list(decision: Decision) -> PrizeList:
    """The prizes of a decision, unit by unit."""
    lines = list(prize_lines(decision))
    units = [
        UnitPrizes(unit, list(group))
        for unit, group in groupby(lines, key=lambda line: line.recipient.unit)
    ]
    return PrizeList(lines, units)
