import pytest
from kombu.exceptions import OperationalError

from awards.actions.tallies import begin_tally
from awards.models import Tally
from awards.views import tallies
from awards.workflow import TallyState
from tests.awards import way
from tests.cast import FOUNDED
from units.actions.organisation import found_agency
from units.models import Job, Role, RoleGrant
from units.tasks import run_due_jobs


@pytest.fixture
def awarded(office):
    people = office.people
    way.recorded(office, "BKTTG", 2021, people["mai"], people["dung"], office.a)
    way.recorded(office, "HCLD3", 2021, people["hung"])
    way.recorded(office, "BKTTG", 2020, people["lan"])


@pytest.fixture
def thao(client, office, monkeypatch):
    """The standing body's client; nudges to the broker are counted, not sent."""
    client.nudged = []
    monkeypatch.setattr(tallies.run_due_jobs, "delay", lambda: client.nudged.append(1))
    client.force_login(office.thao)
    return client


def counted(office, year=2021):
    begin_tally(agency=office.agency, year=year, actor=office.thao)
    run_due_jobs()
    return Tally.objects.get(year=year)


def said(response):
    return [str(message) for message in response.context["messages"]]


def years(response):
    return [tally.year for tally in response.context["page_list"].page]


@pytest.mark.parametrize(
    ("who", "status", "seen"),
    [
        ("thao", 200, [2021]),
        ("oanh", 200, [2021]),
        ("phong", 200, [2021]),
        ("lan", 404, []),
        ("hung", 404, []),
        ("khoa", 404, []),
        ("lien", 404, []),
        ("quan", 404, []),
        ("roi", 404, []),
    ],
)
def test_who_sees_the_tally(client, office, awarded, who, status, seen):
    tally = counted(office)
    client.force_login(getattr(office, who))
    assert client.get(f"/tallies/{tally.pk}").status_code == status
    assert years(client.get("/tallies")) == seen
    assert client.post(f"/tallies/{tally.pk}").status_code == 405


@pytest.mark.parametrize("who", ["oanh", "phong", "lan", "khoa", "quan", "roi"])
def test_who_does_not_count_nor_freeze(client, office, awarded, who):
    tally = counted(office)
    client.force_login(getattr(office, who))
    assert client.post("/tallies/begin", {"year": 2020}).status_code == 404
    client.post(f"/tallies/{tally.pk}/freeze", {"sure": "on"})
    assert [one.state for one in Tally.objects.all()] == [TallyState.COUNTED]


@pytest.mark.parametrize("who", ["oanh", "phong"])
def test_readers_are_offered_no_step(client, office, awarded, who):
    tally = counted(office)
    client.force_login(getattr(office, who))
    context = client.get(f"/tallies/{tally.pk}").context
    assert (context["may_count"], context["freeze"]) == (False, None)
    assert client.get("/tallies").context["forms"] == []


def test_years_to_count_are_offered(thao, awarded):
    ((_agency, form),) = thao.get("/tallies").context["forms"]
    assert form.fields["year"].choices == [(2021, "2021"), (2020, "2020")]


def test_the_list_with_totals_order_filter_and_export(thao, office, awarded):
    counted(office, 2020)
    counted(office, 2021)
    page = thao.get("/tallies").context["page_list"].page
    assert [(tally.year, tally.total) for tally in page] == [(2021, 4), (2020, 1)]
    assert years(thao.get("/tallies?sort=year")) == [2020, 2021]
    assert years(thao.get("/tallies?state=FROZEN")) == []
    lines = thao.get("/tallies?export=csv").content.decode("utf-8-sig").splitlines()
    assert [line.split(",")[:2] for line in lines] == [
        ["Năm", "Lượt khen thưởng"],
        ["2021", "4"],
        ["2020", "1"],
    ]


