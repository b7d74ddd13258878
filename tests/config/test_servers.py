"""The private servers, with real processes in folders of their own."""

import datetime as dt
import fcntl
import os
import signal
import socket
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg2
import pytest
import redis

from config import servers
from config.servers import postgres, process, sharing
from config.servers.postgres import Postgres
from config.servers.redis import Redis

ROOT = Path(__file__).resolve().parents[2]
SLEEP = "/bin/sleep"
HOLD = """
import sys
from config import servers
with servers.running(durable=False):
    print(servers.database_url(), flush=True)
    sys.stdin.read()
"""
LAUNCH = """
import os, sys
from pathlib import Path
from config.servers import process
process.PR_SET_PDEATHSIG = int(sys.argv[2])
folder = Path(sys.argv[1])
with (folder.parent / "log").open("wb") as log:
    alive = os.open(os.devnull, os.O_RDONLY)
    child = process.launch(
        ["/bin/sleep", "60"], folder=folder, log=log, inherit=alive, stdin=""
    )
print(child.pid, flush=True)
sys.stdin.read()
"""

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root has an account to give up")
on_linux = pytest.mark.skipif(sys.platform != "linux", reason="Linux tells children of the death")

Enter = Callable[[], subprocess.Popen[str]]


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty data folder; at the end, nothing may run in it any more."""
    folder = tmp_path / "dữ liệu"
    for name in ("DATABASE_URL", "REDIS_URL", "OFFICE_TODAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DATA_DIR", str(folder))
    yield folder
    assert gone_within(5)


@pytest.fixture
def enter(data: Path) -> Iterator[Enter]:
    """Start another process that uses the servers until its standard input is closed."""
    started: list[subprocess.Popen[str]] = []

    def start() -> subprocess.Popen[str]:
        started.append(python(HOLD))
        assert started[-1].stdout is not None
        assert started[-1].stdout.readline().startswith("postgres://")
        return started[-1]

    yield start
    for user in started:
        user.kill()
        user.communicate()


def python(code: str, *arguments: str) -> subprocess.Popen[str]:
    pipe = subprocess.PIPE
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, text=True)


def leave(user: subprocess.Popen[str]) -> None:
    """Let a process end in peace, and see that it and its output end soon."""
    user.communicate(timeout=10)
    assert user.returncode == 0


def query(sql: str) -> list[tuple[object, ...]]:
    connection = psycopg2.connect(servers.database_url())
    try:
        with connection, connection.cursor() as cursor:
            cursor.execute(sql)
            return cursor.fetchall() if cursor.description else []
    finally:
        connection.close()


def is_alive(name: str) -> bool:
    """Whether any process of this server, or its keeper, exists."""
    lock = sharing.open_lock(f"{name}.alive")
    try:
        return not sharing.try_lock(lock, fcntl.LOCK_EX)
    finally:
        os.close(lock)


def gone_within(seconds: float) -> bool:
    return becomes_true(lambda: not is_alive("postgres") and not is_alive("redis"), seconds)


def becomes_true(condition: Callable[[], bool], seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True


def exists(pid: int) -> bool:
    """Whether the process runs; one that has ended and waits to be reaped does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


def server_pid(data: Path) -> int:
    return int((data / "postgres" / "data" / "postmaster.pid").read_text().split("\n")[0])


def parent(pid: int) -> int:
    return int(Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[1])


def test_a_restart_keeps_what_was_written(data: Path) -> None:
    with servers.running():
        query("CREATE TABLE kept AS SELECT 'Đặng' AS name")
        redis.Redis.from_url(servers.redis_url()).set("kept", "1")
    assert not is_alive("postgres")
    assert not is_alive("redis")
    with servers.running():
        assert query("SELECT lower(name) FROM kept") == [("đặng",)]
        assert redis.Redis.from_url(servers.redis_url()).get("kept") == b"1"


def test_passwords_are_asked_for(data: Path) -> None:
    with servers.running(durable=False):
        wrong = servers.database_url().replace(":" + servers.database_url().split(":")[2], ":no@")
        with pytest.raises(psycopg2.OperationalError):
            psycopg2.connect(wrong)
        port = int(servers.redis_url().rsplit(":", 1)[1].split("/")[0])
        with pytest.raises(redis.AuthenticationError):
            redis.Redis(port=port, retry=None).ping()


