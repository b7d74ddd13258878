"""Prizes: worked out when a decision is issued, set aside, paid, taken back."""

import datetime

import pytest
from django.db import IntegrityError, connection, transaction

from awards.actions.amendments import draft_amendment
from awards.actions.funds import open_fund, record_expense, record_income
from awards.actions.issuing import issue_decision
from awards.actions.prizes import pay_prizes, take_on_prizes
from awards.actions.recoveries import settle_recovery
from awards.models import Decision, Fund, FundEntry, PrizeLine, Recipient, Recovery
from awards.queries.decisions import reads_now
from awards.queries.funds import Balance, balance_of, fund_board, ledger
from awards.queries.prizes import prize_list
from tests.awards.way import (
    accepted,
    amended,
    approved,
    decision_on,
    funded,
    issued,
    recorded,
    revoked,
)
from tests.cast import Office
from units.errors import ActionRefused, NotAllowed
from units.models import AuditEntry

TODAY = datetime.date(2022, 11, 15)
# Awards of 2021 at a base salary of 1.490.000: individuals, collectives, what each gets, the sum.
SEED = [
    ("HCLD3", 3, 0, 6_710_000, 20_130_000),
    ("CO_CP", 0, 2, 17_880_000, 35_760_000),
    ("BKTTG", 0, 1, 10_430_000, 10_430_000),
    ("BKTTG", 2, 0, 5_220_000, 10_440_000),
    ("CO_BO", 0, 4, 11_920_000, 47_680_000),
]
PEOPLE = ("mai", "dung", "lan")


def certificates(office: Office, campaign, *names: str, award: str = "GKHEN") -> Decision:
    return issued(office, *(accepted(office, campaign, who, award=award) for who in names))


def lines(decision: Decision, *names: str) -> list[Recipient]:
    """Lines of some people, by the last word of their names."""
    return [decision.recipients.get(name__endswith=name) for name in names]


def amounts(decision: Decision) -> list[int]:
    return [line.due for line in prize_list(decision).lines]


def kinds(fund: Fund) -> list[tuple[str, int]]:
    return [(entry.kind, entry.amount) for entry in ledger(fund)]


def test_the_awards_of_2021_come_to_the_total_line_by_line(office: Office) -> None:
    fund = funded(office, 124_440_000, year=2021)
    units = [office.root, office.a, office.b, office.cell]
    total = 0
    for number, (award, people, collectives, each, together) in enumerate(SEED):
        subjects = [office.people[who] for who in PEOPLE[:people]] + units[:collectives]
        signed = {"reference": f"MH-{number}", "signed_on": datetime.date(2021, 12, 20 + number)}
        decision = recorded(office, award, 2021, *subjects, **signed)
        due = take_on_prizes(decision=decision, fund=fund, actor=office.oanh)
        assert amounts(decision) == [each] * (people + collectives), award
        assert due == together, award
        total += due
    assert total == 124_440_000
    assert balance_of(fund).left == 0


def test_the_party_pays_by_its_own_scheme_from_its_own_fund(office: Office) -> None:
    state, party = funded(office, 10_000_000), funded(office, 10_000_000, "PARTY")
    signed = {"signed_on": datetime.date(2022, 2, 1), "authority": "Đảng ủy"}
    member = recorded(office, "DANG_GK_DV", 2021, office.people["mai"], **signed)
    with pytest.raises(ActionRefused, match="Quỹ này không chi"):
        take_on_prizes(decision=member, fund=state, actor=office.oanh)
    assert take_on_prizes(decision=member, fund=party, actor=office.oanh) == 447_000
    union = recorded(office, "CD_GMN", 2021, office.people["mai"], **signed)
    unions = funded(office, 10_000_000, "UNION")
    with pytest.raises(ActionRefused, match="Không có khoản tiền thưởng nào"):
        take_on_prizes(decision=union, fund=unions, actor=office.oanh)
    assert balance_of(state).left == 10_000_000


