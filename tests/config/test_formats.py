"""Dates and numbers as the office writes and reads them, in both languages."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from django import forms
from django.utils import formats, timezone, translation

BOTH = pytest.mark.parametrize("language", ["vi", "en"])


@BOTH
def test_dates_are_written_day_first(language):
    moment = datetime(2026, 1, 3, 14, 5, tzinfo=timezone.get_default_timezone())
    with translation.override(language):
        assert formats.date_format(moment) == "03/01/2026"
        assert formats.date_format(moment, "SHORT_DATE_FORMAT") == "03/01/2026"
        assert formats.date_format(moment, "DATETIME_FORMAT") == "14:05 03/01/2026"
        assert formats.date_format(moment, "YEAR_MONTH_FORMAT") == "01/2026"
        assert formats.time_format(moment.time()) == "14:05"


@BOTH
@pytest.mark.parametrize(
    "typed", ["03/11/2026", "3/11/2026", "03-11-2026", "3.11.2026", "2026-11-03"]
)
def test_dates_are_read_day_first(language, typed):
    with translation.override(language):
        assert forms.DateField().clean(typed) == date(2026, 11, 3)


@BOTH
def test_a_date_no_calendar_has_is_refused(language):
    with translation.override(language), pytest.raises(forms.ValidationError):
        forms.DateField().clean("11/23/2026")


@BOTH
@pytest.mark.parametrize("typed", ["03/11/2026 14:05", "14:05 03/11/2026", "2026-11-03T14:05"])
def test_moments_are_read_day_first(language, typed):
    with translation.override(language):
        read = forms.DateTimeField().clean(typed)
    assert timezone.make_naive(read) == datetime(2026, 11, 3, 14, 5)  # noqa: DTZ001


@pytest.mark.parametrize(("language", "written"), [("vi", "1.234.567,89"), ("en", "1,234,567.89")])
def test_counts_are_grouped_by_three(language, written):
    with translation.override(language):
        assert formats.number_format(Decimal("1234567.89"), force_grouping=True) == written


@pytest.mark.parametrize(("language", "written"), [("vi", "1234567,89"), ("en", "1234567.89")])
def test_numbers_stand_ungrouped_in_forms(language, written):
    with translation.override(language):
        assert formats.number_format(Decimal("1234567.89")) == written
        assert forms.DecimalField(localize=True).clean(written) == Decimal("1234567.89")


@BOTH
def test_a_date_field_shows_what_it_reads(language):
    class Form(forms.Form):
        day = forms.DateField(initial=date(2026, 1, 3))

    with translation.override(language):
        assert 'value="03/01/2026"' in str(Form()["day"])
