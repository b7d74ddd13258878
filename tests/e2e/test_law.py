"""The law beside the work, in a real browser: a person's page, a nomination, the what-if page."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.test_year import looks_right

pytestmark = pytest.mark.browser

SignIn = Callable[..., Page]
STRICTER = """
[[everywhere]]
code = "THU.LDTT"
awards = ["LDTT"]
from = 2017-10-01
cites = ["L2003"]
evidence = "found"
checked = 2026-11-23
asks = [{ kind = "rating", least = "HTXS" }]
"""


def of_our_unit(page: Page) -> None:
    """Go to the clerk's own unit, as one who knows the menu does."""
    page.goto("/units")
    page.locator("#list-results").get_by_role("link", name="Vụ Pháp luật").first.click()


def test_a_persons_page_explains_a_no_and_the_way_to_yes(sign_in: SignIn) -> None:
    page = sign_in("chuyenvien")
    of_our_unit(page)
    page.get_by_role("link", name="Ai đủ điều kiện").click()
    page.get_by_label("Danh hiệu, hình thức").select_option("CSTDCS")
    page.get_by_label("Năm xét").select_option("2021")
    page.get_by_role("button", name="Xem").click()
    short = page.get_by_role("row").filter(has_text="Còn thiếu").first
    expect(short).to_contain_text("Để đủ điều kiện:")
    short.get_by_role("link").first.click()
    page.get_by_role("link", name="Điều kiện khen thưởng").click()
    page.get_by_label("Năm xét").select_option("2021")
    page.get_by_role("button", name="Xem").click()
    card = page.locator(".card").filter(
        has=page.get_by_role("heading", name="Chiến sĩ thi đua cơ sở")
    )
    expect(card.get_by_text("Chưa đủ điều kiện", exact=True)).to_be_visible()
    card.locator("summary").click()
    expect(card.get_by_text("Nghị định số 91/2017/NĐ-CP").first).to_be_visible()
    expect(page.get_by_role("heading", name="Năm năm tới")).to_be_visible()
    looks_right(page)


def test_nominating_shows_the_law_live_and_needs_no_mouse(sign_in: SignIn) -> None:
    page = sign_in("chuyenvien")
    page.goto("/nominations/new")
    panel = page.locator("#consideration")
    expect(panel).to_contain_text("Chọn danh hiệu, hình thức để thấy ai")
    page.locator("#id_award").focus()
    page.keyboard.type("Giấy khen")  # a select jumps to what is typed
    page.keyboard.press("Tab")
    expect(panel.get_by_role("heading")).to_contain_text("đủ điều kiện")
    looks_right(page)
    pick = panel.get_by_role("button", name="Chọn").first
    who = pick.inner_text().removeprefix("Chọn").strip()
    page.locator("#id_achievement").fill("Đang viết dở")
    pick.focus()
    page.keyboard.press("Enter")
    expect(panel.get_by_role("heading")).to_contain_text(who)
    expect(page.locator("#id_achievement")).to_have_value("Đang viết dở")
    page.locator("#id_award").select_option("CSTDCS")
    expect(panel).to_contain_text("trên tối đa")
    expect(page.locator("#live-status")).to_contain_text(who)
    looks_right(page)


def test_without_scripts_a_button_asks_the_law(sign_in: SignIn) -> None:
    page = sign_in("chuyenvien", scripts=False, width=360)
    page.goto("/nominations/new")
    page.locator("#id_award").select_option("CSTDCS")
    page.locator("#id_achievement").fill("Đang viết dở")
    page.get_by_role("button", name="Đối chiếu").click()
    expect(page.locator("#consideration")).to_contain_text("đủ điều kiện")
    page.locator("#consideration details:not([open]) summary").first.click()
    page.locator("#consideration button:visible").first.click()
    expect(page.locator("#initiatives")).not_to_be_empty()
    expect(page.locator("#id_achievement")).to_have_value("Đang viết dở")


def test_the_what_if_page_lists_who_would_change(sign_in: SignIn) -> None:
    page = sign_in("thuongtruc")
    page.goto("/what-if")
    page.get_by_label("Danh hiệu, hình thức").select_option("LDTT")
    page.get_by_label("Năm xét").select_option("2021")
    page.get_by_label("Quy định riêng muốn thử").fill(STRICTER)
    page.get_by_role("button", name="Thử").click()
    rows = page.get_by_role("row").filter(has_text="Chưa đủ điều kiện")
    assert rows.count() > 50
    expect(rows.first).to_contain_text("hoàn thành xuất sắc nhiệm vụ")
    looks_right(page)
    page.get_by_label("Quy định riêng muốn thử").fill(STRICTER.replace("HTXS", "KHT"))
    page.get_by_role("button", name="Thử").click()
    expect(page.get_by_role("alert")).to_contain_text("THU.LDTT: loosens national law")