def test_issuing_sets_the_prizes_aside_with_all_that_they_come_from(office, campaign) -> None:
    fund = funded(office, 2_000_000)
    decision = certificates(office, campaign, "mai", "dung")
    (one, _) = prize_list(decision).lines
    assert (one.amount, one.base_salary, one.rounding) == (450_000, 1_490_000, "HALF_UP_10K")
    assert (f"{one.coefficient:.1f}", f"{one.multiplier:.0f}") == ("0.3", "1")
    assert one.cites == ["N91 Đ73", "N38", "N91 Đ68.2"]
    assert one.worth.amount == one.amount
    assert balance_of(fund) == Balance(2_000_000, 0, 900_000, 0, 0)
    entry = AuditEntry.objects.get(action="issue_decision")
    assert entry.changes["prizes"] == 900_000


def test_a_decision_that_the_fund_cannot_pay_is_not_issued(office, campaign) -> None:
    fund = funded(office, 449_999)
    draft = approved(office, decision_on(office, accepted(office, campaign, award="GKHEN")))
    issue = {"decision": draft, "signed_on": TODAY, "actor": office.oanh}
    with pytest.raises(ActionRefused) as refusal:
        issue_decision(**issue)
    assert "còn 449.999 đồng, cần 450.000 đồng, thiếu 1 đồng" in str(refusal.value)
    assert not PrizeLine.objects.exists()
    record_income(fund=fund, amount=1, on=TODAY, note="Bổ sung", actor=office.oanh)
    assert issue_decision(**issue).number == 1
    assert balance_of(fund).left == 0


def test_without_a_fund_nothing_is_checked_and_one_may_take_over_later(office, campaign) -> None:
    decision = certificates(office, campaign, "mai")
    assert amounts(decision) == [450_000]
    with pytest.raises(ActionRefused, match="đã dành trong quỹ"):
        pay(office, decision)
    fund = funded(office, 450_000)
    assert take_on_prizes(decision=decision, fund=fund, actor=office.oanh) == 450_000
    with pytest.raises(ActionRefused, match="đã được dành tiền"):
        take_on_prizes(decision=decision, fund=fund, actor=office.oanh)


def pay(office: Office, decision: Decision, on=TODAY, actor=None) -> int:
    lines = [line.pk for line in prize_list(decision).lines if line.due and not line.is_paid]
    return pay_prizes(decision=decision, lines=lines, paid_on=on, actor=actor or office.oanh)


def test_a_prize_is_paid_once(office, campaign) -> None:
    fund = funded(office, 2_000_000)
    decision = certificates(office, campaign, "mai", "dung")
    for wrong in (TODAY + datetime.timedelta(1), TODAY - datetime.timedelta(1)):
        with pytest.raises(ActionRefused, match="Ngày chi"):
            pay(office, decision, wrong)
    with pytest.raises(NotAllowed):
        pay(office, decision, actor=office.thao)
    assert pay(office, decision) == 900_000
    with pytest.raises(ActionRefused, match="chưa chi"):
        pay_prizes(
            decision=decision,
            lines=PrizeLine.objects.values_list("pk", flat=True),
            paid_on=TODAY,
            actor=office.oanh,
        )
    assert balance_of(fund) == Balance(2_000_000, 0, 0, 900_000, 0)
    (board,) = fund_board(Fund.objects.all())
    assert (board.left, board.reserved, board.paid) == (1_100_000, 0, 900_000)
    paid = FundEntry.objects.filter(kind="PAYMENT").first()
    paid.pk = None
    with pytest.raises(IntegrityError, match="paid_or_released_once"), transaction.atomic():
        paid.save(force_insert=True)


def to_unit(office: Office, campaign, award: str) -> Decision:
    return issued(office, accepted(office, campaign, office.a, award=award))


def test_of_two_titles_of_a_year_only_the_highest_is_paid(office, campaign) -> None:
    """M2, the lower title first, then the higher one; a form beside them is paid too (M4)."""
    fund = funded(office, 20_000_000)
    lower, higher, form = (
        to_unit(office, campaign, award) for award in ("TTLDTT", "CO_BO", "GKHEN")
    )
    assert [amounts(one) for one in (lower, higher, form)] == [[0], [11_920_000], [890_000]]
    ended = PrizeLine.objects.get(ended_by__isnull=False)
    assert (ended.recipient.decision, ended.ended_by) == (lower, higher)
    assert [rule.case for rule in prize_list(higher).rules] == ["M2"]
    assert [rule.case for rule in prize_list(form).rules] == ["M4"]
    assert ("RELEASE", 1_190_000) in kinds(fund)
    assert balance_of(fund).left == 20_000_000 - 11_920_000 - 890_000
    assert not Recovery.objects.exists()


