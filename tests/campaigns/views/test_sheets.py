"""A pledge goes out as a spreadsheet and comes back, looked at before it is stored."""

import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook

from campaigns.actions.imports import import_pledge
from campaigns.actions.pledge_rows import PledgeContent
from campaigns.actions.pledges import EditionConflict, begin_pledge, save_pledge
from campaigns.models import Campaign, Pledge, PledgeImport
from tests.campaigns.pages import address, said
from tests.campaigns.pledging import amending, drafted, resigned, rows_now, sent
from tests.cast import Office, day, launched_campaign
from units.errors import ActionRefused
from units.models import AuditEntry


@pytest.fixture(autouse=True)
def today():
    with day(2022, 1, 10):
        yield


@pytest.fixture
def campaign(office: Office) -> Campaign:
    return launched_campaign(office)


@pytest.fixture
def pledge(office: Office, campaign: Campaign) -> Pledge:
    return drafted(office, campaign)


def exported(client: Client, pledge: Pledge, **cells: Any) -> bytes:
    """The exported workbook, with cells of its first sheet changed."""
    book = load_workbook(io.BytesIO(client.get(address("pledge_export", pledge)).content))
    for cell, value in cells.items():
        book["Chỉ tiêu"][cell] = value
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def upload(client: Client, pledge: Pledge, data: bytes):
    file = SimpleUploadedFile("dang-ky.xlsx", data)
    return client.post(address("pledge_import", pledge), {"file": file})


def confirm(client: Client, pledge: Pledge, preview: Any):
    data = {"confirmed": preview.context["confirmed"]}
    return client.post(address("pledge_import", pledge), data)


def test_the_export_is_a_workbook_of_the_pledge(
    client: Client, office: Office, pledge: Pledge
) -> None:
    client.force_login(office.phong)
    response = client.get(address("pledge_export", pledge))
    assert response["Content-Disposition"] == 'attachment; filename="dang-ky-2022-vu-ha.xlsx"'
    sheet = load_workbook(io.BytesIO(response.content))["Chỉ tiêu"]
    assert [cell.value for cell in sheet[5]][1:5] == [1, "Chỉ tiêu 1", 95, "%"]
    assert sheet["G5"].value == "CB003 – Đặng Thị Mai"


def test_a_filled_file_is_previewed_then_stored_in_the_same_rows(
    client: Client, office: Office, pledge: Pledge
) -> None:
    keys = list(pledge.targets.values_list("pk", flat=True))
    client.force_login(office.lan)
    more = {"B7": 2, "C7": "Việc mới", "D7": "1.200,5", "E7": "hồ sơ", "F7": "01/10/2022"}
    preview = upload(client, pledge, exported(client, pledge, D5="90,5", G7="CB001", **more))
    assert [(one.kind, one.line.indicator) for one in preview.context["differs"].targets] == [
        ("changed", "Chỉ tiêu 1"),
        ("added", "Việc mới"),
    ]
    assert pledge.targets.count() == 2
    response = confirm(client, pledge, preview)
    assert said(response) == ["Đã nhập bảng tính vào bản nháp."]
    stored = list(pledge.targets.values_list("pk", "indicator", "value"))
    assert stored[:2] == [(keys[0], "Chỉ tiêu 1", 90.5), (keys[1], "Chỉ tiêu 2", 95)]
    assert stored[2][1:] == ("Việc mới", 1200.5)
    [entry] = AuditEntry.objects.filter(action="import_pledge")
    assert (entry.changes["targets"], entry.changes["edition"]) == (3, 2)


def test_one_wrong_cell_and_nothing_is_imported(
    client: Client, office: Office, pledge: Pledge
) -> None:
    client.force_login(office.lan)
    answer = upload(client, pledge, exported(client, pledge, D5=90, D6="nhiều"))
    assert answer.status_code == 409
    assert "Trang tính “Chỉ tiêu”, ô D6, cột “Số lượng”: “nhiều” không phải là số." in answer.text
    assert "confirmed" not in answer.context
    assert [target.value for target in pledge.targets.all()] == [95, 95]


