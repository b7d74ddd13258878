"""Points that help a council member to weigh a dossier: the product's own, they bind nobody."""

import datetime
from pathlib import Path

from campaigns.rubric.load import rubric_on
from campaigns.rubric.record import Rubric

DATA = Path(__file__).parent / "data" / "rubric.toml"


def dossier_rubric(on: datetime.date) -> Rubric:
    """The criteria of a day, with the most points that each can bring."""
    return rubric_on(on, DATA)
