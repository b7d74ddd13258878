"""Pages of proposals: who sees what, writing one, and each step of its way."""

import datetime

import pytest
from django.urls import reverse

from campaigns.actions.initiatives import refuse_proposal
from campaigns.actions.proposals import return_proposal
from campaigns.models import Initiative, Proposal
from campaigns.rubric import rubric_on
from campaigns.views import proposals as views
from tests.campaigns.initiative_way import (
    drafted,
    endorsed,
    full_marks,
    passed,
    recognised,
    seat_council,
    sent,
    sitting_of,
)
from tests.campaigns.pages import edition_on, rows, said, state
from tests.cast import Office, day
from units.models import Posting

D = datetime.date


@pytest.fixture(autouse=True)
def today():
    with day(2022, 10, 3):
        yield


def post(client, name: str, proposal: Proposal, **data):
    return client.post(reverse(name, args=[proposal.pk]), data)


def listed(client, office: Office, who: str, query: str = "") -> list[str]:
    client.force_login(getattr(office, who))
    return [row.title for row in rows(client.get(reverse("proposals") + query))]


def typed(office: Office, shares: dict[str, int], **changes) -> dict[str, object]:
    """What the page of a proposal posts."""
    data: dict[str, object] = {
        "edition": 0,
        "title": "Sổ tay",
        "kind": "SANG_KIEN",
        "scope": "CO_SO",
        "problem": "Chậm",
        "solution": "Mẫu chung",
        "effect": "Giảm 4 ngày",
        "applied_where": "Vụ Hạ",
        "applied_since": "03/01/2022",
        "authors-TOTAL_FORMS": len(shares),
        "authors-INITIAL_FORMS": len(shares),
    }
    for number, (name, share) in enumerate(shares.items()):
        data[f"authors-{number}-person_id"] = office.people[name].pk
        data[f"authors-{number}-share"] = share
    return data | changes


def test_each_sees_what_is_theirs(client, office: Office) -> None:
    seat_council(office)
    drafted(office, {"mai": 100}, title="Nháp")
    sent(office, {"mai": 60, "lan": 40}, title="Đã gửi")
    endorsed(office, {"dung": 100}, title="Chờ Hội đồng")
    sitting_of(office, endorsed(office, {"roi": 100}, title="Đang xét"))
    passed(office, endorsed(office, {"dung": 100}, title="Đã xét"))
    expected = {
        "mai": {"Nháp", "Đã gửi"},
        "lan": {"Đã gửi"},
        "hung": {"Đã gửi"},
        "dung": {"Chờ Hội đồng", "Đã xét"},
        "son": {"Chờ Hội đồng", "Đã xét"},
        "roi": {"Đang xét"},
        "thao": {"Chờ Hội đồng", "Đang xét", "Đã xét"},
        "phong": {"Chờ Hội đồng", "Đang xét", "Đã xét"},
        "oanh": {"Đã xét"},
        "lien": {"Đang xét", "Đã xét"},
        "quan": set(),
    }
    assert {who: set(listed(client, office, who)) for who in expected} == expected


def test_the_list_is_searched_without_accents_and_filtered(client, office: Office) -> None:
    endorsed(office, {"mai": 60, "lan": 40}, title="Sổ tay thẩm tra")
    sent(office, {"lan": 100}, title="Bảng kiểm")
    assert listed(client, office, "hung", "?q=so+tay") == ["Sổ tay thẩm tra"]
    assert listed(client, office, "hung", "?q=dang+thi+mai") == ["Sổ tay thẩm tra"]
    assert listed(client, office, "hung", "?state=SENT") == ["Bảng kiểm"]
    assert listed(client, office, "mai", "?whose=MINE") == ["Sổ tay thẩm tra"]
    assert listed(client, office, "mai", "?whose=UNITS") == []
    assert listed(client, office, "lan", "?whose=UNITS&q=kiem") == ["Bảng kiểm"]
    client.force_login(office.thao)
    exported = client.get(reverse("proposals") + "?export=csv").content.decode()
    assert "Đặng Thị Mai, Nguyễn Thị Lan" in exported


@pytest.mark.parametrize("count", [1, 3])
def test_queries_of_the_list_are_bounded(client, office, count, django_assert_num_queries) -> None:
    for number in range(count):
        sent(office, {"mai": 60, "lan": 40}, title=f"Số {number}")
    client.force_login(office.hung)
    with django_assert_num_queries(9):
        assert len(rows(client.get(reverse("proposals")))) == count


