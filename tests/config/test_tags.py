"""The components: what each shows, and that each says it to a screen reader too."""

import datetime
import re
from pathlib import Path

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation

from config.charts import bars, stacked_bars
from config.context import page
from config.tags import TONE_OF_STATE
from units.lists import Column, ListPage

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
SPRITE = (ROOT / "static/vendor/tabler-icons/sprite.svg").read_text(encoding="utf-8")


def rendered(source: str, **context) -> str:
    return " ".join(Template(source).render(Context(context)).split())


def element(html: str, tag: str, text: str = "") -> str:
    """The opening tag of the first element of its kind whose attributes hold a text."""
    return next(found for found in re.findall(rf"<{tag}\b[^>]*>", html) if text in found)


class PlanForm(forms.Form):
    name = forms.CharField(label="Tên", help_text="Tên đầy đủ")
    sure = forms.BooleanField(label="Đã kiểm tra")
    kind = forms.ChoiceField(label="Loại", choices=[("a", "A")])
    opinion = forms.ChoiceField(
        label="Ý kiến", choices=[("y", "Đồng ý"), ("n", "Không")], widget=forms.RadioSelect
    )


class People(ListPage):
    """A list page over a plain list of names."""

    @property
    def page(self):
        return Paginator(self.queryset, 25).get_page(self.request.GET.get("page"))


def people(address: str = "/people", rows: int = 60) -> People:
    columns = [
        Column("name", "Họ và tên", str, ("name",)),
        Column("awards", "Số lần", str, ("awards",), numeric=True),
        Column("post", "Chức vụ", str),
    ]
    request = RequestFactory().get(address)
    return People(request, ["Lan"] * rows, columns, search=("folded",), default_sort="name")


def test_every_icon_that_is_named_is_in_the_sprite():
    drawn = set(re.findall(r'<symbol id="([^"]+)"', SPRITE))
    named = {
        name
        for path in TEMPLATES
        for name in re.findall(r'{% icon "([^"]+)"', path.read_text(encoding="utf-8"))
    }
    assert named <= drawn


@pytest.mark.parametrize("name", ["lan", "thao", "oanh", "quan"])
def test_every_icon_of_the_menu_is_in_the_sprite(office, rf, name):
    request = rf.get("/")
    request.user = getattr(office, name)
    request.resolver_match = None
    icons = [item.icon for group in page(request)["page"]["menu"] for item in group.items]
    assert icons[0] == "home"
    assert all(f'<symbol id="{icon}"' in SPRITE for icon in icons)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_template_holds_inline_script_or_style(path):
    source = path.read_text(encoding="utf-8")
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:", source)
    assert all("src=" in tag for tag in re.findall(r"<script[^>]*>", source))


def test_badge_tells_its_tone_by_icon_too():
    html = rendered('{% badge "đã ký" "success" %}')
    assert "badge-state success" in html
    assert "#circle-check" in html
    assert "đã ký" in html


def test_badge_escapes_its_text():
    assert "<b>" not in rendered("{% badge text %}", text="<b>")


def test_every_state_has_a_tone():
    from awards import workflow as awards
    from awards.law import words
    from awards.models import HistoryLine
    from awards.queries.certificates import NOT_PRINTED
    from awards.queries.register import Validity
    from campaigns import workflow as campaigns
    from units.models import Job

    kinds = (
        *(campaigns.CampaignState, campaigns.PledgeState, awards.NominationState),
        *(campaigns.PublicationState, campaigns.ExemplarState, campaigns.DeedState),
        *(campaigns.ProposalState, campaigns.SittingState),
        campaigns.TableState,
        *(campaigns.RegistrationState, campaigns.PactState),
        *(campaigns.ProgressState, campaigns.AssessmentState),
        *(awards.ConsultationPhase, awards.RemarkState),
        *(awards.ReviewState, awards.DecisionState, awards.TallyState, Job.State),
        *(awards.PollState, awards.ItemState, awards.CertificateState),
        *(awards.HistoryState, HistoryLine.State, awards.PetitionState, Validity),
    )
    states = [*(state for kind in kinds for state in kind), *words.STATES, NOT_PRINTED]
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


