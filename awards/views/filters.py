"""Filters that several lists share: over what there is to choose from."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from campaigns.labels import award_label
from units.lists import Filter


def award_filter(rows: QuerySet[Any], of: str = "") -> Filter:
    """By award, as the agencies call them; `of` leads from a row to what has the award."""
    found = rows.order_by().values_list(f"{of}award", f"{of}agency__name").distinct()
    named = sorted((award_label(code, agency), code) for code, agency in found)
    return Filter(_("Hình thức"), [(code, name) for name, code in named], f"{of}award")


def year_filter(rows: QuerySet[Any], of: str = "") -> Filter:
    """By year, the latest first; `of` leads from a row to what has the year."""
    years = rows.order_by(f"-{of}year").values_list(f"{of}year", flat=True).distinct()
    return Filter(_("Năm"), [(year, str(year)) for year in years], f"{of}year")
