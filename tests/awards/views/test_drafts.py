"""Pages on which a nomination is written, with the law beside it."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from awards.models import InitiativeUse, Nomination
from campaigns.actions.initiatives import recognise_initiative
from tests.awards.views.pages import text
from tests.awards.way import ACHIEVEMENT, drafted, sent
from tests.campaigns import progress_way
from tests.cast import day
from units.actions.ratings import record_ratings

HTMX = {"HX-Request": "true"}


@pytest.fixture
def idea(office):
    return initiative(office, "Mẫu hóa phiếu góp ý", "mai")


def initiative(office, title, *authors):
    return recognise_initiative(
        agency=office.agency,
        title=title,
        scope="CO_SO",
        recognised_on=datetime.date(2022, 11, 1),
        certificate="07/CN-SK",
        authors=[office.people[who] for who in authors],
        actor=office.thao,
    )


def said(office, who="mai", **changes):
    subject = f"person:{office.people[who].pk}"
    return {
        "award": "CSTDCS",
        "subject": subject,
        "type": "CONG_TRANG",
        "achievement": ACHIEVEMENT,
        "edition": 0,
    } | changes


# --- what the law says while one writes -----------------------------------------------------------
def test_before_an_award_is_chosen_the_page_says_how(sign_in, campaign):
    assert "Chọn danh hiệu, hình thức để thấy ai" in text(
        sign_in("lan").get(reverse("nomination_new"))
    )


def test_an_award_alone_shows_the_unit_s_people_by_how_they_stand(sign_in, office, campaign, idea):
    sent(office, campaign, "mai", award="LDTT")
    record_ratings(
        agency=office.agency,
        year=2022,
        ratings={office.people["lan"]: "HT"},
        source="Quyết định xếp loại năm 2022",
        actor=office.thao,
    )
    asked = {"check": "1", "award": "CSTDCS", "subject": "", "achievement": "Đang gõ"}
    page = sign_in("lan").post(reverse("nomination_new"), asked)
    found = page.context["found"]
    assert [(str(row.subject), row.standing) for row in found.rows] == [
        ("Đặng Thị Mai", "yes"),
        ("Trần Văn Hùng", "no"),
        ("Nguyễn Thị Lan", "no"),
    ]
    assert "Chiến sĩ thi đua cơ sở, 2022: 1 trên 3 đủ điều kiện" in text(page)
    assert "Cả cơ quan đã đề nghị 0 trên tối đa 0: 15% số người được đề nghị Lao động" in text(page)
    assert "Đang gõ</textarea>" in text(page)
    assert "bắt buộc" not in text(page)
    assert not Nomination.objects.filter(award="CSTDCS").exists()


def test_a_picked_person_is_judged_and_their_initiatives_are_offered(
    sign_in, office, campaign, idea
):
    sent(office, campaign, "mai", award="LDTT")
    key = office.people["mai"].pk
    page = sign_in("lan").post(
        reverse("nomination_new"), {"award": "CSTDCS", "pick": f"person:{key}"}
    )
    assert page.context["shown"].answer == "Đủ điều kiện"
    assert page.context["form"]["subject"].value() == f"person:{key}"
    assert "Mẫu hóa phiếu góp ý (cấp cơ sở, 01/11/2022, 07/CN-SK)" in text(page)


def test_htmx_gets_the_verdict_and_the_initiatives_alone(sign_in, office, campaign, idea):
    answer = sign_in("lan").post(reverse("nomination_new"), said(office, check="1"), headers=HTMX)
    assert "<html" not in text(answer)
    assert 'Đặng Thị Mai<span class="visually-hidden">: Chưa đủ điều kiện</span>' in text(answer)
    assert "Lao động tiên tiến" in text(answer)
    assert 'id="initiatives" hx-swap-oob="true"' in text(answer)
    assert not Nomination.objects.exists()


def test_nobody_of_another_unit_is_judged(sign_in, office, campaign):
    for asked in (said(office, "dung", check="1"), {"award": "LDTT", "pick": "person:0"}):
        page = sign_in("lan").post(reverse("nomination_new"), asked)
        assert "shown" not in page.context
        assert "Hoàng Thị Dung" not in text(page)


def test_a_link_may_choose_award_and_nominee(sign_in, office, campaign):
    key = office.people["mai"].pk
    link = f"{reverse('nomination_new')}?award=LDTT&subject=person:{key}"
    page = sign_in("lan").get(link)
    assert str(page.context["shown"].subject) == "Đặng Thị Mai"


def test_an_award_of_the_party_is_not_judged_here(sign_in, office, campaign):
    office.a.line = "PARTY"
    office.a.save()
    page = sign_in("lan").get(f"{reverse('nomination_new')}?award=DANG_GK_DV")
    assert "xét theo quy định riêng của tổ chức" in text(page)


def test_the_check_takes_as_many_queries_for_a_large_unit(sign_in, office, campaign):
    client = sign_in("lan")

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            client.post(reverse("nomination_new"), {"award": "CSTDCS", "check": "1"}, headers=HTMX)
        return len(captured)

    queries()  # the law is read once, on the first page
    before = queries()
    office.people["dung"].postings.update(unit=office.a)
    office.people["son"].postings.update(unit=office.a)
    assert queries() == before


# --- initiatives ----------------------------------------------------------------------------------
def test_ticked_initiatives_are_saved_shown_and_given_back(sign_in, office, campaign, idea):
    client = sign_in("lan")
    client.post(reverse("nomination_new"), said(office, initiatives=[idea.pk]))
    nomination = Nomination.objects.get()
    assert InitiativeUse.objects.get().initiative == idea
    assert "Mẫu hóa phiếu góp ý" in text(client.get(nomination.get_absolute_url()))
    edit = reverse("nomination_edit", args=[nomination.pk])
    assert client.get(edit).context["form"].initial["initiatives"] == [idea.pk]
    client.post(edit, said(office))
    assert not InitiativeUse.objects.exists()


def test_one_that_serves_another_file_is_shown_and_not_offered(sign_in, office, campaign, idea):
    drafted(office, campaign, "mai", award="BKB", initiatives=(idea,))
    client = sign_in("lan")
    page = client.post(reverse("nomination_new"), said(office, check="1"))
    assert "Đã tính cho hồ sơ khác:" in text(page)
    assert not page.context["form"].fields["initiatives"].queryset.exists()
    page = client.post(reverse("nomination_new"), said(office, initiatives=[idea.pk]))
    assert "Chỉ tính được sáng kiến của chính người được đề nghị" in text(page)
    assert not Nomination.objects.filter(award="CSTDCS").exists()


def test_with_another_nominee_stale_ticks_are_refused_and_the_text_stays(
    sign_in, office, campaign, idea
):
    typed = said(office, "hung", initiatives=[idea.pk], achievement="Bản gõ dở")
    page = sign_in("lan").post(reverse("nomination_new"), typed)
    assert list(page.context["form"].errors) == ["initiatives"]
    assert "Bản gõ dở</textarea>" in text(page)


# What the year recorded


def test_the_achievement_is_filled_from_recorded_results(client, office, campaign):
    with day(2022, 6, 1):
        pledge = progress_way.signed_pledge(office, campaign)
        progress_way.note(pledge.targets.first(), office.mai, 95, "Trình trước hạn")
    client.force_login(office.lan)
    typed = {"subject": f"person:{office.people['mai'].pk}", "achievement": "Tận tụy.", "fill": "1"}
    for _again in range(2):
        form = client.post(reverse("nomination_new"), typed).context["form"]
        assert form["achievement"].value() == (
            "Tận tụy.\n"
            "Bà Đặng Thị Mai hiện là Chuyên viên, Vụ Hạ.\n"
            "Kết quả thực hiện các chỉ tiêu đăng ký thi đua năm 2022:\n"
            "– Chỉ tiêu 1: đạt 95 %, đăng ký 95 % (100 %), tính đến ngày 01/06/2022. "
            "Trình trước hạn.\n"
            "– Chỉ tiêu 2: đăng ký 95 %, chưa có số liệu."
        )
        typed["achievement"] = form["achievement"].value()
    assert not Nomination.objects.exists()


def test_filling_says_what_is_missing(client, office, campaign):
    client.force_login(office.lan)
    url = reverse("nomination_new")
    nobody = client.post(url, {"achievement": "Tận tụy.", "fill": "1"})
    assert "Hãy chọn cá nhân hoặc tập thể trước" in nobody.content.decode()
    typed = {"subject": f"unit:{office.a.pk}", "achievement": "Tận tụy.", "fill": "1"}
    nothing = client.post(url, typed)
    assert "Chưa có dữ liệu nào khác đã ghi về Vụ Hạ" in nothing.content.decode()
    assert nothing.context["form"]["achievement"].value() == "Tận tụy."
