"""The form that takes the plan of a campaign."""

from django import forms
from django.utils.translation import gettext_lazy as _

from units.files.kinds import DOCX, PDF
from units.forms import FilesField

PLAN_KINDS = (PDF, DOCX)


class PlanForm(forms.Form):
    """Files of the plan."""

    plans = FilesField(accept=PLAN_KINDS, label=_("Tệp kế hoạch"))
