"""Pages of consultations: what everybody reads, and what only a few do."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse

from awards.actions.consultations import withdraw_posting
from awards.actions.remarks import CONTACT_A_DAY, explain_remark
from awards.models import Consultation, ConsultationItem, Remark
from campaigns.actions.public import set_public_pages
from tests.awards.consulting import posted, said, said_outside, settled
from tests.awards.views.pages import rows, text
from tests.awards.way import ACHIEVEMENT, accepted, rejected
from tests.cast import Office, day
from units.actions.organisation import found_agency

D = datetime.date
QUERIES_OF_THE_LIST = 8
QUERIES_OF_A_CONSULTATION = 8
QUERIES_OF_AN_ITEM = 11
LIST, NEW = "/consultations", "/consultations/new"


@pytest.fixture
def item(office: Office, campaign) -> ConsultationItem:
    """Mai, posted for everybody from 15 to 22/11/2022."""
    set_public_pages(agency=office.agency, shown={"is_on": True}, actor=office.thao)
    return posted(office, accepted(office, campaign), audience="PUBLIC").items.get()


def main_part(response) -> str:
    """The page without what stands around it."""
    return text(response).partition("<main")[2]


def remark_url(name: str, remark: Remark) -> str:
    return reverse(f"consultation_remark{name}", args=[remark.pk])


def public(name: str, item: ConsultationItem, *more: int) -> str:
    return reverse(f"public_{name}", args=["vpqh", item.consultation_id, *more])


# The list


def test_everybody_of_the_agency_reads_what_has_begun(sign_in, office, campaign, item):
    ahead = posted(
        office,
        accepted(office, campaign, "dung"),
        first_day=D(2022, 11, 20),
        last_day=D(2022, 11, 25),
    )
    for who in ("roi", "lan", "mai", "khoa"):
        assert rows(sign_in(who).get(LIST)) == [item.consultation], who
        assert sign_in(who).get(ahead.get_absolute_url()).status_code == 404
    assert rows(sign_in("thao").get(LIST)) == [ahead, item.consultation]
    for query, found in {"phase=OPEN": 1, "phase=AHEAD": 1, "phase=OVER": 0, "q=cuoi": 2}.items():
        assert len(rows(sign_in("thao").get(f"{LIST}?{query}"))) == found, query
    csv = sign_in("roi").get(f"{LIST}?export=csv").content.decode()
    assert "Lấy ý kiến cuối năm,15/11/2022,22/11/2022" in csv


def test_before_the_first_one_the_list_says_what_will_stand_there(sign_in, office):
    assert "công khai danh sách đề nghị" in text(sign_in("roi").get(LIST))
    assert f'href="{NEW}"' in text(sign_in("thao").get(LIST))


def test_lists_take_the_same_queries_for_one_row_and_for_three(
    sign_in, office, campaign, item, django_assert_num_queries
):
    client, found = sign_in("roi"), item.consultation
    small = [(LIST, QUERIES_OF_THE_LIST), (found.get_absolute_url(), QUERIES_OF_A_CONSULTATION)]
    for url, queries in small:
        with django_assert_num_queries(queries):
            client.get(url)
    three = [accepted(office, campaign, who) for who in ("dung", "binh", "son")]
    large = posted(office, *three)
    posted(office, accepted(office, campaign, office.b, award="CO_BO"))
    for url, queries in (
        (LIST, QUERIES_OF_THE_LIST),
        (large.get_absolute_url(), QUERIES_OF_A_CONSULTATION),
    ):
        with django_assert_num_queries(queries):
            client.get(url)


def test_a_thread_takes_the_same_queries_for_one_remark_and_for_three(
    sign_in, office, item, django_assert_num_queries
):
    client = sign_in("thao")
    for words in (("Một",), ("Hai", "Ba")):
        for word in words:
            said(office, item, text=word)
        with django_assert_num_queries(QUERIES_OF_AN_ITEM):
            client.get(item.get_absolute_url())


# Opening


def test_what_the_law_wants_posted_is_ticked_and_named_with_its_article(sign_in, office, campaign):
    medal = accepted(office, campaign, award="HCLD3")
    other = accepted(office, campaign, "dung")
    with day(2024, 11, 15):
        page = text(sign_in("thao").get(NEW))
        boxes = {key: page.split(f'value="{key}"')[1].split(">")[0] for key in (medal.pk, other.pk)}
        assert "checked" in boxes[medal.pk]
        assert "checked" not in boxes[other.pk]
        assert "Ít nhất 10 ngày làm việc, từ hôm nay đến hết 29/11/2024" in page
        assert "khoản 2 Điều 46 Nghị định số 98/2023/NĐ-CP" in page
        typed = {"title": "Đợt gõ dở", "audience": "STAFF", "first_day": "15/11/2024"}
        short = typed | {"last_day": "18/11/2024", "nominations": [medal.pk]}
        refused = sign_in("thao").post(NEW, short)
        assert refused.status_code == 409
        assert "đến hết 29/11/2024, theo" in text(refused)
        assert 'value="Đợt gõ dở"' in text(refused)
        done = sign_in("thao").post(NEW, typed | {"nominations": [medal.pk]})
    found = Consultation.objects.get()
    assert (done.url, found.last_day) == (found.get_absolute_url(), D(2024, 11, 29))


def test_everybody_is_asked_only_where_the_public_pages_are_on(sign_in, office, campaign):
    nomination = accepted(office, campaign)
    typed = {
        "title": "Đợt",
        "audience": "PUBLIC",
        "first_day": "15/11/2022",
        "last_day": "18/11/2022",
        "nominations": [nomination.pk],
    }
    page = text(sign_in("thao").get(NEW))
    assert "hãy mở trang công khai của cơ quan trước" in page
    sign_in("thao").post(NEW, typed)
    assert Consultation.objects.get().audience == "STAFF"


def test_the_standing_body_extends_and_withdraws(sign_in, office, item):
    client, found = sign_in("thao"), item.consultation
    extend = reverse("consultation_extend", args=[found.pk])
    refused = client.post(extend, {"extend-last_day": "20/11/2022", "extend-note": "Gõ dở"})
    assert refused.status_code == 409
    assert "Gõ dở</textarea>" in text(refused)
    assert set(client.post(extend, {}).context["extend"].errors) == {"last_day", "note"}
    client.post(extend, {"extend-last_day": "25/11/2022", "extend-note": "Thêm ngày nghỉ"})
    assert "Thêm ngày nghỉ" in text(sign_in("roi").get(found.get_absolute_url()))
    withdraw = reverse("consultation_item_withdraw", args=[found.pk, item.pk])
    client = sign_in("thao")
    assert "Hãy ghi lý do" in text(client.post(withdraw, {}))
    assert "Đơn vị xin rút" in text(
        client.post(withdraw, {"withdraw-note": "Đơn vị xin rút"}, follow=True)
    )
    for who in ("roi", "lan"):
        page = text(sign_in(who).get(found.get_absolute_url()))
        assert "Đặng Thị Mai" not in page
        assert sign_in(who).get(item.get_absolute_url()).status_code == 404


# What is said


def test_a_remark_is_sent_with_a_receipt_and_read_by_its_sender_alone(sign_in, office, item):
    client = sign_in("roi")
    page = text(client.get(item.get_absolute_url()))
    assert ACHIEVEMENT in page
    missing = client.post(item.get_absolute_url(), {"kind": "COMPLAINT", "text": ""})
    assert list(missing.context["form"].errors) == ["text"]
    typed = {"kind": "COMPLAINT", "text": "<script>alert(1)</script>", "confidential": "on"}
    receipt = client.post(item.get_absolute_url(), typed, follow=True)
    assert "Đã nhận lúc" in text(receipt)
    assert "<script>alert(1)" not in text(receipt)
    assert "&lt;script&gt;alert(1)" in text(receipt)
    remark = Remark.objects.get()
    for who in ("dung", "lan", "hung", "khoa", "phong", "oanh"):
        assert sign_in(who).get(remark_url("", remark)).status_code == 404, who
        assert "alert(1)" not in text(sign_in(who).get(item.get_absolute_url())), who


def test_after_the_end_a_remark_is_refused_and_kept_on_the_page(sign_in, item):
    with day(2022, 11, 23):
        client = sign_in("roi")
        assert 'name="text"' not in text(client.get(item.get_absolute_url()))
        late = client.post(item.get_absolute_url(), {"kind": "COMMENT", "text": "Gõ dở"})
    assert late.status_code == 409
    assert "Gõ dở</textarea>" in text(late)


def test_the_nominee_reads_and_explains_and_never_learns_who(sign_in, office, campaign, item):
    remark = said(office, item)
    other = said_outside(item, kind="COMMENT")
    client = sign_in("mai")
    home = text(client.get("/"))
    assert remark_url("", remark) in home
    assert remark_url("", other) not in home
    client.post(remark_url("_explain", remark), {"explain-text": "Tôi chủ trì cả 12 báo cáo."})
    assert Remark.objects.get(pk=remark.pk).explanation == "Tôi chủ trì cả 12 báo cáo."
    pages = [home] + [
        text(client.get(url))
        for url in (
            item.get_absolute_url(),
            remark_url("", remark),
            remark_url("", other),
            reverse("inbox"),
            LIST,
        )
    ]
    for page in pages:
        for name in ("Rời", "Cao Thị Ngoài", "0900"):
            assert name not in page
    assert remark.text in pages[1]
    # The file itself stays hidden, and nothing tells what the council makes of it.
    assert client.get(item.nomination.get_absolute_url()).status_code == 404
    settled(office, remark)
    before = main_part(client.get(item.get_absolute_url()))
    rejected(office, item.nomination)
    assert main_part(client.get(item.get_absolute_url())) == before


def test_the_own_withdrawn_posting_stays_readable_without_its_reason(sign_in, office, item):
    remark = said(office, item)
    withdraw_posting(item=item, note="Chờ xác minh", actor=office.thao)
    page = text(sign_in("mai").get(item.get_absolute_url()))
    assert remark_url("", remark) in page
    assert "Chờ xác minh" not in page


def test_the_standing_body_answers_from_its_list_of_things_to_do(sign_in, office, item):
    remark = said(office, item)
    client = sign_in("thao")
    assert remark_url("", remark) in text(client.get("/"))
    page = text(client.get(remark_url("", remark)))
    assert "Trịnh Văn Rời" in page
    assert "chưa giải trình" in page
    missing = client.post(remark_url("_answer", remark), {"answer-answer": "Gõ dở"})
    assert list(missing.context["answer"].errors) == ["outcome"]
    assert "Gõ dở</textarea>" in text(missing)
    said_so = {"answer-outcome": "DISMISSED", "answer-answer": "Đã kiểm tra."}
    assert "Đã trả lời" in text(client.post(remark_url("_answer", remark), said_so, follow=True))
    again = client.post(remark_url("_answer", remark), said_so)
    assert again.status_code == 409
    assert "không có cơ sở từ trước" in text(again)
    assert remark_url("", remark) not in text(client.get("/"))
    answered = text(sign_in("roi").get(remark_url("", remark)))
    assert "Đã kiểm tra." in answered
    assert "Vũ Thị Thảo" not in answered


def test_the_nomination_shows_figures_to_all_and_the_thread_to_who_answers(sign_in, office, item):
    said(office, item)
    for who, sees in (("thao", True), ("lan", False), ("phong", False)):
        page = text(sign_in(who).get(item.nomination.get_absolute_url()))
        assert "0 có cơ sở, 0 không có cơ sở, 1 chưa giải quyết" in page, who
        assert ("Trịnh Văn Rời" in page) is sees, who


def test_the_nomination_says_that_it_must_be_posted(sign_in, office, campaign):
    medal = accepted(office, campaign, award="HCLD3")
    page = text(sign_in("thao").get(medal.get_absolute_url()))
    assert "Phải công khai lấy ý kiến xong trước khi Hội đồng xét." in page
    assert "Nghị định số 91/2017/NĐ-CP" in page


# For everybody


def test_everybody_reads_only_what_is_posted_and_only_while_it_is_open(client, office, item):
    addresses = [
        public("consultation", item),
        public("consultation_item", item, item.pk),
        public("remark_sent", item),
    ]
    with day(2022, 11, 22):
        read = [client.get(url) for url in addresses]
        assert [response.status_code for response in read] == [200] * 3
        assert addresses[0] in text(client.get("/public/vpqh"))
    page = text(read[0])
    for part in ("Đặng Thị Mai", "Chuyên viên, Vụ Hạ", "Lao động tiên tiến", ACHIEVEMENT):
        assert part in page
    assert 'content="noindex"' in page
    assert "Set-Cookie" not in read[0]
    with day(2022, 11, 23):
        assert [client.get(url).status_code for url in addresses] == [404] * 3
        assert addresses[0] not in text(client.get("/public/vpqh"))
    set_public_pages(agency=office.agency, shown={"is_on": False}, actor=office.thao)
    assert [client.get(url).status_code for url in addresses] == [404] * 3


def test_what_is_for_staff_or_of_another_agency_is_nothing_outside(client, office, campaign, item):
    inside = posted(office, accepted(office, campaign, "dung")).items.get()
    other = found_agency(
        code="khac",
        name="Cơ quan khác",
        symbol="CQK",
        place="Huế",
        head_office="Giám đốc",
        head_name="Lê Văn Mẫu",
        since=D(2020, 1, 1),
    )
    for url in (
        public("consultation", inside),
        public("consultation_item", inside, inside.pk),
        public("consultation_item", item, inside.pk),
        reverse("public_consultation", args=[other.agency.code, item.consultation_id]),
    ):
        assert client.get(url).status_code == 404, url


def test_somebody_outside_says_something_without_an_account(office, item):
    client = Client(enforce_csrf_checks=True)
    url = public("consultation_item", item, item.pk)
    typed = {"kind": "COMPLAINT", "text": "Không đúng.", "name": "Cao Thị Ngoài", "contact": "09"}
    assert client.post(url, typed).status_code == 403
    page = client.get(url)
    assert list(page.cookies) == ["csrftoken"]
    assert "no-store" in page["Cache-Control"]
    token = {"csrfmiddlewaretoken": page.context["csrf_token"]}
    missing = client.post(url, token | {"kind": "COMPLAINT", "text": "Gõ dở"})
    assert list(missing.context["form"].errors) == ["name", "contact"]
    assert "Gõ dở</textarea>" in text(missing)
    receipt = client.post(url, token | typed, follow=True)
    assert "đã nhận ý kiến của bạn" in text(receipt)
    assert "Không đúng." not in text(receipt)
    remark = Remark.objects.get()
    assert (remark.sender, remark.name, remark.confidential) == (None, "Cao Thị Ngoài", False)
    for number in range(CONTACT_A_DAY - 1):
        client.post(url, token | typed | {"text": f"Lần {number}"})
    full = client.post(url, token | typed | {"text": "Nữa"})
    assert full.status_code == 429
    assert 0 < int(full["Retry-After"]) <= 24 * 60 * 60
    assert "hãy gửi lại vào ngày mai" in text(full)
    assert Remark.objects.count() == CONTACT_A_DAY


def test_the_form_outside_speaks_the_language_of_its_address(client, item):
    url = public("consultation_item", item, item.pk)
    assert 'lang="en"' in text(client.get(f"{url}?lang=en"))
    sent = client.post(
        f"{url}?lang=en",
        {"kind": "COMMENT", "text": "Good", "name": "Cao Thị Ngoài", "contact": "09"},
    )
    assert sent.url == public("remark_sent", item) + "?lang=en"


def test_an_explanation_is_for_the_standing_body_and_not_for_the_sender(sign_in, office, item):
    remark = said(office, item)
    explain_remark(remark=remark, text="Tôi nghỉ ốm ngày đó.", actor=office.mai)
    assert "nghỉ ốm" not in text(sign_in("roi").get(remark_url("", remark)))
    assert "nghỉ ốm" in text(sign_in("thao").get(remark_url("", remark)))
