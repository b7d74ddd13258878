"""Forms of old awards: the file, and whom a line is about."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from awards.history import MOST_LINES
from awards.models import HistoryLine
from awards.models.subjects import RecipientKind
from awards.queries.history import Candidate
from units.forms import offer
from units.models import Person, Unit

State = HistoryLine.State


class HistoryFileForm(forms.Form):
    """One spreadsheet; what is in it is read by `awards.history`."""

    file = forms.FileField(
        label=_("Tệp bảng tính"),
        help_text=_("Tệp .xlsx, không quá 1 MB và %(most)d dòng, không có macro.")
        % {"most": MOST_LINES},
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
    )


class MatchForm(forms.Form):
    """Whom a line is about: one of the candidates, somebody else by code, or nobody for now.

    Nobody is ticked beforehand but whom code and name agree on, or whom somebody chose before.
    """

    subject = forms.TypedChoiceField(
        label=_("Người, tập thể có thể là"),
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )
    code = forms.CharField(
        label=_("Không có ở trên: ghi mã"),
        help_text=_("Mã cán bộ, hoặc mã đơn vị của tập thể."),
        max_length=50,
        required=False,
        widget=forms.TextInput(attrs={"autocapitalize": "off", "spellcheck": "false"}),
    )
    answer = forms.ChoiceField(choices=State.choices)

    def __init__(self, data: Any = None, *, line: HistoryLine, candidates: list[Candidate]) -> None:
        super().__init__(data)
        self.line = line
        self.candidates = {one.subject.pk: one for one in candidates}
        offer(self, subject=[(pk, str(one.subject)) for pk, one in self.candidates.items()])
        chosen = [line.person_id or line.collective_id]
        certain = [pk for pk, one in self.candidates.items() if one.certain]
        self.initial["subject"] = next(filter(None, [*chosen, *certain]), None)

    def clean(self) -> dict[str, Any]:
        """Find whoever is chosen; a code goes before a tick."""
        cleaned = super().clean() or {}
        if cleaned.get("answer") != State.CHOSEN or self.errors:
            return cleaned
        code, chosen = cleaned["code"], cleaned["subject"]
        if code:
            cleaned["subject"] = self._by_code(code)
        elif chosen:
            cleaned["subject"] = self.candidates[chosen].subject
        else:
            self.add_error("subject", _("Hãy chọn một người, tập thể, hoặc ghi mã."))
        return cleaned

    def _by_code(self, code: str) -> Person | Unit | None:
        agency = self.line.history.agency_id
        found: Person | Unit | None
        if self.line.kind == RecipientKind.INDIVIDUAL:
            found = Person.objects.filter(agency=agency, staff_code=code).first()
        else:
            found = Unit.objects.filter(agency=agency, code=code).first()
        if found is None:
            said = _("Không có mã “%(code)s” trong cơ quan. Chưa có gì được lưu.")
            self.add_error("code", said % {"code": code})
        return found
