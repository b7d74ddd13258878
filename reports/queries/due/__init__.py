"""What is due for an account now: one list over all that people do, a room for each noun.

A handful of rows of a kind stand there one by one; more are one line with their number.
"""

import datetime

from reports.queries.due.consultations import complaints, remarks
from reports.queries.due.decisions import decision_drafts, decisions_unsigned, tallies
from reports.queries.due.deeds import deeds
from reports.queries.due.exemplars import exemplars
from reports.queries.due.lines import Due
from reports.queries.due.minutes import papers_to_sign, results_to_announce
from reports.queries.due.nominations import nominations, passed, ready_for_review
from reports.queries.due.pacts import pacts
from reports.queries.due.petitions import petitions
from reports.queries.due.pledges import campaign_drafts, pledges, pledges_to_accept
from reports.queries.due.progress import assessments, silent
from reports.queries.due.proposals import adoptions, proposals, proposals_to_sit, sittings
from reports.queries.due.publications import news
from reports.queries.due.reviews import reviews
from reports.queries.due.scores import scores
from units.models import Account

SOURCES = (
    pledges,
    scores,
    silent,
    assessments,
    pledges_to_accept,
    pacts,
    nominations,
    complaints,
    remarks,
    reviews,
    papers_to_sign,
    results_to_announce,
    campaign_drafts,
    ready_for_review,
    passed,
    petitions,
    decision_drafts,
    decisions_unsigned,
    tallies,
    news,
    exemplars,
    deeds,
    proposals,
    proposals_to_sit,
    sittings,
    adoptions,
)


def due_for(account: Account, on: datetime.date) -> list[Due]:
    """Everything that waits for the account on a day, the nearest deadline first."""
    found = [due for source in SOURCES for due in source(account, on)]
    return sorted(found, key=lambda due: due.deadline or datetime.date.max)
