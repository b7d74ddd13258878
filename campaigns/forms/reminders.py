"""Forms of the reminder rules: days typed as "10, 5, 2"."""

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from campaigns.milestones import Schedule
from campaigns.models import Duty
from campaigns.models.reminders import MOST_DAYS
from units.models import Agency


class DaysField(forms.Field):
    """Numbers of working days, separated by commas or spaces; empty for none."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"inputmode": "numeric", "autocomplete": "off"}
        super().__init__(required=False, widget=forms.TextInput(attrs=attrs), **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """Show the days as they are typed."""
        return value if isinstance(value, str) else ", ".join(str(day) for day in value or ())

    def to_python(self, value: Any) -> tuple[int, ...]:
        """Read the days; the first that is no number of days is named."""
        days = []
        for part in str(value or "").replace(",", " ").replace(";", " ").split():
            if not (part.isascii() and part.isdigit() and int(part) <= MOST_DAYS):
                raise forms.ValidationError(
                    _("“%(part)s” không phải số ngày từ 0 đến %(most)d. Ví dụ: 10, 5, 2, 1, 0.")
                    % {"part": part, "most": MOST_DAYS}
                )
            days.append(int(part))
        return tuple(days)


class ReminderRuleForm(forms.Form):
    """When to remind of one duty."""

    before = DaysField(
        label=_("Nhắc trước hạn (ngày làm việc)"),
        help_text=_("0 là đúng hạn, hoặc ngày làm việc cuối cùng trước hạn."),
    )
    after = DaysField(label=_("Nhắc sau hạn (ngày làm việc)"))
    escalate_after = forms.IntegerField(
        label=_("Báo cấp trên từ ngày làm việc thứ"),
        help_text=_("Sau hạn; để trống nếu không báo."),
        required=False,
        min_value=1,
        max_value=MOST_DAYS,
    )
    hold = forms.BooleanField(
        label=_("Thường trực xem thư trước khi gửi (ở trang Thư chờ gửi)"), required=False
    )

    @property
    def schedule(self) -> Schedule:
        """What a valid form says."""
        return Schedule(**self.cleaned_data)


class ReminderForms:
    """A form for every duty of an agency."""

    def __init__(self, schedules: dict[str, Schedule], agency: Agency, data: Any = None) -> None:
        self.agency = agency
        self.forms = [
            (
                duty,
                capfirst(str(Duty(duty).label)),
                ReminderRuleForm(data, prefix=duty.lower(), initial=vars(schedule)),
            )
            for duty, schedule in schedules.items()
        ]

    def is_valid(self) -> bool:
        """Check every form, so that the page shows all that is wrong at once."""
        checked = [form.is_valid() for form in self.parts]
        return all(checked)

    @property
    def changed(self) -> list[tuple[str, Schedule]]:
        """Duties whose schedule was changed."""
        return [(duty, form.schedule) for duty, _label, form in self.forms if form.has_changed()]

    @property
    def parts(self) -> list[ReminderRuleForm]:
        """Every form in the order of the page."""
        return [form for _duty, _label, form in self.forms]
