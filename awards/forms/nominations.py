"""Forms of a nomination: where it belongs, and what it says."""

import datetime
from typing import Any, cast

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from awards.models import Nomination
from awards.models.subjects import RecipientKind
from awards.parts import WRITTEN, Part
from awards.permissions.nominations import nominations_hidden_from
from awards.queries.nominations import (
    initiatives_named,
    initiatives_to_name,
    initiatives_used_elsewhere,
    subjects_to_choose,
)
from awards.queries.versions import open_parts, open_returns
from campaigns import catalogue
from campaigns.labels import award_choices
from campaigns.models import Campaign, Initiative
from units.forms import capitalised, offer
from units.models import Account, Person, Unit


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


class InitiativesField(forms.ModelMultipleChoiceField):
    """Initiatives, each with how far it is recognised, since when, and by which certificate."""

    def label_from_instance(self, obj: Any) -> str:
        """The initiative as a line."""
        known = f"{obj.get_scope_display()}, {obj.recognised_on:%d/%m/%Y}, {obj.certificate}"
        return f"{obj.title} ({known})"


class NominationForm(forms.Form):
    """One award, whom it is for, and why. `edition` is the one that the page was opened with.

    `typed` fills an unchecked form with what somebody has typed or chosen so far.
    """

    award = forms.ChoiceField(label=_("Danh hiệu, hình thức khen thưởng"))
    subject = forms.ChoiceField(
        label=_("Cá nhân hoặc tập thể được đề nghị"),
        help_text=_("Người của đơn vị hôm nay, xếp theo tên; tập thể đứng đầu danh sách."),
    )
    type = forms.ChoiceField(
        label=_("Loại hình khen thưởng"), choices=lambda: capitalised(Nomination.Type.choices)
    )
    initiatives = InitiativesField(
        Initiative.objects.none(),
        label=_("Sáng kiến, đề tài tính vào hồ sơ"),
        help_text=_(
            "Khi trình, chỉ sáng kiến được đánh dấu mới được tính; mỗi sáng kiến chỉ tính cho một "
            "hồ sơ."
        ),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "invalid_choice": _(
                "Chỉ tính được sáng kiến của chính người được đề nghị và chưa dùng trong hồ sơ "
                "khác. Hồ sơ chưa được lưu; hãy chọn lại sáng kiến."
            )
        },
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
        account: Account,
        nomination: Nomination | None = None,
        typed: QueryDict | None = None,
    ) -> None:
        said = _said(nomination) if nomination else {}
        super().__init__(data, initial=said | _typed(typed) if typed else said)
        self.on, self.nomination = on, nomination
        self.hidden = nominations_hidden_from(account)
        awards = [one for one in catalogue.awards() if _may_be_nominated(one, unit)]
        blank = ("", "—")
        offer(
            self,
            award=[blank, *award_choices(unit.agency.name, awards)],
            subject=[blank, *subjects_to_choose(unit, on)],
        )
        if nomination:
            self._close(nomination, said)
        offer(self, initiatives=initiatives_to_name(self.person_id, nomination, on, self.hidden))

    def _close(self, nomination: Nomination, said: dict[str, Any]) -> None:
        """Let nothing be written but what the open returns ask for, with the remark beside it."""
        returns = open_returns(nomination)
        may = open_parts(returns)
        for part, names in WRITTEN.items():
            for name in self.fields.keys() & set(names):
                if part not in may:
                    self.fields[name].disabled = True
                    self.initial[name] = said[name]
        for line in (line for one in returns for line in one.parts.all()):
            field = self.fields.get(WRITTEN[Part(line.part)][0])
            if field:
                field.help_text = format_html(
                    "<strong>{}</strong> {}", _("Cần sửa:"), line.remark or line.request.note
                )

    def keep_on(self, edition: int) -> None:
        """Let a refused form be saved again, on the edition that its page now shows."""
        data = cast("QueryDict", self.data).copy()
        data["edition"] = str(edition)
        self.data = data

    def chosen(self, name: str) -> str:
        """What a select holds now, checked or not; empty where it is none of its choices."""
        value = str(self[name].value() or "")
        field = cast("forms.ChoiceField", self.fields[name])
        return value if field.valid_value(value) else ""

    @property
    def chosen_type(self) -> str:
        """The type of commendation that is chosen now; for merit, unless another one is."""
        return self.chosen("type") or Nomination.Type.CONG_TRANG

    @property
    def person_id(self) -> int | None:
        """Key of the person who is chosen now; None where it is a collective, or nobody yet."""
        kind, _colon, key = self.chosen("subject").partition(":")
        return int(key) if kind == "person" else None

    @property
    def chosen_subject(self) -> Person | Unit | None:
        """The person or the collective that is chosen now."""
        chosen = self.chosen("subject")
        named = _of(chosen) if chosen else {}
        return named.get("person") or named.get("collective")

    @property
    def used_elsewhere(self) -> QuerySet[Initiative]:
        """The person's initiatives that another nomination counts."""
        return initiatives_used_elsewhere(self.person_id, self.nomination, self.hidden)

    def proposal(self, unit: Unit, year: int) -> Nomination | None:
        """The nomination as it is chosen now, not saved; None before award and nominee are."""
        award, subject = self.chosen("award"), self.chosen("subject")
        if not (award and subject):
            return None
        return Nomination(
            pk=self.nomination.pk if self.nomination else None,
            agency=unit.agency,
            unit=unit,
            year=year,
            award=award,
            type=self.chosen_type,
            **_of(subject),
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
        """What a valid form proposes: whom, for what, why, and with which initiatives."""
        said = self.cleaned_data
        return {
            "award": said["award"],
            "type": said["type"],
            "achievement": said["achievement"],
            "initiatives": tuple(said["initiatives"]),
            **_of(said["subject"]),
        }


def _of(subject: str) -> dict[str, Person | Unit | None]:
    """The person or the collective that a choice such as "person:12" stands for."""
    kind, key = subject.split(":")
    return {
        "person": Person.objects.get(pk=key) if kind == "person" else None,
        "collective": Unit.objects.get(pk=key) if kind == "unit" else None,
    }


def _typed(typed: QueryDict) -> dict[str, Any]:
    """What was typed, under the names of the fields."""
    said: dict[str, Any] = {
        name: typed[name] for name in NominationForm.base_fields if name in typed
    }
    return said | {"initiatives": typed.getlist("initiatives")}


def _said(nomination: Nomination) -> dict[str, Any]:
    kind = "person" if nomination.person_id else "unit"
    return {
        "award": nomination.award,
        "subject": f"{kind}:{nomination.subject.pk}",
        "type": nomination.type,
        "achievement": nomination.achievement,
        "initiatives": [one.pk for one in initiatives_named(nomination)],
        "edition": nomination.edition,
    }


def _may_be_nominated(award: catalogue.Award, unit: Unit) -> bool:
    """Whether a unit may ask for an award: one of its own line that units or people receive."""
    goes_to_us = any(award.goes_to(kind) for kind in RecipientKind)
    return award.legal_order == unit.line and goes_to_us