def test_a_lower_title_after_the_higher_one_is_not_paid(office, campaign) -> None:
    higher, lower = (to_unit(office, campaign, award) for award in ("CO_BO", "TTLDTT"))
    assert amounts(lower) == [0]
    assert PrizeLine.objects.get(recipient__decision=lower).ended_by == higher


def test_titles_of_different_periods_and_forms_are_each_paid(office) -> None:
    """M1: three years of one title and one year of another; M3: two forms."""
    fund, mai = funded(office, 20_000_000), office.people["mai"]
    paid = {}
    for number, award in enumerate(("CSTDB", "CSTDCS", "BKTTG", "HCLD3")):
        decision = recorded(office, award, 2021, mai, reference=f"MH-{number}")
        take_on_prizes(decision=decision, fund=fund, actor=office.oanh)
        found = prize_list(decision)
        paid[award] = found.due, [rule.case for rule in found.rules]
    assert paid == {
        "CSTDB": (4_470_000, []),
        "CSTDCS": (1_490_000, ["M1"]),
        "BKTTG": (5_220_000, ["M4"]),
        "HCLD3": (6_710_000, ["M3", "M4"]),
    }


def test_a_title_paid_before_the_higher_one_is_taken_back(office, campaign) -> None:
    funded(office, 20_000_000)
    pay(office, to_unit(office, campaign, "TTLDTT"))
    to_unit(office, campaign, "CO_BO")
    recovery = Recovery.objects.get()
    assert (recovery.money, recovery.of_artefact) == (1_190_000, False)


def test_a_revocation_opens_the_recovery_of_money_and_artefact(office, campaign) -> None:
    fund = funded(office, 2_000_000)
    decision = certificates(office, campaign, "mai", "dung")
    mai = decision.recipients.get(name__endswith="Mai")
    pay_prizes(decision=decision, lines=[mai.prize.pk], paid_on=TODAY, actor=office.oanh)
    revoked(office, decision, *lines(decision, "Mai", "Dung"))
    paid, unpaid = Recovery.objects.order_by("-money")
    assert (paid.recipient, paid.money, unpaid.money) == (mai, 450_000, 0)
    # What was only set aside is free again; what was paid is out until it is back.
    assert balance_of(fund) == Balance(2_000_000, 0, 0, 450_000, 0)
    settle_recovery(recovery=paid, money_back_on=TODAY, actor=office.oanh)
    paid.refresh_from_db()
    assert paid.is_open
    assert balance_of(fund).left == 2_000_000
    settle_recovery(recovery=paid, artefact_back_on=TODAY, note="Biên bản 01", actor=office.oanh)
    paid.refresh_from_db()
    assert (paid.is_open, paid.note) == (False, "Biên bản 01")
    for recovery, days in ((paid, {"money_back_on": TODAY}), (unpaid, {"money_back_on": TODAY})):
        with pytest.raises(ActionRefused, match="còn phải thu hồi"):
            settle_recovery(recovery=recovery, actor=office.oanh, **days)
    with pytest.raises(ActionRefused, match="Ngày thu hồi"):
        settle_recovery(
            recovery=unpaid, artefact_back_on=datetime.date(2022, 11, 14), actor=office.oanh
        )
    with pytest.raises(NotAllowed):
        settle_recovery(recovery=unpaid, artefact_back_on=TODAY, actor=office.phong)


def test_a_replacement_takes_back_from_whom_it_leaves_out_and_pays_nobody_twice(
    office, campaign
) -> None:
    fund = funded(office, 2_000_000)
    decision = certificates(office, campaign, "mai", "dung")
    replaced = amended(office, decision, "REPLACEMENT", "SAI_NOI_DUNG", *lines(decision, "Mai"))
    assert [one.recipient.name for one in Recovery.objects.all()] == ["Hoàng Thị Dung"]
    assert prize_list(replaced).lines == []
    assert balance_of(fund).reserved == 450_000
    # Who is then taken out of the replacement loses what the first decision gave.
    revoked(office, replaced, *lines(replaced, "Mai"))
    assert balance_of(fund).left == 2_000_000
    mai = decision.recipients.get(name__endswith="Mai")
    assert Recovery.objects.filter(recipient=mai).exists()


