"""Who says what of a nominee, who learns of it, and who never learns from whom."""

import datetime
import unicodedata

import pytest
from django.db import IntegrityError, transaction

from awards.actions.consultations import withdraw_posting
from awards.actions.remarks import (
    ACCOUNT_A_DAY,
    CONTACT_A_DAY,
    TooManyRemarks,
    answer_remark,
    explain_remark,
)
from awards.models import ConsultationItem, Remark
from awards.permissions.consultations import remarks_visible_to
from awards.queries.consultations import thread
from campaigns.actions.public import set_public_pages
from tests.awards.consulting import posted, said, said_outside, settled
from tests.awards.way import accepted
from tests.cast import FOUNDED, Office, day, told
from units import clock
from units.actions.accounts import grant_role
from units.errors import ActionRefused, NotAllowed
from units.models import AuditEntry, Notice, Role


@pytest.fixture
def item(office: Office, campaign) -> ConsultationItem:
    """Mai, posted from 15 to 22/11/2022 for everybody."""
    set_public_pages(agency=office.agency, shown={"is_on": True}, actor=office.thao)
    return posted(office, accepted(office, campaign), audience="PUBLIC").items.get()


# Sending


def test_a_remark_arrives_once_composed_and_trimmed(office, item):
    typed = f"  {unicodedata.normalize('NFD', 'Tốt lắm')}\n"
    first = said(office, item, kind="COMMENT", text=typed)
    assert (first.text, first.sender, first.state) == ("Tốt lắm", office.roi, "WAITING")
    assert said(office, item, kind="COMMENT", text="Tốt lắm") == first
    assert said(office, item, "dung", kind="COMMENT", text="Tốt lắm") != first
    assert AuditEntry.objects.filter(action="send_remark").count() == 2
    first.pk = None
    with transaction.atomic(), pytest.raises(IntegrityError):
        first.save()


def test_it_is_open_to_the_last_minute_of_the_last_day(office, item):
    zone = clock.now().tzinfo
    with clock.at(datetime.datetime(2022, 11, 22, 23, 59, 59, tzinfo=zone)):
        assert said(office, item)
        assert said_outside(item)
    with clock.at(datetime.datetime(2022, 11, 23, 0, 0, 0, tzinfo=zone)):
        with pytest.raises(NotAllowed, match="đã hết hạn"):
            said(office, item, text="Muộn")
        with pytest.raises(ActionRefused, match="đã hết hạn"):
            said_outside(item, text="Muộn")


def test_neither_the_nominee_nor_who_answers_sends_one(office, item):
    for who in ("mai", "thao"):
        with pytest.raises(NotAllowed):
            said(office, item, who)
    assert not Remark.objects.exists()


def test_nothing_is_said_of_a_withdrawn_nominee(office, item):
    withdraw_posting(item=item, note="Rút", actor=office.thao)
    for say in (lambda: said(office, item), lambda: said_outside(item)):
        with pytest.raises(ActionRefused):
            say()


def test_outside_nothing_is_said_where_the_pages_are_off(office, item):
    set_public_pages(agency=office.agency, shown={"is_on": False}, actor=office.thao)
    with pytest.raises(ActionRefused):
        said_outside(item)


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"text": " \n "}, "ghi nội dung"),
        ({"text": "a" * 4001}, "dài quá 4000"),
        ({"name": "\u200b"}, "họ tên"),
        ({"contact": " "}, "cách liên hệ"),
    ],
)
def test_what_says_nothing_is_refused(office, item, changes, why):
    with pytest.raises(ActionRefused, match=why):
        said_outside(item, **changes)


def test_one_contact_and_one_account_say_so_much_a_day(office, item, monkeypatch):
    for number in range(CONTACT_A_DAY):
        said_outside(item, text=f"Lần {number}", contact="Ngoai@Example.org")
    with pytest.raises(TooManyRemarks):
        said_outside(item, text="Nữa", contact="  ngoai@example.ORG ")
    said_outside(item, text="Nữa", contact="khac@example.org")
    for number in range(ACCOUNT_A_DAY):
        said(office, item, text=f"Lần {number}")
    with pytest.raises(TooManyRemarks):
        said(office, item, text="Nữa")
    monkeypatch.setattr("awards.actions.remarks.OUTSIDE_A_DAY", CONTACT_A_DAY + 1)
    with pytest.raises(TooManyRemarks):
        said_outside(item, text="Nữa", contact="mới@example.org")
    with day(2022, 11, 16):
        assert said(office, item, text="Hôm sau")
        assert said_outside(item, text="Hôm sau")


# Who learns what


def test_the_trail_and_the_notices_do_not_tell_who_sent_a_confidential_remark(office, item):
    remark = said(office, item)
    settled(office, remark)
    entry = AuditEntry.objects.get(action="send_remark")
    assert entry.actor is None
    told_of = f"{entry.target_name} {entry.changes} {entry.reason}"
    for notice in Notice.objects.exclude(account=office.roi).filter(about__startswith="remark:"):
        told_of += f" {notice.subject} {notice.body} {notice.path}"
    assert "Rời" not in told_of
    assert "roi" not in told_of
    assert remark.text not in told_of
    # With the name open, the trail has it.
    said(office, item, "dung", confidential=False)
    assert AuditEntry.objects.filter(action="send_remark", actor=office.dung).exists()


