"""Pages of the council's reviews."""

import pytest
from django.urls import reverse

from awards.actions.meetings import close_review
from awards.models import Opinion, Review, ReviewItem
from tests.awards.views.pages import rows, text
from tests.awards.way import (
    COUNCIL,
    accepted,
    declared,
    passed,
    review_of,
    say,
    sent,
    sitting,
    vote,
)
from tests.cast import CAST, FOUNDED, Office, day
from units.actions.accounts import grant_role
from units.models import Role

QUERIES_OF_THE_LIST = 9
QUERIES_OF_A_REVIEW = 20
QUERIES_OF_AN_ITEM = 40


@pytest.fixture
def review(office: Office, campaign) -> Review:
    """Of three nominations: a flag for Cục Thu, a title for Bình and for Mai."""
    return review_of(
        office,
        accepted(office, campaign, "mai"),
        accepted(office, campaign, "binh"),
        accepted(office, campaign, office.b, award="CO_BO"),
    )


@pytest.fixture
def mai_in_council(office: Office) -> None:
    grant_role(
        account=office.mai,
        role=Role.COUNCIL_MEMBER,
        unit=office.root,
        since=FOUNDED,
        actor=office.quan,
    )


def item_url(item: ReviewItem) -> str:
    return reverse("review_item", args=[item.review_id, item.pk])


def names(response) -> list[str]:
    return [str(item.nomination.subject) for item in response.context["items"]]


# --- reviews --------------------------------------------------------------------------------------
def test_the_list_is_for_members_and_for_who_runs_the_agency(sign_in, office, review):
    seen = {name for name, *_ in CAST if rows(sign_in(name).get(reverse("reviews"))) == [review]}
    assert seen == {*COUNCIL, "thao", "phong"}


def test_the_list_counts_files_and_own_opinions(sign_in, office, review):
    say(office, review, "lien")
    Opinion.objects.filter(item=review.items.first()).delete()
    (row,) = rows(sign_in("lien").get(reverse("reviews")))
    assert (row.item_count, row.given_count, row.is_member) == (3, 2, True)
    (row,) = rows(sign_in("thao").get(reverse("reviews")))
    assert (row.item_count, row.given_count, row.is_member) == (3, 0, False)


def test_the_own_file_is_not_even_counted(sign_in, mai_in_council, review):
    (row,) = rows(sign_in("mai").get(reverse("reviews")))
    assert row.item_count == 2
    response = sign_in("mai").get(review.get_absolute_url())
    assert names(response) == ["Cục Thu", "Lê Văn Bình"]
    assert "0 trong 2 hồ sơ" in text(response)
    own = review.items.get(nomination__person__account__username="mai")
    assert sign_in("mai").get(item_url(own)).status_code == 404
    assert sign_in("mai").post(item_url(own), {"view": "AGREE"}).status_code == 404


def test_the_list_searches_without_accents(sign_in, review):
    client = sign_in("lien")
    for query, found in {"q=cuoi+nam": 1, "q=quý": 0, "state=CLOSED": 0}.items():
        assert len(rows(client.get(reverse("reviews") + "?" + query))) == found, query


def test_the_list_takes_the_same_queries_for_one_row_and_for_three(
    sign_in, office, campaign, review, django_assert_num_queries
):
    client = sign_in("lien")
    with django_assert_num_queries(QUERIES_OF_THE_LIST):
        client.get(reverse("reviews"))
    passed(office, accepted(office, campaign, "dung"))
    review_of(office, accepted(office, campaign, "son"))
    with django_assert_num_queries(QUERIES_OF_THE_LIST):
        assert len(rows(client.get(reverse("reviews")))) == 3


# --- review ---------------------------------------------------------------------------------------
def test_a_member_sees_own_progress_and_the_next_file(sign_in, office, review):
    declared(office, review, "lien")
    response = sign_in("lien").get(review.get_absolute_url())
    assert names(response) == ["Cục Thu", "Lê Văn Bình", "Đặng Thị Mai"]  # the highest award first
    first, second, _third = response.context["items"]
    assert "Bạn đã cho ý kiến về 0 trong 3 hồ sơ." in text(response)
    assert response.context["next"] == first
    sign_in("lien").post(item_url(first), {"view": "AGREE"})
    response = sign_in("lien").get(review.get_absolute_url())
    assert "Bạn đã cho ý kiến về 1 trong 3 hồ sơ." in text(response)
    assert response.context["next"] == second


