"""What is due for an account now: one list over pledges, nominations, reviews and decisions.

A handful of rows of a kind stand there one by one; more are one line with their number.
"""

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from django.db.models import Count, Model, Q, QuerySet
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from awards.models import Decision, Nomination, ReviewItem, ReviewMember
from awards.permissions import decisions_visible_to, nominations_visible_to, tallies_visible_to
from awards.workflow import DecisionState, NominationState, ReviewState, TallyState
from campaigns.models import Campaign, Pledge
from campaigns.permissions.campaigns import campaigns_visible_to
from campaigns.queries.campaigns import open_campaigns
from campaigns.workflow import OPEN_TO_EDIT, CampaignState, PledgeState
from units.models import Account, Role, Unit
from units.permissions import standing

FEW = 4

Row = TypeVar("Row", bound=Model)

# Whose turn it is in each state of a nomination, and what they are asked to do.
NOMINATION_TURNS = (
    (Role.UNIT_CLERK, NominationState.RETURNED, gettext_lazy("Sửa lại")),
    (Role.UNIT_CLERK, NominationState.DRAFT, gettext_lazy("Soạn tiếp")),
    (Role.UNIT_HEAD, NominationState.WITH_HEAD, gettext_lazy("Xem và ký trình")),
    (Role.STANDING_BODY, NominationState.SENT, gettext_lazy("Kiểm tra")),
)


@dataclass(frozen=True)
class Due:
    """One thing to do: what, where it stands, since when, by when, and the page to do it on."""

    title: str
    where: str
    url: str
    step: str
    since: datetime.date | None = None
    deadline: datetime.date | None = None


def due_for(account: Account, on: datetime.date) -> list[Due]:
    """Everything that waits for the account on a day, the nearest deadline first."""
    sources = (
        _pledges(account, on),
        _nominations(account),
        _reviews(account),
        _campaign_drafts(account),
        _ready_for_review(account),
        _passed(account),
        _decision_drafts(account),
        _tallies(account, on),
    )
    found = [due for source in sources for due in source]
    return sorted(found, key=lambda due: due.deadline or datetime.date.max)


def _pledges(account: Account, on: datetime.date) -> Iterator[Due]:
    """Pledges to write, as clerk, and to sign, as head, in every open campaign."""
    held = standing(account)
    writing, signing = held.unit_ids(Role.UNIT_CLERK), held.unit_ids(Role.UNIT_HEAD)
    if not writing | signing:
        return
    units = list(Unit.objects.filter(pk__in=writing | signing, pledges=True).on(on))
    campaigns = list(open_campaigns(held.agencies))
    pledges = Pledge.objects.filter(campaign__in=campaigns, unit__in=units)
    begun = {(pledge.campaign_id, pledge.unit_id): pledge for pledge in pledges}
    for campaign in campaigns:
        own = [unit for unit in units if unit.agency_id == campaign.agency_id]
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
    due = campaign.pledges_due
    if pledge is None:
        url, since = campaign.get_absolute_url(), campaign.launched_on
        return Due(title, _("chưa viết"), url, _("Viết đăng ký"), since, due)
    where = pledge.get_state_display()
    if pledge.state == PledgeState.SENT:
        url, since = pledge.get_absolute_url(), localtime(pledge.sent_at).date()
        return Due(title, where, url, _("Xem và ký"), since, due)
    step = _("Sửa lại") if pledge.state == PledgeState.RETURNED else _("Viết tiếp")
    return Due(title, where, reverse("pledge_edit", args=[pledge.pk]), step, None, due)


def _nominations(account: Account) -> Iterator[Due]:
    """Nominations in the states in which it is this account's turn."""
    held = standing(account)
    for role, state, step in NOMINATION_TURNS:
        if units := held.unit_ids(role):
            rows = (
                nominations_visible_to(account)
                .filter(unit__in=units, state=state)
                .select_related("campaign", "agency", "person", "collective")
                .order_by("state_since", "pk")
            )
            yield from _few_or_many(
                rows,
                partial(_one_nomination, step=str(step)),
                partial(_many_nominations, state=state),
            )


def _one_nomination(nomination: Nomination, step: str) -> Due:
    clerks = nomination.state in {NominationState.DRAFT, NominationState.RETURNED}
    return Due(
        _("Đề nghị %(award)s – %(subject)s")
        % {"award": nomination.award_name, "subject": nomination.subject},
        nomination.get_state_display(),
        reverse("nomination_edit" if clerks else "nomination", args=[nomination.pk]),
        step,
        localtime(nomination.state_since).date(),
        _nominations_due(nomination),
    )


def _many_nominations(count: int, first: Nomination, state: NominationState) -> Due:
    title = ngettext("%(n)d đề nghị khen thưởng", "%(n)d đề nghị khen thưởng", count)
    return Due(
        title % {"n": count},
        str(state.label),
        f"{reverse('nominations')}?state={state}",
        _("Xem danh sách"),
        localtime(first.state_since).date(),
        _nominations_due(first),
    )


