"""A second person approves a decision, and what was approved is what is issued."""

import datetime

import pytest
from django.db import IntegrityError, transaction

from awards.actions.approvals import approve_decision, propose_decision, return_decision
from awards.actions.decisions import DecisionContent, discard_decision, word_decision
from awards.actions.issuing import issue_decision
from awards.models import Decision, NumberSeries, Recipient
from tests.awards.way import accepted, approved, decision_on
from tests.cast import FOUNDED, Office, day, told
from units.actions.accounts import grant_role
from units.errors import ActionRefused, NotAllowed
from units.models import Account, AuditEntry, Role

SIGNED = datetime.date(2022, 11, 15)
WORDS = DecisionContent("Khác", ["Căn cứ"], "Chủ nhiệm", "Ai", "QĐ-VPQH")


@pytest.fixture
def draft(office: Office, campaign) -> Decision:
    return decision_on(office, accepted(office, campaign, "mai"))


def let_decide(office: Office, account: Account) -> Account:
    """Make somebody an award admin, too."""
    role = Role.DECISION_ADMIN
    grant_role(account=account, role=role, unit=office.root, since=FOUNDED, actor=None)
    return account


def test_from_draft_to_issued_it_takes_two(office, draft):
    proposed = propose_decision(decision=draft, actor=office.oanh)
    assert told("decision_proposed") == ["phong"]
    done = approve_decision(decision=proposed, actor=office.phong)
    assert (done.state, done.approved_by) == ("APPROVED", office.phong)
    assert told("decision_approved") == ["oanh"]
    issued = issue_decision(decision=done, signed_on=SIGNED, actor=office.oanh)
    assert (issued.state, issued.approved_by) == ("ISSUED", office.phong)
    kept = AuditEntry.objects.filter(target_type="awards.decision").order_by("pk")
    assert list(kept.values_list("action", "actor__username")) == [
        ("draft_decision", "oanh"),
        ("propose_decision", "oanh"),
        ("approve_decision", "phong"),
        ("issue_decision", "oanh"),
    ]


def test_a_step_left_out_is_refused(office, draft):
    with pytest.raises(ActionRefused, match="đang ở trạng thái “dự thảo”"):
        approve_decision(decision=draft, actor=office.phong)
    with pytest.raises(ActionRefused, match="đang ở trạng thái “dự thảo”"):
        issue_decision(decision=draft, signed_on=SIGNED, actor=office.oanh)
    propose_decision(decision=draft, actor=office.oanh)
    with pytest.raises(ActionRefused, match="đang ở trạng thái “chờ duyệt”"):
        issue_decision(decision=draft, signed_on=SIGNED, actor=office.oanh)
    assert NumberSeries.objects.count() == 0


def test_nobody_approves_what_they_wrote(office, draft):
    worder = let_decide(office, office.minh)
    word_decision(decision=draft, content=WORDS, actor=worder)
    proposer = let_decide(office, office.nga)
    propose_decision(decision=draft, actor=proposer)
    for who in (office.oanh, worder, proposer):
        with pytest.raises(ActionRefused, match="cần người thứ hai"):
            approve_decision(decision=draft, actor=who)
    for who in ("lan", "thao", "khoa", "roi"):
        with pytest.raises(NotAllowed):
            approve_decision(decision=draft, actor=getattr(office, who))
    assert approve_decision(decision=draft, actor=let_decide(office, office.lien))


def test_what_is_proposed_is_changed_by_nobody(office, draft):
    propose_decision(decision=draft, actor=office.oanh)
    for act in (
        lambda: word_decision(decision=draft, content=WORDS, actor=office.oanh),
        lambda: discard_decision(decision=draft, actor=office.oanh),
        lambda: propose_decision(decision=draft, actor=office.oanh),
    ):
        with pytest.raises(ActionRefused, match="Không có gì thay đổi"):
            act()


def test_it_goes_back_with_a_reason_and_is_approved_anew(office, draft):
    approved(office, draft)
    with pytest.raises(ActionRefused, match="Hãy ghi lý do"):
        return_decision(decision=draft, note=" ", actor=office.phong)
    returned = return_decision(decision=draft, note="Thiếu căn cứ", actor=office.phong)
    assert (returned.state, returned.approved_by) == ("DRAFT", None)
    assert told("decision_returned") == ["oanh"]
    word_decision(decision=draft, content=WORDS, actor=office.oanh)
    again = approved(office, draft)
    assert (again.subject, again.return_note) == ("Khác", "")


WAYS = {
    "skip the approval": {"state": "ISSUED", "number": 1, "signed_on": SIGNED},
    "approve by hand": {"state": "APPROVED"},
    "change the words": {"subject": "Khác"},
    "change the day's bases": {"bases": []},
    "change the symbol": {"symbol": "QĐ-KHAC"},
    "hide it": {"is_public": False},
}


@pytest.mark.parametrize("way", WAYS)
def test_the_database_keeps_the_order_and_the_words(office, draft, way):
    propose_decision(decision=draft, actor=office.oanh)
    if way == "approve by hand":
        WAYS[way]["approved_by"] = office.accounts["oanh"]
    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.update(**WAYS[way])
    # Control: as long as it is a draft, its words are free.
    return_decision(decision=draft, note="Sửa", actor=office.oanh)
    if "state" not in WAYS[way]:
        assert Decision.objects.update(**WAYS[way]) == 1


def test_recipients_of_a_proposed_decision_stay(office, draft):
    propose_decision(decision=draft, actor=office.oanh)
    for act in (
        lambda: Recipient.objects.update(name="Khác"),
        lambda: Recipient.objects.all().delete(),
        lambda: Decision.objects.all().delete(),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            act()


# --- the day of signing ---------------------------------------------------------------------------
def drafts(office: Office, campaign, *awards: str) -> list[Decision]:
    files = [accepted(office, campaign, "mai", award=award) for award in awards]
    return [approved(office, decision_on(office, one)) for one in files]


def issue(office: Office, decision: Decision, on: tuple[int, int, int]) -> str:
    signed = datetime.date(*on)
    return issue_decision(decision=decision, signed_on=signed, actor=office.oanh).reference


def test_numbers_follow_the_order_of_signing(office, campaign):
    one, two = drafts(office, campaign, "LDTT", "GKHEN")
    assert issue(office, one, (2022, 11, 14)) == "01/QĐ-VPQH"
    with pytest.raises(ActionRefused, match="Số 01/QĐ-VPQH đã cấp cho ngày 14/11/2022"):
        issue(office, two, (2022, 11, 11))
    assert issue(office, two, (2022, 11, 14)) == "02/QĐ-VPQH"


def test_what_was_signed_on_the_last_day_is_numbered_in_its_year_until_the_next_working_day(
    office, campaign
):
    one, two, three = drafts(office, campaign, "LDTT", "GKHEN", "BKB")
    with day(2023, 1, 3):  # 31/12/2022 is a Saturday; 2 January is the day off for the 1st
        assert issue(office, one, (2022, 12, 30)) == "01/QĐ-VPQH"
        assert issue(office, two, (2023, 1, 3)) == "01/QĐ-VPQH"
    with day(2023, 1, 4), pytest.raises(ActionRefused, match="ngày làm việc tiếp theo"):
        issue(office, three, (2022, 12, 30))