def test_a_second_process_shares_the_servers(data: Path, enter: Enter) -> None:
    first = enter()
    pid = server_pid(data)
    leave(enter())
    assert server_pid(data) == pid
    assert query("SELECT 1") == [(1,)]
    leave(first)
    assert not is_alive("postgres")


def test_the_servers_stay_for_those_who_still_use_them(data: Path, enter: Enter) -> None:
    starter, other = enter(), enter()
    leave(starter)
    assert query("SELECT 1") == [(1,)]
    leave(other)
    assert not is_alive("postgres")
    assert not is_alive("redis")


def test_a_killed_user_counts_as_having_left(data: Path, enter: Enter) -> None:
    user = enter()
    user.kill()
    assert gone_within(2)


@on_linux
def test_the_servers_die_with_their_keeper(data: Path, enter: Enter) -> None:
    enter()
    os.kill(parent(server_pid(data)), signal.SIGKILL)
    assert becomes_true(lambda: not is_alive("postgres"), 2)


@on_linux
@pytest.mark.parametrize(
    ("option", "survives"),
    [
        pytest.param(1, False, id="told of its parent's death"),
        pytest.param(7, True, id="control: an option that only asks and changes nothing"),
    ],
)
def test_the_parent_death_signal_is_what_stops_them(
    tmp_path: Path, option: int, survives: bool
) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    starter = python(LAUNCH, str(folder), str(option))
    assert starter.stdout is not None
    pid = int(starter.stdout.readline())
    starter.kill()
    starter.communicate()
    try:
        assert becomes_true(lambda: not exists(pid), 1 if survives else 10) is not survives
    finally:
        if survives:
            os.kill(pid, signal.SIGKILL)


def test_a_killed_server_comes_back_with_every_committed_row(data: Path) -> None:
    with servers.running():
        query("CREATE TABLE kept AS SELECT generate_series(1, 1000) AS n")
        pid = server_pid(data)
        os.kill(pid, signal.SIGKILL)
        assert becomes_true(lambda: answers() and server_pid(data) != pid, 10)
        assert query("SELECT count(*) FROM kept") == [(1000,)]


def answers() -> bool:
    try:
        return query("SELECT 1") == [(1,)]
    except psycopg2.OperationalError:
        return False


def test_an_old_pid_file_never_harms_an_innocent_process(data: Path) -> None:
    pid_file = data / "postgres" / "data" / "postmaster.pid"
    with servers.running(durable=False):
        old = pid_file.read_text()
        owner = pid_file.stat().st_uid
    innocent = subprocess.Popen([SLEEP, "60"], user=owner if os.geteuid() == 0 else None)
    try:
        pid_file.write_text("\n".join([str(innocent.pid), *old.split("\n")[1:]]))
        os.chown(pid_file, owner, -1)
        with servers.running(durable=False):
            assert query("SELECT 1") == [(1,)]
            assert innocent.poll() is None
        assert innocent.poll() is None
    finally:
        innocent.kill()
        innocent.wait()


def test_a_taken_port_is_left_to_whoever_took_it(data: Path) -> None:
    before = servers.database_url()
    port = int(before.rsplit(":", 1)[1].split("/")[0])
    with socket.create_server(("127.0.0.1", port)), servers.running(durable=False):
        assert servers.database_url() != before
        assert query("SELECT 1") == [(1,)]


def test_processes_that_ask_at_once_agree(data: Path) -> None:
    code = "from config import servers; print(servers.database_url(), servers.secret_key())"
    together = [python(code) for _ in range(6)]
    assert len({process.communicate()[0] for process in together}) == 1
    assert stat.S_IMODE((data / "state.json").stat().st_mode) == 0o600


def test_two_commands_that_start_at_once_both_get_servers(data: Path) -> None:
    code = HOLD.replace("sys.stdin.read()", "pass")
    together = [python(code) for _ in range(4)]
    urls = {process.communicate(timeout=30)[0] for process in together}
    assert len(urls) == 1
    assert urls.pop().startswith("postgres://")


