"""What the standing body looks at before it accepts a pledge, and what it asked to change."""

from campaigns.comparison import FIELDS
from campaigns.labels import field_label
from campaigns.models import Pledge, PledgeVersion, Target
from campaigns.queries.versions import pledged_targets
from campaigns.vague import vague_points

Points = list[tuple[str, str]]


def findings(pledge: Pledge) -> list[tuple[Target, Points]]:
    """Targets that leave something open, each with what: a hint for whoever accepts."""
    found = [(target, _points(target)) for target in pledged_targets(pledge)]
    return [(target, points) for target, points in found if points]


def _points(target: Target) -> Points:
    return vague_points(
        indicator=target.indicator,
        value=target.value,
        measure=target.measure,
        due_on=target.due_on,
        has_person=target.person_id is not None,
    )


def asked_targets(amendment: PledgeVersion) -> list[tuple[str, list[str]]]:
    """What the standing body asked to change: each target with the names of its fields."""
    asked: dict[int, list[str]] = {}
    for key, name in amendment.asked:
        asked.setdefault(key, []).append(name)
    targets = Target.objects.in_bulk(asked)
    return [
        (str(targets[key]), [field_label(name) for name in FIELDS if name in names])
        for key, names in asked.items()
        if key in targets
    ]