def test_the_chair_sees_how_many_are_missing_and_no_view(sign_in, office, review):
    say(office, review, "lien", view=Opinion.View.DISAGREE, comment="Chưa rõ số liệu")
    say(office, review, "khoa")
    declared(office, review, "minh", "thao")
    for who in ("khoa", "minh", "thao", "phong"):
        page = text(sign_in(who).get(review.get_absolute_url()))
        assert "Còn 2 ủy viên chưa cho đủ ý kiến." in page
        assert "không đồng ý" not in page
        item = text(sign_in(who).get(item_url(review.items.first())))
        # Others' opinions are for members who have given their own.
        assert ("Chưa rõ số liệu" in item) == (who == "khoa")
    say(office, review, "minh", "nga")
    assert "Mọi ủy viên đã cho đủ ý kiến." in text(sign_in("khoa").get(review.get_absolute_url()))


def test_who_runs_the_sitting_has_the_button(sign_in, office, review):
    close = reverse("review_close", args=[review.pk])
    assert close not in text(sign_in("khoa").get(review.get_absolute_url()))
    sitting(office, review)
    shown = {
        who
        for who in (*COUNCIL, "thao", "phong")
        if close in text(sign_in(who).get(review.get_absolute_url()))
    }
    assert shown == {"khoa", "thao"}


def test_strangers_get_404(sign_in, review):
    urls = [review.get_absolute_url(), item_url(review.items.first())]
    for who in ("lan", "son", "mai", "oanh", "quan", "roi"):
        client = sign_in(who)
        answers = {client.get(url).status_code for url in urls}
        answers |= {client.post(reverse("review_close", args=[review.pk])).status_code}
        assert answers == {404}, who


def test_a_review_takes_the_same_queries_for_one_file_and_for_three(
    sign_in, office, campaign, review, django_assert_num_queries
):
    client = sign_in("khoa")
    small = review_of(office, accepted(office, campaign, "son"))
    for one in (small, review):
        declared(office, one, "khoa")
        with django_assert_num_queries(QUERIES_OF_A_REVIEW):
            client.get(one.get_absolute_url())
        with django_assert_num_queries(QUERIES_OF_AN_ITEM):
            client.get(item_url(one.items.first()))


# --- review_item ----------------------------------------------------------------------------------
def test_an_opinion_is_saved_and_leads_to_the_next_file_without_one(sign_in, office, review):
    declared(office, review, "lien")
    flag, binh, mai = sign_in("lien").get(review.get_absolute_url()).context["items"]
    client, went = sign_in("lien"), []
    for item in (binh, mai, flag):
        response = client.post(item_url(item), {"view": "AGREE", "comment": "Tốt"})
        went.append(response.url)
    assert went == [item_url(mai), item_url(flag), review.get_absolute_url()]
    assert set(Opinion.objects.values_list("member__account__username", "view", "comment")) == {
        ("lien", "AGREE", "Tốt")
    }


def test_the_own_opinion_stands_in_the_form_and_can_be_changed(sign_in, office, review):
    declared(office, review, "lien")
    item = review.items.first()
    client = sign_in("lien")
    client.post(item_url(item), {"view": "DISAGREE", "comment": "Thiếu số liệu"})
    page = client.get(item_url(item))
    typed = {"view": "DISAGREE", "comment": "Thiếu số liệu", "notes": ""}
    assert page.context["form"].initial == typed
    client.post(item_url(item), {"view": "AGREE", "comment": ""})
    assert list(Opinion.objects.values_list("view", "comment")) == [("AGREE", "")]


def test_an_opinion_without_a_view_keeps_the_comment(sign_in, office, review):
    declared(office, review, "lien")
    response = sign_in("lien").post(item_url(review.items.first()), {"comment": "Gõ dở"})
    assert "Hãy chọn đồng ý hoặc không đồng ý." in text(response)
    assert "Gõ dở</textarea>" in text(response)
    assert not Opinion.objects.exists()


def test_who_runs_the_agency_reads_and_says_nothing(sign_in, review):
    item = review.items.first()
    client = sign_in("phong")
    assert 'name="view"' not in text(client.get(item_url(item)))
    response = client.post(item_url(item), {"view": "AGREE"})
    assert response.status_code == 409
    assert "Bạn không cho ý kiến ở hồ sơ này." in text(response)


def test_after_the_close_an_opinion_is_refused_and_kept_on_the_page(sign_in, office, review):
    declared(office, review, "lien")
    vote(office, sitting(office, review))
    close_review(review=review, actor=office.khoa)
    item = review.items.first()
    response = sign_in("lien").post(item_url(item), {"view": "AGREE", "comment": "Muộn"})
    assert response.status_code == 409
    assert "Phiên xét đã kết thúc. Ý kiến chưa được lưu." in text(response)


