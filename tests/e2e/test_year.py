"""The whole year in a real browser, each step by the one whose step it is."""

import json
import re
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.e2e.conftest import PASSWORD, House

pytestmark = pytest.mark.browser

SignIn = Callable[..., Page]

THEME = "Chung sức, chung lòng"
LAUNCH = f"""05/01/2022 09:00
PHÁT ĐỘNG PHONG TRÀO THI ĐUA “{THEME.upper()}”

Sáng 05/01, ông Nguyễn Văn Mẫu phát động phong trào thi đua năm 2022 với chủ đề “{THEME}”.

Một là, rút ngắn thời gian thẩm tra hồ sơ.

Hai là, đưa các thủ tục nội bộ lên môi trường số.
"""
DATES = {
    # Three days after the office's day at this stage, so that a reminder is due at once.
    "pledges_due": "13/01/2022",
    "midyear_on": "30/06/2022",
    "nominations_due": "30/11/2022",
    "council_on": "15/12/2022",
    "yearend_on": "31/12/2022",
}


def looks_right(page: Page) -> None:
    """Nothing that axe complains of, and no sideways scrolling."""
    violations = Axe().run(page).response["violations"]
    assert [(page.url, v["id"], v["nodes"][0]["html"][:120]) for v in violations] == []
    wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(wide) <= 0, page.url


def is_told(page: Page, text: str) -> None:
    """The page says that something was done."""
    expect(page.get_by_role("status").filter(has_text=text).first).to_be_visible()


def launch(page: Page, theme: str = THEME, *, look: bool = True) -> str:
    """Launch a campaign from a text, as the standing body; return the campaign's address.

    `look` needs scripts in the page.
    """
    page.goto("/campaigns/new")
    page.get_by_label("Văn bản phát động").fill(
        LAUNCH.replace(THEME.upper(), theme.upper()).replace(THEME, theme)
    )
    page.get_by_role("button", name="Đọc văn bản").click()
    expect(page.locator("#id_theme")).to_have_value(theme)
    expect(page.locator("#id_launched_on")).to_have_value("05/01/2022")
    expect(page.locator("#id_commitments-1-heading")).to_have_value(re.compile("thủ tục nội bộ"))
    for name, day in DATES.items():
        page.locator(f"#id_{name}").fill(day)
    if look:
        looks_right(page)
    page.locator("#id_launch-sure").check()
    page.get_by_role("button", name="Phát động").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(theme)
    return page.url


def write_pledge(page: Page, campaign: str, *, look: bool = True) -> str:
    """Write a whole pledge and send it, as the clerk; return the pledge's address."""
    page.goto(campaign)
    page.get_by_role("button", name="Viết đăng ký").click()
    rows = page.locator("[id^=commitment-]:has(h2)")
    for number in range(rows.count()):
        row = rows.nth(number)
        row.get_by_label("Tên chỉ tiêu").first.fill(f"Hồ sơ xử lý trước hạn, nội dung {number + 1}")
        row.get_by_label("Số lượng").first.fill("95,5")
        row.get_by_label("Đơn vị tính").first.fill("%")
        row.get_by_label("Hoàn thành trước ngày").first.fill("30/11/2022")
        row.get_by_label("Người phụ trách").first.select_option(index=1)
    if look:
        looks_right(page)
    page.get_by_role("button", name="Lưu và gửi thủ trưởng").click()
    expect(page.get_by_text("chờ thủ trưởng ký", exact=False).first).to_be_visible()
    return page.url


def sign_pledge(page: Page, pledge: str) -> None:
    """Sign it, as the head."""
    page.goto(pledge)
    expect(page.get_by_text("95,5").first).to_be_visible()
    page.locator("#id_sign-sure").check()
    page.get_by_role("button", name="Ký", exact=True).click()
    expect(page.get_by_text("đã ký", exact=False).first).to_be_visible()


def test_pledge_and_sign_work_without_javascript(sign_in: SignIn) -> None:
    standing_body = sign_in("thuongtruc", scripts=False)
    campaign = launch(standing_body, "Không cần kịch bản", look=False)
    pledge = write_pledge(sign_in("chuyenvien", scripts=False), campaign, look=False)
    sign_pledge(sign_in("thutruong", scripts=False), pledge)


