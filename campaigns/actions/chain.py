"""Record the campaigns of other authorities that ours belong to."""

import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from campaigns.models import HigherCampaign
from units import audit
from units.errors import ActionRefused
from units.models import Account, Agency, Role
from units.permissions import require
from units.queries import agency_root


@transaction.atomic
def record_higher_campaign(
    *,
    agency: Agency,
    name: str,
    authority: str,
    document: str,
    since: datetime.date,
    until: datetime.date | None = None,
    actor: Account,
) -> HigherCampaign:
    """Record a campaign that another authority launched by a document, once."""
    require(actor, agency_root(agency).pk, [Role.STANDING_BODY])
    campaign, created = HigherCampaign.objects.get_or_create(
        agency=agency,
        authority=authority,
        document=document,
        defaults={"name": name, "since": since, "until": until},
    )
    if not created:
        raise ActionRefused(
            _("Văn bản này đã được ghi nhận: %(campaign)s. Chưa có gì được lưu thêm.")
            % {"campaign": campaign}
        )
    audit.record(actor=actor, action="record_higher_campaign", target=campaign, document=document)
    return campaign
