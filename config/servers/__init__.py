"""The private PostgreSQL and Redis (Valkey) that run where no other servers are named.

With DATABASE_URL and REDIS_URL set, nothing here starts. Without them, `running()` keeps both
alive for as long as any process of this data folder is inside it: the first to enter starts them,
the last to leave stops them, and one that is killed counts as having left.
docs/decisions/embedded-servers.md tells why it is built like this.
"""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from .postgres import Postgres
from .redis import Redis
from .sharing import use
from .state import (
    ServerError,
    data_dir,
    office_today,
    secret_key,
    set_office_today,
)

__all__ = [
    "ServerError",
    "data_dir",
    "database_url",
    "office_today",
    "redis_url",
    "running",
    "secret_key",
    "set_office_today",
]


def database_url() -> str:
    """DATABASE_URL, or the address of the private PostgreSQL, whether it runs or not."""
    return Postgres().url()


def redis_url() -> str:
    """REDIS_URL, or the address of the private Redis, whether it runs or not."""
    return Redis().url()


@contextmanager
def running(*, durable: bool = True) -> Iterator[None]:
    """Keep the servers that nobody named alive for the length of the block.

    `durable=False` trades safety at a power cut for speed: for tests. Raises ServerError with a
    sentence for the person at the keyboard. Enter it before settings are read: a private server
    whose port was taken meanwhile moves to another one here.
    """
    with ExitStack() as stack:
        for server in (Postgres(), Redis()):
            if not server.is_named():
                stack.enter_context(use(server, durable=durable))
        yield
