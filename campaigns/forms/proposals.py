"""Forms of a proposal: its text and authors, the unit's word, the recognition."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from campaigns.forms.campaigns import filled_rows
from campaigns.forms.pledges import EditionForm
from campaigns.models import Initiative, Proposal
from campaigns.rubric import Criterion
from units.forms import DayField, FormsTogether, capitalised, offer
from units.models import Unit

MOST_AUTHORS = 20
ROWS = {"problem": 4, "solution": 8, "effect": 5}


class ProposalForm(forms.ModelForm):
    """What the authors say; a draft may leave anything open but the title."""

    class Meta:
        model = Proposal
        fields = (
            "title",
            "kind",
            "scope",
            "problem",
            "solution",
            "effect",
            "applied_where",
            "applied_since",
        )
        field_classes = {"applied_since": DayField}
        widgets = {name: forms.Textarea(attrs={"rows": rows}) for name, rows in ROWS.items()}
        help_texts = {
            "effect": _("Ghi số liệu trước và sau: thời gian, kinh phí, số hồ sơ, số người."),
            "scope": _("Thủ trưởng cơ quan có thể công nhận ở phạm vi hẹp hơn."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(
            self,
            kind=capitalised(Initiative.Kind.choices),
            scope=capitalised(Initiative.Scope.choices),
        )
        self.fields["title"].widget = forms.TextInput()


class AuthorForm(forms.Form):
    """A row: an author, and the share in whole percents."""

    person_id = forms.TypedChoiceField(label=_("Tác giả, đồng tác giả"), coerce=int)
    share = forms.IntegerField(
        label=_("Tỷ lệ đóng góp, %"),
        min_value=1,
        max_value=100,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )

    def __init__(self, *args: Any, people: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, person_id=[("", "—"), *people])


class BaseAuthorFormSet(forms.BaseFormSet):
    """The authors: each stands once."""

    def clean(self) -> None:
        """Refuse an author who stands twice; whether shares add up is asked when it is sent."""
        seen: set[int] = set()
        for form in self.forms:
            row = form.cleaned_data if form.is_valid() else {}
            person = row.get("person_id")
            if person and not row.get("DELETE"):
                if person in seen:
                    form.add_error("person_id", _("Người này đã có ở dòng trên."))
                    raise ValidationError(_("Có tác giả được ghi hai lần."))
                seen.add(person)


AuthorFormSet = forms.formset_factory(
    AuthorForm,
    formset=BaseAuthorFormSet,
    extra=1,
    can_delete=True,
    max_num=MOST_AUTHORS,
    validate_max=True,
)


class ProposalForms(FormsTogether):
    """The page that writes a proposal: its text, and its authors with their shares."""

    def __init__(
        self,
        people: list[Any],
        authors: list[Any],
        proposal: Proposal | None = None,
        data: Any = None,
    ) -> None:
        edition = proposal.edition if proposal else 0
        self.edition = EditionForm(data, initial={"edition": edition})
        # A copy, so that what was typed and not saved never shows in the page's heading.
        self.text = ProposalForm(data, initial=_typed(proposal) if proposal else None)
        self.authors = AuthorFormSet(
            data, prefix="authors", initial=authors, form_kwargs={"people": people}
        )

    @property
    def parts(self) -> list[Any]:
        """Every form and formset in the order of the page."""
        return [self.edition, self.text, self.authors]

    @property
    def content(self) -> dict[str, Any]:
        """What valid forms say: the fields, and (person, share) of each author."""
        rows = filled_rows(self.authors)
        return {
            "fields": self.text.cleaned_data,
            "shares": [(row["person_id"], row["share"]) for row in rows],
        }


def _typed(proposal: Proposal) -> dict[str, Any]:
    return {name: getattr(proposal, name) for name in ProposalForm.Meta.fields}


class PointsForm(forms.Form):
    """Points for every criterion of a scoring table; other forms of judging build on it."""

    def __init__(self, *args: Any, criteria: Iterable[Criterion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.criteria = list(criteria)
        language = get_language() or "vi"
        for one in self.criteria:
            self.fields[f"points_{one.code}"] = forms.IntegerField(
                label=_("%(name)s, 0–%(most)d điểm")
                % {"name": one.label(language), "most": one.points},
                help_text=one.question(language),
                min_value=0,
                max_value=one.points,
                widget=forms.TextInput(attrs={"inputmode": "numeric"}),
            )

    @property
    def points_fields(self) -> list[forms.BoundField]:
        """The fields of the points, for the page."""
        return [self[f"points_{one.code}"] for one in self.criteria]

    @property
    def points(self) -> dict[str, int]:
        """Points of a valid form by criterion."""
        return {one.code: self.cleaned_data[f"points_{one.code}"] for one in self.criteria}


class WordForm(PointsForm):
    """What the unit's head says of a proposal, with points by the same criteria."""

    word = forms.CharField(
        label=_("Ý kiến của đơn vị"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Xác nhận việc áp dụng, hiệu quả, và có đề nghị công nhận hay không."),
    )


class RecogniseForm(forms.Form):
    """The decision that recognises, and how far."""

    scope = forms.ChoiceField(label=_("Công nhận ở phạm vi"))
    decision = forms.CharField(label=_("Số quyết định công nhận"), max_length=100)
    signed_on = DayField(label=_("Ngày ký"))
    sure = forms.BooleanField(
        label=_("Tôi đã đối chiếu với quyết định; giấy chứng nhận được cấp số ngay."),
        error_messages={"required": _("Hãy đánh dấu vào ô xác nhận. Chưa có gì thay đổi.")},
    )

    def __init__(self, *args: Any, proposal: Proposal, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        scopes = Initiative.Scope(proposal.scope).and_narrower()
        offer(self, scope=capitalised((scope.value, scope.label) for scope in scopes))
        self.initial.setdefault("scope", proposal.scope)


class AdoptionForm(forms.Form):
    """Which unit uses an initiative, since when, with what effect."""

    unit = forms.ModelChoiceField(Unit.objects.none(), label=_("Đơn vị áp dụng"), empty_label=None)
    since = DayField(label=_("Áp dụng từ ngày"))
    effect = forms.CharField(
        label=_("Hiệu quả, có số liệu"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, unit=units)