def test_the_nominee_is_told_of_complaints_and_the_standing_body_of_all(office, item):
    said(office, item, kind="COMMENT", text="Góp ý")
    assert (told("remark_sent"), told("complaint_sent")) == (["thao"], [])
    complaint = said(office, item)
    assert told("complaint_sent") == ["mai"]
    explain_remark(remark=complaint, text="Tôi chủ trì.", actor=office.mai)
    assert told("remark_explained") == ["thao"]
    settled(office, complaint)
    assert (told("remark_answered"), told("complaint_settled")) == (["roi"], ["mai"])


def test_the_sender_the_nominee_and_the_standing_body_read_it_and_nobody_else(office, item):
    remark = said(office, item)
    readers = {
        name for name in office.accounts if remarks_visible_to(getattr(office, name)).exists()
    }
    assert readers == {"roi", "mai", "thao"}
    for who, handles, name in (
        ("thao", True, "Trịnh Văn Rời"),
        ("roi", False, "Trịnh Văn Rời"),
        ("mai", False, ""),
    ):
        (shown,) = thread(Remark.objects.all(), getattr(office, who), handles=handles)
        assert (shown.who, shown.contact) == (name, ""), who
    assert remark.confidential


def test_a_name_that_was_not_kept_back_is_told_and_never_a_contact(office, item):
    said_outside(item, confidential=False)
    (shown,) = thread(Remark.objects.all(), office.mai, handles=False)
    assert (shown.who, shown.contact) == ("Cao Thị Ngoài", "")
    (shown,) = thread(Remark.objects.all(), office.thao, handles=True)
    assert shown.contact == "0900 000 001"


def test_a_nominee_of_the_standing_body_reads_as_a_nominee(office, item):
    grant_role(
        account=office.mai, role=Role.STANDING_BODY, unit=office.root, since=FOUNDED, actor=None
    )
    remark = said(office, item)
    assert told("remark_sent") == ["thao"]
    with pytest.raises(NotAllowed):
        answer_remark(remark=remark, outcome="DISMISSED", answer="Không", actor=office.mai)
    assert explain_remark(remark=remark, text="Tôi giải trình.", actor=office.mai)


# Explaining and answering


def test_only_the_nominee_explains_and_until_it_is_settled(office, item):
    remark = said(office, item)
    for who in ("roi", "thao", "lan", "hung", "khoa"):
        with pytest.raises(NotAllowed):
            explain_remark(remark=remark, text="Hộ", actor=getattr(office, who))
    with pytest.raises(ActionRefused, match="lời giải trình"):
        explain_remark(remark=remark, text=" ", actor=office.mai)
    explain_remark(remark=remark, text="Lần một", actor=office.mai)
    assert explain_remark(remark=remark, text="Lần hai", actor=office.mai).explanation == "Lần hai"
    settled(office, remark)
    with pytest.raises(ActionRefused, match="không có cơ sở từ trước"):
        explain_remark(remark=remark, text="Lần ba", actor=office.mai)


def test_a_comment_is_not_explained(office, item):
    with pytest.raises(NotAllowed):
        explain_remark(remark=said(office, item, kind="COMMENT"), text="Vâng", actor=office.mai)


def test_the_head_speaks_for_a_collective(office, campaign):
    unit = posted(office, accepted(office, campaign, office.b, award="CO_BO")).items.get()
    remark = said(office, unit)
    assert told("complaint_sent") == ["son"]
    with pytest.raises(NotAllowed):
        explain_remark(remark=remark, text="Hộ", actor=office.binh)
    assert explain_remark(remark=remark, text="Cục giải trình.", actor=office.son)


def test_each_kind_has_its_own_outcome_and_one(office, item):
    comment, complaint = said(office, item, kind="COMMENT", text="Một"), said(office, item)
    for remark, outcome in ((comment, "UPHELD"), (complaint, "ANSWERED")):
        with pytest.raises(NotAllowed):
            settled(office, remark, outcome)
    with pytest.raises(ActionRefused, match="ghi câu trả lời"):
        answer_remark(remark=complaint, outcome="UPHELD", answer="", actor=office.thao)
    for who in ("khoa", "lan", "mai", "roi", "oanh", "phong"):
        with pytest.raises(NotAllowed):
            answer_remark(
                remark=complaint, outcome="UPHELD", answer="Có", actor=getattr(office, who)
            )
    assert settled(office, comment, "ANSWERED").state == "ANSWERED"
    assert settled(office, complaint, "UPHELD").answered_by == office.thao
    with pytest.raises(ActionRefused, match="có cơ sở từ trước"):
        settled(office, complaint)
    with transaction.atomic(), pytest.raises(IntegrityError):
        Remark.objects.filter(pk=comment.pk).update(state="DISMISSED")