def test_a_correction_moves_no_money(office, campaign) -> None:
    fund = funded(office, 2_000_000)
    decision = certificates(office, campaign, "mai")
    one = decision.recipients.get()
    draft = draft_amendment(
        decision=decision,
        kind="CORRECTION",
        ground="SAI_THE_THUC",
        reason="Nhầm tên",
        lines={one.pk: ("Đặng Thị Mai Hoa", one.place)},
        actor=office.oanh,
    )
    issue_decision(decision=approved(office, draft), signed_on=TODAY, actor=office.oanh)
    assert kinds(fund) == [("INCOME", 2_000_000), ("COMMITMENT", 450_000)]
    (line,) = prize_list(decision).lines
    assert reads_now(line.recipient)[0] == "Đặng Thị Mai Hoa"


def test_a_fund_is_kept_by_whoever_issues_decisions(office) -> None:
    with pytest.raises(NotAllowed):
        open_fund(agency=office.agency, order="STATE", year=2022, name="Quỹ", actor=office.thao)
    fund = funded(office, 1_000)
    with pytest.raises(ActionRefused, match="đã có"):
        funded(office, 0)
    wrong = {"fund": fund, "note": "Thu", "actor": office.oanh}
    for facts in (
        {"amount": 0, "on": TODAY},
        {"amount": 5, "on": TODAY, "note": " "},
        {"amount": 5, "on": TODAY + datetime.timedelta(1)},
    ):
        with pytest.raises(ActionRefused, match=r"Chưa có gì được ghi"):
            record_income(**(wrong | facts))
    with pytest.raises(ActionRefused, match="Khoản chi chưa được ghi"):
        record_expense(**wrong, amount=1_001, on=TODAY)
    record_expense(**wrong, amount=1_000, on=TODAY)
    assert balance_of(fund).left == 0


WAYS = (
    "UPDATE awards_fundentry SET amount = 1",
    "DELETE FROM awards_fundentry",
    "UPDATE awards_prizeline SET amount = amount + 1",
    "UPDATE awards_prizeline SET cites = '{}'",
    "UPDATE awards_prizeline SET amount = 1, ended_by_id = (SELECT min(id) FROM awards_decision)",
    "DELETE FROM awards_prizeline",
    "UPDATE awards_recovery SET money = 1",
    "DELETE FROM awards_recovery",
)


@pytest.fixture
def settled(office, campaign) -> Decision:
    funded(office, 2_000_000)
    decision = certificates(office, campaign, "mai", "dung")
    pay(office, decision)
    revoked(office, decision, *lines(decision, "Mai"))
    (recovery,) = Recovery.objects.all()
    settle_recovery(recovery=recovery, money_back_on=TODAY, actor=office.oanh)
    return decision


def test_money_that_was_written_stays(settled, office) -> None:
    for statement in WAYS:
        with connection.cursor() as cursor, pytest.raises(IntegrityError), transaction.atomic():
            cursor.execute(statement)
    for act in (
        lambda: FundEntry.objects.update(note="Khác"),
        lambda: PrizeLine.objects.filter(ended_by__isnull=False).update(ended_by=None),
        lambda: Recovery.objects.update(money_back_on=None),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            act()
    for wrong in ({"amount": 0}, {"amount": -5}, {"note": ""}):
        entry = FundEntry.objects.get(kind="INCOME")
        entry.pk = None
        vars(entry).update(wrong)
        with pytest.raises(IntegrityError), transaction.atomic():
            entry.save(force_insert=True)


def test_the_ledger_adds_up_to_the_balance(settled) -> None:
    (fund,) = fund_board(Fund.objects.all())
    changes = [entry.change for entry in ledger(fund)]
    assert sum(changes) == balance_of(fund).left == fund.left == 1_550_000
    assert all(entry.change == entry.sign * entry.amount for entry in ledger(fund))
