"""What goes into a published ranking: one text that anybody can count again."""

import hashlib
import json
from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext

from campaigns.models import Ranking
from campaigns.models.scores import TIE_RULES
from campaigns.queries.scores import Basis, Standing
from campaigns.scoring import BY_VOTE
from units.models import Bloc, Unit


def inputs_of(bloc: Bloc, basis: Basis, standing: Standing, voted: list[Unit]) -> str:
    """Everything that a ranking comes from, and what came of it, as JSON in one fixed form."""
    content = {
        "bloc": bloc.name,
        "campaign": basis.round.campaign.theme,
        "year": basis.round.campaign.year,
        "table_version": basis.table.version,
        "rules": _declared(basis, voted),
        "units": {str(unit.pk): unit.name for unit in basis.members},
        "criteria": [
            {
                "key": one.pk,
                "name": one.label,
                "nature": one.group.nature,
                "maximum": str(one.maximum),
                "scored_by": sorted(one.kinds),
            }
            for one in basis.criteria
        ],
        "scores": [
            {
                "unit": one.unit,
                "criterion": one.criterion,
                "kind": one.kind,
                "scorer": one.scorer,
                "points": str(one.points),
            }
            for one in basis.scores
        ],
        "ranking": [_line(line) for line in standing.lines],
    }
    return json.dumps(content, ensure_ascii=False, sort_keys=True, indent=1)


def _declared(basis: Basis, voted: list[Unit]) -> dict[str, Any]:
    rules = basis.rules
    return {
        "weights": dict(rules.weights),
        "total": str(basis.table.total),
        "bonus_cap": str(rules.bonus_cap),
        "penalty_cap": str(rules.penalty_cap),
        "ties": list(rules.ties),
        "first_places": rules.first_places,
        "first_by_vote": sorted(unit.pk for unit in voted),
    }


def _line(line: Any) -> dict[str, Any]:
    return {
        "unit": line.unit.pk,
        "rank": line.place.rank if line.place else None,
        "points": None if line.result.points is None else str(line.result.points),
    }


def fingerprint(text: str) -> str:
    """SHA-256 of a text, as everybody's tools give it for the downloaded file."""
    return hashlib.sha256(text.encode()).hexdigest()


def latest_rankings(rankings: QuerySet[Ranking]) -> QuerySet[Ranking]:
    """Of the rankings of each bloc and round, the last that was published."""
    return rankings.order_by("round_id", "bloc_id", "-number").distinct("round_id", "bloc_id")


def tie_words(rules: Iterable[str]) -> list[str]:
    """Rules that part equals, in words."""
    words = dict(TIE_RULES) | {BY_VOTE: gettext("theo biểu quyết của khối")}
    return [str(words[rule]) for rule in rules]
