"""A proposal is written by its authors, confirmed by each, and gets the word of its unit."""

import datetime

import pytest
from django.db import IntegrityError, connection, transaction

from campaigns.actions.proposals import (
    confirm_share,
    discard_proposal,
    draft_proposal,
    endorse_proposal,
    recall_proposal,
    return_proposal,
    save_proposal,
    send_proposal,
)
from campaigns.models import Authorship, ComparedText, Proposal
from tests.campaigns.initiative_way import content, drafted, endorsed, full_marks, sent
from tests.cast import Office, day, told
from units.errors import ActionRefused, NotAllowed
from units.models import Account, Agency, AuditEntry, Person

D = datetime.date


@pytest.fixture(autouse=True)
def today():
    with day(2022, 9, 5):
        yield


def shares(proposal: Proposal) -> list[tuple[str, int, bool]]:
    rows = proposal.authorships.values_list("person__account__username", "share", "confirmed_at")
    return [(name, share, at is not None) for name, share, at in rows]


def check_now() -> None:
    """Let the database check now what it would check when the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")


def test_a_draft_belongs_to_the_unit_of_the_author_who_began_it(office: Office) -> None:
    proposal = drafted(office)
    proposal.refresh_from_db()
    assert (proposal.agency, proposal.unit, proposal.state) == (office.agency, office.a, "DRAFT")
    assert proposal.folded == "so tay tham tra dung chung"
    assert shares(proposal) == [("mai", 60, True), ("lan", 40, False)]
    assert told("proposal_share") == ["lan"]
    entry = AuditEntry.objects.get(action="draft_proposal")
    assert (entry.actor, entry.changes) == (office.mai, {"shares": 2})


def test_whoever_works_here_proposes_and_is_an_author(office: Office) -> None:
    assert drafted(office, {"roi": 100}).unit == office.root
    with pytest.raises(ActionRefused, match="Bạn phải có tên"):
        draft_proposal(content=content(office, {"mai": 100}), actor=office.lan)
    nobody = Account.objects.create_user("may-chu")
    with pytest.raises(NotAllowed, match="đang công tác"):
        draft_proposal(content=content(office, {"mai": 100}), actor=nobody)
    assert Proposal.objects.count() == 1


def test_authors_stand_once_and_work_here(office: Office) -> None:
    other = Agency.objects.create(code="bo-x", name="Bộ X", symbol="BX")
    office.people["x"] = Person.objects.create(
        agency=other, staff_code="1", full_name="X", gender="M"
    )
    twice = content(office, {"mai": 50})
    for wrong in (
        content(office, {"mai": 50, "x": 50}),
        type(twice)(fields=twice.fields, shares=[*twice.shares, *twice.shares]),
    ):
        with pytest.raises(ActionRefused, match="phải thuộc cơ quan này"):
            draft_proposal(content=wrong, actor=office.mai)
    assert not Proposal.objects.exists()


def test_any_author_writes_and_nobody_overwrites_unseen(office: Office) -> None:
    proposal = drafted(office)
    later = content(office, {"mai": 60, "lan": 40}, title="Sổ tay mới")
    save_proposal(proposal=proposal, content=later, edition=0, actor=office.lan)
    proposal.refresh_from_db()
    assert (proposal.title, proposal.edition) == ("Sổ tay mới", 1)
    with pytest.raises(ActionRefused, match="người khác đã lưu đơn này"):
        save_proposal(proposal=proposal, content=later, edition=0, actor=office.mai)
    with pytest.raises(NotAllowed):
        save_proposal(proposal=proposal, content=later, edition=1, actor=office.hung)
    assert Proposal.objects.get().edition == 1


def test_a_changed_share_is_confirmed_anew(office: Office) -> None:
    proposal = drafted(office)
    confirm_share(proposal=proposal, share=40, actor=office.lan)
    assert shares(proposal) == [("mai", 60, True), ("lan", 40, True)]
    assert told("proposal_confirmed") == ["mai"]
    thirds = content(office, {"mai": 50, "lan": 40, "dung": 10})
    save_proposal(proposal=proposal, content=thirds, edition=0, actor=office.mai)
    assert shares(proposal) == [("mai", 50, True), ("lan", 40, True), ("dung", 10, False)]
    halves = content(office, {"mai": 50, "lan": 50})
    save_proposal(proposal=proposal, content=halves, edition=1, actor=office.mai)
    assert shares(proposal) == [("lan", 50, False), ("mai", 50, True)]
    with pytest.raises(ActionRefused, match="vừa được sửa thành 50 %"):
        confirm_share(proposal=proposal, share=40, actor=office.lan)
    with pytest.raises(NotAllowed):
        confirm_share(proposal=proposal, share=50, actor=office.dung)


@pytest.mark.parametrize(
    ("changes", "because"),
    [
        ({"problem": ""}, "tình trạng"),
        ({"solution": ""}, "nội dung giải pháp"),
        ({"effect": ""}, "chưa nêu hiệu quả"),
        ({"effect": "Nhanh hơn nhiều."}, "hiệu quả chưa có số liệu"),
        ({"applied_where": ""}, "nơi áp dụng"),
        ({"applied_since": None}, "chưa ghi ngày"),
        ({"applied_since": D(2022, 9, 6)}, "ở tương lai"),
    ],
)
def test_only_a_whole_proposal_is_sent(office: Office, changes, because: str) -> None:
    proposal = drafted(office, {"mai": 100}, **changes)
    with pytest.raises(ActionRefused, match=because):
        send_proposal(proposal=proposal, actor=office.mai)
    assert Proposal.objects.get().state == "DRAFT"


def test_it_is_sent_when_shares_add_up_and_all_have_confirmed(office: Office) -> None:
    proposal = drafted(office, {"mai": 60, "lan": 30})
    with pytest.raises(ActionRefused, match="cộng lại là 90 %, phải là 100 %; Nguyễn Thị Lan"):
        send_proposal(proposal=proposal, actor=office.mai)
    whole = content(office, {"mai": 60, "lan": 40})
    save_proposal(proposal=proposal, content=whole, edition=0, actor=office.mai)
    with pytest.raises(ActionRefused, match="Nguyễn Thị Lan chưa xác nhận"):
        send_proposal(proposal=proposal, actor=office.mai)
    confirm_share(proposal=proposal, share=40, actor=office.lan)
    proposal = send_proposal(proposal=proposal, actor=office.lan)
    assert (proposal.state, told("proposal_sent")) == ("SENT", ["hung"])
    kept = ComparedText.objects.get()
    assert (kept.kind, kept.key, kept.year) == ("PROPOSAL", proposal.pk, 2022)
    check_now()


def test_who_cannot_sign_in_need_not_confirm(office: Office) -> None:
    Account.objects.filter(username="lan").update(is_active=False)
    proposal = drafted(office)
    assert send_proposal(proposal=proposal, actor=office.mai).state == "SENT"


def test_a_head_has_no_word_on_their_own(office: Office) -> None:
    proposal = sent(office, {"hung": 50, "mai": 50})
    assert (proposal.state, told("proposal_endorsed")) == ("ENDORSED", ["thao"])
    other = sent(office, {"mai": 100})
    with pytest.raises(NotAllowed):
        endorse_proposal(proposal=other, word="Tốt", marks=full_marks(), actor=office.son)
    assert told("proposal_sent") == ["hung"]


def test_the_head_gives_a_word_and_points(office: Office) -> None:
    proposal = sent(office)
    for word, marks, because in (
        (" ", full_marks(), "Hãy ghi ý kiến"),
        ("Tốt", full_marks() | {"NEW": 31}, "mỗi điểm từ 0"),
        ("Tốt", {"NEW": 30}, "chấm đủ các tiêu chí"),
    ):
        with pytest.raises(ActionRefused, match=because):
            endorse_proposal(proposal=proposal, word=word, marks=marks, actor=office.hung)
    endorse_proposal(proposal=proposal, word="Tốt", marks=full_marks(50), actor=office.hung)
    proposal.refresh_from_db()
    assert (proposal.state, proposal.word, proposal.word_by) == ("ENDORSED", "Tốt", office.hung)
    assert proposal.word_marks == {"NEW": 15, "FEASIBLE": 10, "EFFECTIVE": 15, "APPLICABLE": 10}


def test_it_goes_back_with_a_reason_and_comes_again(office: Office) -> None:
    proposal = sent(office)
    with pytest.raises(ActionRefused, match="Hãy ghi lý do"):
        return_proposal(proposal=proposal, note=" ", actor=office.hung)
    return_proposal(proposal=proposal, note="Thiếu số liệu năm 2021", actor=office.hung)
    proposal.refresh_from_db()
    assert (proposal.state, proposal.return_note) == ("RETURNED", "Thiếu số liệu năm 2021")
    assert told("proposal_returned") == ["lan", "mai"]
    again = send_proposal(proposal=proposal, actor=office.mai)
    assert (again.state, again.return_note) == ("SENT", "")
    again = endorse_proposal(
        proposal=again, word="Đã bổ sung", marks=full_marks(), actor=office.hung
    )
    return_proposal(proposal=again, note="Chưa rõ nơi áp dụng", actor=office.thao)
    last = send_proposal(proposal=again, actor=office.mai)
    assert (last.state, last.word, last.word_marks) == ("SENT", "", {})


def test_authors_take_it_back_until_the_head_acts(office: Office) -> None:
    proposal = recall_proposal(proposal=sent(office), actor=office.lan)
    assert proposal.state == "DRAFT"
    passed_on = endorsed(office, {"mai": 100})
    with pytest.raises(ActionRefused, match="chờ đưa ra Hội đồng"):
        recall_proposal(proposal=passed_on, actor=office.mai)


def test_a_draft_is_thrown_away_with_its_kept_text(office: Office) -> None:
    proposal = recall_proposal(proposal=sent(office), actor=office.lan)
    with pytest.raises(NotAllowed):
        discard_proposal(proposal=proposal, actor=office.hung)
    discard_proposal(proposal=proposal, actor=office.mai)
    assert not Proposal.objects.exists()
    assert not ComparedText.objects.exists()


def refused(because: str, act) -> None:
    def done() -> None:
        act()
        check_now()

    with pytest.raises(IntegrityError, match=because), transaction.atomic():
        done()


def test_the_database_keeps_the_shares_of_a_sent_proposal(office: Office) -> None:
    proposal = sent(office)
    of_lan = proposal.authorships.filter(person=office.people["lan"])
    ways = {
        "change": lambda: of_lan.update(share=41),
        "delete": of_lan.delete,
        "add": lambda: Authorship.objects.create(
            proposal=proposal, person=office.people["dung"], share=1
        ),
        "move": lambda: of_lan.update(proposal=drafted(office, {"dung": 100})),
    }
    for act in ways.values():
        refused("do not add to 100", act)
    with transaction.atomic():
        of_lan.update(share=30)
        proposal.authorships.exclude(pk=of_lan.get().pk).update(share=70)
        check_now()
    assert shares(proposal) == [("mai", 70, True), ("lan", 30, True)]


def test_a_draft_with_loose_shares_is_not_sent_past_the_program(office: Office) -> None:
    loose = drafted(office, {"mai": 90})
    refused("do not add to 100", lambda: Proposal.objects.update(state="SENT"))
    for share in (0, 101):
        refused("share_of_an_author", lambda share=share: loose.authorships.update(share=share))
    check_now()


def test_the_database_keeps_the_text_of_a_sent_proposal(office: Office) -> None:
    sent(office)
    for changes in ({"title": "Khác"}, {"effect": "Giảm 90 %"}, {"scope": "BO"}, {"edition": 9}):
        refused(
            "its text is never changed", lambda changes=changes: Proposal.objects.update(**changes)
        )
    Proposal.objects.update(return_note="Ghi chú")  # what others say of it may change


def test_it_is_the_triggers_that_refuse(office: Office) -> None:
    sent(office)
    check_now()
    with connection.cursor() as cursor:
        for table in ("proposal", "authorship"):
            cursor.execute(f"ALTER TABLE campaigns_{table} DISABLE TRIGGER USER")
    Proposal.objects.update(title="Khác")
    Authorship.objects.update(share=7)
    check_now()
    assert Proposal.objects.get().title == "Khác"
    assert set(Authorship.objects.values_list("share", flat=True)) == {7}
