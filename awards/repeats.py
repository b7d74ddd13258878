"""What of a nomination has been rewarded already, or is proposed in another file."""

import datetime
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Q

from awards.law.criteria.conduct import SameAchievement
from awards.law.rules import Everywhere
from awards.lawbook import law
from awards.models import Decision, Nomination, Recipient
from awards.permissions.nominations import nominations_hidden_from, nominations_visible_to
from awards.workflow import GONE, NominationState
from campaigns import catalogue
from campaigns.catalogue import Family
from units.models import Account
from units.text import fold


@dataclass(frozen=True)
class Repeat:
    """An earlier decision, or another file, that may reward the same achievement.

    `blocks` says that it certainly does. Both are None for a file that the reader may not open.
    """

    decision: Decision | None
    nomination: Nomination | None
    blocks: bool = False


def repeats_of(
    nominations: Collection[Nomination], account: Account | None = None
) -> dict[int, list[Repeat]]:
    """For each nomination what may reward its achievement a second time; three queries at most.

    An achievement is not rewarded twice; a title beside a form is no second reward, for titles are
    won anew each year by the whole of it. Of the same subject, year and type, a decision counts on
    the same award, or on another form where a form is proposed. It is certainly the same
    achievement where the award is the same, or where the earlier file says the same word for word.
    Without `account` other files are left out.
    """
    found: dict[int, list[Repeat]] = defaultdict(list)
    rewarded = _rewarded(nominations)
    proposed = _proposed(nominations, account) if account else []
    keys = [other.pk for other in proposed]
    open_to = nominations_visible_to(account).filter(pk__in=keys) if account and keys else ()
    readable = {other.pk for other in open_to}
    for one in nominations:
        found[one.pk] += [
            Repeat(past.decision, None, _is_certain(one, past))
            for past in rewarded
            if _same_merit(one, past, past.decision.award, past.decision.year)
            and not (one.pk and past.nomination_id == one.pk)
        ]
        found[one.pk] += [
            Repeat(None, other if other.pk in readable else None)
            for other in proposed
            if other.pk != one.pk and _same_merit(one, other, other.award, other.year)
        ]
    return found


def rule_against_repeats(on: datetime.date) -> tuple[str, ...]:
    """Citations of the verified rule that one achievement is not rewarded twice; empty without."""
    rules = (one for one in law().records if isinstance(one, Everywhere) and one.holds(on))
    cites = (
        rule.cites
        for rule in rules
        if rule.verified and any(ask.get("kind") == SameAchievement.kind for ask in rule.asks)
    )
    return next(cites, ())


def _rewarded(nominations: Collection[Nomination]) -> list[Recipient]:
    issued = Recipient.objects.in_force().filter(
        _of_subjects(nominations), decision__year__in={one.year for one in nominations}
    )
    return list(issued.select_related("decision__agency", "nomination"))


def _proposed(nominations: Collection[Nomination], account: Account) -> list[Nomination]:
    """Other files on the same subjects; those that must not exist for the account are left out."""
    others = Nomination.objects.filter(
        _of_subjects(nominations), year__in={one.year for one in nominations}
    ).exclude(state__in=[*GONE, NominationState.DECIDED])
    others = others.exclude(pk__in=nominations_hidden_from(account))
    return list(others.select_related("agency", "unit", "person", "collective"))


def _of_subjects(nominations: Collection[Nomination]) -> Q:
    people = {one.person_id for one in nominations if one.person_id}
    units = {one.collective_id for one in nominations if one.collective_id}
    return Q(person__in=people) | Q(collective__in=units)


def _same_merit(one: Nomination, other: Nomination | Recipient, award: str, year: int) -> bool:
    """Whether another reward is for the same subject, year and type, and of the same kind."""
    same = (
        (one.person_id, one.collective_id) == (other.person_id, other.collective_id)
        and one.year == year
        and one.type == other.type
    )
    return same and (award == one.award or (_is_form(award) and _is_form(one.award)))


def _is_form(award: str) -> bool:
    entry = catalogue.award(award)
    return entry.of_state and entry.family == Family.FORM


def _is_certain(one: Nomination, earlier: Recipient) -> bool:
    if earlier.decision.award == one.award:
        return True
    if earlier.nomination is None:
        return False
    return bool(one.achievement) and fold(one.achievement) == fold(earlier.nomination.achievement)