def test_a_proposal_is_written_saved_and_sent(client, office: Office) -> None:
    client.force_login(office.mai)
    page = client.get(reverse("proposal_new"))
    assert page.context["forms"].authors.initial == [
        {"person_id": office.people["mai"].pk, "share": 100}
    ]
    response = client.post(reverse("proposal_new"), typed(office, {"mai": 60, "lan": 30}))
    proposal = Proposal.objects.get()
    assert response["Location"] == reverse("proposal_edit", args=[proposal.pk])
    assert (said(response), proposal.applied_since) == (["Đã lưu nháp."], D(2022, 1, 3))
    again = typed(office, {"mai": 100}, send="yes")
    response = post(client, "proposal_edit", proposal, **again)
    assert (said(response)[-1], state(proposal)) == ("Đã gửi đơn đi.", "SENT")
    # What is sent is read, no longer written.
    assert client.get(reverse("proposal_edit", args=[proposal.pk])).status_code == 302


def test_the_page_says_everything_that_is_wrong(client, office: Office) -> None:
    client.force_login(office.mai)
    wrong = typed(office, {"mai": 0, "lan": 40}, title="", applied_since="40/01/2022")
    page = client.post(reverse("proposal_new"), wrong)
    forms = page.context["forms"]
    assert set(forms.text.errors) == {"title", "applied_since"}
    assert [sorted(form.errors) for form in forms.authors.forms] == [["share"], []]
    twice = typed(office, {"mai": 50}) | {
        "authors-TOTAL_FORMS": 2,
        "authors-1-person_id": office.people["mai"].pk,
        "authors-1-share": 50,
    }
    page = client.post(reverse("proposal_new"), twice)
    assert "ghi hai lần" in page.content.decode()
    without_me = client.post(reverse("proposal_new"), typed(office, {"lan": 100}))
    assert without_me.status_code == 409
    assert "Bạn phải có tên" in without_me.content.decode()
    assert "Giảm 4 ngày" in without_me.content.decode()  # typed text is kept
    assert not Proposal.objects.exists()


def test_the_second_of_two_authors_sees_their_text_again(client, office: Office) -> None:
    proposal = drafted(office)
    client.force_login(office.lan)
    post(client, "proposal_edit", proposal, **typed(office, {"mai": 60, "lan": 40}))
    client.force_login(office.mai)
    late = typed(office, {"mai": 60, "lan": 40}, solution="Cách của Mai")
    page = post(client, "proposal_edit", proposal, **late)
    assert page.status_code == 409
    assert "người khác đã lưu đơn này" in page.content.decode()
    assert "Cách của Mai" in page.content.decode()
    assert Proposal.objects.get().solution == "Mẫu chung"


def test_a_co_author_who_has_left_stays_on_the_page(client, office: Office) -> None:
    proposal = drafted(office)
    Posting.objects.filter(person=office.people["lan"]).update(until=D(2022, 9, 1))
    client.force_login(office.mai)
    url = reverse("proposal_edit", args=[proposal.pk])
    page = client.get(url)
    assert "Đã rời đơn vị" in page.text
    shares = {"mai": 60, "lan": 40}
    assert client.post(url, typed(office, shares, title="Sổ tay mới")).status_code == 302
    kept = Proposal.objects.get().authorships.order_by("-share")
    assert list(kept.values_list("person", "share")) == [
        (office.people[name].pk, share) for name, share in shares.items()
    ]
    new = client.get(reverse("proposal_new"))
    assert "Đã rời đơn vị" not in new.text


def test_the_units_points_are_of_the_day_on_the_spot(office: Office, monkeypatch) -> None:
    proposal = endorsed(office, {"mai": 100})
    # 23:30 by the clock in London is 06:30 of the next day in Hà Nội.
    proposal.word_at = datetime.datetime(2022, 12, 31, 23, 30, tzinfo=datetime.UTC)
    asked = []
    monkeypatch.setattr(views, "rubric_on", lambda on: asked.append(on) or rubric_on(on))
    views.unit_points(proposal)
    assert asked == [D(2023, 1, 1)]


def test_a_co_author_confirms_with_one_click(client, office: Office) -> None:
    proposal = drafted(office)
    client.force_login(office.lan)
    page = client.get(proposal.get_absolute_url()).content.decode()
    assert "Xác nhận 40 %" in page
    assert "Nguyễn Thị Lan chưa xác nhận tỷ lệ đóng góp" in page
    response = post(client, "proposal_confirm", proposal, share="30")
    assert "vừa được sửa" in said(response)[0]
    response = post(client, "proposal_confirm", proposal, share="40")
    assert said(response)[-1] == "Đã xác nhận tỷ lệ đóng góp của bạn."
    response = post(client, "proposal_send", proposal)
    assert state(proposal) == "SENT"


