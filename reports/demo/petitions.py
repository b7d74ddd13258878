"""What the council passed for higher awards goes to the authorities that decide them."""

import datetime

from awards.actions.petition_steps import StepContent, ask_supplement
from awards.actions.petitions import draft_petition, send_petition
from awards.models import Nomination, Petition
from awards.queries.nominations import passed_without_decision
from campaigns import catalogue
from reports.demo.office import Office
from reports.demo.walk import at_work
from units.models import Role

SENT = datetime.date(2022, 11, 23)
ASKED = datetime.date(2022, 11, 30)
# To this one the authority wants something added.
TO_ADD = "BKTTG"


def send_petitions(office: Office) -> None:
    """Send a petition for each higher award that passed; one of them comes back with a question."""
    actor = office.holder(Role.DECISION_ADMIN)
    by_award: dict[str, list[Nomination]] = {}
    for nomination in passed_without_decision(office.agency).order_by("pk"):
        if not catalogue.award(nomination.award).own_authority:
            by_award.setdefault(nomination.award, []).append(nomination)
    for number, (award, nominations) in enumerate(sorted(by_award.items()), start=1):
        with at_work(SENT):
            petition = draft_petition(
                agency=office.agency, award=award, nominations=nominations, actor=actor
            )
            petition = send_petition(
                petition=petition,
                reference=f"MH-{number:02d}/TTr-VPQH",
                signed_on=SENT,
                edition=petition.edition,
                actor=actor,
            )
        if award == TO_ADD:
            _ask(office, petition)


def _ask(office: Office, petition: Petition) -> None:
    content = StepContent(ASKED, "Đề nghị bổ sung xác nhận thành tích của cơ quan có liên quan.")
    with at_work(ASKED):
        ask_supplement(petition=petition, content=content, actor=office.holder(Role.DECISION_ADMIN))
