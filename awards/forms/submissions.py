"""Forms of a submission: its letter and list, and the unit's vote."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from awards.models import Nomination, Submission, UnitVote
from units.forms import DayField, FilesField, offer


class SubmissionForm(forms.Form):
    """A letter and whom it nominates. `edition` is the one that the page was opened with."""

    title = forms.CharField(
        label=_("Trích yếu"),
        max_length=300,
        help_text=_("Nội dung tờ trình trong một câu, in dưới chữ “Tờ trình”."),
    )
    reference = forms.CharField(
        label=_("Số, ký hiệu"),
        max_length=60,
        required=False,
        help_text=_("Số của đơn vị, thí dụ 12/TTr-VTH; để trống nếu ghi sau trên bản giấy."),
    )
    letter = forms.CharField(
        label=_("Nội dung"),
        max_length=10_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_(
            "Quá trình bình xét và đề nghị của đơn vị. Căn cứ pháp lý, kết quả họp, số lượng và "
            "danh sách được hệ thống in thêm."
        ),
    )
    nominations = forms.ModelMultipleChoiceField(
        Nomination.objects.none(), label=_("Hồ sơ trong tờ trình"), required=False
    )
    edition = forms.IntegerField(min_value=0, initial=0, widget=forms.HiddenInput)

    def __init__(
        self,
        data: Any = None,
        *,
        free: QuerySet[Nomination],
        submission: Submission | None = None,
        **kwargs: Any,
    ) -> None:
        said = _said(submission) if submission else {}
        super().__init__(data, initial=said | kwargs.pop("initial", {}), **kwargs)
        offer(self, nominations=free)

    @property
    def ticked(self) -> set[str]:
        """Keys of the nominations ticked, as typed or as saved."""
        return {str(key) for key in self["nominations"].value() or ()}

    @property
    def content(self) -> dict[str, Any]:
        """What a valid form says."""
        said = self.cleaned_data
        kept = {name: said[name] for name in ("title", "reference", "letter")}
        return kept | {"nominations": tuple(said["nominations"])}


def _said(submission: Submission) -> dict[str, Any]:
    return {
        "title": submission.title,
        "reference": submission.reference,
        "letter": submission.letter,
        "edition": submission.edition,
        "nominations": list(submission.nominations.values_list("pk", flat=True)),
    }


class UnitVoteForm(forms.Form):
    """When the unit met, how many came, how many agreed to each nominee; and the minutes."""

    met_on = DayField(label=_("Ngày họp"))
    present = forms.IntegerField(label=_("Số người dự họp"), min_value=1, max_value=32_000)
    total = forms.IntegerField(label=_("Tổng số người của đơn vị"), min_value=1, max_value=32_000)
    minutes = FilesField(label=_("Biên bản, biên bản kiểm phiếu đã ký"), required=False)

    def __init__(
        self,
        data: Any = None,
        sent: Any = None,
        *,
        nominations: Sequence[Nomination],
        vote: UnitVote | None = None,
    ) -> None:
        super().__init__(data, sent, initial=_voted(vote) if vote else {})
        self.nominations = nominations
        for one in nominations:
            self.fields[f"agreed_{one.pk}"] = forms.IntegerField(
                label=_("Số người đồng ý"), min_value=0, max_value=32_000, required=False
            )

    @property
    def rows(self) -> list[tuple[Nomination, Any]]:
        """Each nominee with the field of its count."""
        return [(one, self[f"agreed_{one.pk}"]) for one in self.nominations]

    def clean(self) -> dict[str, Any]:
        """Refuse more people than there are."""
        said = self.cleaned_data
        present, total = said.get("present"), said.get("total")
        if present and total and present > total:
            self.add_error("present", _("Số người dự họp không được lớn hơn tổng số người."))
        for one in self.nominations:
            agreed = said.get(f"agreed_{one.pk}")
            if present and agreed is not None and agreed > present:
                self.add_error(
                    f"agreed_{one.pk}", _("Số người đồng ý không được lớn hơn số người dự họp.")
                )
        return said

    @property
    def content(self) -> dict[str, Any]:
        """What a valid form says; a count that was left blank is none."""
        said = self.cleaned_data
        counts = {one.pk: said[f"agreed_{one.pk}"] for one in self.nominations}
        return {
            "met_on": said["met_on"],
            "present": said["present"],
            "total": said["total"],
            "agreed": {key: agreed for key, agreed in counts.items() if agreed is not None},
            "files": tuple(said["minutes"]),
        }


def _voted(vote: UnitVote) -> dict[str, Any]:
    counts = vote.counts.values_list("nomination", "agreed")
    return {"met_on": vote.met_on, "present": vote.present, "total": vote.total} | {
        f"agreed_{key}": agreed for key, agreed in counts
    }


class PaperForm(forms.Form):
    """Files for one paper of a dossier; several papers stand on one page, each with its form."""

    attachments = FilesField()
