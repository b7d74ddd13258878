"""A draft's way to an issued decision, as the people of the office take it."""

import datetime

from awards.actions.approvals import approve_decision, propose_decision
from awards.actions.issuing import issue_decision
from awards.models import Decision
from reports.demo.office import Office
from units.models import Role


def issue(office: Office, draft: Decision, signed_on: datetime.date) -> Decision:
    """Propose the draft, let a leader approve it, issue it."""
    admin = office.holder(Role.DECISION_ADMIN)
    proposed = propose_decision(decision=draft, actor=admin)
    approved = approve_decision(decision=proposed, actor=office.holder(Role.LEADERSHIP))
    return issue_decision(decision=approved, signed_on=signed_on, actor=admin)
