"""Pages of money: funds and their ledgers, prizes of a decision, what is taken back."""

import datetime

import pytest
from django.urls import reverse

from awards.actions.prizes import pay_prizes
from awards.models import Fund, FundEntry, PrizeLine, Recovery
from awards.queries.funds import balance_of
from tests.awards.views.pages import rows, text
from tests.awards.way import accepted, approved, decision_on, funded, issued, recorded, revoked

TODAY = datetime.date(2022, 11, 15)


@pytest.fixture
def decision(office, campaign):
    names = [accepted(office, campaign, who, award="GKHEN") for who in ("mai", "dung")]
    return issued(office, *names)


def test_a_fund_is_set_up_filled_and_read(office, sign_in) -> None:
    oanh = sign_in("oanh")
    assert "Chưa lập quỹ nào" in text(oanh.get("/funds"))
    sent = {"order": "STATE", "year": 2022, "name": "Quỹ thi đua, khen thưởng"}
    response = oanh.post("/funds/new", sent)
    fund = Fund.objects.get()
    assert response["Location"] == fund.get_absolute_url()
    assert oanh.post("/funds/new", sent).status_code == 409
    record = f"/funds/{fund.pk}/record"
    wrong = {"kind": "INCOME", "amount": "1,5 triệu", "on": "15/11/2022", "note": "Cấp"}
    assert "số nguyên đồng" in text(oanh.post(record, wrong))
    oanh.post(record, wrong | {"amount": "1.000.000"})
    refused = oanh.post(record, wrong | {"kind": "EXPENSE", "amount": "1 000 001"})
    assert (refused.status_code, balance_of(fund).left) == (409, 1_000_000)
    page = text(oanh.get(fund.get_absolute_url()))
    assert "Thu vào quỹ" in page
    assert "+1.000.000" in page
    exported = oanh.get(fund.get_absolute_url() + "?export=csv").content.decode()
    assert "15/11/2022,thu vào quỹ,Cấp,1000000,1000000," in exported
    assert [one.left for one in rows(sign_in("phong").get("/funds"))] == [1_000_000]
    assert "Ghi thu, chi khác" not in text(sign_in("thao").get(fund.get_absolute_url()))


def test_the_draft_says_what_it_costs_and_what_the_fund_lacks(office, campaign, sign_in) -> None:
    draft = approved(office, decision_on(office, accepted(office, campaign, award="GKHEN")))
    oanh = sign_in("oanh")
    page = text(oanh.get(draft.get_absolute_url()))
    assert "tổng tiền thưởng là <strong>450.000 đồng</strong>" in page
    assert "Chưa lập quỹ của năm này" in page
    funded(office, 400_000)
    page = text(oanh.get(draft.get_absolute_url()))
    assert "còn 400.000 đồng, thiếu 50.000 đồng: chưa ban hành được" in page
    url = reverse("decision_issue", args=[draft.pk])
    refused = oanh.post(url, {"issue-signed_on": "15/11/2022", "issue-sure": "on"})
    assert refused.status_code == 409
    assert "thiếu 50.000 đồng. Quyết định chưa được ban hành." in text(refused)


def test_prizes_are_taken_on_shown_and_paid(office, decision, sign_in) -> None:
    fund, oanh = funded(office), sign_in("oanh")
    url = reverse("decision_prizes", args=[decision.pk])
    page = text(oanh.get(url))
    assert "0,3 × 1.490.000" in page
    assert "Điều 73 Nghị định số 91/2017/NĐ-CP" in page
    assert "Ghi đã chi" not in page
    oanh.post(f"{url}/take-on", {"fund": fund.pk})
    assert "Ghi đã chi" in text(oanh.get(url))
    lines = list(PrizeLine.objects.values_list("pk", flat=True))
    assert oanh.post(f"{url}/pay", {"paid_on": "15/11/2022"}).status_code == 409
    oanh.post(f"{url}/pay", {"lines": lines, "paid_on": "15/11/2022"})
    assert FundEntry.objects.filter(kind="PAYMENT").count() == 2
    oanh.post(f"{url}/pay", {"lines": lines, "paid_on": "15/11/2022"})
    assert FundEntry.objects.filter(kind="PAYMENT").count() == 2
    assert oanh.get(f"{url}.pdf").content.startswith(b"%PDF")
    assert oanh.get(f"{url}.xlsx").content.startswith(b"PK")
    read = text(sign_in("phong").get(url))
    assert "đã chi" in read
    assert "/prizes/pay" not in read


def test_of_another_authority_the_agency_may_pay_or_not(office, sign_in) -> None:
    decision = recorded(office, "BKTTG", 2021, office.people["mai"])
    union = recorded(office, "CD_GMN", 2021, office.people["mai"], reference="MH-02")
    fund, oanh = funded(office), sign_in("oanh")
    assert "Chưa ghi nhận cơ quan chi" in text(oanh.get(decision.get_absolute_url()))
    url = reverse("decision_prizes", args=[decision.pk])
    assert "hãy chọn quỹ chi" in text(oanh.get(url))
    oanh.post(f"{url}/take-on", {"fund": fund.pk})
    assert "5.220.000" in text(oanh.get(url))
    other = oanh.post(reverse("decision_prizes_take_on", args=[union.pk]), {"fund": fund.pk})
    assert other.status_code == 409


def test_a_recovery_is_open_until_both_are_back(office, decision, sign_in) -> None:
    revoked(office, decision, decision.recipients.get(name__endswith="Mai"))
    recovery, oanh = Recovery.objects.get(), sign_in("oanh")
    assert "Còn 1 khoản phải thu hồi" in text(oanh.get("/funds"))
    url = recovery.get_absolute_url()
    assert oanh.post(url, {"money_back_on": ""}).status_code == 409
    oanh.post(url, {"money_back_on": "15/11/2022", "note": "Phiếu thu 01"})
    assert rows(oanh.get("/recoveries?state=True")) == [recovery]
    oanh.post(url, {"artefact_back_on": "15/11/2022"})
    assert rows(oanh.get("/recoveries?state=True")) == []
    page = text(oanh.get(url))
    assert "đã thu hồi xong" in page
    assert "Phiếu thu 01" in page
    assert "Ghi đã thu hồi" not in page
    assert "Hiện vật" in text(sign_in("thao").get(url))


def test_lists_ask_the_same_however_many_rows(
    office, campaign, decision, sign_in, django_assert_max_num_queries
) -> None:
    fund = funded(office)
    oanh = sign_in("oanh")
    url = reverse("decision_prizes", args=[decision.pk])
    oanh.post(f"{url}/take-on", {"fund": fund.pk})
    keys = PrizeLine.objects.values_list("pk", flat=True)
    pay_prizes(decision=decision, lines=list(keys), paid_on=TODAY, actor=office.oanh)
    revoked(office, decision, *decision.recipients.all())
    for order in ("PARTY", "UNION"):
        funded(office, 1_000, order=order)
    ledger = fund.get_absolute_url()
    for page, most in (("/funds", 14), (ledger, 14), ("/recoveries", 12), (url, 20)):
        with django_assert_max_num_queries(most):
            oanh.get(page)
