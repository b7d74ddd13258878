"""Pages of submissions, and the papers of a dossier."""

import pytest
from django.urls import reverse

from awards.actions.papers import attach_papers
from awards.actions.submissions import send_submission
from awards.models import MinutesFile, NominationPaper, Submission
from tests.awards.dossier_way import TITLE, gathered, voted
from tests.awards.views.pages import rows, text
from tests.awards.way import drafted, recorded, sent, with_head
from tests.cast import Office
from tests.units.bringing import upload

QUERIES_OF_THE_LIST = 12
QUERIES_OF_A_SUBMISSION = 21


def page(client, submission: Submission, name: str = "submission") -> str:
    return text(client.get(reverse(name, args=[submission.pk])))


def test_a_clerk_writes_a_letter_and_the_head_signs_it(sign_in, office: Office, campaign):
    mai, lan = with_head(office, campaign, "mai"), drafted(office, campaign, "lan")
    client = sign_in("lan")
    form = text(client.get(reverse("submission_new")))
    assert form.count('name="nominations"') == form.count("checked") == 2
    typed = {"title": TITLE, "reference": "12/TTr-VH", "letter": "Kính trình.", "edition": 0}
    client.post(reverse("submission_new"), typed | {"nominations": [mai.pk, lan.pk]})
    submission = Submission.objects.get()
    vote = {"met_on": "10/11/2022", "present": 3, "total": 3, f"agreed_{mai.pk}": 3}
    url = reverse("submission_vote", args=[submission.pk])
    too_many = client.post(url, vote | {f"agreed_{lan.pk}": 4})
    assert "không được lớn hơn số người dự họp" in text(too_many)
    client.post(url, vote | {"minutes": upload("Biên bản.pdf")})
    assert "Họp ngày 10/11/2022, 3 trên 3 người dự." in page(client, submission)
    assert "Ký gửi tờ trình" not in page(client, submission)
    client.post(reverse("submission_hand_up", args=[submission.pk]))

    client = sign_in("hung")
    shown = client.get(submission.get_absolute_url())
    send = reverse("submission_send", args=[submission.pk])
    assert "Hãy đánh dấu" in text(client.post(send, {"seen": shown.context["seen"]}))
    stale = client.post(send, {"send-sure": "on", "seen": "0:"})
    assert (stale.status_code, "hãy tải lại trang" in text(stale)) == (409, True)
    done = client.post(send, {"send-sure": "on", "seen": shown.context["seen"]}, follow=True)
    assert "Đã ký gửi tờ trình" in text(done)
    pdf = client.get(reverse("submission_file", args=[submission.pk]))
    assert b"".join(pdf.streaming_content).startswith(b"%PDF-")
    assert page(sign_in("thao"), submission).count("3/3") == 1


def test_a_head_is_told_of_each_file_in_the_way(sign_in, office, campaign):
    recorded(office, "GKHEN", 2022, office.people["mai"])
    rewarded = with_head(office, campaign, "mai", award="GKHEN")
    fighter = with_head(office, campaign, "lan", award="CSTDCS")
    submission = gathered(office, campaign, rewarded, fighter)
    client = sign_in("hung")
    shown = client.get(submission.get_absolute_url())
    assert "Đã được tặng Giấy khen (Quyết định MH-01/QĐ-TTg ngày 05/01/2022)" in text(shown)
    assert "đã đề nghị 1 trên tối đa 0" in text(shown)
    refused = client.post(
        reverse("submission_send", args=[submission.pk]),
        {"send-sure": "on", "seen": shown.context["seen"]},
    )
    assert refused.status_code == 409
    assert "Thành tích này đã được khen thưởng" in text(refused)
    assert "MH-01/QĐ-TTg" in page(client, submission)


def test_before_it_is_sent_only_the_unit_sees_it(sign_in, office, campaign):
    submission = gathered(office, campaign, with_head(office, campaign))
    url = submission.get_absolute_url()
    draft = sign_in("lan").get(reverse("submission_file", args=[submission.pk]))
    assert draft.content.startswith(b"%PDF-")
    seen = {
        name
        for name in ("thao", "phong", "binh", "mai")
        if sign_in(name).get(url).status_code == 200
    }
    assert seen == set()
    send_submission(submission=submission, actor=office.hung)
    seen = {
        name
        for name in ("thao", "phong", "binh", "mai")
        if sign_in(name).get(url).status_code == 200
    }
    assert seen == {"thao", "phong"}


