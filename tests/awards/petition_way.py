"""How tests bring petitions as far as they need them, always through the product's actions."""

import datetime
from typing import Any

from awards.actions.petition_steps import StepContent, ask_supplement
from awards.actions.petitions import draft_petition, send_petition
from awards.models import Nomination, Petition
from tests.awards.way import accepted, passed
from tests.cast import Office

SIGNED = datetime.date(2022, 11, 15)
AWARD = "BKTTG"


def on_passed(office: Office, *nominations: Nomination) -> Petition:
    """A draft on nominations that the council has passed."""
    return draft_petition(
        agency=office.agency,
        award=nominations[0].award,
        nominations=list(nominations),
        actor=office.oanh,
    )


def drafted(office: Office, campaign: Any, *who: Any, award: str = AWARD) -> Petition:
    """A draft on people or units of the cast, of whom the council passes each."""
    nominations = [accepted(office, campaign, one, award=award) for one in who]
    passed(office, *nominations)
    return on_passed(office, *nominations)


def sent(office: Office, petition: Petition) -> Petition:
    """The same, signed and sent on 15/11/2022."""
    return send_petition(
        petition=petition,
        reference="45/TTr-VPQH",
        signed_on=SIGNED,
        edition=petition.edition,
        actor=office.oanh,
    )


def asked(office: Office, petition: Petition, *files: Any) -> Petition:
    """The authority wants something added."""
    content = StepContent(SIGNED, "Bổ sung xác nhận của cơ quan thuế.", files)
    return ask_supplement(petition=petition, content=content, actor=office.oanh)
