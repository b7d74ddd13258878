"""Guests, tellers and substitutes of a review; who studies which dossier."""

import datetime
from pathlib import Path

import pytest

from awards.actions import reviews, seats
from awards.actions.rapporteurs import assign_rapporteurs, name_rapporteurs
from awards.actions.recusals import declare_conflict, declare_no_conflict
from awards.actions.reviews import open_review
from awards.actions.seats import invite_guest, name_substitute, name_teller, withdraw_seat
from awards.models import Recusal, Review
from awards.permissions.reviews import items_open_to, items_readable_by, items_visible_to
from tests.awards.way import accepted, review_of, sitting
from tests.cast import Office, told
from units.errors import ActionRefused, NotAllowed
from units.models import AuditEntry

RULES = """
[[council]]
code = "OWN_{matter}"
matter = "{matter}"
value = "ALLOWED"
words = "Được."
words_en = "Allowed."
from = 2020-01-01
cites = ["NQ44"]
evidence = "found"
checked = 2026-11-23
"""
MANDATE = "Giấy ủy quyền số MH-01"


@pytest.fixture
def review(office: Office, campaign) -> Review:
    return review_of(office, accepted(office, campaign, "mai"), accepted(office, campaign, "dung"))


@pytest.fixture
def allowed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An agency whose own rules allow substitutes, and to decide without a meeting."""
    text = "".join(RULES.format(matter=one) for one in ("SUBSTITUTE", "WITHOUT_MEETING"))
    (tmp_path / "council.toml").write_text(text, encoding="utf-8")
    monkeypatch.setattr(seats, "agency_folder", lambda: tmp_path)
    monkeypatch.setattr(reviews, "agency_folder", lambda: tmp_path)


def votes(review: Review) -> list[str]:
    voting = review.members.filter(votes=True)
    return sorted(voting.values_list("account__username", flat=True))


def test_a_guest_and_a_teller_are_invited_and_do_not_vote(office, review):
    before = votes(review)
    guest = invite_guest(review=review, account=office.oanh, actor=office.thao)
    teller = name_teller(review=review, account=office.quan, actor=office.khoa)
    assert [(one.seat, one.votes) for one in (guest, teller)] == [
        ("GUEST", False),
        ("TELLER", False),
    ]
    assert votes(review) == before
    assert {"oanh", "quan"} <= set(told("review_opened"))
    actions = AuditEntry.objects.filter(action__in=["invite_guest", "name_teller"])
    assert [(one.action, one.changes["account"]) for one in actions.order_by("pk")] == [
        ("invite_guest", office.oanh.pk),
        ("name_teller", office.quan.pk),
    ]


def test_a_guest_reads_nothing_before_declaring_and_never_the_own_file(office, review):
    invite_guest(review=review, account=office.mai, actor=office.thao)
    assert Recusal.objects.get(account=office.mai).cause == "SELF"
    (other,) = items_visible_to(office.mai)
    assert not items_readable_by(office.mai).exists()
    declare_no_conflict(items=[other], actor=office.mai)
    assert list(items_readable_by(office.mai)) == [other] == list(items_open_to(office.mai))


def test_who_watches_by_role_reads_without_a_seat(office, review):
    assert items_readable_by(office.phong).count() == 2
    # The opener sits as secretary, and declares like everybody with a seat.
    assert not items_readable_by(office.thao).exists()


def test_a_substitute_needs_a_rule_and_a_mandate(office, review):
    principal = review.members.get(account=office.nga)
    given = {"principal": principal, "account": office.oanh, "actor": office.thao}
    with pytest.raises(ActionRefused, match="không cho phép dự thay"):
        name_substitute(mandate=MANDATE, **given)
    assert votes(review) == ["khoa", "lien", "minh", "nga"]


def test_a_substitute_votes_in_the_place_of_the_member(office, review, allowed):
    principal = review.members.get(account=office.nga)
    given = {"principal": principal, "account": office.mai, "actor": office.thao}
    with pytest.raises(ActionRefused, match="văn bản ủy quyền"):
        name_substitute(mandate=" ", **given)
    substitute = name_substitute(mandate=MANDATE, **given)
    assert votes(review) == ["khoa", "lien", "mai", "minh"]
    assert (substitute.seat, substitute.stands_for) == ("MEMBER", principal)
    assert Recusal.objects.filter(account=office.mai, cause="SELF").exists()
    assert not review.items.filter(rapporteur=principal).exists()
    with pytest.raises(ActionRefused, match="đã có người dự thay"):
        name_substitute(
            principal=principal, account=office.oanh, mandate=MANDATE, actor=office.thao
        )
    withdraw_seat(member=substitute, actor=office.thao)
    assert votes(review) == ["khoa", "lien", "minh", "nga"]


def test_the_council_itself_does_not_change(office, review):
    with pytest.raises(ActionRefused, match="đã được chốt"):
        withdraw_seat(member=review.members.get(account=office.nga), actor=office.thao)
    with pytest.raises(ActionRefused, match="đã có tên trong phiên"):
        invite_guest(review=review, account=office.nga, actor=office.thao)
    with pytest.raises(NotAllowed):
        invite_guest(review=review, account=office.oanh, actor=office.lien)
    guest = invite_guest(review=review, account=office.oanh, actor=office.thao)
    sitting(office, review)
    with pytest.raises(ActionRefused, match="đã bắt đầu"):
        withdraw_seat(member=guest, actor=office.thao)


def test_without_a_meeting_only_where_the_agency_allows(office, campaign, request):
    said = {
        "agency": office.agency,
        "title": "Phiên",
        "due_on": datetime.date(2022, 12, 15),
        "nominations": [accepted(office, campaign)],
        "mode": "WRITTEN",
        "actor": office.thao,
    }
    with pytest.raises(ActionRefused, match="không cho phép Hội đồng xét bằng văn bản"):
        open_review(**said)
    request.getfixturevalue("allowed")
    assert open_review(**said).mode == "WRITTEN"


# --- rapporteurs ----------------------------------------------------------------------------------
def test_opening_gives_every_dossier_a_rapporteur(office, review):
    names = set(review.items.values_list("rapporteur__account__username", flat=True))
    assert len(names) == 2
    assert names <= {"khoa", "lien", "minh", "nga"}


def test_a_declared_conflict_frees_the_dossier_and_the_machine_gives_it_anew(office, review):
    item, other = review.items.select_related("rapporteur__account").order_by("pk")
    first = item.rapporteur
    declare_conflict(item=item, note="Bạn thân", actor=first.account)
    item.refresh_from_db()
    assert item.rapporteur is None
    assert assign_rapporteurs(review=review, actor=office.thao) == 1
    item.refresh_from_db()
    assert item.rapporteur not in {None, first, other.rapporteur}


def test_by_hand_only_to_a_member_without_a_conflict(office, review):
    item = review.items.order_by("pk").first()
    declare_conflict(item=item, note="Bạn thân", actor=office.lien)
    by_name = {one.account.username: one for one in review.members.select_related("account")}

    def name(who: str, actor: str) -> None:
        chosen = {item.pk: by_name[who]}
        name_rapporteurs(review=review, chosen=chosen, actor=getattr(office, actor))

    for who, said in {"lien": "không thẩm định", "thao": "có quyền bỏ phiếu"}.items():
        with pytest.raises(ActionRefused, match=said):
            name(who, "thao")
    with pytest.raises(NotAllowed):
        name("nga", "minh")
    name("nga", "thao")
    item.refresh_from_db()
    assert item.rapporteur == by_name["nga"]
    entry = AuditEntry.objects.get(action="name_rapporteurs")
    assert entry.changes == {"rapporteurs": {str(item.pk): office.nga.pk}}
    sitting(office, review)
    with pytest.raises(ActionRefused, match="đã bắt đầu"):
        name("minh", "thao")
