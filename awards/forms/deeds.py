"""The form that makes a nomination of a deed."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from awards.models.subjects import RecipientKind
from campaigns import catalogue
from campaigns.labels import award_choices
from campaigns.models import Deed
from units.forms import offer


class DeedAwardForm(forms.Form):
    """The form of commendation that a deed is proposed for."""

    award = forms.ChoiceField(label=_("Hình thức khen thưởng đề nghị"))

    def __init__(self, data: Any = None, *, deed: Deed) -> None:
        super().__init__(data, prefix="nominate")
        kind = RecipientKind.INDIVIDUAL if deed.person_id else RecipientKind.COLLECTIVE
        forms_of_it = [
            one
            for one in catalogue.awards()
            if one.family == catalogue.Family.FORM
            and one.legal_order == deed.unit.line
            and one.goes_to(kind)
        ]
        offer(self, award=[("", "—"), *award_choices(deed.agency.name, forms_of_it)])
