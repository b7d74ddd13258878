"""A whole house for the browser tests: `manage.py up` on a data folder of its own."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page

ROOT = Path(__file__).resolve().parents[2]
# Pictures are taken when there is much to see.
STAGE = "nominated" if os.environ.get("SCREENSHOTS") else "launched"
PASSWORD = "thu-nghiem-2022"
FAILED = pytest.StashKey[bool]()
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip the browser tests with a plain reason where there is no Chromium; CI demands one."""
    if CHROMIUM:
        return
    if os.environ.get("REQUIRE_BROWSER"):
        pytest.exit("Browser tests are required here, but no Chromium is installed.", 1)
    skip = pytest.mark.skip(reason="no Chromium: `apt-get install chromium` to run browser tests")
    for item in items:
        if "e2e" in str(item.path):
            item.add_marker(skip)


@dataclass(frozen=True)
class House:
    """A running program: where it serves, and where it keeps its data."""

    url: str
    data_dir: Path

    def manage(self, *arguments: str) -> str:
        """Run a management command on the house's data."""
        command = [sys.executable, str(ROOT / "manage.py"), *arguments]
        environment = newcomers_environment(DATA_DIR=str(self.data_dir))
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout


def newcomers_environment(**settings: str) -> dict[str, str]:
    """Give the environment without what the test run itself set."""
    own = {"DATABASE_URL", "REDIS_URL", "DJANGO_SETTINGS_MODULE", "OFFICE_TODAY", "DATA_DIR"}
    return {name: value for name, value in os.environ.items() if name not in own} | settings


def free_port() -> int:
    """Find a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def answers(url: str) -> bool:
    """Whether an address answers 200."""
    try:
        with urllib.request.urlopen(url, timeout=2) as response:
            return response.status == 200
    except (OSError, urllib.error.URLError):
        return False


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """Start the program as a newcomer does."""
    data_dir = tmp_path_factory.mktemp("house") / "data"
    port = free_port()
    environment = newcomers_environment(
        DATA_DIR=str(data_dir),
        PORT=str(port),
        DEMO_PASSWORD=PASSWORD,
        EMAIL_URL=f"filemail:///{data_dir}/mail",
        DIGEST_HOUR="0",
        SWEEP_SECONDS="5",
    )
    log = data_dir.with_name("up.log")
    with log.open("w") as output:
        process = subprocess.Popen(
            [sys.executable, str(ROOT / "manage.py"), "up", "--demo", STAGE],
            env=environment,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    house = House(f"http://127.0.0.1:{port}", data_dir)
    try:
        deadline = time.monotonic() + 180
        while not answers(f"{house.url}/readyz"):
            assert process.poll() is None, log.read_text()
            assert time.monotonic() < deadline, log.read_text()
            time.sleep(0.3)
        yield house
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=30)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict) -> dict:
    """Debian's Chromium, quiet."""
    quiet = ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
    arguments = ["--no-sandbox", "--disable-gpu", "--no-first-run", *quiet]
    return {**browser_type_launch_args, "executable_path": CHROMIUM, "args": arguments}


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """Remember whether a test failed, for the pictures."""
    report = yield
    item.stash[FAILED] = item.stash.get(FAILED, False) or report.failed
    return report


# A refusal that the page explains (409), and a page left while a part of it was under way:
# no mistakes. A request that truly fails also says `htmx:sendError` or `htmx:responseError`.
NO_MISTAKES = ("409 (Conflict)", "htmx:sendAbort", "htmx:afterRequest")


def is_wrong(line: ConsoleMessage) -> bool:
    """Whether the console complains of a mistake."""
    return line.type == "error" and not any(text in line.text for text in NO_MISTAKES)


@pytest.fixture
def sign_in(
    house: House, browser: Browser, request: pytest.FixtureRequest
) -> Iterator[Callable[..., Page]]:
    """Give a page of its own context, signed in; console errors and broken policies fail.

    After a failure, pictures of all pages lie in test-results/.
    """
    contexts, complaints = [], []

    def enter(username: str, *, width: int = 1440, scripts: bool = True) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            java_script_enabled=scripts,
            locale="vi-VN",
            base_url=house.url,
        )
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda line: complaints.append(line.text) if is_wrong(line) else 0)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto("/login")
        page.get_by_label("Tên đăng nhập").fill(username)
        page.get_by_label("Mật khẩu").fill(PASSWORD)
        page.get_by_role("button", name="Đăng nhập").click()
        page.wait_for_url("**/")
        return page

    yield enter
    for number, context in enumerate(contexts):
        if request.node.stash[FAILED]:
            context.pages[0].screenshot(path=ROOT / "test-results" / f"{number}.png")
        context.close()
    assert complaints == []
