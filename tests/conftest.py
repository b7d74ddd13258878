"""The cast and the servers that all tests share."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.db import connection
from pytest_django import DjangoDbBlocker
from xdist.remote import Producer
from xdist.scheduler import LoadFileScheduling

from campaigns import catalogue
from config import servers
from tests.cast import Office, keep_office, put_back

# Where the longest tests lie: begun first, they keep no process waiting at the end.
LONGEST = {"e2e", "simulation", "demo", "test_access.py"}


def pytest_configure(config: pytest.Config) -> None:
    """Start the private servers once, in the process that hands out the tests."""
    # The browser tests keep an event loop in the process of their worker; Django would then take
    # every later test for asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    if not hasattr(config, "workerinput"):
        running = servers.running(durable=False)
        running.__enter__()
        config.add_cleanup(lambda: running.__exit__(None, None, None))


class _OneHouse(LoadFileScheduling):
    """Each file in one process, and all browser tests in the same: they share a house."""

    def _split_scope(self, nodeid: str) -> str:
        folder = "tests/e2e/"
        return folder if nodeid.startswith(folder) else super()._split_scope(nodeid)


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> LoadFileScheduling | None:
    """Hand out the tests of `--dist loadfile`."""
    return _OneHouse(config, log) if config.getoption("dist") == "loadfile" else None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the longest tests."""
    items.sort(key=lambda item: LONGEST.isdisjoint(item.path.parts))


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """Let tests with threads empty the tables after them, which PostgreSQL refuses the product."""
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        for table in ("awards_registerentry", "awards_registerhead"):
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER never_emptied")


@pytest.fixture(scope="session")
def kept_office(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> bytes:
    """The office as the product's actions made it, once for all tests."""
    with django_db_blocker.unblock():
        return keep_office()


@pytest.fixture
def office(kept_office: bytes, db: None) -> Office:
    """A small office, its people and their roles, for one test."""
    return put_back(kept_office)


@pytest.fixture(autouse=True)
def _own_files(settings) -> None:
    """Keep every test's files in the run's own folder."""
    Path(settings.MEDIA_ROOT).mkdir(exist_ok=True)
    Path(settings.STATIC_ROOT).mkdir(exist_ok=True)


@pytest.fixture
def use_folder() -> Iterator[Callable[[Path], None]]:
    """Lay an agency's folder over the national data for one test: `use_folder(path)`."""
    yield catalogue.use_folder
    catalogue.use_folder(None)
