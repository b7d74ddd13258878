"""Forms of a nomination: where it belongs, and what it says."""

import datetime
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from awards.models import Nomination
from awards.models.subjects import RecipientKind
from awards.queries import subjects_to_choose
from campaigns import catalogue
from campaigns.labels import award_choices
from campaigns.models import Campaign
from units.forms import capitalised, offer
from units.models import Person, Unit


class PlaceForm(forms.Form):
    """In which campaign, and in the name of which unit."""

    campaign = forms.ModelChoiceField(
        Campaign.objects.none(), label=_("Phong trào thi đua"), empty_label="—"
    )
    unit = forms.ModelChoiceField(Unit.objects.none(), label=_("Đơn vị đề nghị"), empty_label="—")

    def __init__(
        self, data: Any = None, *, campaigns: QuerySet[Campaign], units: QuerySet[Unit]
    ) -> None:
        super().__init__(data)
        offer(self, campaign=campaigns, unit=units)
        self.fields["campaign"].initial = campaigns.first()


class NominationForm(forms.Form):
    """One award, whom it is for, and why. `edition` is the one that the page was opened with."""

    award = forms.ChoiceField(label=_("Danh hiệu, hình thức khen thưởng"))
    subject = forms.ChoiceField(
        label=_("Cá nhân hoặc tập thể được đề nghị"),
        help_text=_("Người của đơn vị hôm nay, xếp theo tên; tập thể đứng đầu danh sách."),
    )
    type = forms.ChoiceField(
        label=_("Loại hình khen thưởng"), choices=lambda: capitalised(Nomination.Type.choices)
    )
    achievement = forms.CharField(
        label=_("Tóm tắt thành tích"),
        help_text=_("Việc đã làm, kết quả đo được, tác dụng đối với cơ quan."),
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 10}),
    )
    edition = forms.IntegerField(min_value=0, initial=0, widget=forms.HiddenInput)

    def __init__(
        self,
        data: Any = None,
        *,
        unit: Unit,
        on: datetime.date,
        nomination: Nomination | None = None,
    ) -> None:
        super().__init__(data, initial=_said(nomination) if nomination else None)
        awards = [one for one in catalogue.awards() if _may_be_nominated(one, unit)]
        blank = ("", "—")
        offer(
            self,
            award=[blank, *award_choices(unit.agency.name, awards)],
            subject=[blank, *subjects_to_choose(unit, on)],
        )

    def clean(self) -> dict[str, Any]:
        """Ask for an award that goes to this kind of recipient."""
        code, chosen = self.cleaned_data.get("award"), self.cleaned_data.get("subject")
        if code and chosen:
            person = chosen.startswith("person:")
            kind = RecipientKind.INDIVIDUAL if person else RecipientKind.COLLECTIVE
            if not catalogue.award(code).goes_to(kind):
                self.add_error(
                    "subject",
                    _("Danh hiệu, hình thức đã chọn chỉ tặng tập thể.")
                    if person
                    else _("Danh hiệu, hình thức đã chọn chỉ tặng cá nhân."),
                )
        return self.cleaned_data

    @property
    def content(self) -> dict[str, Any]:
        """What a valid form proposes: award, type, achievement, and person or collective."""
        said = self.cleaned_data
        kind, key = said["subject"].split(":")
        return {
            "award": said["award"],
            "type": said["type"],
            "achievement": said["achievement"],
            "person": Person.objects.get(pk=key) if kind == "person" else None,
            "collective": Unit.objects.get(pk=key) if kind == "unit" else None,
        }


def _said(nomination: Nomination) -> dict[str, Any]:
    kind = "person" if nomination.person_id else "unit"
    return {
        "award": nomination.award,
        "subject": f"{kind}:{nomination.subject.pk}",
        "type": nomination.type,
        "achievement": nomination.achievement,
        "edition": nomination.edition,
    }


def _may_be_nominated(award: catalogue.Award, unit: Unit) -> bool:
    """Whether a unit may ask for an award: one of its own line that units or people receive."""
    goes_to_us = any(award.goes_to(kind) for kind in RecipientKind)
    return award.legal_order == unit.line and goes_to_us
