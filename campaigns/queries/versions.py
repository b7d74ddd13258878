"""What is read of a pledge's versions: what it says now, what was signed, what is being amended."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from campaigns.comparison import AimLine, Content, TargetLine
from campaigns.models import (
    Aim,
    AssessmentFigure,
    Pledge,
    PledgeVersion,
    ProgressNote,
    Target,
)
from campaigns.models.pledges import as_written
from campaigns.workflow import WITH_SIGNATURE
from units.models import Person


def signed(path: str = "") -> Q:
    """That a pledge was signed: it stands, also while an amendment of it is being written.

    `path` leads from the rows that are filtered to the pledge: `signed("pledge__")`.
    """
    return Q(**{f"{path}signed_at__isnull": False})


def amendment_of(pledge: Pledge) -> PledgeVersion | None:
    """The amendment that is being written, if the signed pledge is being amended."""
    if pledge.signed_at is None or pledge.state in WITH_SIGNATURE:
        return None
    return pledge.versions.select_related("asked_by__person").filter(signed_at=None).first()


def signed_versions(pledge: Pledge) -> QuerySet[PledgeVersion]:
    """Signed versions of a pledge, the latest first."""
    versions = pledge.versions.filter(signed_at__isnull=False)
    return versions.select_related("signed_by__person").order_by("-number")


def dropped_though_recorded(pledge: Pledge) -> QuerySet[Target]:
    """Targets that an amendment leaves out though notes or assessed figures hang on them."""
    amendment = amendment_of(pledge)
    if amendment is None:
        return pledge.targets.none()
    kept = {line.key for line in Content.from_json(amendment.content).targets if line.key}
    of_target = {"target": OuterRef("pk")}
    recorded = Exists(ProgressNote.objects.filter(**of_target)) | Exists(
        AssessmentFigure.objects.filter(**of_target)
    )
    return pledge.targets.exclude(pk__in=kept).filter(recorded)


def pledged_targets(pledge: Pledge) -> list[Target]:
    """Targets as the pledge says them now; those of an amendment are rows that are not stored."""
    amendment = amendment_of(pledge)
    if amendment is None:
        return list(pledge.targets.select_related("person", "commitment"))
    lines = Content.from_json(amendment.content).targets
    commitments = pledge.campaign.commitments.in_bulk()
    people = Person.objects.in_bulk({line.person_id for line in lines if line.person_id})
    return [
        Target(
            pk=line.key,
            pledge=pledge,
            commitment=commitments[line.commitment_id],
            indicator=line.indicator,
            value=line.value,
            measure=line.measure,
            due_on=line.due_on,
            person=people.get(line.person_id or 0),
        )
        for line in sorted(lines, key=lambda one: commitments[one.commitment_id].number)
    ]


def pledged_aims(pledge: Pledge) -> list[Aim]:
    """Titles as the pledge says them now."""
    amendment = amendment_of(pledge)
    if amendment is None:
        return list(pledge.aims.select_related("person"))
    lines = Content.from_json(amendment.content).aims
    people = Person.objects.in_bulk({line.person_id for line in lines if line.person_id})
    return [
        Aim(pledge=pledge, award=line.award, person=people.get(line.person_id or 0))
        for line in lines
    ]


def content_of(pledge: Pledge) -> Content:
    """What the pledge says now."""
    return _content(pledged_targets(pledge), pledged_aims(pledge))


def stored_content(pledge: Pledge) -> Content:
    """What the rows of the pledge say: what was signed last, or a first draft."""
    targets = pledge.targets.select_related("person", "commitment")
    return _content(targets, pledge.aims.select_related("person"))


def _content(targets: Iterable[Target], aims: Iterable[Aim]) -> Content:
    return Content(
        tuple(
            TargetLine(
                key=target.pk,
                commitment_id=target.commitment_id,
                commitment=str(target.commitment),
                indicator=target.indicator,
                value=as_written(target.value),
                measure=target.measure,
                due_on=target.due_on,
                person_id=target.person_id,
                person=str(target.person or ""),
            )
            for target in targets
        ),
        tuple(AimLine(aim.award, aim.person_id, str(aim.person or "")) for aim in aims),
    )


def typed_content(
    pledge: Pledge, targets: Iterable[dict[str, Any]], aims: Iterable[dict[str, Any]]
) -> Content:
    """What rows that somebody typed would make the pledge say, in the order of the commitments."""
    targets, aims = list(targets), list(aims)
    named = {row.get("person_id") for row in [*targets, *aims]} - {None}
    people = {pk: str(person) for pk, person in Person.objects.in_bulk(named).items()}
    commitments = pledge.campaign.commitments.in_bulk()
    # A key of somebody else's target is no key.
    own = {target.pk for target in pledged_targets(pledge)}
    lines = [
        TargetLine(
            key=row.get("pk") if row.get("pk") in own else None,
            commitment_id=row["commitment_id"],
            commitment=str(commitments[row["commitment_id"]]),
            indicator=row.get("indicator") or "",
            value=as_written(row.get("value")),
            measure=row.get("measure") or "",
            due_on=row.get("due_on"),
            person_id=row.get("person_id"),
            person=people.get(row.get("person_id"), ""),
        )
        for row in targets
    ]
    lines.sort(key=lambda line: commitments[line.commitment_id].number)
    titles = [
        AimLine(row["award"], row.get("person_id"), people.get(row.get("person_id"), ""))
        for row in aims
    ]
    return Content(tuple(lines), tuple(titles))
