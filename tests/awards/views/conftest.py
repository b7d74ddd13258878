"""What tests of pages share."""

from collections.abc import Callable

import pytest
from django.test import Client

from tests.cast import Office


@pytest.fixture
def sign_in(client: Client, office: Office) -> Callable[[str], Client]:
    """Sign in as a member of the cast."""

    def enter(name: str) -> Client:
        client.force_login(getattr(office, name))
        return client

    return enter
