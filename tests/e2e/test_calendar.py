"""The calendar by keyboard, and the private feed that a calendar program reads."""

import re
import urllib.error
import urllib.request
from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.conftest import House
from tests.e2e.test_year import is_told, looks_right

pytestmark = pytest.mark.browser

SignIn = Callable[..., Page]
OPEN = 200
GONE = 404


def press(control: Locator) -> None:
    """Use a control as somebody without a mouse does."""
    control.focus()
    control.press("Enter")


def fetch(address: str) -> tuple[int, str]:
    """Read an address as a calendar program does, without signing in."""
    try:
        with urllib.request.urlopen(address, timeout=10) as response:
            return response.status, response.read().decode()
    except urllib.error.HTTPError as refusal:
        return refusal.code, ""


def test_months_and_days_by_keyboard(sign_in: SignIn) -> None:
    for width in (1440, 360):
        page = sign_in("chuyenvien", width=width)
        page.goto("/calendar?month=2022-01")
        press(page.get_by_role("link", name="Tháng sau"))
        expect(page.get_by_role("heading", level=1)).to_have_text("Lịch tháng 02/2022")
        looks_right(page)
        press(page.get_by_role("link", name=re.compile("Hạn đăng ký thi đua 2022")).first)
        expect(page.get_by_role("heading", level=1)).to_contain_text("Đoàn kết")


def test_a_feed_is_read_until_it_is_closed(house: House, sign_in: SignIn) -> None:
    page = sign_in("chuyenvien")
    page.goto("/calendar")
    press(page.get_by_role("button", name="Tạo địa chỉ"))
    shown = page.locator("code", has_text=".ics").inner_text()
    looks_right(page)
    feed = house.url + urlsplit(shown).path
    status, text = fetch(feed)
    assert status == OPEN
    assert "Hạn đăng ký thi đua 2022" in text.replace("\r\n ", "")
    press(page.get_by_role("button", name="Bỏ địa chỉ"))
    is_told(page, "Đã bỏ địa chỉ lịch riêng")
    assert fetch(feed) == (GONE, "")
