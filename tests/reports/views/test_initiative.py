"""The page of an initiative tells which nomination counts it, to those who may open that."""

import pytest

from awards.actions.nominations import (
    discard_nomination,
    return_nomination,
    save_nomination,
)
from campaigns.models import ComparedText
from tests.awards.way import content
from tests.awards.way import drafted as nominated
from tests.awards.way import sent as nomination_sent
from tests.campaigns.initiative_way import endorsed, seat_council, sitting_of, through
from tests.cast import FOUNDED, Office, day, launched_campaign
from units.actions.accounts import grant_role
from units.models import Role


@pytest.fixture(autouse=True)
def today():
    with day(2022, 10, 3):
        yield


@pytest.fixture
def campaign(office: Office):
    seat_council(office)
    return launched_campaign(office)


def test_one_nomination_counts_it(client, office: Office, campaign) -> None:
    initiative = through(office, {"mai": 100})
    client.force_login(office.roi)
    assert "Chưa hồ sơ nào tính" in client.get(initiative.get_absolute_url()).content.decode()
    nomination = nominated(office, campaign, award="CSTDCS")
    said = content(office, award="CSTDCS", initiatives=(initiative,))
    save_nomination(nomination=nomination, content=said, edition=0, actor=office.lan)
    page = client.get(initiative.get_absolute_url()).content.decode()
    assert "Đã được tính trong một hồ sơ" in page
    assert nomination.get_absolute_url() not in page
    client.force_login(office.lan)
    assert (
        nomination.get_absolute_url() in client.get(initiative.get_absolute_url()).content.decode()
    )


ACHIEVEMENT = "Đã lập một sổ tay gồm các mẫu, bảng kiểm và ví dụ cho từng loại báo cáo thẩm tra."
SHARED = "một sổ tay gồm các mẫu, bảng kiểm và ví dụ cho từng loại báo cáo thẩm tra"


def test_a_report_of_a_nomination_stands_beside_an_initiative(client, office, campaign) -> None:
    """Its whole is for the standing body; a member reads the passage; the nominee nothing."""
    grant_role(
        account=office.dung,
        role=Role.INITIATIVE_MEMBER,
        unit=office.root,
        since=FOUNDED,
        actor=None,
    )
    nomination = nomination_sent(office, campaign, "dung", award="LDTT", achievement=ACHIEVEMENT)
    item = sitting_of(office, endorsed(office, {"mai": 100})).items.select_related("proposal").get()
    page = f"/sittings/{item.sitting_id}/items/{item.pk}"
    client.force_login(office.thao)
    read = client.get(page).content.decode()
    assert SHARED in read
    assert nomination.get_absolute_url() in read
    client.force_login(office.minh)
    read = client.get(page).content.decode()
    assert "Báo cáo thành tích, 2022" in read
    assert "(bạn không mở được)" in read
    assert nomination.get_absolute_url() not in read
    assert "Hoàng Thị Dung" not in read.split("Đối chiếu với văn bản khác")[1]
    client.force_login(office.dung)  # it speaks of her
    assert "Không thấy đoạn nào trùng" in client.get(page).content.decode()
    client.force_login(office.mai)  # an author reviews nothing
    assert client.get(item.proposal.get_absolute_url()).context["likeness"] is None


def test_what_one_is_recused_from_never_stands_beside_another(client, office, campaign) -> None:
    hidden = endorsed(office, {"oanh": 100}, title="Sáng kiến kín")
    shown = endorsed(office, {"dung": 100}, title="Sáng kiến mở")
    sitting = sitting_of(office, hidden, shown)
    item = sitting.items.get(proposal=shown)
    page = f"/sittings/{sitting.pk}/items/{item.pk}"
    client.force_login(office.lien)
    assert "Sáng kiến kín" in client.get(page).content.decode()
    client.force_login(office.khoa)  # leads the author of the other one
    assert "Không thấy đoạn nào trùng" in client.get(page).content.decode()


def test_a_discarded_nomination_leaves_no_text(office, campaign) -> None:

    nomination = nomination_sent(office, campaign, award="LDTT")
    assert ComparedText.objects.get(kind="NOMINATION").key == nomination.pk
    return_nomination(nomination=nomination, note="Thiếu", actor=office.thao)
    discard_nomination(nomination=nomination, actor=office.lan)
    assert not ComparedText.objects.exists()
