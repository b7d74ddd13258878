import datetime

import pytest

from awards.actions.approvals import approve_decision, propose_decision
from awards.actions.decisions import draft_decision
from campaigns.actions.campaigns import close_campaign, draft_campaign
from campaigns.actions.pledges import return_pledge
from tests.awards import way
from tests.campaigns import pledging
from tests.cast import LAUNCH, day, launched_campaign, peak
from units.models import Account

D = datetime.date


@pytest.fixture
def campaign(office):
    with day(2022, 1, 10):
        yield launched_campaign(office)


def shown(client, account):
    client.force_login(account)
    response = client.get("/")
    assert response.status_code == 200
    return response


def dues(client, account):
    return [(due.title, due.where, due.step) for due in shown(client, account).context["dues"]]


PLEDGE = "Đăng ký thi đua 2022 – Vụ Hạ"


def test_a_clerk_writes_the_pledge(client, office, campaign):
    assert dues(client, office.lan) == [(PLEDGE, "chưa viết", "Viết đăng ký")]
    (due,) = shown(client, office.lan).context["dues"]
    assert (due.since, due.deadline) == (D(2021, 12, 31), D(2022, 2, 15))
    assert due.url == campaign.get_absolute_url()
    pledge = pledging.drafted(office, campaign)
    assert dues(client, office.lan) == [(PLEDGE, "đang soạn", "Viết tiếp")]
    (due,) = shown(client, office.lan).context["dues"]
    assert due.url == f"/pledges/{pledge.pk}/edit"


def test_a_head_signs_what_was_sent(client, office, campaign):
    assert dues(client, office.hung) == []
    pledge = pledging.sent(office, campaign)
    assert dues(client, office.lan) == []
    assert dues(client, office.hung) == [(PLEDGE, "chờ thủ trưởng ký", "Xem và ký")]
    return_pledge(pledge=pledge, note="Thiếu số liệu", actor=office.hung)
    assert dues(client, office.hung) == []
    assert dues(client, office.lan) == [(PLEDGE, "trả lại để sửa", "Sửa lại")]


def test_a_signed_pledge_and_a_closed_campaign_ask_nothing(client, office, campaign):
    pledging.signed(office, campaign)
    assert dues(client, office.lan) == []
    assert dues(client, office.binh) == [
        ("Đăng ký thi đua 2022 – Cục Thu", "chưa viết", "Viết đăng ký")
    ]
    close_campaign(campaign=campaign, actor=office.thao)
    assert dues(client, office.binh) == []


def test_what_is_overdue_is_marked(client, office, campaign):
    assert "quá hạn" not in shown(client, office.lan).content.decode()
    with day(2022, 2, 16):
        assert "quá hạn" in shown(client, office.lan).content.decode()


def test_the_yearly_campaign_stands_on_the_page(client, office, campaign):
    peak(office, scope=office.b)
    assert shown(client, office.lan).context["campaign"] == campaign


TITLE = "Đề nghị Lao động tiên tiến – Đặng Thị Mai"


def test_a_nomination_waits_for_each_in_turn(client, office, campaign):
    pledging.signed(office, campaign)
    way.drafted(office, campaign)
    assert dues(client, office.lan) == [(TITLE, "đang soạn", "Soạn tiếp")]
    office.people["mai"].nominations.all().delete()
    way.with_head(office, campaign)
    assert (dues(client, office.lan), dues(client, office.hung)) == (
        [],
        [(TITLE, "chờ thủ trưởng ký trình", "Xem và ký trình")],
    )
    office.people["mai"].nominations.all().delete()
    way.sent(office, campaign)
    assert (dues(client, office.hung), dues(client, office.thao)) == (
        [],
        [
            (TITLE, "chờ thường trực kiểm tra", "Kiểm tra"),
            ("Đăng ký thi đua 2022 – Vụ Hạ", "đã ký, chờ tiếp nhận", "Xem và tiếp nhận"),
        ],
    )


def test_many_of_a_kind_are_one_line(client, office, campaign):
    way.sent(office, campaign, "lan")
    for award in ("LDTT", "BKB", "GKHEN", "CSTDB"):
        way.sent(office, campaign, award=award)
    (due,) = shown(client, office.thao).context["dues"]
    assert (due.title, due.where) == ("5 đề nghị khen thưởng", "chờ thường trực kiểm tra")
    assert due.url == "/nominations?state=SENT"
    assert client.get(due.url).context["page_list"].page.paginator.count == 5


def test_the_standing_body_opens_the_review(client, office, campaign):
    way.accepted(office, campaign)
    (due,) = shown(client, office.thao).context["dues"]
    assert (due.title, due.step, due.url) == (
        "1 đề nghị khen thưởng",
        "Mở phiên xét",
        "/reviews/new",
    )


def test_the_standing_body_launches_its_drafts(client, office):
    with day(2022, 1, 10):
        draft = draft_campaign(agency=office.agency, source_text=LAUNCH, actor=office.thao)
        (due,) = shown(client, office.thao).context["dues"]
    assert (due.url, due.step) == (f"/campaigns/{draft.pk}/edit", "Soạn và phát động")


