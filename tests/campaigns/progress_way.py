"""How tests bring targets, notes and self-assessments as far as they need them, by the actions."""

import datetime
from decimal import Decimal
from typing import Any

from campaigns.actions.assessments import (
    AssessmentContent,
    begin_assessment,
    hand_up_assessment,
    save_assessment,
    send_assessment,
)
from campaigns.actions.pledge_rows import PledgeContent
from campaigns.actions.pledges import begin_pledge, save_pledge, send_pledge, sign_pledge
from campaigns.actions.progress import record_progress
from campaigns.models import Assessment, Campaign, Pledge, ProgressNote, Target
from tests.campaigns.pledging import target
from tests.cast import Office, day
from units import clock
from units.models import Account

SIGNED = (2022, 1, 20)


def clerk_and_head(office: Office, pledge: Pledge) -> tuple[Account, Account]:
    """Who writes and who signs for the pledge's unit."""
    in_a = pledge.unit_id == office.a.pk
    return (office.lan, office.hung) if in_a else (office.binh, office.son)


def signed_pledge(
    office: Office, campaign: Campaign, *, unit: Any = None, targets: int = 2, **changes: Any
) -> Pledge:
    """A signed pledge of a unit (Vụ Hạ's by default) with targets for its commitments in turn.

    Mai is in charge of each, in Cục Thu Dung.
    """
    unit = unit or office.a
    with day(*SIGNED):
        pledge = begin_pledge(
            campaign=campaign, unit=unit, actor=office.lan if unit == office.a else office.binh
        )
        clerk, head = clerk_and_head(office, pledge)
        who = office.people["mai" if unit == office.a else "dung"].pk
        rows = [
            target(number % 2 + 1, office, campaign, **({"person_id": who} | changes))
            for number in range(targets)
        ]
        content = PledgeContent(targets=rows, aims=[])
        pledge = save_pledge(pledge=pledge, content=content, edition=0, actor=clerk)
        return sign_pledge(pledge=send_pledge(pledge=pledge, actor=clerk), actor=head)


def note(
    target: Target,
    actor: Account,
    reached: str | int | None = None,
    text: str = "",
    **changes: Any,
) -> ProgressNote:
    """A note of today, or of the day `on`."""
    said: dict[str, Any] = {
        "on": clock.today(),
        "reached": None if reached is None else Decimal(reached),
        "text": text,
    }
    return record_progress(target=target, actor=actor, **(said | changes))


def begun(office: Office, pledge: Pledge, kind: str = Assessment.Kind.MIDYEAR) -> Assessment:
    """An assessment with the proposed texts."""
    return begin_assessment(pledge=pledge, kind=kind, actor=clerk_and_head(office, pledge)[0])


def said(assessment: Assessment, text: str = "Đã làm tốt.") -> AssessmentContent:
    """The same text for every commitment."""
    commitments = assessment.pledge.campaign.commitments.all()
    return AssessmentContent({one.pk: text for one in commitments}, "Năm đạt kết quả khá.")


def with_head(office: Office, pledge: Pledge, kind: str = Assessment.Kind.MIDYEAR) -> Assessment:
    """An assessment that the clerk has saved and handed up."""
    assessment, (clerk, _head) = begun(office, pledge, kind), clerk_and_head(office, pledge)
    saved = save_assessment(assessment=assessment, content=said(assessment), edition=0, actor=clerk)
    return hand_up_assessment(assessment=saved, actor=clerk)


def sent(office: Office, pledge: Pledge, kind: str = Assessment.Kind.MIDYEAR) -> Assessment:
    """An assessment that the head has sent."""
    _clerk, head = clerk_and_head(office, pledge)
    return send_assessment(assessment=with_head(office, pledge, kind), actor=head)


def half_a_year(office: Office, pledge: Pledge) -> Assessment:
    """What a unit does until the middle of the year: a note a quarter a target, then its sơ kết."""
    clerk, _head = clerk_and_head(office, pledge)
    for number, month in enumerate((3, 6), start=1):
        with clock.at(datetime.date(2022, month, 15)):
            for one in pledge.targets.all():
                note(one, clerk, number * 20, f"Việc của quý {number}")
    with clock.at(datetime.date(2022, 6, 20)):
        return sent(office, pledge)