# --- review_close ---------------------------------------------------------------------------------
def test_the_chair_closes_and_reads_what_came_of_it(sign_in, office, campaign):
    review = review_of(
        office,
        accepted(office, campaign, "mai", award="CSTDB"),
        accepted(office, campaign, "binh"),
    )
    mai, binh = (review.items.get(nomination__award=code) for code in ("CSTDB", "LDTT"))
    say(office, review, "lien", comment="Nhận xét của Liên")
    sitting(office, review)
    vote(office, review, mai, against=("nga",))
    vote(office, review, binh, against=COUNCIL)
    close = reverse("review_close", args=[review.pk])
    client = sign_in("khoa")
    assert "Hãy đánh dấu vào ô xác nhận" in text(client.post(close, follow=True))
    page = text(client.post(close, {"close-sure": "on"}, follow=True))
    assert "Đã kết thúc phiên xét." in page
    for part in ("3/4", "0/4", "không thông qua", "chưa kiểm chứng", "Nghị định số 91/2017/NĐ-CP"):
        assert part in page
    declared(office, review, "khoa")
    item = text(client.get(item_url(mai)))
    assert "Nhận xét của Liên" in item
    assert "Bùi Thị Liên" not in item.split("Ý kiến của các ủy viên khác")[1]


def test_a_verified_rule_is_cited(sign_in, office, campaign):
    nomination = accepted(office, campaign, office.a, award="CO_BO")
    review = sitting(office, review_of(office, nomination))
    with day(2024, 6, 1):
        vote(office, review)
        close_review(review=review, actor=office.khoa)
        page = text(sign_in("khoa").get(review.get_absolute_url()))
    assert (
        "Từ 80% tổng số ủy viên trở lên, theo khoản 7 Điều 30 Nghị định số 98/2023/NĐ-CP." in page
    )
    assert "chưa kiểm chứng" not in page


def test_nobody_closes_who_does_not_run_the_sitting(sign_in, office, review):
    sitting(office, review)
    close = reverse("review_close", args=[review.pk])
    for who in ("lien", "phong"):
        page = sign_in(who).post(close, {"close-sure": "on"}, follow=True)
        assert "Chỉ chủ tọa hoặc thư ký của phiên" in text(page)
        assert sign_in(who).get(close).status_code == 405
    review.refresh_from_db()
    assert review.state == "SITTING"


# --- review_new -----------------------------------------------------------------------------------
def test_the_standing_body_opens_a_review_of_what_it_ticks(sign_in, office, campaign):
    ticked, left = accepted(office, campaign, "mai"), accepted(office, campaign, "dung")
    sent(office, campaign, "son")
    client = sign_in("thao")
    page = client.get(reverse("review_new"))
    assert list(page.context["ready"]) == [left, ticked]  # by given name: Dung, Mai
    said = {"title": "Phiên cuối năm", "due_on": "15/12/2022", "nominations": [ticked.pk]}
    response = client.post(reverse("review_new"), said)
    review = Review.objects.get()
    assert response.url == review.get_absolute_url()
    assert [item.nomination for item in review.items.all()] == [ticked]


def test_what_is_wrong_keeps_what_was_typed(sign_in, office, campaign):
    nomination = accepted(office, campaign)
    client = sign_in("thao")
    said = {"title": "Phiên gõ dở", "due_on": "14/11/2022", "nominations": [nomination.pk]}
    response = client.post(reverse("review_new"), said)
    assert response.status_code == 409
    assert "Hạn cho ý kiến đã qua." in text(response)
    assert 'value="Phiên gõ dở"' in text(response)
    assert "checked" in text(response)
    response = client.post(reverse("review_new"), {"title": "Phiên", "due_on": "hôm nào"})
    assert set(response.context["form"].errors) == {"due_on", "nominations"}
    assert "checked" not in text(response)
    assert not Review.objects.exists()


def test_the_own_file_is_not_offered_to_the_standing_body(sign_in, office, campaign):
    grant_role(
        account=office.mai,
        role=Role.STANDING_BODY,
        unit=office.root,
        since=FOUNDED,
        actor=office.quan,
    )
    own, other = accepted(office, campaign, "mai"), accepted(office, campaign, "dung")
    client = sign_in("mai")
    assert list(client.get(reverse("review_new")).context["ready"]) == [other]
    said = {"title": "Phiên", "due_on": "15/12/2022", "nominations": [own.pk]}
    assert list(client.post(reverse("review_new"), said).context["form"].errors) == ["nominations"]


def test_without_ready_files_the_page_says_where_they_come_from(sign_in, campaign):
    page = text(sign_in("thao").get(reverse("review_new")))
    assert f'href="{reverse("nominations")}?state=SENT"' in page


def test_who_does_not_run_the_agency_gets_404(sign_in):
    for who in ("lan", "khoa", "lien", "oanh", "phong", "quan", "roi"):
        assert sign_in(who).get(reverse("review_new")).status_code == 404, who


def test_an_agency_that_one_does_not_run_is_404(sign_in):
    assert sign_in("thao").get(reverse("review_new") + "?agency=vpqh").status_code == 200
    assert sign_in("thao").get(reverse("review_new") + "?agency=khac").status_code == 404
