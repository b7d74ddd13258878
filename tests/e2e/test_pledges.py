"""A pledge that lives, in a real browser: amended and compared; written by two at once."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import PASSWORD
from tests.e2e.test_year import launch, looks_right, sign_pledge, write_pledge

pytestmark = pytest.mark.browser

SignIn = Callable[..., Page]


def test_a_pledge_is_amended_and_its_versions_are_compared(sign_in: SignIn) -> None:
    campaign = launch(sign_in("thuongtruc"), "Sửa đổi có lý do", look=False)
    clerk, head = sign_in("chuyenvien"), sign_in("thutruong")
    pledge = write_pledge(clerk, campaign, look=False)
    sign_pledge(head, pledge)
    standing_body = sign_in("thuongtruc")
    standing_body.goto(pledge)
    looks_right(standing_body)
    standing_body.get_by_role("button", name="Tiếp nhận").click()
    expect(standing_body.get_by_text("Đã tiếp nhận bản đăng ký").first).to_be_visible()

    clerk.goto(pledge)
    clerk.get_by_label("Lý do sửa đổi").fill("Được giao thêm việc.")
    clerk.get_by_role("button", name="Mở bản sửa đổi").click()
    expect(clerk.get_by_text("Đang soạn bản sửa đổi số 2").first).to_be_visible()
    first = clerk.locator("[name$='-0-indicator']").first
    first.fill("Hồ sơ thẩm tra đúng hạn, không trả lại")
    looks_right(clerk)
    clerk.get_by_role("button", name="Lưu và gửi thủ trưởng").click()

    head.goto(pledge)
    head.get_by_role("link", name="Xem những gì thay đổi").click()
    expect(head.locator("ins").first).to_be_visible()
    looks_right(head)
    head.goto(pledge)
    head.locator("#id_sign-sure").check()
    head.get_by_role("button", name="Ký", exact=True).click()

    clerk.goto(f"{pledge}/versions/2")
    expect(clerk.get_by_role("heading", level=1)).to_contain_text("Bản đăng ký số 2")
    expect(clerk.get_by_text("Được giao thêm việc.").first).to_be_visible()
    expect(clerk.locator("td ins").first).to_be_visible()
    expect(clerk.get_by_label("So với")).to_have_value("1")
    looks_right(clerk)
    clerk.set_viewport_size({"width": 360, "height": 800})
    looks_right(clerk)


def test_the_second_of_two_clerks_sees_both_texts(sign_in: SignIn) -> None:
    campaign = launch(sign_in("thuongtruc"), "Hai người cùng viết", look=False)
    clerk, head = sign_in("chuyenvien"), sign_in("thutruong")
    clerk.goto(campaign)
    clerk.get_by_role("button", name=re.compile("Viết đăng ký")).click()
    head.goto(clerk.url)
    head.locator("[name$='-0-indicator']").first.fill("Của thủ trưởng")
    head.get_by_role("button", name="Lưu nháp").click()
    expect(head.get_by_text("Đã lưu nháp.").first).to_be_visible()

    clerk.locator("[name$='-0-indicator']").first.fill("Của chuyên viên")
    clerk.get_by_role("button", name="Lưu nháp").click()
    expect(clerk.get_by_role("alert")).to_contain_text("người khác đã lưu bản đăng ký này")
    values = clerk.locator("[name$='-indicator']").evaluate_all("all => all.map(one => one.value)")
    assert {"Của chuyên viên", "Của thủ trưởng"} <= set(values)
    expect(clerk.get_by_text("Chỉ tiêu này người khác vừa thêm.")).to_be_visible()
    looks_right(clerk)
    clerk.get_by_role("button", name="Lưu nháp").click()
    expect(clerk.get_by_text("Đã lưu nháp.").first).to_be_visible()
    head.reload()
    values = head.locator("[name$='-indicator']").evaluate_all("all => all.map(one => one.value)")
    assert {"Của chuyên viên", "Của thủ trưởng"} <= set(values)


def test_a_lost_session_loses_nothing(sign_in: SignIn) -> None:
    campaign = launch(sign_in("thuongtruc"), "Mất phiên giữa chừng", look=False)
    clerk = sign_in("chuyenvien")
    clerk.goto(campaign)
    clerk.get_by_role("button", name=re.compile("Viết đăng ký")).click()
    edit = clerk.url
    clerk.locator("[name$='-0-indicator']").first.fill("Đang gõ dở")
    kept = clerk.locator("[data-autosaved]")
    expect(kept).to_contain_text("được giữ lúc", timeout=15_000)
    clerk.context.clear_cookies(name="sessionid")
    clerk.locator("[name$='-0-measure']").first.fill("hồ sơ")
    expect(clerk.locator("[data-autosaved]")).to_contain_text(
        "Phiên đăng nhập đã hết", timeout=15_000
    )
    clerk.get_by_role("button", name="Lưu nháp").click()
    clerk.wait_for_url(re.compile("/login"))
    clerk.get_by_label("Tên đăng nhập").fill("chuyenvien")
    clerk.get_by_label("Mật khẩu").fill(PASSWORD)
    clerk.get_by_role("button", name="Đăng nhập").click()
    clerk.wait_for_url(edit)
    expect(clerk.locator("[name$='-0-indicator']").first).to_have_value("Đang gõ dở")
    expect(clerk.locator("[name$='-0-measure']").first).to_have_value("hồ sơ")
    clerk.get_by_role("button", name="Lưu nháp").click()
    expect(clerk.get_by_text("Đã lưu nháp.").first).to_be_visible()
