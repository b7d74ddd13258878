"""The pact of a bloc as PDF, with who has signed it.

The text is official Vietnamese in every language of the pages.
"""

from typing import Any

from django.utils.timezone import localtime

from awards.documents.context import lines_of, written_date
from awards.documents.editions import edition_of
from awards.documents.render import render
from campaigns.models import Pact, PactSignature
from campaigns.workflow import PactState
from units import clock

HEADINGS = ["TT", "Đơn vị", "Người ký", "Đã ký trên hệ thống"]


def render_pact(pact: Pact) -> bytes:
    """Set the pact as PDF, dated by its last signature; a draft until it stands."""
    signatures = list(pact.signatures.select_related("unit", "signed_by__person"))
    days = [localtime(one.signed_at).date() for one in signatures if one.signed_at]
    day = max(days, default=clock.today())
    return render(edition_of("pact", day), _wording(pact, signatures), made_on=day)


def _wording(pact: Pact, signatures: list[PactSignature]) -> dict[str, Any]:
    agency = pact.campaign.agency
    stands = pact.state == PactState.STANDS
    last = max((one.signed_at for one in signatures if one.signed_at), default=None)
    day = localtime(last).date() if stands and last else None
    return {
        "title": f"Giao ước thi đua năm {pact.campaign.year} {pact.bloc.name}",
        "draft": not stands,
        "of_party": False,
        "agency": pact.bloc.name,
        "parent": agency.name,
        "number_line": "",
        "place_and_date": f"{agency.place}, {written_date(day)}",
        "subject": f"{pact.bloc.name}, năm {pact.campaign.year}",
        "text": lines_of(pact.text),
        "headings": HEADINGS,
        "signers": [
            [str(number), one.unit.name, str(one.signed_by or ""), _at(one)]
            for number, one in enumerate(signatures, start=1)
        ],
    }


def _at(signature: PactSignature) -> str:
    return f"{localtime(signature.signed_at):%d/%m/%Y %H:%M}" if signature.signed_at else "chưa ký"
