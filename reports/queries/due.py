"""What is due for an account now: one list over pledges, nominations, reviews and decisions.

A handful of rows of a kind stand there one by one; more are one line with their number.
"""

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from awards.models import Nomination, ReviewItem, ReviewMember
from awards.permissions import decisions_visible_to, nominations_visible_to, tallies_visible_to
from awards.workflow import DecisionState, NominationState, ReviewState, TallyState
from campaigns.models import Campaign, Pledge
from campaigns.permissions import campaigns_visible_to
from campaigns.queries import open_campaigns
from campaigns.workflow import OPEN_TO_EDIT, CampaignState, PledgeState
from units.models import Account, Role, Unit
from units.permissions import Standing, standing

FEW = 4

# Whose turn it is in each state of a nomination, and what they are asked to do.
NOMINATION_TURNS = (
    (Role.UNIT_CLERK, NominationState.RETURNED, _("Sửa lại")),
    (Role.UNIT_CLERK, NominationState.DRAFT, _("Soạn tiếp")),
    (Role.UNIT_HEAD, NominationState.WITH_HEAD, _("Xem và ký trình")),
    (Role.STANDING_BODY, NominationState.SENT, _("Kiểm tra")),
)


@dataclass(frozen=True)
class Due:
    """One thing to do: what, where it stands, since when, by when, and the page to do it on."""

    title: str
    where: str
    url: str
    step: str
    since: datetime.date | None = None
    deadline: datetime.date | None = None


def due_for(account: Account, on: datetime.date) -> list[Due]:
    """Everything that waits for the account on a day, the nearest deadline first."""
    held = standing(account, on)
    found = [
        *_pledges(held, on),
        *_nominations(account, held),
        *_campaign_drafts(account, held),
        *_ready_for_review(account, held),
        *_reviews(account),
        *_passed(account, held),
        *_decision_drafts(account, held),
        *_tallies(account, held, on),
    ]
    return sorted(found, key=lambda due: due.deadline or datetime.date.max)
