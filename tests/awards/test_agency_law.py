"""The example folder of the documents: an agency's own award lives from choice to tally."""

import datetime
import io
from pathlib import Path

import pytest
from django.core.management import call_command
from django.urls import reverse

from awards.actions.tallies import begin_tally
from awards.models import Nomination, Tally
from awards.queries.decisions import legal_bases
from campaigns import catalogue
from campaigns.actions.initiatives import recognise_initiative
from campaigns.forms.pledges import may_be_aimed_at
from tests.awards.documents.papers import pages
from tests.awards.views.pages import rows
from tests.awards.way import COUNCIL, accepted, issued, review_of, signed, sitting, vote
from units.actions.ratings import record_ratings
from units.tasks import run_due_jobs

EXAMPLE = Path(__file__).parents[2] / "docs" / "agency-law"
CODE, NAME = "MH_GCN", "Giấy chứng nhận thành tích chuyên đề (minh họa)"
REGULATION = "Quy chế thi đua, khen thưởng (minh họa) ban hành kèm theo Quyết định số MH-01/QĐ-CQMH"
POINT = f"điểm b khoản 1 Điều 5 {REGULATION}"
ON = datetime.date(2022, 11, 15)

CASE = """
name = "The agency's certificate asks for an initiative"
award = "MH_GCN"
type = "PHONG_TRAO"
year = 2022
on = 2022-11-15
[subject]
kind = "INDIVIDUAL"
ratings = { "2022" = "HTT" }
initiatives = []
achievements = []
restrictions = []
[expect]
eligible = "no"
failed = ["initiative"]
cites = ["QC_MH Đ5.1.b"]
"""


@pytest.fixture(autouse=True)
def _example(use_folder) -> None:
    use_folder(EXAMPLE)


@pytest.fixture
def rated(office):
    """Mai and Dung did well in 2022; Mai has an initiative, Dung has none."""
    record_ratings(
        agency=office.agency,
        year=2022,
        ratings={office.people["mai"]: "HTT", office.people["dung"]: "HTT"},
        source="Quyết định xếp loại năm 2022",
        actor=office.thao,
    )
    recognise_initiative(
        agency=office.agency,
        title="Sổ tay thẩm tra",
        scope="CO_SO",
        recognised_on=datetime.date(2022, 10, 14),
        certificate="MH-01/2022/GCN-SK",
        authors=[office.people["mai"]],
        actor=office.thao,
    )
    return office


def page(client, account, path: str, **asked):
    client.force_login(account)
    return client.get(path, asked)


def test_it_is_offered_where_awards_are_chosen(client, office, campaign):
    form = page(client, office.lan, reverse("nomination_new")).context["form"]
    offered = dict(form.fields["award"].choices[1:])["Hình thức khen thưởng"]
    assert (CODE, NAME) in offered
    assert ("MH_KNC", "Kỷ niệm chương của Văn phòng Quốc hội (minh họa)") in offered
    nominated = {
        "award": CODE,
        "subject": f"person:{office.people['mai'].pk}",
        "type": "PHONG_TRAO",
        "achievement": "Số hóa toàn bộ hồ sơ của vụ.",
        "edition": 0,
    }
    client.post(reverse("nomination_new"), nominated)
    nomination = Nomination.objects.get()
    assert (nomination.award, nomination.award_name) == (CODE, NAME)


def test_it_goes_to_its_own_recipients_only(client, office, campaign):
    nominated = {
        "award": "MH_KNC",
        "subject": f"unit:{office.a.pk}",
        "type": "CONG_TRANG",
        "achievement": "Số hóa toàn bộ hồ sơ của vụ.",
        "edition": 0,
    }
    client.force_login(office.lan)
    form = client.post(reverse("nomination_new"), nominated).context["form"]
    assert form.errors == {"subject": ["Danh hiệu, hình thức đã chọn chỉ tặng cá nhân."]}


def test_a_person_is_judged_by_the_agencys_own_article(client, rated):
    path = "/people/{}/eligibility"
    seen = {
        who: {
            one.verdict.question.award: one
            for one in page(client, rated.thao, path.format(rated.people[who].pk)).context[
                "verdicts"
            ]
        }
        for who in ("mai", "dung")
    }
    assert [seen[who][CODE].answer for who in ("mai", "dung")] == [
        "Đủ điều kiện",
        "Chưa đủ điều kiện",
    ]
    unmet = next(line for line in seen["dung"][CODE].lines if line.state == "not_met")
    assert unmet.cites == (POINT,)
    html = page(client, rated.thao, path.format(rated.people["dung"].pk)).content.decode()
    assert POINT in html


