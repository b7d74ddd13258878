"""The steps of a nomination, each a button of its page."""

from django.urls import reverse

from awards.models import Nomination
from tests.awards.views.pages import text
from tests.awards.way import accepted, drafted, review_of, with_head
from units.models import AuditEntry


def url(name: str, nomination: Nomination) -> str:
    return reverse(name, args=[nomination.pk])


def test_the_steps_of_the_unit(sign_in, office, campaign):
    nomination = drafted(office, campaign)
    states = []
    for who, name, data in [
        ("lan", "nomination_hand_up", {}),
        ("lan", "nomination_recall", {}),
        ("lan", "nomination_hand_up", {}),
        ("hung", "nomination_send", {}),
        ("hung", "nomination_send", {"send-sure": "on", "edition": 0}),
        ("thao", "nomination_accept", {"edition": 0}),
        ("thao", "nomination_accept", {"anyway-sure": "on", "edition": 0}),
        ("thao", "nomination_return", {"return-note": "Thiếu số liệu"}),
    ]:
        response = sign_in(who).post(url(name, nomination), data)
        assert response.url == nomination.get_absolute_url()
        nomination.refresh_from_db()
        states.append(nomination.state)
    assert states == [
        "WITH_HEAD",
        "DRAFT",
        "WITH_HEAD",
        "WITH_HEAD",  # the box was not ticked
        "SENT",
        "SENT",  # no part is checked, and nobody said that it may be so
        "ACCEPTED",
        "RETURNED",
    ]
    page = text(sign_in("lan").get(nomination.get_absolute_url()))
    assert "Vũ Thị Thảo trả lại" in page
    assert "Thiếu số liệu" in page


def test_a_step_that_is_not_open_says_why(sign_in, office, campaign):
    nomination = drafted(office, campaign)
    response = sign_in("lan").post(url("nomination_recall", nomination), follow=True)
    assert "Hồ sơ đang ở trạng thái “đang soạn”" in text(response)
    response = sign_in("hung").post(url("nomination_return", nomination), {"return-note": "Vì sao"})
    assert response.status_code == 409
    assert "Vì sao</textarea>" in text(response)


def test_a_return_without_a_reason_stays_on_the_page(sign_in, office, campaign):
    nomination = with_head(office, campaign)
    response = sign_in("hung").post(url("nomination_return", nomination), {"return-note": " "})
    assert "Hãy ghi lý do. Chưa có gì thay đổi." in text(response)
    nomination.refresh_from_db()
    assert nomination.state == "WITH_HEAD"


def test_a_draft_is_thrown_away_once_the_box_is_ticked(sign_in, office, campaign):
    nomination = drafted(office, campaign)
    client = sign_in("lan")
    client.post(url("nomination_discard", nomination))
    assert Nomination.objects.count() == 1
    response = client.post(url("nomination_discard", nomination), {"discard-sure": "on"})
    assert response.url == reverse("nominations")
    assert not Nomination.objects.exists()
    assert AuditEntry.objects.filter(action="discard_nomination").count() == 1


def test_a_file_in_review_leads_the_council_to_its_reviews(sign_in, office, campaign):
    nomination = accepted(office, campaign)
    review_of(office, nomination)
    page = text(sign_in("khoa").get(nomination.get_absolute_url()))
    assert f'href="{reverse("reviews")}"' in page
