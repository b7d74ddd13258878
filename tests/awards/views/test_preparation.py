"""Pages before the council meets: declarations, opinions, two compared, seats, rapporteurs."""

import pytest
from django.urls import reverse

from awards.actions.recusals import declare_conflict
from awards.actions.seats import invite_guest
from awards.models import Declaration, Opinion, Recusal, Review
from tests.awards.views.pages import text
from tests.awards.way import accepted, declared, review_of, say
from tests.cast import Office

QUERIES_OF_A_DECLARATION = 11
QUERIES_OF_THE_SEATS = 12
ACHIEVEMENT = "12 báo cáo thẩm tra"


@pytest.fixture
def review(office: Office, campaign) -> Review:
    """Of three nominations, for Mai, Bình and Cục Thu."""
    return review_of(
        office,
        accepted(office, campaign, "mai"),
        accepted(office, campaign, "binh"),
        accepted(office, campaign, office.b, award="CO_BO"),
    )


def page(name: str, review: Review, *args: int) -> str:
    return reverse(name, args=[review.pk, *args])


# --- declarations ---------------------------------------------------------------------------------
def test_before_the_declaration_no_more_than_names_is_shown(sign_in, review):
    client = sign_in("lien")
    item = review.items.first()
    opened = text(client.get(review.get_absolute_url()))
    assert "Còn 3 hồ sơ chờ bạn khai xung đột lợi ích" in opened
    assert page("review_item", review, item.pk) not in opened
    assert "Đặng Thị Mai" in text(client.get(page("review_declare", review)))
    for name, *args in (("review_item", item.pk), ("review_compare",), ("review_agenda",)):
        response = client.get(page(name, review, *args), follow=True)
        assert ACHIEVEMENT not in text(response), name
    assert client.get(item.nomination.get_absolute_url()).status_code == 404


def test_who_ticks_declares_and_the_dossiers_open(sign_in, office, review):
    client = sign_in("lien")
    first, second, _third = review.items.order_by("pk")
    declare = page("review_declare", review)
    assert "Hãy đánh dấu ít nhất một hồ sơ" in text(client.post(declare))
    response = client.post(declare, {"items": [first.pk, second.pk]})
    assert response.url == declare
    assert Declaration.objects.filter(account=office.lien).count() == 2
    assert ACHIEVEMENT in text(client.get(page("review_item", review, first.pk)))
    assert "Cục Thu" in text(client.get(declare))


def test_a_conflict_is_declared_with_a_reason_and_the_item_is_gone(sign_in, office, review):
    client = sign_in("lien")
    item = review.items.first()
    url = page("review_conflict", review, item.pk)
    kept = client.post(url, {"note": "Bạn thân"})
    assert "Hãy đánh dấu vào ô xác nhận" in text(kept)
    assert "Bạn thân</textarea>" in text(kept)
    client.post(url, {"note": "Bạn thân", "sure": "on"})
    assert Recusal.objects.get(account=office.lien).note == "Bạn thân"
    for name in ("review_item", "review_conflict"):
        assert client.get(page(name, review, item.pk)).status_code == 404
    for name in ("review", "review_declare", "review_agenda"):
        assert "Đặng Thị Mai" not in text(client.get(page(name, review)))


def test_a_guest_declares_too_and_then_reads_without_a_say(sign_in, office, review):
    invite_guest(review=review, account=office.oanh, actor=office.thao)
    item, client = review.items.first(), sign_in("oanh")
    assert client.get(page("review_item", review, item.pk)).url == page("review_declare", review)
    client.post(page("review_declare", review), {"items": [item.pk]})
    opened = text(client.get(page("review_item", review, item.pk)))
    assert ACHIEVEMENT in opened
    assert 'name="view"' not in opened


def test_without_a_seat_there_is_nothing_to_declare(sign_in, review):
    assert sign_in("phong").get(page("review_declare", review)).status_code == 404


