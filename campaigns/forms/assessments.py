"""The form of a self-assessment: a text for each commitment, and one over all."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from campaigns.models import Assessment
from campaigns.queries.assessments import Section

LONGEST = 10_000


class AssessmentForm(forms.Form):
    """What the unit says; `edition` is the one that the page was opened with.

    `typed` fills an unchecked form with what somebody has typed so far.
    """

    overall = forms.CharField(
        label=_("Đánh giá chung, khó khăn, kiến nghị"),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    edition = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(
        self,
        data: Any = None,
        *,
        assessment: Assessment,
        sections: Sequence[Section],
        typed: QueryDict | None = None,
    ) -> None:
        said: dict[str, Any] = {"overall": assessment.overall, "edition": assessment.edition}
        said |= {_name(one): one.part.text for one in sections if one.part}
        super().__init__(data, initial=said | (typed.dict() if typed else {}))
        self.sections = sections
        for section in sections:
            self.fields[_name(section)] = forms.CharField(
                label=_("Tự đánh giá"),
                max_length=LONGEST,
                required=False,
                widget=forms.Textarea(attrs={"rows": 6}),
            )

    @property
    def parts(self) -> list[tuple[Section, forms.BoundField]]:
        """Each section with the field that stands beside it."""
        return [(section, self[_name(section)]) for section in self.sections]

    @property
    def content(self) -> dict[str, Any]:
        """What a valid form says."""
        said = self.cleaned_data
        parts = {section.commitment.pk: said[_name(section)] for section in self.sections}
        return {"parts": parts, "overall": said["overall"]}


def composed(form: AssessmentForm) -> dict[str, str]:
    """The proposed texts, by the names of the fields that say nothing yet."""
    return {
        bound.name: section.proposed
        for section, bound in form.parts
        if not str(bound.value() or "").strip()
    }


def _name(section: Section) -> str:
    return f"part-{section.commitment.pk}"
