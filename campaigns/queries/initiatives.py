"""What is read of recognised initiatives: the library."""

from typing import Any

from django.contrib.postgres.aggregates import StringAgg
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from campaigns.models import Adoption, Initiative
from units.models import Unit
from units.queries import subtree_ids


def library(initiatives: QuerySet[Initiative]) -> QuerySet[Any]:
    """Initiatives with `author_names`, `author_folded`, and `adoption_count` of other units."""
    confirmed = (
        Adoption.objects.filter(initiative=OuterRef("pk"), confirmed_at__isnull=False)
        .order_by()
        .values("initiative")
        .annotate(n=Count("pk"))
        .values("n")
    )
    return initiatives.annotate(
        author_names=Subquery(_joined("person__full_name")),
        author_folded=Subquery(_joined("person__folded")),
        adoption_count=Coalesce(Subquery(confirmed), 0),
    )


def _joined(field: str) -> QuerySet[Any]:
    rows: QuerySet[Any] = Initiative.authors.through.objects.filter(initiative=OuterRef("pk"))
    joined = StringAgg(field, ", ", order_by=("person__sort_key",))
    return rows.order_by().values("initiative").annotate(text=joined).values("text")


def home_of(initiative: Initiative) -> set[int]:
    """Units at home with an initiative: where it was proposed, what is above, what is below."""
    if initiative.proposal is None:
        return set()
    home = Unit.objects.with_tree_fields().get(pk=initiative.proposal.unit_id)
    return {*home.tree_path, *subtree_ids(home)}


def adoptions_of(initiative: Initiative) -> QuerySet[Adoption]:
    """Units that say they use it, those first that began first."""
    return initiative.adoptions.select_related("unit", "confirmed_by__person")
