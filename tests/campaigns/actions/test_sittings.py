"""The initiative council scores, keeps out who is near to an author, and carries or not."""

import datetime

import pytest
from django.db import IntegrityError, connection, transaction

from campaigns.actions.sittings import close_sitting, keep_out, open_sitting, score_item
from campaigns.models import Mark, MarkSheet, Proposal, Recusal, Sitting, SittingItem
from campaigns.queries.recusals import recusals
from tests.campaigns.initiative_way import (
    COUNCIL,
    endorsed,
    full_marks,
    passed,
    score,
    seat_council,
    sent,
    sitting_of,
)
from tests.cast import FOUNDED, Office, day
from units import clock
from units.actions.accounts import grant_role
from units.actions.organisation import create_unit
from units.errors import ActionRefused, NotAllowed
from units.models import AuditEntry, Notice, Posting, Role

D = datetime.date


@pytest.fixture(autouse=True)
def today():
    with day(2022, 10, 3):
        yield


@pytest.fixture
def council(office: Office) -> Office:
    seat_council(office)
    return office


def kept_out(sitting: Sitting) -> list[tuple[str, str]]:
    rows = Recusal.objects.filter(item__sitting=sitting).order_by("pk")
    return list(rows.values_list("member__account__username", "cause"))


def sheet(item: SittingItem, office: Office, who: str, **changes) -> MarkSheet:
    said = {
        "item": item,
        "agrees": True,
        "marks": {code: (points, "") for code, points in full_marks().items()},
        "comment": "",
        "actor": getattr(office, who),
    }
    return score_item(**(said | changes))


def test_a_sitting_opens_with_the_council_of_the_day(council: Office) -> None:
    proposal = endorsed(council)
    sitting = sitting_of(council, proposal)
    members = sitting.members.values_list("account__username", "is_chair")
    assert list(members) == [("khoa", True), ("lien", False), ("minh", False), ("nga", False)]
    assert [one.code for one in sitting.criteria] == [
        "NEW",
        "FEASIBLE",
        "EFFECTIVE",
        "APPLICABLE",
    ]
    assert Proposal.objects.get().state == "IN_SITTING"
    told = Notice.objects.filter(kind="sitting_opened").values_list("account__username", flat=True)
    assert set(told) == set(COUNCIL)
    entry = AuditEntry.objects.get(action="open_sitting")
    assert entry.changes == {"proposals": [proposal.pk], "recusals": 0}


def test_what_keeps_a_sitting_from_opening(office: Office) -> None:
    proposal = endorsed(office)
    with pytest.raises(ActionRefused, match="đúng một Chủ tịch"):
        sitting_of(office, proposal)
    seat_council(office)
    ready = {
        "agency": office.agency,
        "title": "X",
        "due_on": D(2022, 10, 10),
        "proposals": [proposal],
        "actor": office.thao,
    }
    for wrong, because in (
        ({"due_on": D(2022, 10, 2)}, "đã qua"),
        ({"proposals": []}, "ít nhất một đơn"),
        ({"proposals": [proposal, sent(office, {"dung": 100})]}, "ít nhất một đơn"),
        ({"actor": office.khoa}, "không có quyền"),
    ):
        with pytest.raises(ActionRefused, match=because):
            open_sitting(**(ready | wrong))
    assert not Sitting.objects.exists()


def test_a_member_scores_and_changes_it(council: Office) -> None:
    item = sitting_of(council, endorsed(council)).items.get()
    sheet(item, council, "lien", comment="Tốt")
    last = {"NEW": (10, "Đã có ở nơi khác"), "FEASIBLE": (20, ""), "EFFECTIVE": (0, "")}
    sheet(item, council, "lien", agrees=False, marks=last | {"APPLICABLE": (5, "")})
    mine = MarkSheet.objects.get()
    assert (mine.agrees, mine.total, mine.comment) == (False, 35, "")
    assert mine.marks.get(criterion="NEW").comment == "Đã có ở nơi khác"
    entries = AuditEntry.objects.filter(action="score_item").order_by("pk")
    changes = list(entries.values_list("changes", flat=True))
    assert changes == [{"changed": False}, {"changed": True}]  # never the points