def test_named_servers_keep_the_private_ones_off(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://office@db.example/thidua")
    monkeypatch.setenv("REDIS_URL", "redis://redis.example:6379/0")
    with servers.running():
        assert servers.database_url() == "postgres://office@db.example/thidua"
        assert servers.redis_url() == "redis://redis.example:6379/0"
        assert not data.exists()


def test_one_named_server_keeps_only_that_one_off(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://office@db.example/thidua")
    with servers.running(durable=False):
        assert redis.Redis.from_url(servers.redis_url()).ping()
        assert not is_alive("postgres")


@as_root
@on_linux
def test_root_serves_from_a_private_folder_without_opening_it(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    private = data.with_name("riêng tư")
    private.mkdir(mode=0o700)
    monkeypatch.setenv("DATA_DIR", str(private / "đ x" / ".data"))
    with servers.running(durable=False):
        assert query("SELECT 1") == [(1,)]
        status = Path(f"/proc/{server_pid(servers.data_dir())}/status").read_text()
    assert stat.S_IMODE(private.stat().st_mode) == 0o700
    facts = dict(line.split(":\t", 1) for line in status.splitlines() if ":\t" in line)
    assert "0" not in facts["Uid"].split()
    assert int(facts["CapPrm"], 16) == 1 << process.CAP_DAC_OVERRIDE


@as_root
def test_root_serves_the_folder_of_an_ordinary_user_as_that_user(data: Path) -> None:
    data.mkdir()
    (data / "postgres").mkdir(mode=0o700)
    os.chown(data / "postgres", 65534, 65534)
    with servers.running(durable=False):
        assert (data / "postgres" / "data" / "PG_VERSION").stat().st_uid == 65534


def test_data_of_another_version_are_refused_in_a_sentence(data: Path) -> None:
    with servers.running(durable=False):
        pass
    (data / "postgres" / "data" / "PG_VERSION").write_text("12\n")
    with pytest.raises(servers.ServerError, match="belong to PostgreSQL 12, but PostgreSQL 1"):
        servers.running(durable=False).__enter__()


def test_a_server_that_fails_says_why(data: Path) -> None:
    with servers.running(durable=False):
        pass
    (data / "postgres" / "data" / "global" / "pg_control").unlink()
    with pytest.raises(servers.ServerError, match=r"did not start: .*pg_control.*postgres\.log"):
        servers.running(durable=False).__enter__()


def test_a_folder_that_cannot_be_used_is_a_sentence(data: Path) -> None:
    data.write_text("a file, not a folder")
    with pytest.raises(servers.ServerError, match="cannot be used: "):
        servers.running().__enter__()
    data.unlink()


def test_a_damaged_state_is_a_sentence(data: Path) -> None:
    servers.secret_key()
    (data / "state.json").write_text("{}")
    with pytest.raises(servers.ServerError, match="is damaged"):
        servers.database_url()


def test_no_program_anywhere_is_a_sentence(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    monkeypatch.setattr(postgres, "DEBIAN_FOLDER", data / "nowhere")
    monkeypatch.setenv("PATH", "")
    with pytest.raises(servers.ServerError, match="set DATABASE_URL"):
        Postgres().prepare()
    with pytest.raises(servers.ServerError, match="set REDIS_URL"):
        Redis().launch()


@pytest.mark.skipif(
    not postgres.DEBIAN_FOLDER.exists(), reason="no PostgreSQL of the machine's own"
)
def test_the_machines_own_postgresql_does_as_well(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    alive = sharing.open_lock("postgres.alive")
    (data / "logs").mkdir()
    server = Postgres(durable=False, alive=alive)
    child = server.start()
    try:
        assert query("SELECT lower('ĐẶNG ƯỚC')") == [("đặng ước",)]
    finally:
        server.stop(child)
        os.close(alive)


def test_the_offices_day(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert servers.office_today() is None
    servers.set_office_today(dt.date(2022, 6, 30))
    assert servers.office_today() == dt.date(2022, 6, 30)
    monkeypatch.setenv("OFFICE_TODAY", "2022-11-15")
    assert servers.office_today() == dt.date(2022, 11, 15)
    monkeypatch.delenv("OFFICE_TODAY")
    servers.set_office_today(None)
    assert servers.office_today() is None


def test_what_is_not_a_day_is_refused(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OFFICE_TODAY", "15/11/2022")
    with pytest.raises(servers.ServerError, match="written like 2022-01-05"):
        servers.office_today()
