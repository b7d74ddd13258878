"""Attach the plan of a campaign, and take it off again."""

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from campaigns.forms.plans import PLAN_KINDS
from campaigns.models import Campaign, CampaignPlan
from campaigns.workflow import CampaignState
from units import audit
from units.actions.files import attach
from units.errors import ActionRefused
from units.models import Account, Role
from units.permissions import require
from units.queries import agency_root


@transaction.atomic
def attach_plan(*, campaign: Campaign, upload: UploadedFile, actor: Account) -> CampaignPlan:
    """Keep a plan with a campaign that is not closed."""
    _require_keeper(campaign, actor)
    plan = attach(to=CampaignPlan, upload=upload, accept=PLAN_KINDS, actor=actor, campaign=campaign)
    audit.record(actor=actor, action="attach_plan", target=campaign, plan=plan.pk, name=plan.name)
    return plan


@transaction.atomic
def remove_plan(*, plan: CampaignPlan, actor: Account) -> None:
    """Take a plan off; the audit trail keeps its name."""
    _require_keeper(plan.campaign, actor)
    audit.record(actor=actor, action="remove_plan", target=plan.campaign, name=plan.name)
    plan.delete()


def _require_keeper(campaign: Campaign, actor: Account) -> None:
    campaign = Campaign.objects.select_for_update(of=("self",)).get(pk=campaign.pk)
    require(actor, campaign.scope_id or agency_root(campaign.agency).pk, [Role.STANDING_BODY])
    if campaign.state == CampaignState.CLOSED:
        raise ActionRefused(_("Phong trào đã tổng kết; kế hoạch giữ nguyên. Chưa có gì thay đổi."))