def test_radio_buttons_stand_in_a_fieldset_and_are_dressed_one_by_one():
    html = rendered("{% field form.opinion %}", form=PlanForm())
    assert "<legend>Ý kiến" in html
    assert html.count('class="form-check-input"') == 2
    assert element(html, "div", "choices") == '<div class="choices" id="id_opinion">'


def test_a_whole_form_is_dressed_as_its_fields_are():
    form = PlanForm()
    one_by_one = "".join(rendered("{% field bound %}", bound=bound) for bound in form)
    assert rendered("{{ form }}", form=form).replace(" ", "") == one_by_one.replace(" ", "")


def test_control_takes_more_attributes():
    html = rendered('{% control form.name placeholder="Nguyễn Thị Lan" %}', form=PlanForm())
    assert 'placeholder="Nguyễn Thị Lan"' in html
    assert 'class="form-control"' in html


def test_error_summary_links_to_the_fields():
    html = rendered("{% error_summary form %}", form=PlanForm({}))
    assert 'role="alert"' in html
    assert re.findall(r'href="#(\w+)"', html) == ["id_name", "id_sure", "id_kind", "id_opinion_0"]
    fields = rendered("{{ form }}", form=PlanForm({}))
    assert all(f'id="{one}"' in fields for one in re.findall(r'href="#(\w+)"', html))


def test_error_summary_takes_formsets_and_lists_of_forms():
    class Rows(forms.BaseFormSet):
        def clean(self):
            raise forms.ValidationError("Hai dòng trùng nhau.")

    data = {"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "1"}
    formset = forms.formset_factory(PlanForm, formset=Rows)(data)
    html = rendered("{% error_summary formset others %}", formset=formset, others=[PlanForm({})])
    assert html.count("<li>Hai dòng trùng nhau.</li>") == 1
    assert 'href="#id_form-0-name"' in html
    assert 'href="#id_name"' in html


def test_error_summary_is_silent_without_errors():
    assert rendered("{% error_summary form %}", form=PlanForm()).strip() == ""


def test_card_keeps_its_content_and_escapes_its_title():
    html = rendered("{% card title %}<p>trong</p>{% endcard %}", title="A & B")
    assert "A &amp; B" in html
    assert "<p>trong</p>" in html


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("nêu gương tốt. Cổng thông tin mở chuyên mục.", "Cổng thông tin mở chuyên mục."),
        ("Nêu gương tốt, việc tốt.", "Nêu gương tốt, việc tốt."),
        ("Khen đúng người.", "Khen đúng người."),
        ("Nêu gương tốt.", ""),
    ],
)
def test_text_does_not_repeat_the_heading_above_it(text, left):
    assert rendered("{{ text|under:heading }}", text=text, heading="Nêu gương tốt") == left


@pytest.mark.parametrize(("day", "text"), [(datetime.date(2022, 3, 1), "01/03/2022"), (None, "—")])
def test_date_is_written_day_first(day, text):
    assert rendered("{{ day|vn_date }}", day=day) == text


@pytest.mark.parametrize(
    ("language", "count", "text"),
    [("vi", 1234, "1.234"), ("en", 1234, "1,234"), ("vi", 0, "0"), ("vi", None, "—")],
)
def test_counts_are_grouped(language, count, text):
    with translation.override(language):
        assert rendered("{{ count|number }}", count=count) == text


def test_empty_list_says_what_to_do_next():
    html = rendered('{% empty "Chưa có" "Hãy phát động." "/moi" "Phát động" %}')
    assert '<a class="btn btn-primary" href="/moi">Phát động</a>' in html
    assert "<a" not in rendered('{% empty "Chưa có" "Hãy đợi." %}')


def test_progress_says_itself_in_words():
    html = rendered('{% progress 3 9 "Đã đếm 3 trên 9" %}')
    assert '<progress value="3" max="9" aria-label="Đã đếm 3 trên 9">' in html


def test_steps_name_the_current_one_and_tell_the_others():
    path = [("Viết", "done"), ("Ký", "current"), ("Xét", "todo")]
    html = rendered("{% steps path %}", path=path)
    assert html.count('aria-current="step"') == 1
    assert re.findall(r"<span[^>]*>([^<]+)</span>", html) == [
        *("đã xong:", "Viết"),
        "Ký",
        *("chưa tới:", "Xét"),
    ]