def test_whole_year(house: House, sign_in: SignIn) -> None:
    campaign = launch(sign_in("thuongtruc"))
    clerk = sign_in("chuyenvien")
    is_reminded(clerk, house)
    head = sign_in("thutruong")
    sign_pledge(head, write_pledge(clerk, campaign))
    nomination = nominate(clerk, head, campaign)
    review = open_review(sign_in("thuongtruc"), nomination)
    council_agrees(house, sign_in, review)
    admin = sign_in("quyetdinh")
    decision = propose(admin)
    approve(sign_in("lanhdao"), decision)
    issue(admin, decision)
    head.goto(decision)
    expect(head.get_by_role("heading", level=1)).to_contain_text("QĐ-VPQH")
    looks_right(head)
    is_tallied(house, sign_in("thuongtruc"))
    is_on_the_dashboard(sign_in("lanhdao"))


def is_reminded(page: Page, house: House) -> None:
    """The clerk finds the reminder in the inbox and in the mail, within two sweeps."""
    reminder = page.get_by_text("Sắp đến hạn đăng ký thi đua 2022").first
    for _attempt in range(60):
        page.goto("/inbox")
        if reminder.count():
            break
        page.wait_for_timeout(1000)
    expect(reminder).to_be_visible()
    looks_right(page)
    for _attempt in range(60):
        mails = [path.read_text() for path in Path(house.data_dir, "mail").glob("*")]
        if any("Message-ID: <mail-" in mail for mail in mails):
            return
        page.wait_for_timeout(1000)
    pytest.fail("no mail left")


def nominate(clerk: Page, head: Page, campaign: str) -> str:
    """Nominate the unit itself; the head sends it; return the nomination's address."""
    clerk.goto("/nominations/new")
    if clerk.locator("#id_campaign").count():
        clerk.locator("#id_campaign").select_option(campaign.rsplit("/", 1)[1])
        clerk.locator("#id_unit").select_option(label="Vụ Pháp luật")
        clerk.get_by_role("button", name="Tiếp tục").click()
    clerk.locator("#id_award").select_option("TTLDTT")
    clerk.locator("#id_subject").select_option(label="Vụ Pháp luật")
    expect(clerk.locator("#consideration h3")).to_contain_text("Vụ Pháp luật")
    clerk.locator("#id_achievement").fill("Thẩm tra 24 dự án luật, tất cả đúng hạn.")
    looks_right(clerk)
    clerk.get_by_role("button", name="Lưu và trình thủ trưởng").click()
    head.goto(clerk.url)
    head.locator("#id_send-sure").check()
    head.get_by_role("button", name="Ký trình Hội đồng").click()
    expect(head.get_by_text("chờ thường trực kiểm tra").first).to_be_visible()
    return clerk.url


def open_review(page: Page, nomination: str) -> str:
    """Find the nomination complete and open a review on it; return the review's address."""
    page.goto(nomination)
    page.locator("#id_anyway-sure").check()
    page.get_by_role("button", name="Đủ điều kiện trình Hội đồng").click()
    page.goto("/reviews/new")
    page.locator("#id_title").fill("Phiên xét thi đua")
    page.locator("#id_due_on").fill("14/01/2022")
    looks_right(page)
    page.get_by_role("button", name="Mở phiên và mời cho ý kiến").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Phiên xét thi đua")
    return page.url


MEET = """
from awards.models import Review
from reports.demo.reviews import hold_meeting
review = hold_meeting(Review.objects.get(pk={key}), lambda _item, _rank: "AGREE")
print(review.state, *review.items.values_list("passed", flat=True))
"""