def test_the_head_gives_the_word_or_sends_it_back(client, office: Office) -> None:
    proposal = sent(office)
    client.force_login(office.hung)
    page = post(client, "proposal_endorse", proposal, **{"word-word": "", "word-points_NEW": "31"})
    assert set(page.context["word"].errors) == {
        "word",
        "points_NEW",
        "points_FEASIBLE",
        "points_EFFECTIVE",
        "points_APPLICABLE",
    }
    page = post(client, "proposal_return", proposal)
    assert page.context["note"].errors
    post(client, "proposal_return", proposal, **{"return-note": "Thiếu số liệu"})
    assert state(proposal) == "RETURNED"
    client.force_login(office.mai)
    assert "Thiếu số liệu" in client.get(proposal.get_absolute_url()).content.decode()
    post(client, "proposal_send", proposal)
    client.force_login(office.hung)
    points = {f"word-points_{code}": value for code, value in full_marks(50).items()}
    word = points | {"word-word": "Đúng"}
    shown = edition_on(client.get(proposal.get_absolute_url()))
    client.force_login(office.mai)
    post(client, "proposal_recall", proposal)
    changed = typed(office, {"mai": 60, "lan": 40}, effect="Giảm 1 ngày")
    post(client, "proposal_edit", proposal, **changed)
    post(client, "proposal_send", proposal)
    client.force_login(office.hung)
    [*_before, refused] = said(post(client, "proposal_endorse", proposal, **word, **shown))
    assert refused.startswith("Nội dung đã được sửa sau khi bạn mở trang này.")
    assert state(proposal) == "SENT"
    shown = edition_on(client.get(proposal.get_absolute_url()))
    post(client, "proposal_endorse", proposal, **word, **shown)
    assert state(proposal) == "ENDORSED"
    client.force_login(office.thao)
    page = client.get(proposal.get_absolute_url())
    assert page.context["criteria"][0] == ("Tính mới", 15, 30)
    post(client, "proposal_return", proposal, **{"return-note": "Chưa rõ phạm vi"})
    assert state(proposal) == "RETURNED"
    assert client.get(proposal.get_absolute_url()).status_code == 404


def test_a_draft_is_taken_back_and_thrown_away(client, office: Office) -> None:
    proposal = sent(office)
    client.force_login(office.mai)
    assert said(post(client, "proposal_recall", proposal)) == ["Đã thu hồi đơn để sửa tiếp."]
    assert said(post(client, "proposal_discard", proposal))[-1] == "Đã xóa bản nháp."
    assert not Proposal.objects.exists()


def test_the_decision_recognises_on_the_page(client, office: Office) -> None:
    seat_council(office)
    proposal = endorsed(office, scope="BO")
    passed(office, proposal)
    client.force_login(office.oanh)
    page = client.get(proposal.get_absolute_url())
    offered = [value for value, _label in page.context["recognise"].fields["scope"].choices]
    assert offered == ["CO_SO", "BO"]
    decision = {
        "recognise-scope": "CO_SO",
        "recognise-decision": "15/QĐ-VPQH",
        "recognise-signed_on": "03/10/2022",
    }
    page = post(client, "proposal_recognise", proposal, **decision)
    assert set(page.context["recognise"].errors) == {"sure"}
    later = {"recognise-signed_on": "04/10/2022", "recognise-sure": "on"}
    page = post(client, "proposal_recognise", proposal, **(decision | later))
    assert page.status_code == 409
    response = post(client, "proposal_recognise", proposal, **decision, **{"recognise-sure": "on"})
    initiative = Initiative.objects.get()
    assert response["Location"] == initiative.get_absolute_url()
    client.force_login(office.mai)
    assert "01/2022/GCNSK-VPQH" in client.get(proposal.get_absolute_url()).content.decode()


def test_authors_read_why_it_is_refused(client, office: Office) -> None:
    seat_council(office)
    proposal = endorsed(office)
    passed(office, proposal)
    client.force_login(office.oanh)
    page = post(client, "proposal_refuse", proposal)
    assert page.context["refuse"].errors
    post(client, "proposal_refuse", proposal, **{"refuse-note": "Chưa có điểm mới"})
    client.force_login(office.lan)
    assert "Chưa có điểm mới" in client.get(proposal.get_absolute_url()).content.decode()


def returned(office: Office) -> Proposal:
    return return_proposal(proposal=sent(office), note="Thiếu", actor=office.hung)


def done(office: Office) -> Proposal:
    proposal = endorsed(office)
    passed(office, proposal)
    recognised(office, proposal)
    return proposal


def refused(office: Office) -> Proposal:
    proposal = endorsed(office)
    passed(office, proposal)
    return refuse_proposal(proposal=proposal, reason="X", actor=office.oanh)


@pytest.mark.parametrize(
    ("prepare", "way"),
    [
        (drafted, ["current", "todo", "todo", "todo", "todo", "todo"]),
        (sent, ["done", "current", "todo", "todo", "todo", "todo"]),
        (returned, ["current", "todo", "todo", "todo", "todo", "todo"]),
        (done, ["done"] * 6),
        (refused, ["done"] * 5),
    ],
)
def test_the_tracker_tells_where_it_stands(client, office: Office, prepare, way) -> None:
    seat_council(office)
    proposal = prepare(office)
    client.force_login(office.mai)
    path = client.get(proposal.get_absolute_url()).context["path"]
    assert [how for _label, how in path] == way
