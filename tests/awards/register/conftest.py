"""A register of four decisions: two of them public, one that is not, and one that amends."""

import datetime
from dataclasses import dataclass

import pytest

from awards.actions.amendments import draft_amendment
from awards.actions.decisions import draft_decision
from awards.actions.issuing import issue_decision
from awards.actions.register import publish_head
from awards.models import Decision, RegisterEntry
from tests.awards.way import accepted, approved, passed
from tests.cast import Office, day

SIGNED = datetime.date(2022, 11, 15)


@dataclass(frozen=True)
class Register:
    """What was issued, by what it is there for."""

    corrected: Decision
    hidden: Decision
    standing: Decision
    correction: Decision

    @staticmethod
    def entry(decision: Decision) -> RegisterEntry:
        return RegisterEntry.objects.get(decision=decision)


@pytest.fixture
def register(office: Office, campaign) -> Register:
    """Two entries under the head of 15/11/2022, two more under that of 16/11/2022."""
    people = ("mai", "dung", "son", "binh")
    listed = {who: accepted(office, campaign, who, award="GKHEN") for who in people}
    passed(office, *listed.values())

    def issue(*who: str, public: bool = True) -> Decision:
        nominations = [listed[one] for one in who]
        draft = draft_decision(
            agency=office.agency,
            award="GKHEN",
            nominations=nominations,
            actor=office.oanh,
        )
        # The one field that no page offers yet.
        Decision.objects.filter(pk=draft.pk).update(is_public=public)
        draft = approved(office, draft)
        return issue_decision(decision=draft, signed_on=SIGNED, actor=office.oanh)

    corrected, hidden = issue("mai", "dung"), issue("son", public=False)
    publish_head()
    standing = issue("binh")
    line = corrected.recipients.get(person=office.people["mai"])
    draft = draft_amendment(
        decision=corrected,
        kind=Decision.Kind.CORRECTION,
        ground="SAI_THE_THUC",
        reason="Sai chức vụ",
        lines={line.pk: (line.name, "Chuyên viên chính, Vụ A")},
        actor=office.oanh,
    )
    correction = issue_decision(
        decision=approved(office, draft), signed_on=SIGNED, actor=office.oanh
    )
    with day(2022, 11, 16):
        publish_head()
    return Register(corrected, hidden, standing, correction)
