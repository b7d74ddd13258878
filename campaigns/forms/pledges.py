"""Forms of a pledge: rows of targets for each commitment, and rows of titles aimed at."""

import datetime
import re
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import get_format
from django.utils.translation import gettext_lazy as _

from campaigns import catalogue
from campaigns.catalogue import Award, Family, Level, Recipient
from campaigns.forms.campaigns import filled_rows
from campaigns.labels import award_choices
from campaigns.models import Pledge, Target
from campaigns.queries.pledges import people_to_choose, targets_by_commitment
from campaigns.queries.versions import amendment_of, pledged_aims
from units.forms import DayField, FormsTogether, offer

MOST_ROWS = 100
# Levels whose titles a unit may aim at beside the awards that its own agency gives.
HIGHER_LEVELS = (Level.CP, Level.TTG)


def may_be_aimed_at(award: Award) -> bool:
    """Whether a pledge may register it: the agency's own awards, the Government's titles."""
    higher = award.family == Family.TITLE and award.level in HIGHER_LEVELS
    return award.of_state and (award.own_authority or higher)


class AmountField(forms.DecimalField):
    """A number as people of the language write it, its thousands grouped or not."""

    # As in the base class, which gives a Decimal where its own base gives an int.
    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]
        """Read 1.234,5 in Vietnamese and 1,234.5 in English."""
        group, point = get_format("THOUSAND_SEPARATOR"), get_format("DECIMAL_SEPARATOR")
        grouped = rf"\s*\d{{1,3}}({re.escape(group)}\d{{3}})+({re.escape(point)}\d+)?\s*"
        if isinstance(value, str) and re.fullmatch(grouped, value):
            value = value.replace(group, "")
        return super().to_python(value)


class TargetForm(forms.Form):
    """A row of a target; a draft may leave anything open. `pk` names the target that it changes."""

    pk = forms.IntegerField(required=False, widget=forms.HiddenInput)
    indicator = forms.CharField(label=_("Tên chỉ tiêu"), max_length=300, required=False)
    value = AmountField(
        label=_("Số lượng"),
        min_value=0,
        max_digits=12,
        decimal_places=2,
        required=False,
        localize=True,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )
    measure = forms.CharField(label=_("Đơn vị tính"), max_length=50, required=False)
    due_on = DayField(label=_("Hoàn thành trước ngày"), required=False)
    person_id = forms.TypedChoiceField(
        label=_("Người phụ trách"), coerce=int, empty_value=None, required=False
    )

    def __init__(self, *args: Any, people: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, person_id=[("", "—"), *people])


class AimForm(forms.Form):
    """A row of a title aimed at, by a person or by the unit itself."""

    award = forms.ChoiceField(label=_("Danh hiệu, hình thức"), required=False)
    person_id = forms.TypedChoiceField(
        label=_("Cá nhân hoặc tập thể"), coerce=int, empty_value=None, required=False
    )

    def __init__(self, *args: Any, people: list[Any], awards: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, award=[("", "—"), *awards], person_id=[("", _("Tập thể đơn vị")), *people])

    def clean(self) -> dict[str, Any]:
        """Ask for a title where a person is chosen, and for one that this recipient may get."""
        code, person = self.cleaned_data.get("award"), self.cleaned_data.get("person_id")
        if person and not code:
            self.add_error("award", _("Hãy chọn danh hiệu mà người này đăng ký."))
        if code and not catalogue.award(code).goes_to(
            Recipient.INDIVIDUAL if person else Recipient.COLLECTIVE
        ):
            self.add_error(
                "person_id",
                _("Danh hiệu này chỉ tặng tập thể.")
                if person
                else _("Danh hiệu này chỉ tặng cá nhân; hãy chọn người đăng ký."),
            )
        return self.cleaned_data


class BaseAimFormSet(forms.BaseFormSet):
    """The titles of a pledge: each recipient registers a title once."""

    def clean(self) -> None:
        """Refuse a title that stands twice for one recipient."""
        seen = set()
        for form in self.forms:
            row = form.cleaned_data if form.is_valid() else {}
            key = (row.get("award"), row.get("person_id"))
            if key[0] and not row.get("DELETE"):
                if key in seen:
                    form.add_error("award", _("Danh hiệu này đã được đăng ký ở dòng trên."))
                    raise ValidationError(_("Có danh hiệu được đăng ký hai lần."))
                seen.add(key)


TargetFormSet = forms.formset_factory(
    TargetForm, extra=1, can_delete=True, max_num=MOST_ROWS, validate_max=True
)
AimFormSet = forms.formset_factory(
    AimForm,
    formset=BaseAimFormSet,
    extra=1,
    can_delete=True,
    max_num=MOST_ROWS,
    validate_max=True,
)


class EditionForm(forms.Form):
    """The edition that the page was opened with; page-wide refusals stand here."""

    edition = forms.IntegerField(min_value=0, widget=forms.HiddenInput)


class PledgeForms(FormsTogether):
    """The page that writes a pledge: a set of targets for each commitment, and the aims."""

    def __init__(self, pledge: Pledge, on: datetime.date, data: Any = None) -> None:
        people = people_to_choose(pledge, on)
        asked = {tuple(one) for one in getattr(amendment_of(pledge), "asked", ())}
        awards = award_choices(
            pledge.campaign.agency.name, [a for a in catalogue.awards() if may_be_aimed_at(a)]
        )
        self.edition = EditionForm(data, initial={"edition": pledge.edition})
        self.targets = [
            (
                commitment,
                TargetFormSet(
                    data,
                    prefix=f"commitment-{commitment.pk}",
                    initial=[_typed(target) for target in targets],
                    form_kwargs={"people": people},
                ),
            )
            for commitment, targets in targets_by_commitment(pledge)
        ]
        self.aims = AimFormSet(
            data,
            prefix="aims",
            initial=[
                {"award": aim.award, "person_id": aim.person_id} for aim in pledged_aims(pledge)
            ],
            form_kwargs={"people": people, "awards": awards},
        )
        if asked:
            self._open_only(asked)

    def _open_only(self, asked: set[tuple[Any, ...]]) -> None:
        """Let nothing be typed but the fields that the standing body asked to change."""
        for formset in [*(formset for _commitment, formset in self.targets), self.aims]:
            formset.extra, formset.can_delete = 0, False
            for form in formset:
                for name, field in form.fields.items():
                    said = (form.initial.get("pk"), name.removesuffix("_id"))
                    field.disabled = said not in asked

    @property
    def parts(self) -> list[Any]:
        """Every form and formset in the order of the page."""
        return [self.edition, *(formset for _commitment, formset in self.targets), self.aims]

    @property
    def content(self) -> dict[str, list[dict[str, Any]]]:
        """What valid forms say: the rows that are filled in, complete or not."""
        targets = [
            {"commitment_id": commitment.pk, **row}
            for commitment, formset in self.targets
            for row in filled_rows(formset, besides=("pk",))
        ]
        return {"targets": targets, "aims": filled_rows(self.aims)}


def _typed(target: Target) -> dict[str, Any]:
    """A stored target as the row that it was typed in."""
    row = {name: getattr(target, name) for name in TargetForm.base_fields}
    return row | {"value": target.amount}
