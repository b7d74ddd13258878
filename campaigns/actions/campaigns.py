"""Draft a campaign from its launch text, correct it, launch it, close it."""

from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from campaigns.launch import Launch, read_launch
from campaigns.models import AnnouncedAward, Campaign, Commitment
from campaigns.queries.pledges import pledging_units
from campaigns.workflow import CampaignState
from units import audit, clock
from units.actions.inbox import Message, notify
from units.errors import ActionRefused
from units.models import Account, Agency, Role
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
def draft_campaign(*, agency: Agency, source_text: str, actor: Account) -> Campaign:
    """Read a launch text and keep what was found as a draft to correct.

    The year is the one after a launch in December, else the launch's own.
    """
    require(actor, agency_root(agency).pk, [Role.STANDING_BODY])
    source_text = nfc(source_text)
    launch = read_launch(source_text)
    day = launch.date or clock.today()
    campaign = Campaign.objects.create(
        agency=agency,
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
    changes: dict[str, Any] = {
        name: [getattr(campaign, name), value]
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
        said for name, said in Campaign.day_names().items() if getattr(campaign, name) is None
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


def _locked(campaign: Campaign, state: str, actor: Account) -> Campaign:
    campaign = (
        Campaign.objects.select_for_update(of=("self",))
        .select_related("agency")
        .get(pk=campaign.pk)
    )
    require(actor, agency_root(campaign.agency).pk, [Role.STANDING_BODY])
    if campaign.state != state:
        raise ActionRefused(
            _("Phong trào này %(state)s nên không làm được việc đó. Không có gì thay đổi.")
            % {"state": campaign.get_state_display()}
        )
    return campaign


def _tell_units(campaign: Campaign) -> None:
    units = pledging_units(campaign.agency, clock.today()).values_list("pk", flat=True)
    by_unit = [
        accounts_over(units, [role], clock.today()) for role in (Role.UNIT_CLERK, Role.UNIT_HEAD)
    ]
    readers = {account for held in by_unit for accounts in held.values() for account in accounts}

    def write() -> Message:
        return Message(
            _("Phát động thi đua năm %(year)d") % {"year": campaign.year},
            _("Chủ đề: “%(theme)s”. Hạn đăng ký thi đua: %(due)s.")
            % {"theme": campaign.theme, "due": f"{campaign.pledges_due:%d/%m/%Y}"},
        )

    notify(
        accounts=sorted(readers, key=lambda account: account.pk),
        kind="campaign_launched",
        about=f"campaign:{campaign.pk}",
        write=write,
        path=campaign.get_absolute_url(),
    )
