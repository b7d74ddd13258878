"""The office in the autumn of 2022, when nominations are written."""

from collections.abc import Iterator

import pytest

from campaigns.models import Campaign
from tests.cast import Office, day, launched_campaign


@pytest.fixture(autouse=True)
def _autumn() -> Iterator[None]:
    with day(2022, 11, 15):
        yield


@pytest.fixture
def campaign(office: Office) -> Campaign:
    """The cast's campaign of 2022; nominations are due on 30/11/2022."""
    return launched_campaign(office)