def test_counting_leads_to_its_progress_and_nudges_a_worker(
    thao, office, awarded, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        response = thao.post("/tallies/begin", {"year": 2021})
    job = Job.objects.get()
    assert response["Location"] == f"/jobs/{job.pk}"
    assert thao.nudged == [1]
    assert "Đang đếm" in thao.get(f"/tallies/{job.argument}").content.decode()
    run_due_jobs()
    page = thao.get(f"/jobs/{job.pk}").content.decode()
    assert f'href="/tallies/{job.argument}"' in page


def test_without_a_broker_the_count_waits_for_the_sweep(
    thao, office, awarded, monkeypatch, django_capture_on_commit_callbacks
):
    def lost():
        raise OperationalError("no broker")

    monkeypatch.setattr(tallies.run_due_jobs, "delay", lost)
    with django_capture_on_commit_callbacks(execute=True):
        response = thao.post("/tallies/begin", {"year": 2021})
    assert response.status_code == 302
    assert Job.objects.get().state == Job.State.QUEUED
    run_due_jobs()
    assert Job.objects.get().state == Job.State.DONE


@pytest.mark.parametrize("year", ["1999", "", "x", "99999999999999999999"])
def test_a_year_that_cannot_be_counted_starts_nothing(thao, awarded, year):
    response = thao.post("/tallies/begin", {"year": year}, follow=True)
    assert said(response) == ["Hãy chọn một năm có quyết định khen thưởng. Chưa đếm gì."]
    assert (Job.objects.count(), Tally.objects.count(), thao.nudged) == (0, 0, [])


def test_the_page_of_a_year(thao, office, awarded):
    context = thao.get(f"/tallies/{counted(office).pk}").context
    assert [(label, line.total) for label, line in context["awards"]] == [
        ("Huân chương Lao động hạng Ba", 1),
        ("Bằng khen của Thủ tướng Chính phủ", 3),
    ]
    assert [(row.unit.name, row.counts) for row in context["table"].units] == [
        ("Cục Thu", [0, 1]),
        ("Vụ Hạ", [1, 2]),
    ]
    assert context["may_count"]
    assert context["freeze"] is not None


def test_a_year_as_a_spreadsheet(thao, office, awarded):
    tally = counted(office)
    content = thao.get(f"/tallies/{tally.pk}?export=csv").content.decode("utf-8-sig")
    assert content.splitlines() == [
        'Năm,Mã,"Danh hiệu, hình thức",Đối tượng,Đơn vị,Số lượng',
        "2021,BKTTG,Bằng khen của Thủ tướng Chính phủ,tập thể,Vụ Hạ,1",
        "2021,BKTTG,Bằng khen của Thủ tướng Chính phủ,cá nhân,Cục Thu,1",
        "2021,BKTTG,Bằng khen của Thủ tướng Chính phủ,cá nhân,Vụ Hạ,1",
        "2021,HCLD3,Huân chương Lao động hạng Ba,cá nhân,Vụ Hạ,1",
    ]


def test_freezing_asks_for_the_box_first(thao, office, awarded):
    tally = counted(office)
    response = thao.post(f"/tallies/{tally.pk}/freeze", follow=True)
    assert said(response) == ["Hãy đánh dấu vào ô xác nhận. Chưa có gì thay đổi."]
    assert response.context["tally"].state == TallyState.COUNTED


def test_freezing(thao, office, awarded):
    tally = counted(office)
    response = thao.post(f"/tallies/{tally.pk}/freeze", {"sure": "on"}, follow=True)
    assert said(response) == ["Đã chốt năm 2021. Từ nay số liệu năm này không đổi nữa."]
    assert response.context["tally"].state == TallyState.FROZEN
    assert (response.context["may_count"], response.context["freeze"]) == (False, None)
    assert "Vũ Thị Thảo chốt lúc" in response.content.decode()
    assert thao.get(f"/tallies/{tally.pk}/freeze").status_code == 405


def test_a_refused_step_says_why(thao, office, awarded):
    tally = counted(office)
    way.recorded(office, "CO_CP", 2021, office.a)
    response = thao.post(f"/tallies/{tally.pk}/freeze", {"sure": "on"}, follow=True)
    assert "Hãy đếm lại rồi chốt." in said(response)[0]
    Tally.objects.update(state=TallyState.FROZEN, frozen_at=tally.counted_at, frozen_by=office.thao)
    response = thao.post("/tallies/begin", {"year": 2021}, follow=True)
    assert said(response) == ["Năm 2021 đã chốt nên không đếm lại được nữa."]
    assert thao.nudged == []


def test_each_agency_is_counted_for_itself(thao, office, awarded):
    other = found_agency(
        code="bo-x",
        name="Bộ X",
        symbol="BX",
        place="Hà Nội",
        head_office="BỘ TRƯỞNG",
        head_name="Lê Văn Thử",
        since=FOUNDED,
    )
    RoleGrant.objects.create(
        account=office.thao, role=Role.STANDING_BODY, unit=other, since=FOUNDED
    )
    counted(office)
    assert len(thao.get("/tallies").context["forms"]) == 2
    refused = thao.post("/tallies/begin?agency=bo-x", {"year": 2021}, follow=True)
    assert said(refused) == ["Hãy chọn một năm có quyết định khen thưởng. Chưa đếm gì."]
    assert thao.post("/tallies/begin?agency=moon", {"year": 2021}).status_code == 404


def test_queries_stay_the_same_with_more_rows(thao, office, awarded, django_assert_num_queries):
    tally = counted(office, 2020)
    thao.get("/tallies")
    with django_assert_num_queries(12):
        assert years(thao.get("/tallies")) == [2020]
    with django_assert_num_queries(11):
        assert len(thao.get(f"/tallies/{tally.pk}").context["table"].units) == 1
    counted(office, 2021)
    way.recorded(office, "CO_CP", 2019, office.a, office.b, office.cell)
    third = counted(office, 2019)
    with django_assert_num_queries(12):
        assert years(thao.get("/tallies")) == [2021, 2020, 2019]
    with django_assert_num_queries(11):
        assert len(thao.get(f"/tallies/{third.pk}").context["table"].units) == 3


def test_nothing_counted_yet(thao, office):
    page = thao.get("/tallies").content.decode()
    assert "Chưa có năm nào được đếm" in page
