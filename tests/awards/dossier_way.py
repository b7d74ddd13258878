"""How tests gather nominations in a submission and hold the unit's vote."""

import datetime
from typing import Any

from awards.actions.submissions import (
    SubmissionContent,
    VoteContent,
    draft_submission,
    record_unit_vote,
)
from awards.models import Nomination, Submission, UnitVote
from campaigns.models import Campaign
from tests.cast import Office
from units.models import Unit

TITLE = "Về việc đề nghị khen thưởng năm 2022"
# One certificate of merit for every two advanced workers, as an agency may rule.
CEILING = """
[[quota]]
code = "TRAN_GIAY_KHEN"
award = "GKHEN"
percent = 50
of = "LDTT"
from = 2020-01-01
cites = ["N91"]
evidence = "found"
checked = 2022-01-01
"""


def letter(*nominations: Nomination, **changes: Any) -> SubmissionContent:
    """What a unit writes in its submission."""
    said = {"title": TITLE, "reference": "12/TTr-VH", "nominations": nominations} | changes
    return SubmissionContent(**said)


def gathered(
    office: Office, campaign: Campaign, *nominations: Nomination, unit: Unit | None = None
) -> Submission:
    """A draft submission of unit A, or of another, with nominations."""
    unit = unit or office.a
    clerk = office.lan if unit == office.a else office.binh
    return draft_submission(
        unit=unit,
        campaign=campaign,
        year=campaign.year,
        content=letter(*nominations),
        actor=clerk,
    )


def voted(office: Office, submission: Submission, **changes: Any) -> UnitVote:
    """The meeting of unit A: three of three came, and all agreed to everybody."""
    keys = submission.nominations.values_list("pk", flat=True)
    said = {
        "met_on": datetime.date(2022, 11, 10),
        "present": 3,
        "total": 3,
        "agreed": dict.fromkeys(keys, 3),
    } | changes
    return record_unit_vote(submission=submission, vote=VoteContent(**said), actor=office.lan)
