"""Draft a campaign from its launch text, correct it, launch it, close it."""

from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from campaigns.launch import Launch, read_launch
from campaigns.models import AnnouncedAward, Campaign, Commitment
from campaigns.queries.chain import campaigns_above
from campaigns.queries.pledges import units_called
from campaigns.workflow import CampaignState
from units import audit, clock
from units.actions.inbox import Message, notify
from units.errors import ActionRefused
from units.models import Account, Agency, Role, Unit
from units.permissions import accounts_over, require
from units.queries import agency_root
from units.text import nfc


@dataclass(frozen=True)
class CampaignContent:
    """Everything of a campaign that its page lets a person correct."""

    fields: dict[str, Any]
    commitments: list[dict[str, Any]] = field(default_factory=list)
    awards: list[dict[str, Any]] = field(default_factory=list)


@transaction.atomic
def draft_campaign(
    *, agency: Agency, source_text: str, actor: Account, scope: Unit | None = None
) -> Campaign:
    """Read a launch text and keep what was found as a draft to correct.

    It is for the whole agency, or for the unit `scope` and what is below it. The year is the one
    after a launch in December, else the launch's own.
    """
    require(actor, scope.pk if scope else agency_root(agency).pk, [Role.STANDING_BODY])
    source_text = nfc(source_text)
    launch = read_launch(source_text)
    day = launch.date or clock.today()
    campaign = Campaign.objects.create(
        agency=agency,
        scope=scope,
        year=day.year + 1 if day.month == 12 else day.year,
        title=launch.title[:500],
        theme=launch.theme[:500],
        launcher=launch.launcher[:200],
        launched_on=launch.date,
        appeal=launch.appeal,
        source_text=source_text,
        created_by=actor,
    )
    _keep_found(campaign, launch)
    audit.record(
        actor=actor,
        action="draft_campaign",
        target=campaign,
        commitments=len(launch.commitments),
        awards=len(launch.awards),
    )
    return campaign


@transaction.atomic
def correct_campaign(*, campaign: Campaign, content: CampaignContent, actor: Account) -> Campaign:
    """Replace what was read by what a person made of it; drafts only."""
    campaign = _locked(campaign, CampaignState.DRAFT, actor)
    _check_place(campaign, content.fields, actor)
    changes: dict[str, Any] = {
        name: [_plain(getattr(campaign, name)), _plain(value)]
        for name, value in content.fields.items()
        if getattr(campaign, name) != value
    }
    for name, value in content.fields.items():
        setattr(campaign, name, value)
    campaign.save()
    campaign.commitments.all().delete()
    Commitment.objects.bulk_create(
        Commitment(campaign=campaign, number=number, **one)
        for number, one in enumerate(content.commitments, start=1)
    )
    campaign.announced_awards.all().delete()
    AnnouncedAward.objects.bulk_create(
        AnnouncedAward(campaign=campaign, **one) for one in content.awards
    )
    audit.record(actor=actor, action="correct_campaign", target=campaign, **changes)
    return campaign


@transaction.atomic
def launch_campaign(*, campaign: Campaign, actor: Account) -> Campaign:
    """Open a draft to all units, and tell their clerks and heads."""
    campaign = _locked(campaign, CampaignState.DRAFT, actor)
    missing = [
        said
        for name, said in Campaign.day_names().items()
        if name in campaign.needed_days and getattr(campaign, name) is None
    ]
    if missing:
        raise ActionRefused(
            _("Chưa phát động được: còn thiếu %(missing)s. Bản thảo vẫn được giữ nguyên.")
            % {"missing": ", ".join(missing)}
        )
    if not campaign.commitments.exists():
        raise ActionRefused(
            _(
                "Chưa phát động được: chưa có nội dung kêu gọi nào. Bản thảo vẫn được giữ nguyên; "
                "hãy thêm ít nhất một nội dung."
            )
        )
    campaign.state = CampaignState.LAUNCHED
    campaign.save(update_fields=["state"])
    audit.record(actor=actor, action="launch_campaign", target=campaign, year=campaign.year)
    _tell_units(campaign)
    return campaign


