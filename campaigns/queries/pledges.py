"""What is read of pledges."""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from campaigns.models import Campaign, Commitment, Pledge, Target
from campaigns.queries.versions import pledged_targets, signed
from campaigns.workflow import BOARD, NOT_BEGUN
from units.models import Agency, BlocMembership, Person, Posting, Unit
from units.queries import subtree_ids


def pledging_units(agency: Agency, on: datetime.date) -> QuerySet[Unit]:
    """Units of the agency that pledge for themselves on a day."""
    return Unit.objects.filter(agency=agency, pledges=True).on(on)


def units_called(campaign: Campaign, on: datetime.date) -> QuerySet[Unit]:
    """Units that are to pledge for a campaign on a day: those of its scope."""
    units = pledging_units(campaign.agency, on)
    return units if campaign.scope is None else units.filter(pk__in=subtree_ids(campaign.scope))


def units_without_pledge(
    campaign: Campaign, on: datetime.date, states: Iterable[str] = ()
) -> QuerySet[Unit]:
    """Units called to pledge whose pledge is neither signed nor in one of `states`."""
    there = Pledge.objects.filter(signed() | Q(state__in=states), campaign=campaign)
    return units_called(campaign, on).filter(~Exists(there.filter(unit=OuterRef("pk"))))


def pledge_board(campaign: Campaign, unit_ids: Iterable[int], on: datetime.date) -> QuerySet[Any]:
    """Pledging units among `unit_ids`, each with its pledge and its bloc of the day.

    `pledge_id` and `pledge_state` are None where nothing is begun, and `board_state` is
    NOT_BEGUN there; `is_signed` tells of a signed pledge, also while it is being amended;
    `bloc_id` and `bloc_name` are None outside every bloc.
    """
    pledge = Pledge.objects.filter(campaign=campaign, unit=OuterRef("pk"))
    bloc = BlocMembership.objects.filter(unit=OuterRef("pk")).on(on)
    return (
        units_called(campaign, on)
        .filter(pk__in=unit_ids)
        .annotate(
            pledge_id=pledge.values("pk")[:1],
            pledge_state=pledge.values("state")[:1],
            board_state=Coalesce("pledge_state", Value(NOT_BEGUN)),
            is_signed=Exists(pledge.filter(signed())),
            bloc_id=bloc.values("bloc")[:1],
            bloc_name=bloc.values("bloc__name")[:1],
        )
    )


def board_counts(board: QuerySet[Any]) -> list[tuple[str, str, int]]:
    """How many units of a `pledge_board` stand where: (state, its name, units), none left out."""
    counted = board.order_by().values_list("board_state").annotate(units=Count("pk"))
    counts = dict(counted)
    return [(state, str(label), counts.get(state, 0)) for state, label in BOARD]


def board_counts_by_line(board: QuerySet[Any]) -> list[tuple[str, list[tuple[str, str, int]]]]:
    """The same for each line of organisation in the board: (its name, the counts)."""
    counted = board.order_by().values_list("line", "board_state").annotate(units=Count("pk"))
    by_line: dict[str, dict[str, int]] = defaultdict(dict)
    for line, state, units in counted:
        by_line[line][state] = units
    return [
        (str(label), [(state, str(said), by_line[line].get(state, 0)) for state, said in BOARD])
        for line, label in Unit.Line.choices
        if line in by_line
    ]


def pledge_rows(pledges: QuerySet[Pledge]) -> QuerySet[Pledge]:
    """Pledges with their unit, their campaign, and `target_count`."""
    targets = Target.objects.filter(pledge=OuterRef("pk")).order_by().values("pledge")
    return pledges.select_related("unit", "campaign").annotate(
        target_count=Coalesce(Subquery(targets.annotate(n=Count("pk")).values("n")), 0)
    )


def gaps(pledge: Pledge) -> tuple[list[int], list[int]]:
    """What keeps a pledge from being whole, as numbers of commitments.

    Those without any target, and those with a target that cannot be measured.
    """
    targets = pledged_targets(pledge)
    vague = {target.commitment.number for target in targets if not target.is_complete}
    covered = {target.commitment.number for target in targets}
    every = {commitment.number for commitment in pledge.campaign.commitments.all()}
    return sorted(every - covered), sorted(vague)


def targets_by_commitment(pledge: Pledge) -> list[tuple[Commitment, list[Target]]]:
    """Every commitment of the campaign with the pledge's targets for it, in order."""
    by_commitment: dict[int, list[Target]] = defaultdict(list)
    for target in pledged_targets(pledge):
        by_commitment[target.commitment_id].append(target)
    return [(c, by_commitment[c.pk]) for c in pledge.campaign.commitments.all()]


def people_to_choose(pledge: Pledge, on: datetime.date) -> list[tuple[str, list[tuple[int, str]]]]:
    """People of the unit and below it on a day for a select, grouped by unit, by given name.

    Whoever the pledge names already stays choosable after leaving the unit.
    """
    postings = (
        Posting.objects.filter(unit__in=subtree_ids(pledge.unit))
        .on(on)
        .select_related("person", "unit")
        .order_by("unit__sort_key", "person__sort_key")
    )
    groups: dict[str, dict[int, str]] = {pledge.unit.name: {}}
    for posting in postings:
        people = groups.setdefault(posting.unit.name, {})
        people[posting.person_id] = f"{posting.person}, {posting.title}"
    here = {key for people in groups.values() for key in people}
    named = Q(targets__pledge=pledge) | Q(aims__pledge=pledge)
    gone = Person.objects.filter(named).exclude(pk__in=here).distinct()
    groups[_("Đã rời đơn vị")] = {person.pk: str(person) for person in gone}
    return [(unit, list(people.items())) for unit, people in groups.items() if people]


def signed_targets_per_commitment(campaign: Campaign, unit_ids: Iterable[int]) -> QuerySet[Any]:
    """Commitments with `target_count` and `unit_count` over the signed pledges of the units."""
    counted = signed("targets__pledge__") & Q(targets__pledge__unit__in=list(unit_ids))
    return campaign.commitments.annotate(
        target_count=Count("targets", filter=counted),
        unit_count=Count("targets__pledge__unit", filter=counted, distinct=True),
    )
