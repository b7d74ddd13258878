"""Forms of a scoring table: its points, and groups with their rows of criteria."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from campaigns import shipped
from campaigns.forms.campaigns import MOST_ROWS, filled_rows
from campaigns.forms.pledges import AmountField
from campaigns.models import Criterion, CriterionGroup, ScoringTable
from campaigns.models.scoring_tables import NATURES
from campaigns.queries.scoring_tables import groups_of, trimmed
from campaigns.scoring import Kind, Nature
from units.forms import FormsTogether, capitalised, offer

POINTS = ("total", "bonus_cap", "penalty_cap")
SHORT_KINDS = (
    (Kind.SELF.value, _("Tự chấm")),
    (Kind.CROSS.value, _("Chấm chéo")),
    (Kind.CHECK.value, _("Thẩm định")),
)
BY = {Kind.SELF: "by_self", Kind.CROSS: "by_cross", Kind.CHECK: "by_check"}


def points_field(label: Any, **kwargs: Any) -> AmountField:
    """A box for points, as people of the language write numbers."""
    return AmountField(
        label=label,
        max_digits=6,
        decimal_places=2,
        localize=True,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
        **kwargs,
    )


class TablePointsForm(forms.Form):
    """The points of the whole, and the edition that the page was opened with."""

    edition = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    group_count = forms.IntegerField(min_value=0, max_value=MOST_ROWS, widget=forms.HiddenInput)
    total = points_field(_("Tổng điểm nội dung"), min_value=1)
    bonus_cap = points_field(_("Điểm thưởng nhiều nhất"), min_value=0)
    penalty_cap = points_field(_("Điểm trừ nhiều nhất"), min_value=0)


class GroupForm(forms.Form):
    """A group of criteria."""

    name = forms.CharField(label=_("Tên nhóm"), max_length=200)
    nature = forms.ChoiceField(
        label=_("Loại điểm"),
        choices=lambda: capitalised(NATURES),
        initial=Nature.REGULAR.value,
    )
    DELETE = forms.BooleanField(label=_("Bỏ nhóm này cùng các tiêu chí"), required=False)


class CriterionForm(forms.Form):
    """A row of a criterion."""

    name = forms.CharField(label=_("Tiêu chí"), max_length=300)
    maximum = points_field(_("Điểm nhiều nhất"), min_value=0)
    commitment_id = forms.TypedChoiceField(
        label=_("Phục vụ nội dung kêu gọi"), coerce=int, empty_value=None, required=False
    )
    checked_by = forms.CharField(label=_("Cách kiểm tra"), max_length=300, required=False)
    kinds = forms.MultipleChoiceField(
        label=_("Ai chấm"),
        choices=lambda: SHORT_KINDS,
        initial=[kind.value for kind in Kind],
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, commitments: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, commitment_id=[("", _("— không nội dung nào —")), *commitments])

    def clean_maximum(self) -> Any:
        """Refuse a criterion worth nothing."""
        maximum = self.cleaned_data["maximum"]
        if not maximum:
            raise forms.ValidationError(_("Điểm nhiều nhất phải lớn hơn 0."))
        return maximum


CriterionFormSet = forms.formset_factory(
    CriterionForm, extra=1, can_delete=True, max_num=MOST_ROWS, validate_max=True
)


class TableForms(FormsTogether):
    """The page that writes a table: groups with their criteria, and a blank one for the next."""

    def __init__(self, table: ScoringTable, data: Any = None) -> None:
        groups = groups_of(table)
        commitments = [(one.pk, str(one)) for one in table.campaign.commitments.all()]
        self.points = TablePointsForm(
            data,
            initial={
                "edition": table.edition,
                "group_count": len(groups),
                **{name: trimmed(getattr(table, name)) for name in POINTS},
            },
        )
        known: list[CriterionGroup | None] = [*groups]
        if data is not None and self.points.is_valid():
            # The page may have been opened on another edition: its rows are read as they stand.
            count = self.points.cleaned_data["group_count"]
            known = (known + [None] * count)[:count]
        self.groups = [
            self._group(number, group, data, commitments)
            for number, group in enumerate([*known, None], start=1)
        ]

    @staticmethod
    def _group(
        number: int, group: CriterionGroup | None, data: Any, commitments: list[Any]
    ) -> tuple[GroupForm, Any]:
        form = GroupForm(
            data,
            prefix=f"group-{number}",
            initial={"name": group.name, "nature": group.nature} if group else {},
            empty_permitted=group is None,
            use_required_attribute=False,
        )
        criteria = CriterionFormSet(
            data,
            prefix=f"group-{number}-criteria",
            initial=[_typed(one) for one in group.criteria.all()] if group else [],
            form_kwargs={"commitments": commitments},
        )
        return form, criteria

    def is_valid(self) -> bool:
        """Check every part, and that a group with criteria has a name."""
        checked = [super().is_valid()]
        for form, criteria in self.groups:
            is_blank = not (form.initial or form.has_changed())
            if is_blank and criteria.is_valid() and filled_rows(criteria):
                form.add_error("name", _("Hãy đặt tên cho nhóm của các tiêu chí này."))
                checked.append(False)
        return all(checked)

    @property
    def parts(self) -> list[Any]:
        """Every form and formset in the order of the page."""
        return [self.points, *(part for group in self.groups for part in group)]

    @property
    def content(self) -> dict[str, Any]:
        """What valid forms say: the points, and the groups that are filled in and kept."""
        typed = self.points.cleaned_data
        groups = []
        for form, criteria in self.groups:
            name = form.cleaned_data.get("name")
            if name and not form.cleaned_data.get("DELETE"):
                rows = [_read(row) for row in filled_rows(criteria)]
                nature = form.cleaned_data["nature"]
                groups.append({"name": name, "nature": nature, "criteria": rows})
        points = {name: typed[name] for name in POINTS}
        return {"points": points, "groups": groups}


def _typed(criterion: Criterion) -> dict[str, Any]:
    """A stored criterion as the row that it was typed in."""
    row = {name: getattr(criterion, name) for name in ("name", "checked_by", "commitment_id")}
    kinds = [kind.value for kind in Kind if kind in criterion.kinds]
    return row | {"maximum": trimmed(criterion.maximum), "kinds": kinds}


def _read(row: dict[str, Any]) -> dict[str, Any]:
    """A typed row as the columns of a criterion."""
    kinds = row.pop("kinds")
    return row | {name: kind in kinds for kind, name in BY.items()}


class BeginTableForm(forms.Form):
    """What a new version begins with."""

    source = forms.ChoiceField(label=_("Lập từ"))

    def __init__(self, data: Any = None, *, tables: list[ScoringTable], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        copies = [
            (
                f"table:{table.pk}",
                _("Bảng năm %(year)d, phiên bản %(version)d")
                % {"year": table.campaign.year, "version": table.version},
            )
            for table in tables
        ]
        drawn = [
            (
                f"template:{one.code}",
                _("Mẫu minh họa: %(name)s (%(day)s)")
                % {"name": one.name, "day": f"{one.written_on:%d/%m/%Y}"},
            )
            for one in shipped.templates()
        ]
        offer(self, source=[*copies, *drawn, ("empty", _("Bảng trống"))])
        self.tables = {f"table:{table.pk}": table for table in tables}

    @property
    def chosen(self) -> dict[str, Any]:
        """What `draft_table` is to begin with."""
        source = self.cleaned_data["source"]
        template = source.removeprefix("template:") if source.startswith("template:") else ""
        return {"template": template, "copied": self.tables.get(source)}
