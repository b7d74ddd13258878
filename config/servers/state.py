"""What all processes of one data folder agree on: where it is, ports, secrets, the office's day."""

import dataclasses
import datetime as dt
import json
import os
import secrets
import socket
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LOOPBACK = "127.0.0.1"
# Below the ports that systems hand to outgoing connections: a server that is down keeps its own.
PORTS = range(20_000, 32_000)


class ServerError(Exception):
    """Something that the person at the keyboard must know or do, said in one sentence."""


@contextmanager
def plain_errors() -> Iterator[None]:
    """Turn what the operating system refuses (no permission, disk full) into a ServerError."""
    try:
        yield
    except OSError as error:
        where = f" ({error.filename})" if error.filename else ""
        raise ServerError(
            f"The data in {data_dir()} cannot be used: {error.strerror}{where}."
        ) from error


def data_dir() -> Path:
    """Return the folder of everything that this installation keeps; asking creates nothing."""
    return Path(os.environ.get("DATA_DIR") or ROOT / ".data").expanduser().absolute()


def make_data_dir() -> Path:
    """Return the data folder, created if need be."""
    data_dir().parent.mkdir(parents=True, exist_ok=True)
    # Others may pass through it (the account that PostgreSQL runs as must), but not look around.
    data_dir().mkdir(mode=0o711, exist_ok=True)
    return data_dir()


def make_folder(name: str) -> Path:
    """Return a private folder inside the data folder, created if need be."""
    folder = make_data_dir() / name
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder


@dataclasses.dataclass(frozen=True)
class State:
    """The ports and secrets of one data folder, kept in its state.json (mode 0600)."""

    postgres_port: int
    redis_port: int
    password: str
    secret_key: str


def read_state() -> State:
    """Return the state of this data folder; whoever asks first invents it for all others."""
    path = data_dir() / "state.json"
    with plain_errors():
        if not path.exists():
            _publish(_invent_state(), first=True)
        text = path.read_text(encoding="utf-8")
    try:
        return State(**json.loads(text))
    except (TypeError, ValueError) as error:
        raise ServerError(
            f"{path} is damaged; restore it from a copy, or remove {data_dir()} to start afresh."
        ) from error


def move_port(server: str) -> None:
    """Give a stopped server another port if somebody else has taken its own."""
    state = dataclasses.asdict(read_state())
    if not is_free(state[f"{server}_port"]):
        with plain_errors():
            _publish(State(**state | {f"{server}_port": _free_port()}), first=False)


def is_free(port: int) -> bool:
    """Whether a server could listen on this port of the loopback address now."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
        except OSError:
            return False
    return True


def secret_key() -> str:
    """Return the random key that signs this installation's sessions."""
    return read_state().secret_key


def office_today() -> dt.date | None:
    """Return the day the office lives on in a demonstration; None for the calendar's.

    OFFICE_TODAY wins over what set_office_today left. Raises ServerError for what is not a day.
    """
    text = os.environ.get("OFFICE_TODAY", "").strip()
    with plain_errors():
        if not text and _office_today_file().exists():
            text = _office_today_file().read_text(encoding="ascii").strip()
    try:
        return dt.date.fromisoformat(text) if text else None
    except ValueError:
        raise ServerError(
            f"OFFICE_TODAY must be a day written like 2022-01-05, not “{text}”."
        ) from None


def set_office_today(day: dt.date | None) -> None:
    """Let every process started from now on live on this day; None for the calendar's."""
    with plain_errors():
        if day is None:
            _office_today_file().unlink(missing_ok=True)
        else:
            make_data_dir()
            _office_today_file().write_text(day.isoformat(), encoding="ascii")


def _office_today_file() -> Path:
    return data_dir() / "office-today"


def _invent_state() -> State:
    postgres_port = _free_port()
    return State(
        postgres_port=postgres_port,
        redis_port=_free_port(but_not=postgres_port),
        password=secrets.token_urlsafe(24),
        secret_key=secrets.token_urlsafe(48),
    )


def _free_port(*, but_not: int = 0) -> int:
    for port in secrets.SystemRandom().sample(PORTS, 200):
        if port != but_not and is_free(port):
            return port
    raise ServerError(f"No free port was found between {PORTS.start} and {PORTS.stop}.")


def _publish(state: State, *, first: bool) -> None:
    """Put a whole file in place at once; as the first one, only where none has appeared."""
    final = make_data_dir() / "state.json"
    handle, name = tempfile.mkstemp(dir=data_dir(), prefix="state.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as draft:
            json.dump(dataclasses.asdict(state), draft, indent=2)
            draft.flush()
            os.fsync(draft.fileno())
        if first:
            with suppress(FileExistsError):  # another process was quicker: its state is everybody's
                os.link(name, final)
        else:
            Path(name).replace(final)
    finally:
        Path(name).unlink(missing_ok=True)