def test_who_is_nominated_sees_neither_row_nor_letter_nor_minutes(sign_in, office, campaign):
    submission = gathered(
        office, campaign, with_head(office, campaign, "hung"), with_head(office, campaign, "mai")
    )
    voted(office, submission, files=(upload("Biên bản.pdf"),))
    send_submission(submission=submission, actor=office.hung)
    minutes = MinutesFile.objects.get()
    for name, status in (("hung", 404), ("lan", 200)):
        client = sign_in(name)
        files = (reverse("submission_file", args=[submission.pk]), minutes.get_absolute_url())
        assert [client.get(url).status_code for url in files] == [status] * 2
    shown = sign_in("hung").get(submission.get_absolute_url())
    assert [str(row["nomination"].subject) for row in shown.context["rows"]] == ["Đặng Thị Mai"]
    (row,) = rows(sign_in("hung").get(reverse("submissions")))
    assert row.held == 1


@pytest.mark.parametrize("name", ["submissions", "submission"])
def test_pages_take_the_same_queries_for_one_file_and_for_three(
    sign_in, office, campaign, django_assert_num_queries, name
):
    client, expected = sign_in("lan"), QUERIES_OF_THE_LIST
    submission = gathered(office, campaign, drafted(office, campaign, "mai"))
    url = reverse(name) if name == "submissions" else submission.get_absolute_url()
    if name == "submission":
        expected = QUERIES_OF_A_SUBMISSION
    with django_assert_num_queries(expected):
        client.get(url)
    gathered(office, campaign, drafted(office, campaign, "lan"))
    for who in ("hung", office.a):
        award = "TTLDXS" if who == office.a else "LDTT"
        drafted(office, campaign, who, award=award)
    office.a.sent_nominations.exclude(person=office.people["lan"]).update(submission=submission)
    with django_assert_num_queries(expected):
        client.get(url)


def test_an_empty_list_says_what_to_do_next(sign_in, campaign):
    assert reverse("submission_new") in text(sign_in("lan").get(reverse("submissions")))
    assert reverse("submission_new") not in text(sign_in("thao").get(reverse("submissions")))


def test_the_checklist_takes_files_and_gives_them_to_whoever_may_read(sign_in, office, campaign):
    nomination = drafted(office, campaign, award="CSTDTQ")
    client = sign_in("lan")
    before = text(client.get(nomination.get_absolute_url()))
    assert "còn thiếu" in before
    assert "Điều 49 Nghị định số 91/2017/NĐ-CP" in before
    assert "do cơ quan lập ở bước sau" in before
    url = reverse("nomination_papers", args=[nomination.pk, "CHUNG_NHAN_SK"])
    client.post(url)
    assert not NominationPaper.objects.exists()
    client.post(url, {"attachments": [upload("một.pdf"), upload("hai.pdf")]})
    one, two = NominationPaper.objects.all()
    client.post(reverse("nomination_paper_remove", args=[two.pk]))
    assert "còn thiếu" not in text(client.get(nomination.get_absolute_url()))
    assert client.get(one.get_absolute_url())["Content-Disposition"].startswith("attachment")
    for stranger in ("mai", "binh", "thao"):
        assert sign_in(stranger).get(one.get_absolute_url()).status_code == 404


def test_a_dossier_opens_filled(sign_in, office, campaign):
    nomination = sent(office, campaign)
    attach = {"nomination": drafted(office, campaign, award="BKB"), "code": "BIEN_BAN"}
    attach_papers(**attach, uploads=[upload()], actor=office.lan)
    shown = text(sign_in("thao").get(nomination.get_absolute_url()))
    for part in ("Quá trình công tác và xếp loại", "01/01/2020 – nay", "Giấy tờ của hồ sơ"):
        assert part in shown
    assert "hồ sơ khác đề nghị" not in shown