def test_pages_take_the_same_queries_for_one_item_and_for_three(
    sign_in, office, campaign, review, django_assert_num_queries
):
    small = review_of(office, accepted(office, campaign, "son"))
    for one in (small, review):
        client = sign_in("lien")
        with django_assert_num_queries(QUERIES_OF_A_DECLARATION):
            client.get(page("review_declare", one))
        client = sign_in("thao")
        with django_assert_num_queries(QUERIES_OF_THE_SEATS):
            client.get(page("review_seats", one))


# --- opinions -------------------------------------------------------------------------------------
def test_others_opinions_come_after_the_own_one_and_without_names(sign_in, office, review):
    say(office, review, "khoa", "minh", comment="Rất xứng đáng")
    declared(office, review, "lien")
    item, client = review.items.first(), sign_in("lien")
    url = page("review_item", review, item.pk)
    before = text(client.get(url))
    assert "Rất xứng đáng" not in before
    assert "sau khi cho ý kiến của mình" in before
    said = {"view": "AGREE", "notes": "Hỏi thêm phòng tổ chức", "points_RESULTS": "35"}
    assert client.post(url, said | {"stay": "1"}).url == url
    after = text(client.get(url))
    others = after.split("Ý kiến của các ủy viên khác")[1]
    assert others.count("Rất xứng đáng") == 2
    assert "Đỗ Văn Khoa" not in others.split("</section>")[0]
    mine = Opinion.objects.get(item=item, member__account=office.lien)
    assert (mine.notes, mine.marks) == ("Hỏi thêm phòng tổ chức", {"RESULTS": 35})
    assert "Hỏi thêm phòng tổ chức</textarea>" in after
    for who in ("khoa", "minh", "phong"):
        assert "Hỏi thêm phòng tổ chức" not in text(sign_in(who).get(url))


def test_points_over_the_most_are_refused_and_kept(sign_in, office, review):
    declared(office, review, "lien")
    item = review.items.first()
    said = {"view": "AGREE", "points_RESULTS": "41"}
    response = sign_in("lien").post(page("review_item", review, item.pk), said)
    assert "points_RESULTS" in response.context["form"].errors
    assert 'value="41"' in text(response)
    assert not Opinion.objects.exists()


def test_two_nominees_stand_side_by_side(sign_in, office, review):
    mai, binh, flag = review.items.order_by("pk")
    declare_conflict(item=flag, note="Bạn thân", actor=office.lien)
    declared(office, review, "lien")
    client = sign_in("lien")
    compare = page("review_compare", review)
    response = client.get(compare, {"left": mai.pk, "right": binh.pk})
    assert [side["item"] for side in response.context["sides"]] == [mai, binh]
    assert "Cục Thu</option>" not in text(response)
    refused = client.get(compare, {"left": mai.pk, "right": flag.pk})
    assert refused.context["sides"] == []


# --- seats and rapporteurs ------------------------------------------------------------------------
def test_the_standing_body_seats_a_guest_and_withdraws_it(sign_in, office, review):
    client = sign_in("thao")
    seats = page("review_seats", review)
    assert "dự thay ủy viên" not in text(client.get(seats))
    client.post(seats, {"account": office.oanh.pk, "seat": "GUEST"})
    guest = review.members.get(account=office.oanh)
    assert (guest.seat, guest.votes) == ("GUEST", False)
    withdraw = page("review_seat_withdraw", review, guest.pk)
    client.post(withdraw)
    assert review.members.filter(pk=guest.pk).exists()
    client.post(withdraw, {"sure": "on"})
    assert not review.members.filter(pk=guest.pk).exists()


def test_a_dossier_changes_hands(sign_in, office, review):
    client = sign_in("thao")
    rapporteurs = page("review_rapporteurs", review)
    shown = client.get(rapporteurs)
    assert sorted(load for _member, load in shown.context["loads"]) == [0, 1, 1, 1]
    item, nga = review.items.first(), review.members.get(account=office.nga)
    client.post(rapporteurs, {f"item_{item.pk}": nga.pk})
    item.refresh_from_db()
    assert item.rapporteur == nga
