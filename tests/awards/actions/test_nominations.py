"""A nomination's way from the clerk's draft to the council's door."""

import pytest

from awards.actions.nominations import (
    accept_nomination,
    discard_nomination,
    draft_nomination,
    hand_up_nomination,
    pull_back_nomination,
    recall_nomination,
    return_nomination,
    save_nomination,
    send_nomination,
)
from awards.models import Nomination
from campaigns.actions.campaigns import close_campaign
from tests.awards.way import accepted, content, drafted, sent, with_head
from tests.cast import Office, day
from units.errors import ActionRefused, NotAllowed
from units.models import AuditEntry, Notice


def entries(action: str) -> int:
    return AuditEntry.objects.filter(action=action).count()


def notices(kind: str) -> set[str]:
    found = Notice.objects.filter(kind=kind)
    return set(found.values_list("account__username", flat=True))


def test_the_whole_way_leaves_one_entry_a_step(office: Office, campaign):
    before = AuditEntry.objects.count()
    nomination = drafted(office, campaign)
    nomination = save_nomination(
        nomination=nomination, content=content(office), edition=0, actor=office.lan
    )
    hand_up_nomination(nomination=nomination, actor=office.lan)
    send_nomination(nomination=nomination, actor=office.hung)
    accept_nomination(nomination=nomination, actor=office.thao)
    nomination.refresh_from_db()
    assert (nomination.state, nomination.edition) == ("ACCEPTED", 1)
    actions = list(AuditEntry.objects.order_by("pk").values_list("action", "actor__username"))
    assert actions[before:] == [
        ("draft_nomination", "lan"),
        ("save_nomination", "lan"),
        ("hand_up_nomination", "lan"),
        ("send_nomination", "hung"),
        ("accept_nomination", "thao"),
    ]
    assert notices("nomination_with_head") == {"hung"}
    assert notices("nomination_sent") == {"thao"}


def test_a_draft_knows_its_agency_year_and_kind(office, campaign):
    person = drafted(office, campaign, "mai")
    unit = drafted(office, campaign, office.a, award="TTLDXS")
    assert (person.kind, person.person, person.collective) == (
        "INDIVIDUAL",
        office.people["mai"],
        None,
    )
    assert (unit.kind, unit.person, unit.collective) == ("COLLECTIVE", None, office.a)
    assert (person.agency, person.year, person.state) == (office.agency, 2022, "DRAFT")


@pytest.mark.parametrize("who", ["binh", "thao", "roi", "quan"])
def test_only_the_unit_itself_nominates(office, campaign, who):
    with pytest.raises(NotAllowed):
        draft_nomination(
            campaign=campaign, unit=office.a, content=content(office), actor=getattr(office, who)
        )
    assert entries("draft_nomination") == 0


def test_a_closed_campaign_takes_no_nomination(office, campaign):
    close_campaign(campaign=campaign, actor=office.thao)
    with pytest.raises(ActionRefused, match="không mở nhận đề nghị"):
        drafted(office, campaign)


def test_whoever_is_not_of_the_unit_is_refused(office, campaign):
    for who in ("dung", office.b):
        with pytest.raises(ActionRefused, match="không thuộc đơn vị này"):
            draft_nomination(
                campaign=campaign,
                unit=office.a,
                content=content(office, who, award="GKHEN"),
                actor=office.lan,
            )
    assert not Nomination.objects.exists()


def test_an_award_for_the_other_kind_is_refused(office, campaign):
    with pytest.raises(ActionRefused, match="không dành cho cá nhân"):
        drafted(office, campaign, "mai", award="TTLDXS")
    with pytest.raises(ActionRefused, match="không dành cho tập thể"):
        drafted(office, campaign, office.a, award="LDTT")


def test_the_same_award_a_second_time_is_refused_and_named(office, campaign):
    drafted(office, campaign)
    with pytest.raises(ActionRefused, match="Đặng Thị Mai đã được đề nghị Lao động tiên tiến"):
        drafted(office, campaign)
    drafted(office, campaign, type=Nomination.Type.DOT_XUAT)
    assert (Nomination.objects.count(), entries("draft_nomination")) == (2, 2)


def test_a_stale_edition_is_refused_and_changes_nothing(office, campaign):
    nomination = drafted(office, campaign)
    first = content(office, achievement="Bản thứ nhất")
    save_nomination(nomination=nomination, content=first, edition=0, actor=office.lan)
    with pytest.raises(ActionRefused, match="người khác đã lưu"):
        save_nomination(
            nomination=nomination,
            content=content(office, achievement="Bản thứ hai"),
            edition=0,
            actor=office.hung,
        )
    nomination.refresh_from_db()
    assert (nomination.achievement, nomination.edition) == ("Bản thứ nhất", 1)
    assert entries("save_nomination") == 1


