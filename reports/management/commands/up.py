"""`manage.py up`: the whole program under one process manager, until it is told to stop."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from argparse import ArgumentParser
from contextlib import suppress
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from config.servers.process import ending_with_parent
from units.grants import make_role

READY_WITHIN_S = 90
STOP_WITHIN_S = 10
LOOK_EVERY_S = 0.2
# A program that keeps ending is given up; one that ran this long starts counting anew.
MAX_RESTARTS = 5
FORGIVEN_AFTER_S = 60
LOGS = settings.DATA_DIR / "logs"
SAME_FOLDER = {"DATA_DIR": str(settings.DATA_DIR)}


class Command(BaseCommand):
    """Prepare the database and the pages, then serve: web, worker and beat."""

    help = "Serves the whole program on http://HOST:PORT until Ctrl-C (HOST and PORT: environment)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Offer the demo office."""
        parser.add_argument("--demo", metavar="STAGE", help="fill a demo office up to this stage")

    def handle(self, *, demo: str | None, **options: Any) -> None:
        """Serve; Ctrl-C and SIGTERM end everything, whatever it is doing at that moment."""
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        try:
            host, port = _free_address()
            self._prepare(demo)
            self._serve(host, port, demo)
        except KeyboardInterrupt:
            self._say("Stopped.")

    def _prepare(self, demo: str | None) -> None:
        self._say("Preparing the database and the pages …")
        if not os.environ.get("DATABASE_URL"):
            make_role(settings.DATABASES["default"]["PASSWORD"])
        call_command("migrate", verbosity=0, interactive=False)
        call_command("collectstatic", verbosity=0, interactive=False)
        if demo:
            self._say(f"Filling the demo office (stage: {demo}) …")
            call_command("demo", stage=demo, stdout=self.stdout)

    def _serve(self, host: str, port: int, demo: str | None) -> None:
        LOGS.mkdir(exist_ok=True)
        programs = [
            Program(name, [sys.executable, "-m", *command])
            for name, command in _commands(host, port).items()
        ]
        try:
            for program in programs:
                program.start()
            self._say(f"Starting web, worker and beat; they write to {LOGS} …")
            self._wait_until_ready(programs, host, port)
            self._say(f"Ready: http://{_visible(host)}:{port}/  (Ctrl-C stops everything)")
            if demo:
                call_command("demo", logins=True, stdout=self.stdout)
                self.stdout.flush()
            while True:
                self._tend(programs)
        finally:
            _stop(programs)

    def _wait_until_ready(self, programs: list["Program"], host: str, port: int) -> None:
        deadline = time.monotonic() + READY_WITHIN_S
        while not _is_ready(host, port):
            self._tend(programs)
            if time.monotonic() > deadline:
                raise CommandError(f"Not ready after {READY_WITHIN_S} s; see {LOGS}.")

    def _tend(self, programs: list["Program"]) -> None:
        """Start again what ended by itself, and give up what keeps ending."""
        time.sleep(LOOK_EVERY_S)
        for program in programs:
            if program.is_running():
                continue
            if program.restarts == MAX_RESTARTS:
                raise CommandError(f"{program.name} keeps ending; see {program.log}.")
            self._say(f"{program.name} ended by itself and is started again; see {program.log}.")
            program.start_again()

    def _say(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()


@dataclass
class Program:
    """One of the processes that serve, in a session of its own."""

    name: str
    command: list[str]
    restarts: int = 0
    started_at: float = 0.0
    process: subprocess.Popen[bytes] = field(init=False)

    @property
    def log(self) -> Path:
        """Where it writes what happens."""
        return LOGS / f"{self.name}.log"

    def start(self) -> None:
        """Start it; it ends with this process, however that one ends."""
        self.started_at = time.monotonic()
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(  # noqa: S603
                self.command,
                cwd=settings.BASE_DIR,
                env={"DATABASE_URL": _as_program(), **os.environ, **SAME_FOLDER},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                # Unsafe among threads; this command has none.
                preexec_fn=ending_with_parent(signal.SIGTERM),  # noqa: PLW1509
            )

    def is_running(self) -> bool:
        """Whether it is still there."""
        return self.process.poll() is None

    def start_again(self) -> None:
        """Start it anew, without what it may have left behind."""
        if time.monotonic() - self.started_at > FORGIVEN_AFTER_S:
            self.restarts = 0
        self.restarts += 1
        self.kill()
        self.start()

    def kill(self) -> None:
        """End what is left of it and of its own children."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


def _as_program() -> str:
    """Address of the private PostgreSQL under the role that only reads and writes rows."""
    database = settings.DATABASES["default"]
    role, place = settings.DATABASE_APP_ROLE, f"{database['HOST']}:{database['PORT']}"
    return f"postgres://{role}:{database['PASSWORD']}@{place}/{database['NAME']}"


def _commands(host: str, port: int) -> dict[str, list[str]]:
    celery = ["celery", "--quiet", "-A", "config"]
    schedule = str(settings.DATA_DIR / "beat-schedule")
    return {
        "web": [
            *("gunicorn", "config.wsgi", "--bind", f"{host}:{port}", "--workers", "2"),
            *("--preload", "--no-control-socket", "--log-level", "warning"),
        ],
        "worker": [
            *celery,
            *("worker", "--concurrency", "2", "--without-gossip", "--without-mingle"),
            *("--loglevel", "WARNING"),
        ],
        "beat": [*celery, "beat", "--schedule", schedule, "--loglevel", "WARNING"],
    }


def _free_address() -> tuple[str, int]:
    """Return HOST and PORT; a CommandError before any long work if nobody could listen there."""
    host, text = os.environ.get("HOST", "127.0.0.1"), os.environ.get("PORT", "8000")
    if not text.isdigit() or not 0 < int(text) < 2**16:
        raise CommandError(f"PORT must be a number from 1 to 65535, not “{text}”.")
    try:
        socket.create_server((host, int(text))).close()
    except OSError as error:
        reason = str(error.strerror).partition(" (")[0]
        raise CommandError(
            f"Port {text} of {host} cannot be used ({reason}); choose another with PORT=…"
        ) from error
    return host, int(text)


def _visible(host: str) -> str:
    """Return the name under which people on this machine reach the pages."""
    return "localhost" if host in {"127.0.0.1", "0.0.0.0"} else host  # noqa: S104


def _is_ready(host: str, port: int) -> bool:
    connection = http.client.HTTPConnection(_visible(host), port, timeout=5)
    try:
        connection.request("GET", "/readyz")
        return connection.getresponse().status == HTTPStatus.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def _stop(programs: list[Program]) -> None:
    """Ask every program to end, then end what does not listen."""
    # Nothing may interrupt this: it takes some seconds at the most.
    for request in (signal.SIGINT, signal.SIGTERM):
        signal.signal(request, signal.SIG_IGN)
    started = [program for program in programs if hasattr(program, "process")]
    for program in started:
        program.process.terminate()
    deadline = time.monotonic() + STOP_WITHIN_S
    for program in started:
        with suppress(subprocess.TimeoutExpired):
            program.process.wait(max(0, deadline - time.monotonic()))
        program.kill()
