import datetime

import pytest
from django.core.exceptions import ValidationError

from units.forms import ConfirmForm, DayField, NoteForm


@pytest.mark.parametrize(
    "typed", ["05/02/2022", "5/2/2022", "05022022", " 05022022 ", "2022-02-05"]
)
def test_a_day_is_read_however_it_is_typed(typed):
    assert DayField().clean(typed) == datetime.date(2022, 2, 5)


@pytest.mark.parametrize("typed", ["30/02/2022", "05/2022", "0502202", "hôm nay", "13/13/2022"])
def test_what_is_no_day_is_refused(typed):
    with pytest.raises(ValidationError):
        DayField().clean(typed)


def test_an_unticked_box_says_that_nothing_happened():
    form = ConfirmForm({}, label="Tôi chắc chắn")
    assert form.errors == {"sure": ["Hãy đánh dấu vào ô xác nhận. Chưa có gì thay đổi."]}
    assert form["sure"].label == "Tôi chắc chắn"
    assert ConfirmForm({"sure": "on"}).is_valid()


def test_a_note_is_needed():
    assert NoteForm({"note": "  "}, label="Lý do").errors == {
        "note": ["Hãy ghi lý do. Chưa có gì thay đổi."]
    }
    assert NoteForm({"note": " thiếu số liệu "}).is_valid()
