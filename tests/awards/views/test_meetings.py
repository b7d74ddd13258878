"""The pages of a meeting."""

import re

import pytest
from django.urls import reverse

from awards.actions.meetings import begin_sitting, mark_attendance, take_up_item
from awards.actions.recusals import declare_conflict
from awards.models import Review, ReviewItem
from tests.awards.views.pages import text
from tests.awards.way import accepted, opened_poll, review_of, sitting, vote
from tests.cast import Office
from units.errors import ActionRefused

# The same for one item and for three.
QUERIES_OF_A_MEETING = 17


@pytest.fixture
def review(office: Office, campaign) -> Review:
    """A meeting that has begun, on a title of Mai, of Dung and of Bình; Liên keeps out of Mai's."""
    files = [accepted(office, campaign, who) for who in ("mai", "dung", "binh")]
    review = review_of(office, *files)
    declare_conflict(item=item_of(review, "mai"), note="Có họ hàng", actor=office.lien)
    return sitting(office, review)


def item_of(review: Review, who: str) -> ReviewItem:
    return review.items.get(nomination__person__account__username=who)


def meeting(review: Review, name: str = "meeting") -> str:
    return reverse(name, args=[review.pk])


def bare(response) -> str:
    """A page without what differs at every request."""
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", text(response))


def test_a_recused_member_sees_the_meeting_as_if_the_item_were_not_there(sign_in, office, review):
    mai = item_of(review, "mai")
    pages = []
    for current in (None, mai):
        take_up_item(review=review, item=current, actor=office.khoa)
        client = sign_in("lien")
        pages.append([bare(client.get(meeting(review, n))) for n in ("meeting", "meeting_screen")])
    assert pages[0] == pages[1]
    assert "Đang nghỉ giữa hai nội dung" in pages[0][0]
    assert "Đặng Thị Mai" not in "".join(pages[0])
    vote(office, review, mai)
    assert "Đặng Thị Mai" not in bare(sign_in("lien").get(meeting(review)))
    # The control: who is not recused sees it.
    take_up_item(review=review, item=mai, actor=office.khoa)
    assert "Đặng Thị Mai" in bare(sign_in("minh").get(meeting(review, "meeting_screen")))


def test_only_who_runs_an_item_is_told_who_leaves_the_room(sign_in, review):
    assert "rời phòng: Bùi Thị Liên" in text(sign_in("khoa").get(meeting(review)))
    assert "rời phòng" not in text(sign_in("minh").get(meeting(review)))


def test_the_stand_in_of_a_chair_kept_out_is_named_and_takes_the_item_up(sign_in, office, campaign):
    review = review_of(
        office, accepted(office, campaign, "mai"), accepted(office, campaign, "dung")
    )
    mai = item_of(review, "mai")
    declare_conflict(item=mai, note="Có họ hàng", actor=office.khoa)
    sitting(office, review)
    take_up = meeting(review, "meeting_take_up")
    assert "chủ trì: Bùi Thị Liên" in text(sign_in("minh").get(meeting(review)))
    assert sign_in("khoa").post(take_up, {"item": mai.pk}).status_code == 404
    sign_in("lien").post(take_up, {"item": mai.pk})
    review.refresh_from_db()
    assert review.current == mai
    sign_in("minh").post(take_up, {"item": ""})
    review.refresh_from_db()
    assert review.current == mai


def test_attendance_is_marked_and_the_meeting_begins_on_its_page(sign_in, office, campaign):
    review = review_of(office, accepted(office, campaign, "mai"))
    seats = {seat.account.username: seat for seat in review.members.select_related("account")}
    marks = {f"seat-{seats[name].pk}": "PRESENT" for name in ("khoa", "minh", "thao")}
    marks |= {f"seat-{seats['lien'].pk}": "REMOTE", f"seat-{seats['nga'].pk}": "ABSENT"}
    client = sign_in("thao")
    assert "0/4" in text(client.get(meeting(review)))
    answer = text(client.post(meeting(review, "meeting_attendance"), marks, follow=True))
    assert "3/4" in answer
    assert "chưa kiểm chứng" in answer
    assert "đánh dấu" in text(client.post(meeting(review, "meeting_begin"), follow=True))
    client.post(meeting(review, "meeting_begin"), {"begin-sure": "on"})
    review.refresh_from_db()
    assert review.state == "SITTING"
    assert "Phiên xét đang ở trạng thái" in text(
        client.post(meeting(review, "meeting_begin"), {"begin-sure": "on"}, follow=True)
    )


def test_too_few_begin_only_while_the_rule_is_not_verified(office, campaign, monkeypatch):
    review = review_of(office, accepted(office, campaign, "mai"))
    khoa = review.members.get(account=office.khoa)
    mark_attendance(review=review, attendance={khoa.pk: "PRESENT"}, actor=office.khoa)
    with monkeypatch.context() as law:
        law.setattr("awards.law.records.Dated.verified", True)
        with pytest.raises(ActionRefused, match="Mới có 1 ủy viên dự họp; cần ít nhất 3 trên 4"):
            begin_sitting(review=review, actor=office.khoa)
    assert begin_sitting(review=review, actor=office.khoa).state == "SITTING"


def test_the_screen_counts_who_voted_and_nothing_more_before_the_count(sign_in, office, review):
    dung = item_of(review, "dung")
    take_up_item(review=review, item=dung, actor=office.khoa)
    opened_poll(office, review, dung)
    client = sign_in("thao")
    page = client.get(meeting(review, "meeting_screen"), headers={"HX-Request": "true"})
    assert "0/4 đã bỏ phiếu" in text(page)
    assert "đồng ý" not in text(page)
    assert "<html" not in text(page)
    assert "no-store" in page.headers["Cache-Control"]


def test_a_member_is_told_of_an_open_ballot_in_the_moving_part(sign_in, office, review):
    opened_poll(office, review, item_of(review, "mai"))
    moving = {"headers": {"HX-Request": "true"}}
    assert "Đang mở bỏ phiếu cho bạn" in text(sign_in("nga").get(meeting(review), **moving))
    assert "Đang mở bỏ phiếu" not in text(sign_in("lien").get(meeting(review), **moving))


def test_a_long_agenda_costs_no_more_queries(sign_in, office, campaign, django_assert_num_queries):
    one = sitting(office, review_of(office, accepted(office, campaign, "mai")))
    three = sitting(
        office,
        review_of(
            office,
            *(accepted(office, campaign, who) for who in ("dung", "binh")),
            accepted(office, campaign, office.b, award="CO_BO"),
        ),
    )
    client = sign_in("khoa")
    for review in (one, three):
        with django_assert_num_queries(QUERIES_OF_A_MEETING):
            client.get(meeting(review))
