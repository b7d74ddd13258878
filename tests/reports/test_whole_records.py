"""The whole record of a person and of a unit: what stood, what was corrected, what fell."""

import pytest
from django.urls import reverse

from awards.actions.amendments import draft_amendment
from awards.actions.issuing import issue_decision
from awards.models import Decision, Recipient
from campaigns.actions.initiatives import recognise_initiative
from tests.awards import history_way, way
from tests.awards.documents.papers import pages
from tests.awards.views.pages import text
from tests.cast import TODAY, Office, day, launched_campaign
from units.actions.ratings import record_ratings

QUERIES_OF_A_RECORD = 14
GROUNDS = {"CORRECTION": "SAI_THE_THUC", "REVOCATION": "HUY_BO_L2003"}


@pytest.fixture(autouse=True)
def _autumn():
    with day(2022, 11, 15):
        yield


def amended(office: Office, decision: Decision, kind: str, place: str) -> Decision:
    """The decision's one line, corrected or revoked."""
    line: Recipient = decision.recipients.get()
    draft = draft_amendment(
        decision=decision,
        kind=kind,
        ground=GROUNDS[kind],
        reason="Nhầm khi soạn thảo",
        lines={line.pk: (line.name, place)},
        actor=office.oanh,
    )
    on = decision.signed_on
    return issue_decision(decision=way.approved(office, draft), signed_on=on, actor=office.oanh)


@pytest.fixture
def whole(office: Office) -> Office:
    """Mai: an old title from paper, one revoked, one corrected, a rating, an initiative."""
    campaign = launched_campaign(office)
    mai = office.people["mai"]
    history_way.recorded(office, mai=mai)
    revoked = way.issued(office, way.accepted(office, campaign, "mai"))
    amended(office, revoked, "REVOCATION", "Chuyên viên")
    corrected = way.issued(office, way.accepted(office, campaign, "mai", award="GKHEN"))
    amended(office, corrected, "CORRECTION", "Chuyên viên chính, Vụ Hạ")
    record_ratings(
        agency=office.agency, year=2021, ratings={mai: "HTXS"}, source="TB 1", actor=office.thao
    )
    recognise_initiative(
        agency=office.agency,
        title="Đơn giản hóa mẫu báo cáo",
        scope="CO_SO",
        recognised_on=TODAY,
        certificate="12/GCN",
        authors=[mai],
        actor=office.thao,
    )
    return office


def test_a_record_tells_year_by_year_and_marks_what_fell(client, whole):
    client.force_login(whole.thao)
    url = reverse("person_record", args=[whole.people["mai"].pk])
    response = client.get(url)
    page = text(response)
    assert [one.year for one in response.context["years"]] == [2022, 2021, 2019]
    assert response.context["awards"] == 2
    assert "<s>Lao động tiên tiến</s>" in page
    for part in (
        *("hủy bỏ", "theo Quyết định 02/QĐ-VPQH ngày 15/11/2022", "đã đính chính"),
        *("Chuyên viên chính, Vụ Hạ", "15/QĐ-VPQH", "20/01/2020", "Đơn giản hóa mẫu báo cáo"),
        "Hoàn thành xuất sắc nhiệm vụ",
    ):
        assert part in page
    assert url in text(client.get(whole.people["mai"].get_absolute_url()))


def test_the_pdf_says_the_same(client, whole):
    client.force_login(whole.mai)
    response = client.get(reverse("person_record_file", args=[whole.people["mai"].pk]))
    (page,) = pages(response.content)
    assert response["Content-Type"] == "application/pdf"
    for part in (
        *("VĂN PHÒNG QUỐC HỘI", "QUÁ TRÌNH KHEN THƯỞNG", "Đặng Thị Mai", "CB003"),
        "Quyết định số 15/QĐ-VPQH ngày 20/01/2020 của Chủ nhiệm Văn phòng Quốc hội",
        "hủy bỏ theo Quyết định số 02/QĐ-VPQH ngày 15/11/2022",
        "đính chính theo Quyết định số 04/QĐ-VPQH ngày 15/11/2022",
        *("Sáng kiến “Đơn giản hóa mẫu báo cáo”", "Hoàn thành xuất sắc nhiệm vụ"),
    ):
        assert part in page


def test_a_unit_has_a_record_of_its_own(client, office):
    history_way.recorded(office, mai=office.people["mai"])
    line = history_way.brought(
        office, history_way.old(name="Vụ Hạ", kind="tập thể", award="TTLDTT")
    ).lines.get()
    history_way.chosen(office, line, office.a)
    history_way.record_history(history=line.history, actor=office.oanh)
    client.force_login(office.lan)
    response = client.get(reverse("unit_record", args=[office.a.pk]))
    (year,) = response.context["years"]
    assert [one.recipient.decision.award for one in year.awards] == ["TTLDTT"]
    (page,) = pages(client.get(reverse("unit_record_file", args=[office.a.pk])).content)
    assert "Tập thể lao động tiên tiến" in page
    assert "Chưa có gì" in text(client.get(reverse("person_record", args=[office.lan.person_id])))


def test_a_record_takes_the_same_queries_for_one_award_and_for_three(
    client, office, django_assert_num_queries
):
    client.force_login(office.thao)
    url = reverse("person_record", args=[office.people["mai"].pk])
    for year in (2019, 2018, 2017):
        history = history_way.brought(office, history_way.old(year=year, reference=f"{year}/QĐ-X"))
        history_way.chosen(office, history.lines.get(), office.people["mai"])
        history_way.record_history(history=history, actor=office.oanh)
        if year != 2018:
            with django_assert_num_queries(QUERIES_OF_A_RECORD):
                client.get(url)
