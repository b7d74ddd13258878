"""The library is open to all staff; other units take an initiative up; the certificate prints."""

import datetime

import pytest
from django.urls import reverse

from campaigns.actions.adoptions import record_adoption
from campaigns.actions.initiatives import recognise_initiative
from campaigns.models import Adoption
from tests.campaigns.initiative_way import seat_council, through
from tests.campaigns.pages import rows, said
from tests.cast import Office, day

D = datetime.date


@pytest.fixture(autouse=True)
def today():
    with day(2022, 10, 3):
        yield


@pytest.fixture
def council(office: Office) -> Office:
    seat_council(office)
    return office


def old(office: Office, **changes):
    said = {
        "agency": office.agency,
        "title": "Cách tra cứu nhanh",
        "scope": "BO",
        "recognised_on": D(2021, 10, 14),
        "certificate": "MH-01/2021",
        "authors": [office.people["dung"]],
        "actor": office.thao,
    }
    return recognise_initiative(**(said | changes))


def adopted(office: Office, initiative, who: str = "binh") -> Adoption:
    return record_adoption(
        initiative=initiative,
        unit=office.b,
        since=D(2022, 9, 1),
        effect="Giảm 3 ngày",
        actor=getattr(office, who),
    )


def listed(client, query: str = "") -> list[tuple[str, int]]:
    found = rows(client.get(reverse("initiatives") + query))
    return [(row.title, row.adoption_count) for row in found]


def test_the_library_is_open_to_all_staff(client, council: Office) -> None:
    initiative = through(council)
    old(council)
    adopted(council, initiative, "son")
    client.force_login(council.roi)
    every = [("Sổ tay thẩm tra dùng chung", 1), ("Cách tra cứu nhanh", 0)]
    assert listed(client) == every
    assert listed(client, "?sort=-adoptions") == every
    assert listed(client, "?q=dang+thi+mai+so+tay") == every[:1]
    assert listed(client, "?year=2021") == every[1:]
    assert listed(client, "?scope=BO") == every[1:]


@pytest.mark.parametrize("count", [1, 3])
def test_queries_of_the_library(client, office, count, django_assert_num_queries) -> None:
    for number in range(count):
        old(office, title=f"{number}")
    client.force_login(office.roi)
    with django_assert_num_queries(9):
        assert len(listed(client)) == count


def test_a_clerk_records_the_use_and_the_head_confirms(client, council: Office) -> None:
    initiative = through(council)
    adopt = reverse("initiative_adopt", args=[initiative.pk])
    client.force_login(council.lan)  # at home
    assert client.get(adopt).status_code == 404
    client.force_login(council.binh)
    assert adopt in client.get(initiative.get_absolute_url()).content.decode()
    data = {"unit": council.b.pk, "since": "01/09/2022", "effect": "Nhanh hơn"}
    page = client.post(adopt, data)
    assert (page.status_code, "số liệu" in page.content.decode()) == (409, True)
    response = client.post(adopt, data | {"effect": "Giảm 3 ngày"})
    assert response["Location"] == initiative.get_absolute_url()
    adoption = Adoption.objects.get()
    confirm = reverse("adoption_confirm", args=[adoption.pk])
    client.force_login(council.mai)  # not confirmed: a matter of that unit
    assert "Giảm 3 ngày" not in client.get(initiative.get_absolute_url()).content.decode()
    assert client.post(confirm).status_code == 404
    client.force_login(council.son)
    assert confirm in client.get(initiative.get_absolute_url()).content.decode()
    assert "được tính là nhân rộng" in said(client.post(confirm))[0]
    client.force_login(council.mai)
    page = client.get(initiative.get_absolute_url()).content.decode()
    assert "Nhân rộng ở 1 đơn vị" in page
    assert "Giảm 3 ngày" in page
    client.force_login(council.binh)
    assert client.get(adopt).status_code == 404  # once a unit


def test_the_certificate_reads_as_the_decision(client, council: Office) -> None:
    initiative = through(council, {"mai": 60, "lan": 40})
    client.force_login(council.roi)
    page = client.get(reverse("initiative_certificate", args=[initiative.pk])).content.decode()
    for text in (
        "CHỦ NHIỆM VĂN PHÒNG QUỐC HỘI",
        "GIẤY CHỨNG NHẬN SÁNG KIẾN",
        "Sổ tay thẩm tra dùng chung",
        "Đặng Thị Mai <span>(60 %)</span>",
        "01/2022/GCNSK-VPQH",
        "15/QĐ-VPQH",
        "Hà Nội, ngày 03 tháng 10 năm 2022",
        "Nguyễn Văn Mẫu",
    ):
        assert text in page, text
    entered = old(council)  # has a paper of its own
    assert client.get(reverse("initiative_certificate", args=[entered.pk])).status_code == 404