def test_the_same_file_twice_says_so_and_changes_nothing(
    client: Client, office: Office, pledge: Pledge
) -> None:
    client.force_login(office.lan)
    data = exported(client, pledge, D5=90)
    preview = upload(client, pledge, data)
    confirm(client, pledge, preview)
    save_pledge(
        pledge=pledge, content=PledgeContent(targets=[], aims=[]), edition=2, actor=office.lan
    )
    again = upload(client, pledge, data)
    assert "Tệp này Nguyễn Thị Lan đã nhập lúc 10/01/2022" in again.text
    assert "Không có gì thay đổi." in said(confirm(client, pledge, preview))[0]
    assert (pledge.targets.count(), PledgeImport.objects.count()) == (0, 1)


def test_a_preview_of_an_older_edition_is_not_stored(
    client: Client, office: Office, pledge: Pledge
) -> None:
    client.force_login(office.lan)
    preview = upload(client, pledge, exported(client, pledge, D5=90))
    save_pledge(pledge=pledge, content=rows_now(pledge), edition=1, actor=office.hung)
    assert "người khác đã lưu" in said(confirm(client, pledge, preview))[0]
    assert [target.value for target in pledge.targets.all()] == [95, 95]
    assert not PledgeImport.objects.exists()


def test_a_preview_is_bound_to_its_pledge_and_not_made_up(
    client: Client, office: Office, campaign: Campaign, pledge: Pledge
) -> None:
    client.force_login(office.lan)
    preview = upload(client, pledge, exported(client, pledge, D5=90))
    other = begin_pledge(campaign=campaign, unit=office.b, actor=office.binh)
    client.force_login(office.binh)
    assert "quá một giờ" in said(confirm(client, other, preview))[0]
    made_up = client.post(address("pledge_import", other), {"confirmed": "e30:x:y"})
    assert "quá một giờ" in said(made_up)[0]
    assert other.targets.count() == 0


@pytest.mark.parametrize("data", [b"x", b"PK\x03\x04", b"x" * 1_000_001])
def test_what_is_no_spreadsheet_is_refused_in_words(
    client: Client, office: Office, pledge: Pledge, data: bytes
) -> None:
    client.force_login(office.lan)
    answer = upload(client, pledge, data)
    assert answer.status_code == 200
    assert 'class="error-summary"' in answer.text
    assert pledge.targets.count() == 2


def test_only_a_draft_of_ones_own_takes_a_file(
    client: Client, office: Office, campaign: Campaign
) -> None:
    pledge = sent(office, campaign)
    client.force_login(office.lan)
    assert client.get(address("pledge_import", pledge)).url == address("pledge", pledge)
    client.force_login(office.thao)
    assert client.get(address("pledge_import", pledge)).url == address("pledge", pledge)


def test_an_amendment_takes_a_file_too(client: Client, office: Office, campaign: Campaign) -> None:
    pledge = amending(office, campaign)
    client.force_login(office.lan)
    confirm(client, pledge, upload(client, pledge, exported(client, pledge, D5=90)))
    assert [target.value for target in pledge.targets.all()] == [95, 95]
    pledge = resigned(office, Pledge.objects.get(pk=pledge.pk), rows_now(pledge))
    assert [target.value for target in pledge.targets.all()] == [90, 95]


def test_the_action_itself_refuses_a_second_time(office: Office, pledge: Pledge) -> None:
    content, once = rows_now(pledge), {"sha256": "a" * 64, "actor": office.lan}
    import_pledge(pledge=pledge, content=content, edition=1, **once)
    with pytest.raises(ActionRefused, match="đã nhập lúc"):
        import_pledge(pledge=pledge, content=content, edition=2, **once)
    with pytest.raises(EditionConflict):
        import_pledge(pledge=pledge, content=content, edition=1, sha256="b" * 64, actor=office.lan)
    assert PledgeImport.objects.count() == 1
