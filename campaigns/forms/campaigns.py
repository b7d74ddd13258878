"""Forms of a campaign: its launch text, and everything that was read from it."""

from collections.abc import Container
from dataclasses import dataclass
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.utils.html import escape
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from campaigns.labels import award_choices
from campaigns.launch import NotTextError, decode, read_launch
from campaigns.models import Campaign, HigherCampaign
from campaigns.models.campaigns import DEADLINES, MILESTONES
from campaigns.workflow import CampaignKind
from units.forms import DayField, FormsTogether, capitalised, offer
from units.models import Agency, Unit

LONGEST_TEXT = 300_000
LARGEST_FILE = 1_000_000
MOST_ROWS = 100
MOST_RECIPIENTS = 1_000_000

# Day and month that most offices choose, offered where a draft has no deadline yet.
USUAL = {
    "pledges_due": (15, 2),
    "midyear_on": (30, 6),
    "nominations_due": (30, 11),
    "council_on": (15, 12),
    "yearend_on": (31, 12),
}
# Which part of the page a reader's note stands beside.
NOTE_PLACES = {
    "no_text": "title",
    "no_title": "title",
    "no_theme": "theme",
    "no_date": "launched_on",
    "no_launcher": "launcher",
    "no_commitments": "commitments",
    "line_left_out": "commitments",
}