def test_filters_ask_the_page_itself_and_keep_the_order():
    html = rendered("{% list_filters page_list %}", page_list=people("/people?sort=-name&page=3"))
    form = element(html, "form")
    assert 'action="/people"' in form
    assert 'hx-get="/people"' in form
    assert 'type="hidden" name="sort" value="-name"' in html
    assert "page=" not in html
    assert 'id="live-status"' in html


@pytest.mark.parametrize(
    ("address", "aria", "link"),
    [
        ("/people", "ascending", "?sort=-name"),
        ("/people?sort=-name", "descending", "?sort=name"),
        ("/people?sort=awards&q=lan&page=2", "none", "?q=lan&amp;sort=name"),
    ],
)
def test_column_heading_tells_the_order_and_turns_it_round(address, aria, link):
    html = rendered('{% sort_header page_list "name" %}', page_list=people(address))
    assert f'aria-sort="{aria}"' in html
    assert f'href="{link}"' in html


def test_column_without_an_order_is_plain():
    html = rendered('{% sort_header page_list "post" %}', page_list=people())
    assert html == '<th scope="col" > Chức vụ </th>'


def test_pager_counts_and_names_the_current_page():
    html = rendered("{% pager page_list %}", page_list=people("/people?q=lan&page=2"))
    assert "26–50 trong 60 dòng" in html
    assert '<span aria-current="page">2</span>' in html
    assert 'href="?q=lan&amp;page=3" aria-label="Trang 3"' in html
    assert 'href="?q=lan&amp;export=csv"' in html


def test_pager_of_one_page_has_no_pages():
    html = rendered("{% pager page_list %}", page_list=people(rows=3))
    assert "1–3 trong 3 dòng" in html
    assert "<nav" not in html


def test_bars_are_in_proportion():
    chart = bars("Biểu đồ", [("Một", 10, ""), ("Hai", 5, "/hai"), ("Ba", 0, "")])
    assert [row.bars[0].segments[0].length for row in chart.rows] == [100, 50, 0]
    assert [row.bars[0].total for row in chart.rows] == [10, 5, 0]


def test_stacked_bars_stand_behind_one_another():
    chart = stacked_bars("Biểu đồ", ["a", "b"], [("Một", [3, 1], ""), ("Hai", [1, 1], "")])
    segments = [(one.start, one.length) for row in chart.rows for one in row.bars[0].segments]
    assert segments == [(0, 75), (75, 25), (0, 25), (25, 25)]
    assert [row.bars[0].total for row in chart.rows] == [4, 2]


def test_grouped_bars_stand_below_one_another():
    chart = stacked_bars("Biểu đồ", ["a", "b"], [("Một", [3, 4], "")], side_by_side=True)
    (row,) = chart.rows
    assert [(bar.total, bar.segments[0].series) for bar in row.bars] == [(3, 0), (4, 1)]
    assert [bar.segments[0].start for bar in row.bars] == [0, 0]


def test_a_number_stands_in_its_segment_only_where_it_fits():
    rows = [("Một", [1, 99], "/mot")]
    html = rendered("{% stacked_bar rows series title %}", rows=rows, series="ab", title="x")
    assert re.findall(r"<text[^>]*>(\d+)</text>", html) == ["99"]


def test_every_bar_says_its_numbers():
    rows = [("Một", [1200, 4], "")]
    html = rendered(
        "{% stacked_bar rows series title %}", rows=rows, series=["Đã ký", "Chưa ký"], title="x"
    )
    assert 'role="img" aria-label="Đã ký: 1.200; Chưa ký: 4"' in html


def test_chart_has_its_table_behind_and_links_to_the_lists():
    html = rendered('{% bar_chart rows "Theo năm" %}', rows=[("Một", 1234, "/mot")])
    assert html.count('href="/mot"') == 2
    assert '<caption class="visually-hidden">Theo năm</caption>' in html
    assert '<td class="number">1.234</td>' in html


def test_chart_without_figures_says_so():
    html = rendered('{% bar_chart rows "Theo năm" %}', rows=[("Một", 0, "")])
    assert "Chưa có số liệu." in html
    assert "<svg" not in html
