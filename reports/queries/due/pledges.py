"""Campaigns to launch, pledges to write and to sign."""

import datetime
from collections.abc import Iterator

from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from campaigns.models import Campaign, Pledge
from campaigns.permissions.campaigns import campaigns_visible_to
from campaigns.queries.campaigns import open_campaigns
from campaigns.workflow import OPEN_TO_EDIT, CampaignState, PledgeState
from reports.queries.due.lines import FEW, Due, few_or_many
from units.models import Account, Role, Unit
from units.permissions import standing
from units.queries import subtree_ids


def pledges(account: Account, on: datetime.date) -> Iterator[Due]:
    """Pledges to write, as clerk, and to sign, as head, in every open campaign."""
    held = standing(account)
    writing, signing = held.unit_ids(Role.UNIT_CLERK), held.unit_ids(Role.UNIT_HEAD)
    if not writing | signing:
        return
    units = list(Unit.objects.filter(pk__in=writing | signing, pledges=True).on(on))
    campaigns = list(open_campaigns(held.agencies).select_related("scope"))
    pledges = Pledge.objects.filter(campaign__in=campaigns, unit__in=units)
    begun = {(pledge.campaign_id, pledge.unit_id): pledge for pledge in pledges}
    for campaign in campaigns:
        called = subtree_ids(campaign.scope) if campaign.scope else None
        own = [
            unit
            for unit in units
            if unit.agency_id == campaign.agency_id and (called is None or unit.pk in called)
        ]
        rows = [(unit, begun.get((campaign.pk, unit.pk))) for unit in own]
        yield from _pledge_lines(
            campaign,
            [
                (unit, pledge)
                for unit, pledge in rows
                if unit.pk in writing and (pledge is None or pledge.state in OPEN_TO_EDIT)
            ],
            _("chưa gửi"),
        )
        yield from _pledge_lines(
            campaign,
            [
                (unit, pledge)
                for unit, pledge in rows
                if unit.pk in signing and pledge and pledge.state == PledgeState.SENT
            ],
            str(PledgeState.SENT.label),
        )


def _pledge_lines(
    campaign: Campaign, rows: list[tuple[Unit, Pledge | None]], where: str
) -> Iterator[Due]:
    if len(rows) <= FEW:
        yield from (_one_pledge(campaign, *row) for row in rows)
        return
    title = ngettext("%(n)d bản đăng ký thi đua", "%(n)d bản đăng ký thi đua", len(rows))
    yield Due(
        title % {"n": len(rows)},
        where,
        campaign.get_absolute_url(),
        _("Xem danh sách"),
        campaign.launched_on,
        campaign.pledges_due,
    )


def _one_pledge(campaign: Campaign, unit: Unit, pledge: Pledge | None) -> Due:
    title = _("Đăng ký thi đua %(year)d – %(unit)s") % {"year": campaign.year, "unit": unit}
    # An amendment has the rest of the year.
    due = None if pledge and pledge.signed_at else campaign.pledges_due
    if pledge is None:
        url, since = campaign.get_absolute_url(), campaign.launched_on
        return Due(title, _("chưa viết"), url, _("Viết đăng ký"), since, due)
    where = pledge.get_state_display()
    if pledge.state == PledgeState.SENT:
        url, since = pledge.get_absolute_url(), localtime(pledge.sent_at).date()
        return Due(title, where, url, _("Xem và ký"), since, due)
    step = _("Sửa lại") if pledge.state == PledgeState.RETURNED else _("Viết tiếp")
    return Due(title, where, reverse("pledge_edit", args=[pledge.pk]), step, None, due)


def pledges_to_accept(account: Account, on: datetime.date) -> Iterator[Due]:
    """Signed pledges that the standing body has not taken in."""
    covered = standing(account).unit_ids(Role.STANDING_BODY)
    if not covered:
        return
    rows = (
        Pledge.objects.filter(
            unit__in=covered, state=PledgeState.SIGNED, campaign__state=CampaignState.LAUNCHED
        )
        .select_related("campaign", "unit")
        .order_by("signed_at", "pk")
    )

    def one(pledge: Pledge) -> Due:
        return Due(
            _("Đăng ký thi đua %(year)d – %(unit)s")
            % {"year": pledge.campaign.year, "unit": pledge.unit},
            pledge.get_state_display(),
            pledge.get_absolute_url(),
            _("Xem và tiếp nhận"),
            _day_of(pledge.signed_at),
        )

    def many(count: int, first: Pledge) -> Due:
        title = ngettext("%(n)d bản đăng ký thi đua", "%(n)d bản đăng ký thi đua", count)
        listed = f"{reverse('pledges')}?state={PledgeState.SIGNED}"
        where, since = str(PledgeState.SIGNED.label), _day_of(first.signed_at)
        return Due(title % {"n": count}, where, listed, _("Xem danh sách"), since)

    yield from few_or_many(rows, one, many)


def _day_of(moment: datetime.datetime | None) -> datetime.date | None:
    return localtime(moment).date() if moment else None


def campaign_drafts(account: Account, on: datetime.date) -> Iterator[Due]:
    """Campaigns that are read from their launch text and not launched yet."""
    if Role.STANDING_BODY not in standing(account).roles:
        return
    for campaign in campaigns_visible_to(account).filter(state=CampaignState.DRAFT)[:FEW]:
        yield Due(
            _("Phong trào thi đua %(year)d") % {"year": campaign.year},
            campaign.get_state_display(),
            reverse("campaign_edit", args=[campaign.pk]),
            _("Soạn và phát động"),
        )