def test_a_head_may_write_and_hand_up_alone(office, campaign):
    nomination = draft_nomination(
        campaign=campaign, unit=office.a, content=content(office), actor=office.hung
    )
    hand_up_nomination(nomination=nomination, actor=office.hung)
    assert send_nomination(nomination=nomination, actor=office.hung).state == "SENT"


@pytest.mark.parametrize("act", [hand_up_nomination, send_nomination])
def test_after_the_deadline_nothing_is_sent_and_the_file_stays(office, campaign, act):
    if act is hand_up_nomination:
        nomination, actor = drafted(office, campaign), office.lan
    else:
        nomination, actor = with_head(office, campaign), office.hung
    state = nomination.state
    with day(2022, 12, 1), pytest.raises(ActionRefused, match=r"quá hạn.*30/11/2022"):
        act(nomination=nomination, actor=actor)
    nomination.refresh_from_db()
    assert (nomination.state, entries(act.__name__)) == (state, 0)


def test_on_the_last_day_it_is_sent(office, campaign):
    with day(2022, 11, 30):
        assert sent(office, campaign).state == "SENT"


STEPS = {
    hand_up_nomination: (drafted, "lan"),
    recall_nomination: (with_head, "lan"),
    send_nomination: (with_head, "hung"),
    pull_back_nomination: (sent, "hung"),
    accept_nomination: (sent, "thao"),
}


@pytest.mark.parametrize("act", STEPS)
def test_a_step_is_taken_once_and_only_by_its_role(office, campaign, act):
    bring, who = STEPS[act]
    nomination = bring(office, campaign)
    for stranger in ("mai", "binh", "son", "khoa", "oanh", "phong", "quan"):
        with pytest.raises(NotAllowed):
            act(nomination=nomination, actor=getattr(office, stranger))
    act(nomination=nomination, actor=getattr(office, who))
    with pytest.raises(ActionRefused, match="không làm được việc này"):
        act(nomination=nomination, actor=getattr(office, who))
    assert entries(act.__name__) == 1


@pytest.mark.parametrize(
    ("bring", "who"), [(with_head, "hung"), (sent, "thao"), (accepted, "thao")]
)
def test_a_return_needs_a_reason_and_tells_the_clerk(office, campaign, bring, who):
    nomination = bring(office, campaign)
    actor = getattr(office, who)
    with pytest.raises(ActionRefused, match="ghi lý do"):
        return_nomination(nomination=nomination, note="  ", actor=actor)
    return_nomination(nomination=nomination, note=" Thiếu số liệu. ", actor=actor)
    nomination.refresh_from_db()
    assert (nomination.state, nomination.return_note) == ("RETURNED", "Thiếu số liệu.")
    assert notices("nomination_returned") == {"lan"}
    entry = AuditEntry.objects.get(action="return_nomination")
    assert (entry.actor, entry.reason) == (actor, "Thiếu số liệu.")


def test_each_return_is_told_anew(office, campaign):
    nomination = with_head(office, campaign)
    for _round in range(2):
        return_nomination(nomination=nomination, note="Sửa", actor=office.hung)
        hand_up_nomination(nomination=nomination, actor=office.lan)
    assert Notice.objects.filter(kind="nomination_returned").count() == 2


def test_a_returned_file_can_be_written_again(office, campaign):
    nomination = with_head(office, campaign)
    return_nomination(nomination=nomination, note="Sửa", actor=office.hung)
    saved = save_nomination(
        nomination=nomination, content=content(office, "lan"), edition=0, actor=office.lan
    )
    assert (saved.state, saved.person) == ("DRAFT", office.people["lan"])


def test_nobody_is_told_of_the_file_on_themselves(office, campaign):
    with_head(office, campaign, "hung")
    assert notices("nomination_with_head") == set()


def test_only_a_draft_is_thrown_away(office, campaign):
    nomination = with_head(office, campaign)
    with pytest.raises(ActionRefused):
        discard_nomination(nomination=nomination, actor=office.lan)
    recall_nomination(nomination=nomination, actor=office.lan)
    discard_nomination(nomination=nomination, actor=office.lan)
    assert not Nomination.objects.exists()
    assert entries("discard_nomination") == 1