def _nominations_due(nomination: Nomination) -> datetime.date | None:
    """The unit works towards the day for nominations, the standing body towards the council's."""
    if nomination.campaign is None:
        return None
    if nomination.state == NominationState.SENT:
        return nomination.campaign.council_on
    return nomination.campaign.nominations_due


def _reviews(account: Account) -> Iterator[Due]:
    """Open reviews in which the account still owes opinions, or that it may close as chair."""
    memberships = list(
        ReviewMember.objects.filter(account=account, review__state=ReviewState.OPEN)
        .select_related("review")
        .order_by("review__due_on")
    )
    about_me = Q(nomination__person=account.person_id, nomination__person__isnull=False)
    owed = dict(
        ReviewItem.objects.filter(review__in=[member.review_id for member in memberships])
        .exclude(about_me)
        .exclude(opinions__member__in=memberships)
        .values_list("review")
        .annotate(count=Count("pk"))
    )
    for member in memberships:
        review, count = member.review, owed.get(member.review_id, 0)
        if not count and not member.is_chair:
            continue
        left = ngettext("còn %(n)d hồ sơ chờ ý kiến", "còn %(n)d hồ sơ chờ ý kiến", count)
        where = left % {"n": count} if count else _("bạn đã cho đủ ý kiến")
        step = _("Cho ý kiến") if count else _("Kết thúc phiên")
        url = review.get_absolute_url()
        yield Due(review.title, where, url, step, localtime(review.opened_at).date(), review.due_on)


def _campaign_drafts(account: Account) -> Iterator[Due]:
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


def _ready_for_review(account: Account) -> Iterator[Due]:
    """Nominations found complete that no review has taken up."""
    yield from _waiting(
        account,
        Role.STANDING_BODY,
        NominationState.ACCEPTED,
        reverse("review_new"),
        _("Mở phiên xét"),
    )


def _passed(account: Account) -> Iterator[Due]:
    """Nominations that the council passed and no draft has taken up."""
    yield from _waiting(
        account,
        Role.DECISION_ADMIN,
        NominationState.PASSED,
        reverse("decision_new"),
        _("Lập quyết định"),
        recipient=None,
    )


def _waiting(
    account: Account, role: Role, state: NominationState, url: str, step: str, **more: None
) -> Iterator[Due]:
    """One line for all nominations in a state that a holder of a role takes up together."""
    units = standing(account).unit_ids(role)
    if not units:
        return
    rows = nominations_visible_to(account).filter(unit__in=units, state=state, **more)
    waits = rows.order_by("state_since").values_list("state_since", flat=True)
    if waits:
        title = ngettext("%(n)d đề nghị khen thưởng", "%(n)d đề nghị khen thưởng", len(waits))
        where = str(state.label)
        yield Due(title % {"n": len(waits)}, where, url, step, localtime(waits[0]).date())


def _decision_drafts(account: Account) -> Iterator[Due]:
    """Decisions that are drafted and not issued."""
    if Role.DECISION_ADMIN not in standing(account).roles:
        return
    rows = decisions_visible_to(account).filter(state=DecisionState.DRAFT).order_by("pk")
    drafts = reverse("decisions") + f"?state={DecisionState.DRAFT}"

    def one(decision: Decision) -> Due:
        where = decision.get_state_display()
        return Due(decision.subject, where, decision.get_absolute_url(), _("Xem và ban hành"))

    def many(count: int, _first: Decision) -> Due:
        title = ngettext("%(n)d dự thảo quyết định", "%(n)d dự thảo quyết định", count)
        where = str(DecisionState.DRAFT.label)
        return Due(title % {"n": count}, where, drafts, _("Xem danh sách"))

    yield from _few_or_many(rows, one, many)


def _tallies(account: Account, on: datetime.date) -> Iterator[Due]:
    """Years that are counted and over, but not frozen."""
    if Role.STANDING_BODY not in standing(account).roles:
        return
    counted = tallies_visible_to(account).filter(state=TallyState.COUNTED, year__lt=on.year)
    for tally in counted[:FEW]:
        yield Due(
            _("Tổng hợp khen thưởng năm %(year)d") % {"year": tally.year},
            tally.get_state_display(),
            tally.get_absolute_url(),
            _("Xem và chốt"),
            localtime(tally.counted_at).date(),
        )


def _few_or_many(
    rows: QuerySet[Row], one: Callable[[Row], Due], many: Callable[[int, Row], Due]
) -> Iterator[Due]:
    """A line for each of a few rows; one line for all of many."""
    found = list(rows[: FEW + 1])
    if len(found) > FEW:
        yield many(rows.count(), found[0])
    else:
        yield from (one(row) for row in found)
