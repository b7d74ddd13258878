"""One server, many processes: who starts it, who may go, who turns off the light.

Three file locks decide, and the kernel frees the locks of whoever dies:

- *door*: held briefly by whoever enters or leaves, so that one process at a time decides.
- *users* of a server: every process that uses it holds a share. A keeper process waits for the
  moment when nobody does, and stops the server then.
- *alive*: held by the keeper and, through inheritance, by every process of the server itself.
  Free means that nothing of it is left, whatever any pid file says.
"""

import fcntl
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .server import Server
from .state import ServerError, data_dir, make_folder, move_port, plain_errors

READY = "ready"


@contextmanager
def use(server: Server, *, durable: bool) -> Iterator[None]:
    """Hold a share of the server for the length of the block, starting it first if it is down."""
    with plain_errors():
        users = open_lock(f"{server.name}.users")
        try:
            with _door():
                fcntl.flock(users, fcntl.LOCK_SH)
                keeper = _start_keeper(server, durable=durable)
        except BaseException:
            os.close(users)
            raise
    try:
        yield
    finally:
        with _door():
            last = _is_last(users)
            os.close(users)
            if last:
                _wait_until_gone(server)
                if keeper:
                    keeper.wait()


def open_lock(name: str) -> int:
    """Return a file descriptor to lock; a second one of the same name competes with it."""
    return os.open(make_folder("run") / name, os.O_RDWR | os.O_CREAT, 0o600)


def try_lock(lock: int, kind: int) -> bool:
    """Take the lock, shared or exclusive, if that is possible at once."""
    try:
        fcntl.flock(lock, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _start_keeper(server: Server, *, durable: bool) -> subprocess.Popen[bytes] | None:
    """Start the process that keeps the server, and wait until it is ready; None if it is up."""
    alive = open_lock(f"{server.name}.alive")
    try:
        if not try_lock(alive, fcntl.LOCK_EX):
            return None
        move_port(server.name)
        answer, keeper = _run_keeper(server, alive=alive, durable=durable)
    finally:
        os.close(alive)
    if answer != READY:
        keeper.wait()
        raise ServerError(answer or f"{server.title} did not start; see {server.log}.")
    return keeper


def _run_keeper(
    server: Server, *, alive: int, durable: bool
) -> tuple[str, subprocess.Popen[bytes]]:
    """Start the keeper and wait for its answer."""
    make_folder("logs")
    reading, writing = os.pipe()
    with os.fdopen(reading) as answer:
        with os.fdopen(writing, "w") as pipe, server.log.open("ab") as log:
            keeper = subprocess.Popen(  # noqa: S603
                [sys.executable, "-m", "servers", server.name, str(alive), str(durable)],
                # As a package of its own: through `config` it would load Celery, to no use.
                cwd=Path(__file__).parents[1],
                env={**os.environ, "DATA_DIR": str(data_dir())},
                stdin=subprocess.DEVNULL,
                stdout=pipe,
                stderr=log,
                pass_fds=[alive],
                start_new_session=True,
            )
        return answer.read(), keeper


@contextmanager
def _door() -> Iterator[None]:
    door = open_lock("door")
    try:
        fcntl.flock(door, fcntl.LOCK_EX)
        yield
    finally:
        os.close(door)


def _is_last(users: int) -> bool:
    """Whether nobody else uses the server. Gives up the own share."""
    # If neither kind of lock is to be had, the keeper holds it: it is stopping the server.
    return try_lock(users, fcntl.LOCK_EX) or not try_lock(users, fcntl.LOCK_SH)


def _wait_until_gone(server: Server) -> None:
    alive = open_lock(f"{server.name}.alive")
    try:
        fcntl.flock(alive, fcntl.LOCK_EX)
    finally:
        os.close(alive)
