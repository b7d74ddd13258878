"""What is read of self-assessments, and what they start from."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from campaigns.models import (
    Assessment,
    AssessmentFigure,
    AssessmentPart,
    Campaign,
    Commitment,
    Pledge,
)
from campaigns.models.assessments import SENT_STATES
from campaigns.progress import report
from campaigns.queries.progress import as_result, progress_by_commitment
from campaigns.queries.versions import signed
from campaigns.workflow import CampaignState


@dataclass(frozen=True)
class Section:
    """A commitment with the targets pledged for it, what came of them, and what the unit says."""

    commitment: Commitment
    targets: list[Any]
    part: AssessmentPart | None

    @property
    def proposed(self) -> str:
        """The text that the recorded results make."""
        return report(as_result(target) for target in self.targets)


def sections(assessment: Assessment, on: datetime.date) -> list[Section]:
    """An assessment, commitment by commitment, over the progress as it stands on a day."""
    parts = {part.commitment_id: part for part in assessment.parts.all()}
    return [
        Section(commitment, targets, parts.get(commitment.pk))
        for commitment, targets in progress_by_commitment(assessment.pledge, on)
    ]


def figures_by_commitment(assessment: Assessment) -> dict[int, list[AssessmentFigure]]:
    """The figures as they were sent, by the key of their commitment."""
    found: dict[int, list[AssessmentFigure]] = {}
    for figure in assessment.figures.select_related("target"):
        found.setdefault(figure.target.commitment_id, []).append(figure)
    return found


def assessment_rows(assessments: QuerySet[Assessment]) -> QuerySet[Assessment]:
    """Assessments with what a list shows of them."""
    return assessments.select_related("pledge__unit", "pledge__campaign", "sent_by__person")


def pledges_to_assess(unit_ids: Iterable[int]) -> QuerySet[Pledge]:
    """Signed pledges of units in open campaigns, each with the assessments that it has."""
    open_pledges = Pledge.objects.filter(
        signed(), unit__in=list(unit_ids), campaign__state=CampaignState.LAUNCHED
    )
    return open_pledges.select_related("unit", "campaign").prefetch_related("assessments")


def pledges_without_assessment(campaign: Campaign, kind: str) -> QuerySet[Pledge]:
    """Signed pledges of a campaign whose assessment of a kind has not been sent."""
    sent = Assessment.objects.filter(pledge=OuterRef("pk"), kind=kind, state__in=SENT_STATES)
    return Pledge.objects.filter(signed(), ~Exists(sent), campaign=campaign)
