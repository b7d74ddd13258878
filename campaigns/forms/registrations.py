"""Forms of what a person registers for themselves."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from campaigns import catalogue
from campaigns.catalogue import Recipient
from campaigns.forms.campaigns import filled_rows
from campaigns.forms.pledges import AmountField, may_be_aimed_at
from campaigns.labels import award_choices
from campaigns.models import Registration
from campaigns.queries.registrations import registered_targets
from units.errors import ActionRefused
from units.forms import DayField, FormsTogether, offer

MOST_ROWS = 30


class OwnTargetForm(forms.Form):
    """A target that a person sets for themselves; its indicator is what makes it one."""

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

    def clean(self) -> dict[str, Any]:
        """Ask what it is that is counted; zero counts."""
        typed = [value for name, value in self.cleaned_data.items() if name != "DELETE"]
        filled = any(value not in (None, "") for value in typed)
        if filled and not self.cleaned_data.get("indicator"):
            self.add_error("indicator", _("Hãy ghi tên chỉ tiêu."))
        return self.cleaned_data


class OwnAimForm(forms.Form):
    """A title that the person wants to reach."""

    award = forms.ChoiceField(label=_("Danh hiệu, hình thức"), required=False)

    def __init__(self, *args: Any, awards: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, award=[("", "—"), *awards])


OwnTargetFormSet = forms.formset_factory(
    OwnTargetForm, extra=1, can_delete=True, max_num=MOST_ROWS, validate_max=True
)
OwnAimFormSet = forms.formset_factory(
    OwnAimForm, extra=1, can_delete=True, max_num=MOST_ROWS, validate_max=True
)


class RegistrationForms(FormsTogether):
    """The page of a person's own registration: targets by commitment, and titles."""

    def __init__(self, registration: Registration, data: Any = None) -> None:
        offered = [
            award
            for award in catalogue.awards()
            if may_be_aimed_at(award) and award.goes_to(Recipient.INDIVIDUAL)
        ]
        awards = award_choices(registration.campaign.agency.name, offered)
        self.targets = [
            (
                commitment,
                OwnTargetFormSet(
                    data,
                    prefix=f"commitment-{commitment.pk}",
                    initial=[
                        {
                            "indicator": target.indicator,
                            "value": target.amount,
                            "measure": target.measure,
                            "due_on": target.due_on,
                        }
                        for target in targets
                    ],
                ),
            )
            for commitment, targets in registered_targets(registration)
        ]
        self.aims = OwnAimFormSet(
            data,
            prefix="aims",
            initial=list(registration.aims.values("award")) if registration.pk else [],
            form_kwargs={"awards": awards},
        )

    @property
    def parts(self) -> list[Any]:
        """Every formset in the order of the page."""
        return [*(formset for _commitment, formset in self.targets), self.aims]

    @property
    def content(self) -> dict[str, list[Any]]:
        """What valid forms say."""
        targets = [
            {"commitment_id": commitment.pk, **row}
            for commitment, formset in self.targets
            for row in filled_rows(formset)
        ]
        return {"targets": targets, "aims": [row["award"] for row in filled_rows(self.aims)]}

    def refuse(self, refusal: ActionRefused) -> None:
        """Say on the page why nothing was saved."""
        self.aims.non_form_errors().append(str(refusal))
