"""Takes the pictures of the docs: `make screenshots`."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.e2e.conftest import ROOT, House
from tests.e2e.test_council import hold_session

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


def test_pictures_of_the_council(house: House, sign_in: Callable[..., Page]) -> None:
    """The screen of the room and the ballot, in the middle of a session."""
    wanted = {"screen": [(1920, 1080)], "ballot": [(1440, 900), (360, 740)]}

    def take(page: Page, name: str) -> None:
        for width, height in wanted.get(name, []):
            page.set_viewport_size({"width": width, "height": height})
            picture = PICTURES / f"{name}-{width}.png"
            page.screenshot(path=picture, full_page=name == "ballot")
            assert picture.stat().st_size > 10_000

    PICTURES.mkdir(exist_ok=True)
    hold_session(house, sign_in, take)