@pytest.mark.parametrize("wrong", [{"NEW": (31, "")}, {"NEW": (-1, "")}, {"NEW": None}])
def test_points_stay_within_the_table(council: Office, wrong) -> None:
    item = sitting_of(council, endorsed(council)).items.get()
    marks = {code: (points, "") for code, points in full_marks().items()} | wrong
    marks = {code: said for code, said in marks.items() if said}
    with pytest.raises(ActionRefused, match="đủ các tiêu chí"):
        sheet(item, council, "lien", marks=marks)
    assert not MarkSheet.objects.exists()


@pytest.mark.parametrize("who", ["lan", "hung", "thao", "oanh", "phong", "mai"])
def test_only_members_score(council: Office, who: str) -> None:
    item = sitting_of(council, endorsed(council)).items.get()
    with pytest.raises(NotAllowed):
        sheet(item, council, who)
    assert not MarkSheet.objects.exists()


def test_authors_and_their_line_keep_out(office: Office) -> None:
    """Hùng heads Vụ Hạ, Mai works in it; both sit in the council, with Sơn of Cục Thu."""
    seat_council(office, "hung", "mai", "son", "lan")
    by_mai = endorsed(office, {"mai": 100})
    by_dung = endorsed(office, {"dung": 100})
    by_hung = endorsed(office, {"hung": 60, "dung": 40})
    for proposal, expected in (
        (by_mai, {("mai", "AUTHOR"), ("hung", "LINE")}),  # Lan is Mai's equal
        (by_dung, {("son", "LINE")}),
        (by_hung, {("hung", "AUTHOR"), ("mai", "LINE"), ("lan", "LINE"), ("son", "LINE")}),
    ):
        assert set(kept_out(sitting_of(office, proposal))) == expected


def causes(office: Office, proposal: Proposal, *members: str) -> set[tuple[str, str]]:
    accounts = [getattr(office, name) for name in members]
    found = recusals([proposal], accounts, clock.today())
    return {(member.username, cause.value) for _proposal, member, cause in found}


def test_the_line_runs_through_rooms_and_ends_below_the_root(office: Office) -> None:
    room = create_unit(parent=office.a, code="phong", name="Phòng", since=FOUNDED, actor=None)
    Posting.objects.filter(person=office.people["mai"]).update(unit=room)
    proposal = endorsed(office, {"mai": 100})
    # Phó Chủ nhiệm Khoa leads at the root: above everybody, and so in nobody's line.
    assert causes(office, proposal, "hung", "khoa", "son") == {("hung", "LINE")}
    by_oanh = endorsed(office, {"oanh": 100})
    assert causes(office, by_oanh, "khoa", "lien") == {("khoa", "LINE")}  # they share the root
    grant_role(
        account=office.dung, role=Role.UNIT_HEAD, unit=office.a, since=D(2022, 10, 3), actor=None
    )
    assert causes(office, proposal, "dung") == {("dung", "LINE")}
    with day(2022, 10, 2):  # before the grant
        assert causes(office, proposal, "dung") == set()


def test_a_recused_member_has_no_say(office: Office) -> None:
    seat_council(office, "hung", "lien")
    item = sitting_of(office, endorsed(office, {"mai": 100})).items.get()
    for act in (
        lambda: sheet(item, office, "hung"),
        lambda: keep_out(item=item, note="X", actor=office.hung),
    ):
        with pytest.raises(NotAllowed):
            act()
    member = item.sitting.members.get(account=office.hung)
    with pytest.raises(IntegrityError, match="is recused"), transaction.atomic():
        MarkSheet.objects.create(item=item, member=member, agrees=True, at=clock.now())


def test_a_member_keeps_out_by_own_wish(council: Office) -> None:
    item = sitting_of(council, endorsed(council)).items.get()
    sheet(item, council, "nga")
    with pytest.raises(ActionRefused, match="Hãy ghi lý do"):
        keep_out(item=item, note=" ", actor=council.nga)
    keep_out(item=item, note="Là vợ của đồng tác giả", actor=council.nga)
    assert not MarkSheet.objects.exists()
    assert kept_out(item.sitting) == [("nga", "OWN_WISH")]
    with pytest.raises(NotAllowed):
        sheet(item, council, "nga")