class LaunchTextForm(forms.Form):
    """A launch text, pasted or as a file; `text` is what was given."""

    agency = forms.ModelChoiceField(Agency.objects.none(), label=_("Cơ quan"), empty_label=None)
    source_text = forms.CharField(
        label=_("Văn bản phát động"),
        required=False,
        max_length=LONGEST_TEXT,
        help_text=_("Dán toàn bộ bài phát biểu hoặc bài viết vào đây."),
        widget=forms.Textarea(attrs={"rows": 14}),
    )
    file = forms.FileField(
        label=_("Hoặc chọn tệp văn bản"),
        required=False,
        help_text=_("Tệp .txt không quá 1 MB."),
        widget=forms.FileInput(attrs={"accept": ".txt,text/plain"}),
    )

    def __init__(self, agencies: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.agencies = agencies
        if len(agencies) == 1:
            del self.fields["agency"]
        else:
            offer(self, agency=agencies)

    def clean_file(self) -> str:
        """Give the text of the file, "" without one."""
        file = self.cleaned_data["file"]
        return _text_of(file) if file else ""

    def clean(self) -> dict[str, Any]:
        """Ask for exactly one of the two."""
        pasted, file = self.cleaned_data.get("source_text"), self.cleaned_data.get("file")
        if not self.errors and bool(pasted) == bool(file):
            raise ValidationError(
                _("Bạn vừa dán văn bản vừa chọn tệp; hãy giữ một trong hai.")
                if pasted
                else _("Hãy dán văn bản phát động hoặc chọn một tệp.")
            )
        return self.cleaned_data

    @property
    def text(self) -> str:
        """The text of a valid form, wherever it came from."""
        return self.cleaned_data["source_text"] or self.cleaned_data["file"]

    @property
    def chosen_agency(self) -> Agency:
        """The agency of a valid form: the one that was chosen, or the only one."""
        return self.cleaned_data.get("agency") or self.agencies[0]


def _text_of(file: UploadedFile) -> str:
    if (file.size or 0) > LARGEST_FILE:
        raise ValidationError(_("Tệp lớn hơn 1 MB. Hãy dán phần văn bản cần đọc vào ô bên trên."))
    try:
        text = decode(file.read())
    except NotTextError as error:
        raise ValidationError(
            _(
                "Tệp này không phải văn bản thuần ở bảng mã Unicode. Hãy lưu lại dưới dạng .txt, "
                "mã UTF-8, hoặc dán văn bản vào ô bên trên."
            )
        ) from error
    if not text.strip():
        raise ValidationError(_("Tệp này không có chữ nào."))
    return text


@dataclass(frozen=True)
class Places:
    """Where a campaign may stand: the scopes it may have, and the campaigns it may belong to."""

    scopes: QuerySet[Unit]
    runs_whole: bool
    parents: QuerySet[Campaign]
    higher: QuerySet[HigherCampaign]


class CampaignForm(forms.ModelForm):
    """The campaign itself: what it is called, and the days of its year in their order."""

    year = forms.IntegerField(label=_("Năm thi đua"), min_value=2000, max_value=2100)

    class Meta:
        model = Campaign
        fields = (
            *("title", "theme", "launcher", "launched_on", "year", *DEADLINES, "appeal"),
            *("kind", "scope", "parent", "higher", "titles_registered"),
        )
        field_classes = dict.fromkeys(MILESTONES, DayField)
        widgets = {
            "title": forms.Textarea(attrs={"rows": 2}),
            "theme": forms.Textarea(attrs={"rows": 2}),
            "appeal": forms.Textarea(attrs={"rows": 5}),
        }

    def __init__(self, *args: Any, places: Places, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, scope=places.scopes, parent=places.parents, higher=places.higher)
        scope = cast("forms.ModelChoiceField", self.fields["scope"])
        scope.empty_label = _("Toàn cơ quan") if places.runs_whole else None
        scope.required = not places.runs_whole
        offer(self, kind=capitalised(CampaignKind.choices))
        if not any(getattr(self.instance, name) for name in DEADLINES):
            self._suggest_days()

    def _suggest_days(self) -> None:
        for name, (day, month) in USUAL.items():
            self.initial[name] = f"{day:02}/{month:02}/{self.instance.year}"
            self.fields[name].help_text = _("Ngày gợi ý; hãy kiểm tra lại.")

    def clean(self) -> dict[str, Any]:
        """Ask for the days in the order of the year, as far as they are known."""
        last = None
        for name in MILESTONES:
            day = self.cleaned_data.get(name)
            if day and last and day < self.cleaned_data[last]:
                self.add_error(
                    name,
                    _("Phải từ %(label)s (%(day)s) trở đi.")
                    % {
                        "label": self.fields[last].label,
                        "day": f"{self.cleaned_data[last]:%d/%m/%Y}",
                    },
                )
            elif day:
                last = name
        if self.cleaned_data.get("parent") and self.cleaned_data.get("higher"):
            self.add_error("higher", _("Chỉ chọn một phong trào cấp trên trực tiếp."))
        return self.cleaned_data


class CommitmentForm(forms.Form):
    """One thing that the campaign calls for."""

    heading = forms.CharField(label=_("Tiêu đề"), max_length=200)
    text = forms.CharField(label=_("Nội dung"), widget=forms.Textarea(attrs={"rows": 4}))


class AnnouncedAwardForm(forms.Form):
    """One award that the text announces, and how many received it."""

    award = forms.ChoiceField(label=_("Hình thức"))
    individuals = forms.IntegerField(
        label=_("Số cá nhân"), min_value=0, max_value=MOST_RECIPIENTS, required=False
    )
    collectives = forms.IntegerField(
        label=_("Số tập thể"), min_value=0, max_value=MOST_RECIPIENTS, required=False
    )
    text = forms.CharField(
        label=_("Câu trong văn bản"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, choices: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, award=choices)

    def clean(self) -> dict[str, Any]:
        """Ask how many; an empty box is none."""
        for name in ("individuals", "collectives"):
            self.cleaned_data[name] = self.cleaned_data.get(name) or 0
        if not self.errors and not (
            self.cleaned_data["individuals"] or self.cleaned_data["collectives"]
        ):
            raise ValidationError(_("Hãy ghi số cá nhân hoặc số tập thể được khen thưởng."))
        return self.cleaned_data


CommitmentFormSet = forms.formset_factory(
    CommitmentForm, extra=1, can_delete=True, max_num=MOST_ROWS, validate_max=True
)
AnnouncedAwardFormSet = forms.formset_factory(
    AnnouncedAwardForm, extra=1, can_delete=True, max_num=MOST_ROWS, validate_max=True
)


class CampaignForms(FormsTogether):
    """The page that corrects a draft: the campaign, its commitments, the awards it announced."""

    def __init__(self, campaign: Campaign, places: Places, data: Any = None) -> None:
        choices = [("", "—"), *award_choices(campaign.agency.name)]
        self.campaign = CampaignForm(data, instance=campaign, places=places)
        self.commitments = CommitmentFormSet(
            data,
            prefix="commitments",
            initial=list(campaign.commitments.values("heading", "text")),
        )
        self.awards = AnnouncedAwardFormSet(
            data,
            prefix="awards",
            initial=list(
                campaign.announced_awards.values("award", "individuals", "collectives", "text")
            ),
            form_kwargs={"choices": choices},
        )
        notes = notes_by_place(campaign)
        self.commitment_notes = notes.pop("commitments", [])
        self.award_notes = notes.pop("awards", [])
        for name, sentences in notes.items():
            self.campaign.fields[name].help_text = escape(" ".join(sentences))

    @property
    def parts(self) -> list[Any]:
        """The form and both formsets in the order of the page."""
        return [self.campaign, self.commitments, self.awards]

    @property
    def content(self) -> dict[str, Any]:
        """What valid forms say: the fields, the commitments in their order, the awards."""
        return {
            "fields": self.campaign.cleaned_data,
            "commitments": filled_rows(self.commitments),
            "awards": filled_rows(self.awards),
        }


def filled_rows(formset: forms.BaseFormSet, besides: Container[str] = ()) -> list[dict[str, Any]]:
    """Rows of a valid formset with anything in them, without those ticked for deletion.

    `besides` are fields that do not count as anything: the key of a row that was emptied.
    """
    rows = [dict(form.cleaned_data) for form in formset.forms if form.cleaned_data]
    kept = [row for row in rows if not row.pop("DELETE", False)]
    return [
        row
        for row in kept
        if any(value not in (None, "") for name, value in row.items() if name not in besides)
    ]


def notes_by_place(campaign: Campaign) -> dict[str, list[str]]:
    """What the reader says of the launch text, by the part of the page that it is about.

    That something was not found is no longer said once a person has filled it in.
    """
    places: dict[str, list[str]] = {}
    for note in read_launch(campaign.source_text).notes:
        place = NOTE_PLACES.get(note.code, "awards")
        if not (note.code.startswith("no_") and _is_filled(campaign, place)):
            places.setdefault(place, []).append(note.sentence(get_language() or "vi"))
    return places


def _is_filled(campaign: Campaign, place: str) -> bool:
    if place == "commitments":
        return campaign.commitments.exists()
    return bool(getattr(campaign, place))
