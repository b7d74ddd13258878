"""Takes the pictures of the docs: `make screenshots`."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.e2e.conftest import ROOT

pytestmark = pytest.mark.screenshots

PICTURES = ROOT / "docs" / "pictures"
WIDTHS = (1440, 360)
# name, who looks, where, and the link of the list that opens the page (none: the list itself).
PAGES = [
    ("home", "chuyenvien", "/", ""),
    ("campaign", "thuongtruc", "/campaigns", "Đoàn kết"),
    ("pledge", "thutruong", "/pledges", "Vụ Pháp luật"),
    ("nominations", "thuongtruc", "/nominations", ""),
    ("review", "uyvien", "/reviews?state=OPEN", "^Phiên xét đợt"),
    ("decision", "quyetdinh", "/decisions?origin=OWN&state=ISSUED", "Về việc tặng"),
    ("calendar", "chuyenvien", "/calendar", ""),
    ("dashboard", "lanhdao", "/dashboard", ""),
    ("unit", "thutruong", "/units", "^Vụ Pháp luật"),
]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(("name", "username", "path", "link"), PAGES)
def test_picture(
    sign_in: Callable[..., Page], name: str, username: str, path: str, link: str, width: int
) -> None:
    page = sign_in(username, width=width)
    page.goto(path)
    if link:
        page.locator("main").get_by_role("link", name=re.compile(link)).first.click()
    page.wait_for_load_state("networkidle")
    PICTURES.mkdir(exist_ok=True)
    picture = PICTURES / f"{name}-{width}.png"
    page.screenshot(path=picture, full_page=name != "nominations" or width == 1440)
    assert picture.stat().st_size > 10_000
