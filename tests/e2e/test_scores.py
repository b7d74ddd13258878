"""Scoring in a real browser: a table with the keyboard alone, and cross-scoring in a bloc."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.test_year import is_told, looks_right

pytestmark = pytest.mark.browser

SignIn = Callable[..., Page]
# The office stands on 10/01/2022 at this stage: the first day of cross-scoring.
WINDOWS = {
    "self_from": "03/01/2022",
    "self_until": "09/01/2022",
    "cross_from": "10/01/2022",
    "cross_until": "12/01/2022",
    "check_from": "13/01/2022",
    "check_until": "15/01/2022",
}


def press(page: Page, target: Locator, key: str = "Enter", most: int = 400) -> None:
    """Go on with Tab until `target` has the focus, then press a key; no mouse, no jump."""
    for _step in range(most):
        if target.evaluate("one => one === document.activeElement"):
            page.keyboard.press(key)
            return
        page.keyboard.press("Tab")
    pytest.fail("the keyboard never reaches it")


def write(page: Page, target: Locator, text: str) -> None:
    """Go on with Tab to a box, and type over what stands in it."""
    press(page, target, "Control+a")
    page.keyboard.type(text)


def scoring_page(page: Page) -> str:
    """Open the scoring of the campaign of 2022, and give its address."""
    page.goto("/scorings")
    page.locator("#list-results").get_by_role("row").filter(has_text="2022").get_by_role(
        "link"
    ).first.click()
    return page.url


def test_a_table_is_built_with_the_keyboard_alone(sign_in: SignIn) -> None:
    page = sign_in("thuongtruc")
    scoring_page(page)
    if page.get_by_label("Lập từ").count():
        press(page, page.get_by_label("Lập từ"), "End")
        press(page, page.get_by_role("button", name="Lập bảng"))
    else:
        press(page, page.get_by_role("link", name="Soạn tiếp"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("Soạn bảng tiêu chí")
    looks_right(page)
    write(page, page.locator("#id_group-1-name"), "Nhiệm vụ chuyên môn")
    row = "#id_group-1-criteria-0"
    write(page, page.locator(f"{row}-name"), "Thẩm tra đúng hạn")
    write(page, page.locator(f"{row}-maximum"), "60")
    press(page, page.locator(f"{row}-commitment_id"), "ArrowDown")
    press(page, page.locator("#group-1").get_by_role("button", name="Lưu và thêm dòng"))
    is_told(page, "Đã lưu nháp")
    press(page, page.locator("#group-1 summary"))
    write(page, page.locator("#id_group-1-criteria-1-name"), "Rút ngắn thủ tục")
    write(page, page.locator("#id_group-1-criteria-1-maximum"), "30,5")
    press(page, page.get_by_role("button", name="Lưu và xem cả bảng"))
    expect(page.get_by_text("cộng lại là 90,5, chưa đủ tổng 100")).to_be_visible()
    expect(page.get_by_text("Chưa có tiêu chí nào phục vụ nội dung kêu gọi").first).to_be_visible()
    looks_right(page)
    press(page, page.get_by_role("link", name="Soạn tiếp"))
    write(page, page.locator("#id_group-1-criteria-1-maximum"), "40")
    press(page, page.get_by_role("button", name="Lưu và xem cả bảng"))
    expect(page.get_by_text("100 / 100")).to_be_visible()
    press(page, page.locator("#id_use-sure"), "Space")
    press(page, page.get_by_role("button", name="Áp dụng"))
    is_told(page, "Bảng tiêu chí đã được áp dụng")
    expect(page.get_by_text("Đang áp dụng").first).to_be_visible()


def declare_round(page: Page, scoring: str) -> None:
    """Declare windows that are open for cross-scoring today."""
    page.goto(f"{scoring}/round")
    for name, day in WINDOWS.items():
        page.locator(f"#id_{name}").fill(day)
    looks_right(page)
    page.get_by_role("button", name="Lưu", exact=True).click()
    is_told(page, "Đã lưu đợt chấm điểm")


def test_a_unit_cross_scores_another_of_its_bloc(sign_in: SignIn) -> None:
    standing_body = sign_in("thuongtruc")
    scoring = scoring_page(standing_body)
    declare_round(standing_body, scoring)
    clerk = sign_in("chuyenvien")
    clerk.goto("/")
    expect(clerk.get_by_text("phiếu chấm điểm").first).to_be_visible()
    clerk.goto(scoring)
    looks_right(clerk)
    mine = clerk.get_by_role("row").filter(has_text="Chấm chéo, Vụ Pháp luật")
    assert mine.count() >= 2
    mine.first.get_by_role("link").click()
    points = clerk.get_by_label("Điểm, từ 0 đến")
    points.nth(0).fill("60,5")
    points.nth(1).fill("0")
    clerk.get_by_role("button", name="Lưu điểm").click()
    expect(clerk.get_by_role("alert")).to_contain_text("Nhiều nhất là 60 điểm")
    expect(points.nth(1)).to_have_value("0")
    looks_right(clerk)
    points.nth(0).fill("55,5")
    clerk.get_by_role("button", name="Lưu điểm").click()
    is_told(clerk, "Đã lưu điểm chấm")
    expect(clerk.get_by_text("Đã chấm 2 trên 2 tiêu chí")).to_be_visible()
    points.nth(1).fill("10")
    clerk.get_by_role("button", name="Lưu điểm").click()
    expect(clerk.get_by_role("alert")).to_contain_text("Hãy ghi lý do sửa điểm đã chấm")
    clerk.get_by_label("Lý do").nth(1).fill("Đã có văn bản ban hành")
    clerk.get_by_role("button", name="Lưu điểm").click()
    is_told(clerk, "Đã lưu điểm chấm")
    expect(clerk.get_by_text("Lý do của lần chấm gần nhất: Đã có văn bản")).to_be_visible()
    standing_body.goto(scoring)
    board = standing_body.locator(".card").filter(has_text="Đơn vị đã chấm chéo đủ")
    expect(board.first).to_be_visible()
    looks_right(standing_body)
