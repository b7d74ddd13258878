"""Starting a server process: as whom, with which rights, and bound to the life of its keeper."""

import ctypes
import os
import pwd
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import IO

from .state import ServerError

# From linux/prctl.h, linux/securebits.h and linux/capability.h.
PR_SET_PDEATHSIG, PR_SET_SECUREBITS, PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE = 1, 28, 47, 2
SECBIT_NO_SETUID_FIXUP = 1 << 2
CAP_DAC_OVERRIDE = 1
CAPABILITY_VERSION_3 = 0x20080522

ON_LINUX = sys.platform == "linux"
LIBC = ctypes.CDLL(None, use_errno=True)


def launch(
    command: list[str], *, folder: Path, log: IO[bytes], inherit: int, stdin: str
) -> subprocess.Popen[bytes]:
    """Start a server's program in its own session, working in `folder`, ending with this process.

    `inherit` is a file descriptor that the program keeps open for as long as it lives; `stdin`, at
    most a few lines, is all that it can read. As root, the program runs as the owner of `folder`,
    or as an account that becomes the owner. Raises ServerError where that account cannot run it.
    """
    account = _account_for(folder)
    private = account is not None and _is_behind_private_folder(Path(command[0]), folder)
    reading, writing = os.pipe()
    os.write(writing, stdin.encode())
    os.close(writing)
    try:
        return subprocess.Popen(  # noqa: S603
            command,
            cwd=folder,
            env={"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C"},
            stdin=reading,
            stdout=log,
            stderr=log,
            pass_fds=[inherit],
            start_new_session=True,
            # Unsafe among threads; a keeper has none.
            preexec_fn=_child_setup(account, private=private),  # noqa: PLW1509
        )
    except subprocess.SubprocessError as error:
        raise ServerError(
            f"Database servers refuse to run as root, and another account cannot enter {folder} "
            f"or {Path(command[0]).parent}: work as an ordinary user, or keep the project and "
            "DATA_DIR out of private folders, or set DATABASE_URL and REDIS_URL."
        ) from error
    finally:
        os.close(reading)


def ending_with_parent(request: signal.Signals) -> Callable[[], None]:
    """Return what a child has to call before it starts: on Linux, its parent's death stops it."""
    parent = os.getpid()

    def end_with_parent() -> None:
        # A shell that starts something in the background lets it ignore Ctrl-C, children and all.
        signal.signal(request, signal.SIG_DFL)
        if ON_LINUX:
            _check(LIBC.prctl(PR_SET_PDEATHSIG, request, 0, 0, 0))
        if os.getppid() != parent:
            os._exit(1)

    return end_with_parent


def _account_for(folder: Path) -> tuple[int, int] | None:
    """Return, if we are root, the user and group to serve this folder as; they own it then.

    A folder that an ordinary user made stays that user's.
    """
    if os.geteuid() != 0:
        return None
    status = folder.stat()
    if status.st_uid != 0:
        return status.st_uid, status.st_gid
    try:
        account = pwd.getpwnam("postgres")
    except KeyError:
        account = pwd.getpwnam("nobody")
    for path in (*folder.rglob("*"), folder):
        os.chown(path, account.pw_uid, account.pw_gid, follow_symlinks=False)
    return account.pw_uid, account.pw_gid


def _is_behind_private_folder(program: Path, folder: Path) -> bool:
    """Tell whether an account that owns nothing but `folder` might not get at one of the two."""
    on_the_way = {*program.resolve().parents, *folder.resolve().parents}
    return any(path.stat().st_mode & 0o001 == 0 for path in on_the_way) or (
        program.stat().st_mode & 0o005 != 0o005
    )


def _child_setup(account: tuple[int, int] | None, *, private: bool) -> Callable[[], None]:
    end_with_parent = ending_with_parent(signal.SIGINT)

    def set_up() -> None:
        if account:
            _become(*account, pass_private_folders=private)
        # After the change of user, which would undo it.
        end_with_parent()

    return set_up


def _become(user: int, group: int, *, pass_private_folders: bool) -> None:
    """Turn root into an ordinary account, which may keep one right: to pass closed folders.

    Without that right a project below /root could not run: its folders would have to be opened to
    everybody, or the programs be copied elsewhere.
    """
    if pass_private_folders:
        if not ON_LINUX:
            raise OSError("capabilities exist on Linux only")
        # Or the kernel would take the right away at setuid, and hide it from access(2) later.
        _check(LIBC.prctl(PR_SET_SECUREBITS, SECBIT_NO_SETUID_FIXUP, 0, 0, 0))
    os.setgroups([group])
    os.setresgid(group, group, group)
    os.setresuid(user, user, user)
    if pass_private_folders:
        right = 1 << CAP_DAC_OVERRIDE
        header = (ctypes.c_uint32 * 2)(CAPABILITY_VERSION_3, 0)
        sets = (ctypes.c_uint32 * 6)(right, right, right, 0, 0, 0)
        _check(LIBC.capset(header, sets))
        _check(LIBC.prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, CAP_DAC_OVERRIDE, 0, 0))


def _check(result: int) -> None:
    if result != 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