@transaction.atomic
def close_campaign(*, campaign: Campaign, actor: Account) -> Campaign:
    """End a launched campaign; nothing can be pledged or nominated in it any more."""
    campaign = _locked(campaign, CampaignState.LAUNCHED, actor)
    campaign.state = CampaignState.CLOSED
    campaign.save(update_fields=["state"])
    audit.record(actor=actor, action="close_campaign", target=campaign)
    return campaign


@transaction.atomic
def discard_campaign(*, campaign: Campaign, actor: Account) -> None:
    """Throw a draft away, with what was read for it."""
    campaign = _locked(campaign, CampaignState.DRAFT, actor)
    audit.record(actor=actor, action="discard_campaign", target=campaign)
    campaign.delete()


def _keep_found(campaign: Campaign, launch: Launch) -> None:
    """Write the commitments and the announced awards that the reader found."""
    Commitment.objects.bulk_create(
        Commitment(campaign=campaign, number=c.number, heading=c.heading[:200], text=c.text)
        for c in launch.commitments
    )
    AnnouncedAward.objects.bulk_create(
        AnnouncedAward(
            campaign=campaign,
            award=a.award,
            individuals=a.individuals,
            collectives=a.collectives,
            text=a.text,
        )
        for a in launch.awards
    )


def _plain(value: Any) -> Any:
    """A row by its key, as the audit trail keeps it."""
    return value.pk if isinstance(value, Model) else value


def _check_place(campaign: Campaign, fields: dict[str, Any], actor: Account) -> None:
    """Refuse a scope that the actor does not run, and a campaign above that cannot be there."""
    scope, parent = fields.get("scope", campaign.scope), fields.get("parent", campaign.parent)
    require(actor, scope.pk if scope else agency_root(campaign.agency).pk, [Role.STANDING_BODY])
    if parent is None:
        return
    # Locked, so that of two campaigns put above each other at once the second is refused.
    Agency.objects.select_for_update(no_key=True).get(pk=campaign.agency_id)
    chain = [*campaigns_above(parent), parent]
    if campaign in chain or parent.agency_id != campaign.agency_id:
        raise ActionRefused(
            _("Phong trào “%(parent)s” không thể đứng trên phong trào này. Chưa có gì được lưu.")
            % {"parent": parent}
        )


def _locked(campaign: Campaign, state: str, actor: Account) -> Campaign:
    campaign = (
        Campaign.objects.select_for_update(of=("self",))
        .select_related("agency", "scope")
        .get(pk=campaign.pk)
    )
    require(actor, campaign.scope_id or agency_root(campaign.agency).pk, [Role.STANDING_BODY])
    if campaign.state != state:
        raise ActionRefused(
            _("Phong trào này %(state)s nên không làm được việc đó. Không có gì thay đổi.")
            % {"state": campaign.get_state_display()}
        )
    return campaign


def _tell_units(campaign: Campaign) -> None:
    units = units_called(campaign, clock.today()).values_list("pk", flat=True)
    by_unit = [
        accounts_over(units, [role], clock.today()) for role in (Role.UNIT_CLERK, Role.UNIT_HEAD)
    ]
    readers = {account for held in by_unit for accounts in held.values() for account in accounts}

    def write() -> Message:
        body = _("Chủ đề: “%(theme)s”.") % {"theme": campaign.theme}
        if campaign.pledges_due:
            due = {"due": f"{campaign.pledges_due:%d/%m/%Y}"}
            body += " " + _("Hạn đăng ký thi đua: %(due)s.") % due
        return Message(_("Phát động thi đua năm %(year)d") % {"year": campaign.year}, body)

    notify(
        accounts=sorted(readers, key=lambda account: account.pk),
        kind="campaign_launched",
        about=f"campaign:{campaign.pk}",
        write=write,
        path=campaign.get_absolute_url(),
    )
