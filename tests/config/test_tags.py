"""The components: what each shows, and that each says it to a screen reader too."""

import datetime

import pytest
from django import forms
from django.template import Context, Template

from config.charts import bars, stacked_bars
from config.tags import TONE_OF_STATE


def rendered(source: str, **context) -> str:
    return Template(source).render(Context(context))


class PlanForm(forms.Form):
    name = forms.CharField(label="Tên", help_text="Tên đầy đủ")
    sure = forms.BooleanField(label="Đã kiểm tra")
    kind = forms.ChoiceField(label="Loại", choices=[("a", "A")])


def test_badge_tells_its_tone_by_icon_too():
    html = rendered('{% badge "đã ký" "success" %}')
    assert "badge-state success" in html
    assert "#circle-check" in html
    assert "đã ký" in html


def test_badge_escapes_its_text():
    assert "<b>" not in rendered("{% badge text %}", text="<b>")


def test_every_state_has_a_tone():
    from awards import workflow as awards
    from campaigns import workflow as campaigns
    from units.models import Job

    states = (
        [*campaigns.CampaignState, *campaigns.PledgeState, *awards.NominationState]
        + [*awards.ReviewState, *awards.DecisionState, *awards.TallyState, *Job.State]
    )
    assert {str(state) for state in states} == set(TONE_OF_STATE)


def test_field_ties_label_help_and_errors_to_the_control():
    html = rendered("{% field form.name %}", form=PlanForm({"name": ""}))
    assert '<label for="id_name">' in html
    assert 'aria-invalid="true"' in html
    assert 'aria-describedby="id_name_helptext id_name_error"' in html
    assert 'class="form-control is-invalid"' in html


def test_checkbox_label_stands_behind_its_box():
    html = rendered("{% field form.sure %}", form=PlanForm())
    assert html.index('type="checkbox"') < html.index("Đã kiểm tra")


def test_select_is_dressed_as_one():
    assert 'class="form-select"' in rendered("{% field form.kind %}", form=PlanForm())


def test_error_summary_links_to_the_fields():
    html = rendered("{% error_summary form %}", form=PlanForm({}))
    assert 'role="alert"' in html
    assert 'href="#id_name"' in html


def test_error_summary_is_silent_without_errors():
    assert rendered("{% error_summary form %}", form=PlanForm()).strip() == ""


def test_card_keeps_its_content_and_escapes_its_title():
    html = rendered("{% card title %}<p>trong</p>{% endcard %}", title="A & B")
    assert "A &amp; B" in html
    assert "<p>trong</p>" in html


@pytest.mark.parametrize(
    ("day", "text"), [(datetime.date(2022, 3, 1), "01/03/2022"), (None, "—")]
)
def test_date_is_written_day_first(day, text):
    assert rendered("{{ day|vn_date }}", day=day) == text


def test_bars_are_in_proportion_and_fit():
    chart = bars("Biểu đồ", [("Một", 10, ""), ("Hai", 5, "/hai"), ("Ba", 0, "")])
    widths = [row.bars[0].width for row in chart.rows]
    assert widths[0] == pytest.approx(2 * widths[1], abs=0.1)
    assert widths[2] == 0
    assert all(bar.x + bar.width <= chart.width for row in chart.rows for bar in row.bars)


def test_stacked_bars_stand_behind_one_another():
    chart = stacked_bars("Biểu đồ", ["a", "b"], [("Một", [3, 4], "")])
    first, second = chart.rows[0].bars
    assert second.x == pytest.approx(first.x + first.width, abs=0.1)


def test_grouped_bars_stand_below_one_another():
    chart = stacked_bars("Biểu đồ", ["a", "b"], [("Một", [3, 4], "")], side_by_side=True)
    first, second = chart.rows[0].bars
    assert second.y >= first.y + first.height


def test_chart_has_its_table_behind_and_links_to_the_lists():
    html = rendered('{% bar_chart rows "Theo năm" %}', rows=[("Một", 1234, "/mot")])
    assert html.count('href="/mot"') == 2
    assert "<table" in html
    assert 'aria-label="Theo năm"' in html
    assert "style=" not in html


def test_chart_without_figures_says_so():
    assert "<svg" not in rendered('{% bar_chart rows "Theo năm" %}', rows=[("Một", 0, "")])
