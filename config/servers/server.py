"""What a private PostgreSQL and a private Redis have in common."""

import os
import re
import signal
import subprocess
import time
from abc import ABC, abstractmethod
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from .process import launch
from .state import ServerError, data_dir, make_folder

READY_WITHIN_S = 60.0
LOOK_EVERY_S = 0.02
COMPLAINT = re.compile(r"error|fatal|panic|could not|failed", re.IGNORECASE)


@dataclass
class Server(ABC):
    """One private server: its address, and for its keeper how to start and stop it."""

    name: ClassVar[str]
    title: ClassVar[str]
    variable: ClassVar[str]  # of the environment: names a server to use instead

    durable: bool = True
    alive: int = -1  # file descriptor of the lock that all its processes inherit

    def is_named(self) -> bool:
        """Whether the environment names a server to use instead of the private one."""
        return bool(os.environ.get(self.variable))

    def url(self) -> str:
        """Return the address to connect to: that of the environment, else the private one."""
        return os.environ.get(self.variable) or self.private_url()

    @property
    def folder(self) -> Path:
        """Where the server works and keeps its data."""
        return data_dir() / self.name

    @property
    def log(self) -> Path:
        """Where the server and its keeper write what happens."""
        return data_dir() / "logs" / f"{self.name}.log"

    @abstractmethod
    def private_url(self) -> str:
        """Return the address of the private server, with its password."""

    @abstractmethod
    def prepare(self) -> None:
        """Get the data folder ready. Only called when no process of the server is alive."""

    @abstractmethod
    def launch(self) -> subprocess.Popen[bytes]:
        """Start the server process."""

    @abstractmethod
    def is_ready(self, child: subprocess.Popen[bytes]) -> bool:
        """Whether the started process serves clients."""

    def start(self) -> subprocess.Popen[bytes]:
        """Start the server and return when it serves; ServerError if it ends or takes too long."""
        self.prepare()
        child = self.launch()
        deadline = time.monotonic() + READY_WITHIN_S
        while not self.is_ready(child):
            if child.poll() is not None:
                raise ServerError(f"{self.title} did not start: {self.last_words()}")
            if time.monotonic() > deadline:
                self.stop(child)
                raise ServerError(f"{self.title} is not ready after {READY_WITHIN_S:.0f} s.")
            time.sleep(LOOK_EVERY_S)
        return child

    def stop(self, child: subprocess.Popen[bytes]) -> None:
        """Stop at once but cleanly; with force only a server that does not listen."""
        for request, patience_s in ((signal.SIGINT, 20), (signal.SIGQUIT, 5), (signal.SIGKILL, 5)):
            child.send_signal(request)
            with suppress(subprocess.TimeoutExpired):
                child.wait(patience_s)
                return

    def run(self, command: list[str], *, stdin: str = "") -> subprocess.Popen[bytes]:
        """Start one of the server's programs, working in its folder and writing to its log."""
        folder = make_folder(self.name)
        with self.log.open("ab") as log:
            return launch(command, folder=folder, log=log, inherit=self.alive, stdin=stdin)

    def last_words(self) -> str:
        """Return what the log says about the latest failure, and where to read on."""
        lines = self.log.read_text(encoding="utf-8", errors="replace").rstrip().split("\n")[-10:]
        complaint = next((line for line in reversed(lines) if COMPLAINT.search(line)), lines[-1])
        return f"{complaint.strip()} (more in {self.log})"
