"""What becomes of pledges: taken in, amended; a bloc's pact, a person's own, a short campaign."""

import datetime

from campaigns.actions.amendments import accept_pledge, amend_pledge
from campaigns.actions.campaigns import (
    CampaignContent,
    close_campaign,
    correct_campaign,
    draft_campaign,
    launch_campaign,
)
from campaigns.actions.pacts import begin_pact, open_pact, save_pact, sign_pact
from campaigns.actions.pledge_rows import rows_of
from campaigns.actions.pledges import (
    PledgeContent,
    begin_pledge,
    save_pledge,
    send_pledge,
    sign_pledge,
)
from campaigns.actions.registrations import save_registration, send_registration
from campaigns.models import Campaign
from campaigns.queries.versions import content_of
from campaigns.workflow import CampaignKind, PledgeState
from reports.demo.office import Office
from reports.demo.structure import LOGINS
from reports.demo.texts import PACT, PEAK_CALL, PEAK_TEXT
from reports.demo.walk import at_work
from units.models import Account, Role, Unit

OWN_REGISTERED = datetime.date(2022, 1, 14)
PACT_WORDED = datetime.date(2022, 2, 8)
PACT_SIGNED = datetime.date(2022, 2, 10)
TAKEN_IN = datetime.date(2022, 2, 25)
# So many wait for the standing body at the end of the stage.
LEFT_WAITING = 3
AMENDS = "vu-tong-hop"
AMENDED = datetime.date(2022, 7, 6)
WHY = "Quý III được giao thêm hai dự án luật, nên nâng số lượng của chỉ tiêu đầu tiên."
PEAK_OPENED, PEAK_CLOSED = datetime.date(2022, 6, 1), datetime.date(2022, 7, 15)
IN_THE_PEAK = ("vu-tong-hop", "cuc-quan-tri")


def accept_pledges(office: Office, campaign: Campaign, *, leave: int = 0) -> None:
    """Let the standing body take in what is signed, the oldest first, but for the last ones."""
    actor = office.holder(Role.STANDING_BODY)
    signed = campaign.pledges.filter(state=PledgeState.SIGNED).order_by("signed_at", "pk")
    for pledge in signed[: max(signed.count() - leave, 0)]:
        accept_pledge(pledge=pledge, actor=actor)


def register_own(campaign: Campaign) -> None:
    """The one who signs in as a clerk registers a title and a target for themselves."""
    account = Account.objects.select_related("person").get(username=LOGINS[0].username)
    target = {
        "commitment_id": campaign.commitments.all()[0].pk,
        "indicator": "Văn bản tự soạn thảo không phải sửa về thể thức",
        "value": 30,
        "measure": "văn bản",
        "due_on": datetime.date(campaign.year, 11, 15),
    }
    own = save_registration(campaign=campaign, targets=[target], aims=["CSTDCS"], actor=account)
    send_registration(registration=own, actor=account)


def sign_first_pact(office: Office, campaign: Campaign) -> None:
    """The first bloc words its pact, and all of its heads sign it."""
    bloc = office.agency.blocs.order_by("pk")[0]
    members = list(bloc.memberships.on(PACT_WORDED).select_related("unit").order_by("pk"))
    lead = members[0].unit
    with at_work(PACT_WORDED):
        actor = office.holder(Role.STANDING_BODY)
        pact = begin_pact(campaign=campaign, bloc=bloc, lead=lead, actor=actor)
        pact = save_pact(pact=pact, text=PACT, edition=0, actor=office.clerk(lead))
        open_pact(pact=pact, actor=office.clerk(lead))
    with at_work(PACT_SIGNED):
        for member in members:
            sign_pact(pact=pact, unit=member.unit, actor=office.head(member.unit))


def amend_one(office: Office, campaign: Campaign) -> None:
    """In summer a department promises more, with the reason and a new signature."""
    unit = office.units[AMENDS]
    pledge = campaign.pledges.get(unit=unit)
    clerk = office.clerk(unit)
    with at_work(AMENDED):
        pledge = amend_pledge(pledge=pledge, reason=WHY, actor=clerk)
        rows = rows_of(content_of(pledge))
        rows.targets[0]["value"] += 2
        save_pledge(pledge=pledge, content=rows, edition=pledge.edition, actor=clerk)
        send_pledge(pledge=pledge, actor=clerk)
    with at_work(AMENDED, hour=15):
        sign_pledge(pledge=pledge, actor=office.head(unit))
        accept_pledge(pledge=pledge, actor=office.holder(Role.STANDING_BODY))


def hold_peak(office: Office, campaign: Campaign) -> None:
    """Six weeks of a short campaign below the year's; two departments pledge for it."""
    actor = office.holder(Role.STANDING_BODY)
    with at_work(PEAK_OPENED):
        draft = draft_campaign(agency=office.agency, source_text=PEAK_TEXT, actor=actor)
        fields = {
            "kind": CampaignKind.PEAK,
            "parent": campaign,
            "launched_on": PEAK_OPENED,
            "yearend_on": PEAK_CLOSED,
        }
        content = CampaignContent(fields=fields, commitments=[PEAK_CALL])
        correct_campaign(campaign=draft, content=content, actor=actor)
        peak = launch_campaign(campaign=draft, actor=actor)
        for code in IN_THE_PEAK:
            _pledge_for_peak(office, peak, office.units[code])
        accept_pledges(office, peak)
    with at_work(PEAK_CLOSED):
        close_campaign(campaign=peak, actor=actor)


def _pledge_for_peak(office: Office, peak: Campaign, unit: Unit) -> None:
    clerk = office.clerk(unit)
    target = {
        "commitment_id": peak.commitments.get().pk,
        "indicator": "Hồ sơ lưu trữ được số hóa",
        "value": 400,
        "measure": "hồ sơ",
        "due_on": PEAK_CLOSED,
        "person_id": office.staff(unit)[0].person_id,
    }
    pledge = begin_pledge(campaign=peak, unit=unit, actor=clerk)
    content = PledgeContent(targets=[target], aims=[])
    save_pledge(pledge=pledge, content=content, edition=0, actor=clerk)
    send_pledge(pledge=pledge, actor=clerk)
    sign_pledge(pledge=pledge, actor=office.head(unit))