def council_agrees(house: House, sign_in: SignIn, review: str) -> None:
    """Members declare and agree beside the dossier; the council meets, votes and signs.

    The meeting itself has a browser test of its own.
    """
    members = council(house)
    assert "uyvien" in members
    for username in members:
        page = sign_in(username)
        page.goto(review)
        declare = page.get_by_role("link", name="Khai xung đột lợi ích")
        if not declare.count():  # it works in the unit: for it there is nothing here
            expect(page.get_by_text("Vụ Pháp luật")).to_have_count(0)
            continue
        declare.click()
        page.get_by_role("button", name="Tôi không có xung đột lợi ích ở mọi hồ sơ").click()
        page.goto(review)
        page.get_by_role("link", name="Vụ Pháp luật", exact=True).click()
        page.get_by_role("radio", name="Đồng ý", exact=True).check()
        page.get_by_label("Nhận xét").fill("Kết quả rõ ràng.")
        if username == "uyvien":
            looks_right(page)
        page.get_by_role("button", name="Lưu và xem hồ sơ tiếp theo").click()
    told = house.manage("shell", "--no-imports", "-c", MEET.format(key=review.rsplit("/", 1)[1]))
    assert told.split() == ["SIGNED", "True"]
    page = sign_in("uyvien")
    page.goto(review)
    expect(page.get_by_text("thông qua").first).to_be_visible()
    looks_right(page)


def council(house: House) -> list[str]:
    """User names of the whole council; those without a login of the demo get one here."""
    code = f"""
from units.models import Account
for account in Account.objects.filter(grants__role__startswith="COUNCIL").distinct():
    if not account.has_usable_password():
        account.set_password({PASSWORD!r})
        account.save()
    print(account.username)
"""
    return house.manage("shell", "--no-imports", "-c", code).split()


def propose(page: Page) -> str:
    """Draft the decision and ask for approval; return the decision's address."""
    page.goto("/decisions/new")
    page.get_by_role("button", name=re.compile("Lập dự thảo quyết định Tập thể")).click()
    looks_right(page)
    page.get_by_role("button", name="Trình duyệt").click()
    expect(page.get_by_text("Đã trình duyệt.")).to_be_visible()
    return page.url


def approve(page: Page, decision: str) -> None:
    """Somebody else reads the draft and approves it."""
    page.goto(decision)
    looks_right(page)
    page.locator("form[action$=approve]").get_by_role("checkbox").check()
    page.get_by_role("button", name="Duyệt dự thảo").click()
    expect(page.get_by_text("Đã duyệt dự thảo.")).to_be_visible()


def issue(page: Page, decision: str) -> None:
    """Issue the decision and open its PDF."""
    page.goto(decision)
    issue = page.locator("form[action$=issue]")
    issue.get_by_label("Ngày ký").fill("10/01/2022")
    issue.get_by_role("checkbox").check()
    page.get_by_role("button", name="Ban hành quyết định").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("01/QĐ-VPQH")
    file = page.request.get(f"{page.url}/file")
    assert file.headers["content-type"] == "application/pdf"
    assert file.body().startswith(b"%PDF-")


def is_tallied(house: House, page: Page) -> None:
    """Count the year with a progress bar, and freeze it; the command prints the same."""
    page.goto("/tallies")
    page.get_by_label("Năm cần đếm").select_option("2022")
    page.get_by_role("button", name="Đếm", exact=True).click()
    expect(page.get_by_role("progressbar").first).to_be_visible()
    page.get_by_role("link", name="Xem kết quả").click(timeout=60_000)
    expect(page.get_by_role("cell", name="1", exact=True).first).to_be_visible()
    looks_right(page)
    page.locator("form[action$=freeze] input[type=checkbox]").check()
    page.get_by_role("button", name="Chốt").click()
    expect(page.get_by_text("đã chốt").first).to_be_visible()
    lines = json.loads(house.manage("tally", "2022", "--json"))
    assert lines == {
        "year": 2022,
        "lines": [{"award": "TTLDTT", "recipients": "COLLECTIVE", "count": 1}],
        "total": 1,
    }


def is_on_the_dashboard(page: Page) -> None:
    """Leadership sees the year; a number opens the list behind it."""
    page.goto("/dashboard?year=2022")
    looks_right(page)
    page.get_by_role("link", name="Đã có quyết định").first.click()
    expect(page.get_by_role("link", name="Vụ Pháp luật").first).to_be_visible()


def test_health(house: House) -> None:
    with urllib.request.urlopen(f"{house.url}/readyz") as response:
        assert json.load(response) == {
            "web": True,
            "database": True,
            "redis": True,
            "worker_and_beat": True,
        }