def test_members_owe_declarations_then_opinions(client, office, campaign):
    review = way.review_of(
        office, *(way.accepted(office, campaign, award=code) for code in ("BKB", "LDTT"))
    )
    first = (review.title, "còn 2 hồ sơ chờ khai xung đột lợi ích", "Khai")
    seated = (*way.COUNCIL, "thao")
    assert [dues(client, getattr(office, name)) for name in seated] == [[first]] * 5
    way.declared(office, review, *seated)
    line = (review.title, "còn 2 hồ sơ chờ ý kiến", "Cho ý kiến")
    assert [dues(client, getattr(office, name)) for name in way.COUNCIL] == [[line]] * 4
    way.say(office, review, *way.COUNCIL)
    assert [dues(client, getattr(office, name)) for name in seated] == [[]] * 5


def test_a_member_is_not_asked_about_the_file_on_themselves(client, office, campaign):
    lien = office.people["lien"]
    lien.postings.update(unit=office.a)
    own, other = way.accepted(office, campaign, "lien"), way.accepted(office, campaign, "dung")
    way.review_of(office, own, other)
    asked = {name: dues(client, getattr(office, name))[0][1] for name in ("lien", "minh")}
    waiting = "còn {} hồ sơ chờ khai xung đột lợi ích"
    assert asked == {"lien": waiting.format(1), "minh": waiting.format(2)}


def test_a_decision_waits_for_its_admin_and_for_a_second_person(client, office, campaign):
    nomination = way.accepted(office, campaign)
    way.passed(office, nomination)
    assert dues(client, office.oanh) == [
        ("1 đề nghị khen thưởng", "Hội đồng thông qua", "Lập quyết định")
    ]
    draft = draft_decision(
        agency=office.agency, award="LDTT", nominations=[nomination], actor=office.oanh
    )
    page, subject = draft.get_absolute_url(), draft.subject
    assert shown(client, office.oanh).context["dues"][0].url == page
    assert dues(client, office.oanh) == [(subject, "dự thảo", "Xem và trình duyệt")]
    assert dues(client, office.phong) == []
    propose_decision(decision=draft, actor=office.oanh)
    assert dues(client, office.oanh) == []
    assert dues(client, office.phong) == [(subject, "chờ duyệt", "Xem và duyệt")]
    approve_decision(decision=draft, actor=office.phong)
    assert dues(client, office.oanh) == [(subject, "đã duyệt, chờ ban hành", "Ban hành")]


def test_the_nearest_deadline_stands_first(client, office, campaign):
    way.drafted(office, campaign)
    found = shown(client, office.lan).context["dues"]
    assert [due.deadline for due in found] == [D(2022, 2, 15), D(2022, 11, 30)]


def test_somebody_without_a_role_sees_own_awards_notices_and_the_campaign(client, office, campaign):
    way.recorded(office, "BKTTG", 2021, office.people["roi"])
    response = shown(client, office.roi)
    page = response.content.decode()
    assert response.context["dues"] == []
    assert "Không có việc nào chờ bạn" in page
    assert "Bằng khen của Thủ tướng Chính phủ" in page
    assert [notice.kind for notice in response.context["notices"]] == ["decision_issued"]
    assert response.context["campaign"] == campaign
    assert response.context["next"] == ("hạn đăng ký thi đua", D(2022, 2, 15))


@pytest.mark.parametrize(
    ("on", "coming"),
    [
        ((2022, 2, 15), ("hạn đăng ký thi đua", D(2022, 2, 15))),
        ((2022, 2, 16), ("ngày sơ kết", D(2022, 6, 30))),
        ((2022, 12, 31), ("ngày tổng kết", D(2022, 12, 31))),
        ((2023, 1, 1), None),
    ],
)
def test_the_next_milestone(client, office, campaign, on, coming):
    with day(*on):
        assert shown(client, office.roi).context["next"] == coming


def test_an_office_without_a_campaign(client, office):
    with day(2022, 1, 10):
        response = shown(client, office.lan)
    assert response.context["campaign"] is None
    assert "Chưa có phong trào nào đang mở" in response.content.decode()


def test_somebody_signed_out_is_led_to_the_login(client, db):
    assert client.get("/")["Location"] == "/login?next=/"
    assert client.post("/").status_code == 302


def test_an_account_without_a_person_has_a_home(client, office):
    with day(2022, 1, 10):
        response = shown(client, Account.objects.create_superuser("goc", "x"))
    assert (response.context["dues"], list(response.context["awards"])) == ([], [])


@pytest.mark.parametrize(
    ("who", "queries"),
    [
        ("lan", 30),
        ("hung", 31),
        ("thao", 32),
        ("khoa", 21),
        ("oanh", 25),
        ("phong", 22),
        ("roi", 20),
    ],
)
def test_queries_are_bounded(client, office, campaign, who, queries, django_assert_num_queries):
    account = getattr(office, who)
    shown(client, account)
    with django_assert_num_queries(queries):
        client.get("/")
    for award in ("CSTDCS", "LDTT", "BKB"):
        way.drafted(office, campaign, award=award)
    with django_assert_num_queries(queries):
        client.get("/")
