"""How campaigns hang together: what stands above one, what below it, and what flows up."""

import datetime
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from campaigns.models import Campaign, Pledge
from campaigns.queries.pledges import units_called
from campaigns.queries.versions import signed
from campaigns.workflow import PledgeState


@dataclass(frozen=True)
class Figures:
    """How far the pledges of a campaign are; sums over several add up."""

    called: int = 0
    signed: int = 0
    accepted: int = 0
    targets: int = 0

    def __add__(self, other: "Figures") -> "Figures":
        return Figures(
            self.called + other.called,
            self.signed + other.signed,
            self.accepted + other.accepted,
            self.targets + other.targets,
        )


@dataclass(frozen=True)
class Branch:
    """A campaign below another, how deep, and its figures with those of all below it."""

    campaign: Campaign
    depth: int
    figures: Figures


def campaigns_above(campaign: Campaign) -> list[Campaign]:
    """Campaigns of the agency above one, the nearest last."""
    above: list[Campaign] = []
    parent = campaign.parent
    while parent and parent not in above:
        above.insert(0, parent)
        parent = parent.parent
    return above


def branches(
    campaign: Campaign, among: QuerySet[Campaign], on: datetime.date
) -> tuple[Figures, list[Branch]]:
    """The campaign's figures with all that flows up, and the campaigns below it in their order.

    `among` are those that may be seen. Where nothing is below, nothing is added up.
    """
    children: dict[int | None, list[Campaign]] = defaultdict(list)
    for one in among.filter(agency=campaign.agency, parent__isnull=False).select_related("scope"):
        children[one.parent_id].append(one)
    if not children[campaign.pk]:
        return Figures(), []
    figures = _figures([campaign, *_all_below(campaign, children)], on)

    def grown(one: Campaign, depth: int) -> list[Branch]:
        below = [branch for child in children[one.pk] for branch in grown(child, depth + 1)]
        direct = [branch.figures for branch in below if branch.depth == depth + 1]
        return [Branch(one, depth, sum(direct, figures[one.pk])), *below]

    top, *below = grown(campaign, 0)
    return top.figures, below


def _all_below(
    campaign: Campaign, children: dict[int | None, list[Campaign]]
) -> Iterator[Campaign]:
    for child in children[campaign.pk]:
        yield child
        yield from _all_below(child, children)


def _figures(campaigns: list[Campaign], on: datetime.date) -> dict[int, Figures]:
    """Each campaign's own figures; one query for all, and one more for each campaign's units."""
    counted = (
        Pledge.objects.filter(signed(), campaign__in=campaigns)
        .order_by()
        .values("campaign")
        .annotate(
            signatures=Count("pk", distinct=True),
            taken_in=Count("pk", filter=Q(state=PledgeState.ACCEPTED), distinct=True),
            promises=Count("targets"),
        )
        .values_list("campaign", "signatures", "taken_in", "promises")
    )
    rows = {key: counts for key, *counts in counted}
    return {
        one.pk: Figures(units_called(one, on).count(), *rows.get(one.pk, ())) for one in campaigns
    }
