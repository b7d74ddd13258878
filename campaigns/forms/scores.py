"""Forms of scores: the round, and one sheet."""

import datetime
from decimal import Decimal
from itertools import pairwise
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from campaigns import shipped
from campaigns.forms.scoring_tables import points_field
from campaigns.models import Campaign, Criterion, Score, ScoreSheet, ScoringRound
from campaigns.models.scores import TIE_RULES, WINDOW_DAYS
from campaigns.queries.scoring_tables import plain, trimmed
from campaigns.scoring import Kind, TieRule, needs_reason
from units.forms import DayField, FormsTogether, capitalised

# What a new round proposes; whoever declares it decides.
WEIGHTS = {"self_weight": 0, "cross_weight": 50, "check_weight": 50}
TIES = [TieRule.FEWER_PENALTIES.value, TieRule.HIGHER_CHECK.value]
PARTING = 4


class RoundForm(forms.ModelForm):
    """Windows and rules of scoring; `tie_rules` are typed as a first to a last choice."""

    reason = forms.CharField(
        label=_("Lý do thay đổi"),
        required=False,
        help_text=_("Cần khi đợt chấm điểm đã bắt đầu."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    class Meta:
        model = ScoringRound
        fields = (
            *WINDOW_DAYS,
            "self_weight",
            "cross_weight",
            "check_weight",
            "first_places",
        )
        field_classes = dict.fromkeys(WINDOW_DAYS, DayField)

    def __init__(self, *args: Any, campaign: Campaign, on: datetime.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rule = shipped.first_places(on)
        self.fields["first_places"].help_text = rule.source
        self.fields["first_places"].min_value = 1  # type: ignore[attr-defined]
        chosen = self.instance.tie_rules or []
        if self.instance.pk is None:
            self.initial.update(WEIGHTS, first_places=rule.per_bloc, **_proposed(campaign))
            chosen = TIES
        for place in range(PARTING):
            self.fields[f"tie_{place}"] = forms.ChoiceField(
                label=_("Khi bằng điểm, phân định lần %(n)d") % {"n": place + 1},
                choices=[("", "—"), *capitalised(TIE_RULES)],
                initial=chosen[place] if place < len(chosen) else "",
                required=False,
            )

    @property
    def ties(self) -> list[Any]:
        """The fields of the tie rules in their order."""
        return [self[f"tie_{place}"] for place in range(PARTING)]

    def clean(self) -> dict[str, Any]:
        """Ask for windows one after another, and for weights that make a whole."""
        typed = super().clean() or {}
        days = [(name, typed.get(name)) for name in WINDOW_DAYS]
        for (_before, earlier), (name, day) in pairwise(days):
            apart = 1 if name.endswith("_from") else 0
            if earlier and day and day < earlier + datetime.timedelta(days=apart):
                self.add_error(
                    name,
                    _("Phải từ ngày %(day)s trở đi.")
                    % {"day": f"{earlier + datetime.timedelta(days=apart):%d/%m/%Y}"},
                )
        weights = [typed[name] for name in WEIGHTS if name in typed]
        if len(weights) == len(WEIGHTS) and sum(weights) != 100:
            self.add_error("check_weight", _("Ba tỷ trọng phải cộng lại thành 100."))
        rules = [typed.get(f"tie_{place}") for place in range(PARTING)]
        typed["tie_rules"] = list(dict.fromkeys(rule for rule in rules if rule))
        return typed

    @property
    def values(self) -> dict[str, Any]:
        """What a valid form declares."""
        names = (*self.Meta.fields, "tie_rules")
        return {name: self.cleaned_data[name] for name in names}


def _proposed(campaign: Campaign) -> dict[str, datetime.date]:
    """Windows that end a week before the nominations are due."""
    if campaign.nominations_due is None:
        return {}
    back = (-37, -28, -27, -18, -17, -7)
    return {
        name: campaign.nominations_due + datetime.timedelta(days=days)
        for name, days in zip(WINDOW_DAYS, back, strict=True)
    }


class ScoreForm(forms.Form):
    """The boxes beside one criterion; no points are no score."""

    points = points_field(_("Điểm"), required=False, min_value=0)
    evidence = forms.CharField(
        label=_("Căn cứ, minh chứng"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    reason = forms.CharField(
        label=_("Lý do"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(
        self,
        *args: Any,
        criterion: Criterion,
        kind: str,
        old: Score | None,
        claimed: Decimal | None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.criterion, self.kind = criterion, kind
        self.old, self.claimed = old.points if old else None, claimed
        self.fields["points"].label = _("Điểm, từ 0 đến %(most)s") % {
            "most": plain(criterion.maximum)
        }

    def clean(self) -> dict[str, Any]:
        """Ask for points within the criterion, and for a reason where one is compulsory."""
        typed = super().clean() or {}
        points = typed.get("points")
        if "points" in self.errors:
            return typed
        if points is not None and points > self.criterion.maximum:
            self.add_error(
                "points",
                _("Nhiều nhất là %(most)s điểm.") % {"most": plain(self.criterion.maximum)},
            )
        elif needs_reason(self.kind, self.old, points, self.claimed) and not typed.get("reason"):
            self.add_error(
                "reason",
                _("Hãy ghi lý do sửa điểm đã chấm.")
                if self.old is not None and points != self.old
                else _("Khác điểm đơn vị tự chấm: hãy ghi lý do."),
            )
        return typed


class SheetForm(forms.Form):
    """The edition that the sheet was opened with; page-wide refusals stand here."""

    edition = forms.IntegerField(min_value=0, widget=forms.HiddenInput)


class ScoreForms(FormsTogether):
    """The page that scores a unit: a form for each criterion that the kind of score asks for."""

    def __init__(
        self,
        criteria: list[Criterion],
        kind: str,
        sheet: ScoreSheet | None,
        claimed: dict[int, Score],
        data: Any = None,
    ) -> None:
        given = {one.criterion_id: one for one in sheet.scores.all()} if sheet else {}
        self.sheet = SheetForm(data, initial={"edition": sheet.edition if sheet else 0})
        self.rows = {
            one.pk: ScoreForm(
                data,
                prefix=f"criterion-{one.pk}",
                initial=_typed(given.get(one.pk)),
                criterion=one,
                kind=kind,
                old=given.get(one.pk),
                claimed=claimed[one.pk].points
                if kind == Kind.CHECK and one.pk in claimed
                else None,
            )
            for one in criteria
        }

    @property
    def parts(self) -> list[forms.Form]:
        """Every form in the order of the page."""
        return [self.sheet, *self.rows.values()]

    @property
    def typed(self) -> dict[int, dict[str, Any]]:
        """What valid forms say, by key of the criterion."""
        return {key: form.cleaned_data for key, form in self.rows.items()}


def _typed(score: Score | None) -> dict[str, Any]:
    """A given score as it was typed; a reason belongs to one change and is asked anew."""
    if score is None:
        return {}
    return {"points": trimmed(score.points), "evidence": score.evidence}