@pytest.mark.parametrize(
    ("agreed", "out", "carried"),
    [(2, 0, False), (3, 0, True), (2, 1, True), (1, 1, False), (1, 3, True), (0, 4, False)],
)
def test_more_than_half_of_the_judges_carry(council: Office, agreed, out, carried) -> None:
    sitting = sitting_of(council, endorsed(council))
    item = sitting.items.get()
    for name in COUNCIL[4 - out :]:
        keep_out(item=item, note="Họ hàng", actor=getattr(council, name))
    score(council, item, *COUNCIL[:agreed])
    score(council, item, *COUNCIL[agreed : 4 - out][:1], agrees=False)
    close_sitting(sitting=sitting, actor=council.khoa)
    item.refresh_from_db()
    assert (item.passed, item.agreed, item.judges, item.members) == (carried, agreed, 4 - out, 4)
    assert Proposal.objects.get().state == ("PASSED" if carried else "REJECTED")


def test_a_text_that_nobody_verified_only_warns(council: Office) -> None:
    with day(2025, 3, 3):
        sitting = sitting_of(council, endorsed(council))
        item = sitting.items.get()
        keep_out(item=item, note="Họ hàng", actor=council.nga)
        score(council, item, "khoa", "lien")
        close_sitting(sitting=sitting, actor=council.khoa)
    item.refresh_from_db()
    assert item.passed is True  # two of three judges
    assert [(one["asks"], one["least"]) for one in item.rule["warnings"]] == [
        ("agree", [2, 3]),
        ("present", [2, 3]),
    ]  # two of four members are less than two thirds


def test_only_the_chair_ends_it_once(council: Office) -> None:
    sitting = sitting_of(council, endorsed(council))
    for who in ("lien", "thao", "hung"):
        with pytest.raises(NotAllowed):
            close_sitting(sitting=sitting, actor=getattr(council, who))
    close_sitting(sitting=sitting, actor=council.khoa)
    with pytest.raises(ActionRefused, match="từ trước"):
        close_sitting(sitting=sitting, actor=council.khoa)
    item = sitting.items.get()
    for act in (
        lambda: sheet(item, council, "lien"),
        lambda: keep_out(item=item, note="X", actor=council.lien),
    ):
        with pytest.raises(ActionRefused, match="đã kết thúc"):
            act()


def ways(sitting: Sitting) -> dict[str, object]:
    """What would change a closed sitting, by the table that it changes."""
    item, member = sitting.items.get(), sitting.members.filter(is_chair=False).first()
    return {
        "campaigns_sitting": lambda: Sitting.objects.update(title="Khác"),
        "campaigns_sittingitem": lambda: SittingItem.objects.update(agreed=0),
        "campaigns_sittingmember": lambda: sitting.members.filter(pk=member.pk).update(
            account=sitting.opened_by
        ),
        "campaigns_marksheet": lambda: MarkSheet.objects.update(agrees=False),
        "campaigns_mark": lambda: Mark.objects.update(points=1),
        "campaigns_recusal": lambda: Recusal.objects.create(
            item=item, member=member, cause="OWN_WISH"
        ),
    }


def test_a_closed_sitting_stays_as_it_is(council: Office) -> None:
    sitting = passed(council, endorsed(council))
    for table, act in ways(sitting).items():
        with pytest.raises(IntegrityError, match="closed"), transaction.atomic():
            act()
        assert Mark.objects.exclude(points__in=[16, 24]).count() == 0, table
    with pytest.raises(IntegrityError, match="closed"), transaction.atomic():
        Mark.objects.all().delete()


def test_it_is_the_triggers_that_refuse(council: Office) -> None:
    sitting = passed(council, endorsed(council))
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table, act in ways(sitting).items():
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            act()
    assert Sitting.objects.get().title == "Khác"
    assert set(Mark.objects.values_list("points", flat=True)) == {1}
    assert Recusal.objects.count() == 1
