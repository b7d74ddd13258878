"""Pages of old awards."""

import io

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from awards.actions import history as actions
from awards.actions.history import settle_line
from awards.history import read_history
from awards.models import Decision, HistoryImport, HistoryLine
from awards.views import history as views
from tests.awards.history_way import brought, chosen, old, upload
from tests.awards.views.pages import rows, text
from tests.cast import TODAY, Office
from units.files.kinds import EXCEL
from units.models import Job

QUERIES_OF_A_FILE = 21
UNIT = {"kind": "tập thể", "award": "TTLDTT", "title": None, "unit": None}


@pytest.fixture
def client(sign_in):
    return sign_in("oanh")


def post(client, name: str, history: HistoryImport, **data):
    return client.post(reverse(name, args=[history.pk]), data, follow=True)


def test_the_whole_way_from_a_file_to_the_register(client, office: Office):
    response = client.post(
        reverse("decision_histories"), {"file": upload(old(), old(name="Ai Đó"))}
    )
    history = HistoryImport.objects.get()
    assert response["Location"] == history.get_absolute_url()
    page = text(client.get(history.get_absolute_url()))
    assert "1 khả năng" in page
    assert "không thấy ai" in page
    assert "Còn 2 dòng chưa chọn" in page
    first, second = history.lines.order_by("row")
    url = first.get_absolute_url()
    assert "checked" not in text(client.get(url))
    mai = office.people["mai"].pk
    response = client.post(url, {"subject": mai, "answer": "CHOSEN"})
    assert response["Location"] == second.get_absolute_url()
    response = client.post(second.get_absolute_url(), {"answer": "OUTSIDE"})
    assert response["Location"] == history.get_absolute_url()
    assert "ô xác nhận" in text(post(client, "decision_history_record", history))
    assert not Decision.objects.exists()
    page = text(post(client, "decision_history_record", history, **{"record-sure": "on"}))
    assert "Đã ghi nhận các quyết định trong tệp." in page
    decision = Decision.objects.get()
    assert decision.get_absolute_url() in page
    assert "15/QĐ-VPQH" in text(client.get(reverse("decisions") + "?q=dang+thi+mai"))


def test_wrong_cells_are_told_and_given_as_a_file(client, office):
    response = client.post(
        reverse("decision_histories"), {"file": upload(old(year=1700), old(award="Không có"))}
    )
    history = HistoryImport.objects.get()
    page = text(client.get(response["Location"]))
    assert "ô I2, cột “Năm thành tích”" in page
    assert reverse("decision_history_record", args=[history.pk]) not in page
    response = client.get(reverse("decision_history_errors", args=[history.pk]))
    book = load_workbook(io.BytesIO(response.content))
    assert (response["Content-Type"], book.active["B3"].value) == (EXCEL, "G3")
    post(client, "decision_history_discard", history, **{"discard-sure": "on"})
    assert not HistoryImport.objects.exists()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"agency": "vpqh"}, "error-summary"),
        ({"file": upload(old(), name="Cũ.xlsm")}, ".xlsx"),
        ({"file": upload(name="Trống.xlsx")}, "không có dòng nào"),
    ],
)
def test_a_file_that_is_none_is_refused(client, data, said):
    if file := data.get("file"):
        file.seek(0)
    response = client.post(reverse("decision_histories"), data)
    assert said in text(response)
    assert not HistoryImport.objects.exists()


def test_the_same_file_again_is_told(client, office):
    client.post(reverse("decision_histories"), {"file": upload(old())})
    with default_storage.open(HistoryImport.objects.get().file.path) as kept:
        file = SimpleUploadedFile("Tên khác.xlsx", kept.read())
    again = client.post(reverse("decision_histories"), {"file": file})
    assert (again.status_code, "đã nhập lúc" in text(again)) == (409, True)


def test_somebody_else_is_chosen_by_code(client, office):
    line = brought(office, old(name="Tên Cũ")).lines.get()
    url = line.get_absolute_url()
    assert "Không tìm thấy ai cùng tên" in text(client.get(url))
    assert "Hãy chọn một người" in text(client.post(url, {"answer": "CHOSEN"}))
    assert "Không có mã" in text(client.post(url, {"answer": "CHOSEN", "code": "CB999"}))
    client.post(url, {"answer": "CHOSEN", "code": "CB003"})
    line.refresh_from_db()
    assert line.person == office.people["mai"]
    unit = brought(office, old(**UNIT, name="Vụ Cũ")).lines.get()
    client.post(unit.get_absolute_url(), {"answer": "CHOSEN", "code": "vu-ha"})
    unit.refresh_from_db()
    assert unit.collective == office.a


def test_code_and_name_are_proposed_and_taken_together_on_request(client, office):
    history = brought(office, old(code="CB003"), old(name="Trần Văn Hùng", code="CB003"))
    page = text(client.get(history.get_absolute_url()))
    assert "1 dòng có mã và tên đều khớp" in page
    assert "checked" in text(client.get(history.lines.first().get_absolute_url()))
    assert "Đã chọn cho 1 dòng." in text(post(client, "decision_history_accept", history))
    assert "khác tên" in text(client.get(history.lines.last().get_absolute_url()))


def test_lines_put_off_come_as_a_file_that_can_be_brought_again(client, office):
    history = brought(office, old(born_on="2/1/1980"), old(**UNIT, name="Vụ Hạ"))
    for line in history.lines.all():
        settle_line(line=line, state="LATER", actor=office.oanh)
    content = client.get(reverse("decision_history_later", args=[history.pk])).content
    again = read_history(content, agency=office.agency.name, today=TODAY)
    kept = HistoryLine.objects.order_by("row").values_list("name", "kind", "signed_on", "born_on")
    assert again.errors == []
    assert [(one.name, one.kind, one.signed_on, one.born_on) for one in again.lines] == list(kept)


def test_a_long_file_goes_to_the_background(client, office, monkeypatch):
    monkeypatch.setattr(views, "MOST_AT_ONCE", 0)
    history = brought(office, old())
    chosen(office, history.lines.get(), office.people["mai"])
    response = client.post(
        reverse("decision_history_record", args=[history.pk]), {"record-sure": "on"}
    )
    job = Job.objects.get()
    assert (response["Location"], job.kind) == (job.get_absolute_url(), actions.KIND)


def test_what_is_known_is_marked_before_it_is_recorded(client, office):
    for _again in range(2):
        history = brought(office, old(title=f"Chuyên viên {_again}"))
        chosen(office, history.lines.get(), office.people["mai"])
        page = text(client.get(history.get_absolute_url()))
        assert ("đã có, sẽ bỏ qua" in page) is bool(_again)
        post(client, "decision_history_record", history, **{"record-sure": "on"})
    assert Decision.objects.count() == 1


def test_a_file_takes_the_same_queries_for_one_line_and_for_three(
    client, office, django_assert_num_queries
):
    one = brought(office, old(code="CB003"))
    others = (old(name="Trần Văn Hùng", code="CB002"), old(name="Lê Văn Bình"), old(title="Khác"))
    three = brought(office, *others)
    for history, count in ((one, 1), (three, 3)):
        with django_assert_num_queries(QUERIES_OF_A_FILE):
            assert len(rows(client.get(history.get_absolute_url()))) == count
