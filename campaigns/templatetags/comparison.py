"""What differs between two versions of a pledge, in words."""

import datetime
from decimal import Decimal

from django import template
from django.utils.formats import number_format

from campaigns.labels import award_label, field_label

register = template.Library()
register.filter("field_label", field_label)
register.filter("award_name", award_label)


@register.filter
def as_said(value: Decimal | datetime.date | str | None) -> str:
    """A value of a target as the page writes it; an em dash for none."""
    if value in (None, ""):
        return "—"
    if isinstance(value, datetime.date):
        return f"{value:%d/%m/%Y}"
    return number_format(value, force_grouping=True) if isinstance(value, Decimal) else str(value)