def test_a_unit_sees_who_qualifies_for_it(client, rated):
    response = page(client, rated.lan, f"/units/{rated.a.pk}/eligibility", award=CODE, year="2022")
    found = response.context["found"].rows
    standing = {str(row.subject): row.shown.verdict.answer for row in found}
    assert standing == {
        "Đặng Thị Mai": "yes",
        "Nguyễn Thị Lan": "no",
        "Trần Văn Hùng": "no",
        "Vụ Hạ": "unsure",  # nobody has rated it
    }
    assert response.context["award"] == NAME


def test_the_council_needs_the_share_that_the_agency_asks_for(office, campaign):
    own, national = (accepted(office, campaign, "mai", award=code) for code in (CODE, "LDTT"))
    review = sitting(office, review_of(office, own, national))
    vote(office, review, against=COUNCIL[3:])
    signed(office, review)
    states = [Nomination.objects.get(pk=one.pk).state for one in (own, national)]
    assert states == ["REJECTED", "PASSED"]  # 3 of 4 are less than 80 %, and more than half


def test_it_is_decided_numbered_and_counted(client, office, campaign):
    decision = issued(office, accepted(office, campaign, "mai", award=CODE))
    assert decision.bases[-1] == f"Căn cứ {REGULATION}"
    html = page(client, office.oanh, decision.get_absolute_url()).content.decode()
    assert (decision.reference, NAME in html) == ("01/QĐ-VPQH", True)
    file = page(client, office.oanh, reverse("decision_file", args=[decision.pk]))
    first, *_rest = pages(b"".join(file.streaming_content))
    assert f"Tặng {NAME} năm 2022 cho 01 cá nhân" in first
    begin_tally(agency=office.agency, year=2022, actor=office.thao)
    run_due_jobs()
    tally = Tally.objects.get(year=2022)
    table = page(client, office.thao, f"/tallies/{tally.pk}").context
    assert [(label, line.total) for label, line in table["awards"]] == [(NAME, 1)]
    dashboard = page(client, office.thao, "/dashboard", year="2022").content.decode()
    assert NAME in dashboard


@pytest.mark.parametrize(("path", "who"), [("nominations", "thao"), ("decisions", "oanh")])
def test_lists_filter_by_it(client, office, campaign, path, who):
    issued(office, accepted(office, campaign, "mai", award=CODE))
    issued(office, accepted(office, campaign, "dung"))
    found = rows(page(client, getattr(office, who), reverse(path), award=CODE))
    assert [row.award for row in found] == [CODE]


def test_a_pledge_may_aim_at_it():
    assert [one.code for one in catalogue.own_awards() if may_be_aimed_at(one)] == ["MH_KNC", CODE]


def test_its_regulation_is_a_basis_from_its_first_day(use_folder):
    line = f"Căn cứ {REGULATION}"
    assert legal_bases(ON)[-1] == line
    assert line not in legal_bases(datetime.date(2020, 12, 31))
    use_folder(None)
    assert line not in legal_bases(ON)


# --- commands -------------------------------------------------------------------------------------
def run(*arguments: str) -> str:
    out = io.StringIO()
    call_command(*arguments, stdout=out)
    return out.getvalue()


def test_law_show_tells_what_it_asks_in_both_languages():
    shown = run("law", "show", CODE, "--on", "2022-11-15")
    assert shown.startswith(f"{NAME} (MH_GCN), 15/11/2022")
    assert f"được công nhận ở cấp cơ sở [{POINT}]" in shown
    english = run("law", "--language", "en", "show", "MH_KNC", "--on", "2022-11-15")
    assert "[article 6 of the (invented) emulation regulation issued with Decision" in english


def test_law_stale_tells_of_the_agencys_records_too():
    out = io.StringIO()
    with pytest.raises(SystemExit):
        call_command("law", "stale", "--on", "2028-01-01", stdout=out)
    late = {line.partition(":")[0] for line in out.getvalue().splitlines()}
    assert {"MH_GCN.CN", "MH_LIEN_TUC", "MH_QUOTA", "MH_VOTE", "MH_TEXT"} <= late


def test_judge_explains_by_the_agencys_article(tmp_path):
    case = tmp_path / "case.toml"
    case.write_text(CASE, encoding="utf-8")
    said = run("judge", "--explain", str(case))
    assert said.endswith("1 passed, 0 failed\n")
    assert POINT in said
