"""`manage.py up` with real processes: it serves, heals, and leaves nothing behind."""

import fcntl
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from config.servers.sharing import open_lock, try_lock

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc to see what is left")


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One data folder for all tests here, so that the database is made once."""
    return tmp_path_factory.mktemp("up") / "dữ liệu"


@pytest.fixture
def port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


@pytest.fixture
def program(data: Path, port: int) -> Iterator[subprocess.Popen[str]]:
    """The whole program, ready to be used."""
    process = start(data, port)
    try:
        assert f"Ready: http://localhost:{port}/" in read_until(process, "Ready: ")
        yield process
    finally:
        process.kill()
        process.communicate()
        assert becomes_true(lambda: not left(data), 20)


def start(data: Path, port: int) -> subprocess.Popen[str]:
    unwanted = {"DATABASE_URL", "REDIS_URL", "SECRET_KEY", "ALLOWED_HOSTS", "HOST"}
    env = {key: value for key, value in os.environ.items() if key not in unwanted}
    env |= {"DATA_DIR": str(data), "PORT": str(port), "DJANGO_SETTINGS_MODULE": "config.settings"}
    return subprocess.Popen(
        [sys.executable, "manage.py", "up"],
        cwd=ROOT,
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def read_until(process: subprocess.Popen[str], beginning: str) -> str:
    """Read what the process says up to the line that begins like this; "" if it never says so."""
    assert process.stdout is not None
    return next((line for line in process.stdout if line.startswith(beginning)), "")


def left(data: Path) -> list[str]:
    """Name what still runs on this data folder: our own processes and the servers."""
    mark = f"DATA_DIR={data}".encode()
    found = [
        path.parent.name
        for path in Path("/proc").glob("[0-9]*/environ")
        if mark in content(path).split(b"\0")
    ]
    return found + [name for name in ("postgres", "redis") if is_alive(data, name)]


def content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:  # another user's process, or one that has just ended
        return b""


def is_alive(data: Path, name: str) -> bool:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DATA_DIR", str(data))
        lock = open_lock(f"{name}.alive")
    try:
        return not try_lock(lock, fcntl.LOCK_EX)
    finally:
        os.close(lock)


def becomes_true(condition: Callable[[], bool], seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.1)
    return True


def is_ready(port: int) -> bool:
    connection = http.client.HTTPConnection("localhost", port, timeout=5)
    try:
        connection.request("GET", "/readyz")
        return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def pids_of(data: Path, word: str) -> list[int]:
    return [
        int(pid)
        for pid in left(data)
        if pid.isdigit() and word.encode() in content(Path("/proc") / pid / "cmdline")
    ]


def test_it_heals_and_stops_everything_when_told(
    data: Path, port: int, program: subprocess.Popen[str]
) -> None:
    assert is_ready(port)
    os.kill(min(pids_of(data, "gunicorn")), signal.SIGKILL)
    assert "is started again" in read_until(program, "web ended by itself")
    assert becomes_true(lambda: is_ready(port), 20)

    program.send_signal(signal.SIGTERM)
    said, complaints = program.communicate(timeout=20)
    assert program.returncode == 0
    assert said == "Stopped.\n"
    assert "Traceback" not in complaints
    assert left(data) == []


def test_it_leaves_nothing_behind_when_killed(data: Path, program: subprocess.Popen[str]) -> None:
    assert pids_of(data, "celery")
    program.kill()
    program.communicate()
    assert becomes_true(lambda: not left(data), 15)


def test_a_taken_port_is_a_sentence(data: Path, port: int) -> None:
    with socket.create_server(("127.0.0.1", port)):
        process = start(data, port)
        said, complaints = process.communicate(timeout=30)
    assert process.returncode == 1
    assert complaints == (
        f"CommandError: Port {port} of 127.0.0.1 cannot be used (Address already in use); "
        "choose another with PORT=…\n"
    )
    assert "Preparing" not in said
