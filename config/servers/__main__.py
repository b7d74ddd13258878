"""The keeper of one private server: starts it, keeps it up, stops it when nobody uses it any more.

Run by sharing.py as `python -m servers NAME ALIVE DURABLE`; answers "ready" or what went wrong. The
server dies with its keeper, and the keeper leaves after the last user, however that one ended.
"""

import fcntl
import os
import subprocess
import sys
import time

from .postgres import Postgres
from .redis import Redis
from .server import Server
from .sharing import READY, open_lock, try_lock
from .state import ServerError, plain_errors

LOOK_EVERY_S = 0.1
RESTART_PAUSE_S = 1.0
MAX_RESTARTS = 20


def main() -> None:
    """Keep the server that the command line names."""
    name, alive, durable = sys.argv[1:]
    kind = {"postgres": Postgres, "redis": Redis}[name]
    server = kind(durable=durable == "True", alive=int(alive))
    try:
        with plain_errors():
            users = open_lock(f"{name}.users")
            child = server.start()
    except ServerError as error:
        sys.stdout.write(str(error))
        return
    sys.stdout.write(READY)
    sys.stdout.flush()
    # Whoever reads our starter's output must not wait for us to end.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    keep(server, child, users=users)


def keep(server: Server, child: subprocess.Popen[bytes], *, users: int) -> None:
    """Stay until nobody uses the server; bring it back should it end by itself."""
    restarts = 0
    while not try_lock(users, fcntl.LOCK_EX):
        time.sleep(LOOK_EVERY_S)
        if child.poll() is not None and restarts < MAX_RESTARTS:
            restarts += 1
            time.sleep(RESTART_PAUSE_S)
            child = server.launch()
    server.stop(child)
    # In this order: whoever is let in next must find the server gone.
    os.close(server.alive)
    os.close(users)


if __name__ == "__main__":
    main()
