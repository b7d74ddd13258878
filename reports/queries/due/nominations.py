"""Nominations whose turn it is."""

import datetime
from collections.abc import Iterator
from functools import partial

from django.db.models import Q
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from awards.models import Nomination
from awards.permissions.nominations import nominations_visible_to
from awards.queries.nominations import announced, petitioned_now
from awards.workflow import NominationState
from reports.queries.due.lines import Due, few_or_many
from units.models import Account, Role
from units.permissions import standing

# Whose turn it is in each state of a nomination, and what they are asked to do.
NOMINATION_TURNS = (
    (Role.UNIT_CLERK, NominationState.RETURNED, gettext_lazy("Sửa lại")),
    (Role.UNIT_CLERK, NominationState.DRAFT, gettext_lazy("Soạn tiếp")),
    (Role.UNIT_HEAD, NominationState.WITH_HEAD, gettext_lazy("Xem và ký trình")),
    (Role.STANDING_BODY, NominationState.SENT, gettext_lazy("Kiểm tra")),
)


def nominations(account: Account, on: datetime.date) -> Iterator[Due]:
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
            yield from few_or_many(
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


def ready_for_review(account: Account, on: datetime.date) -> Iterator[Due]:
    """Nominations found complete that no review has taken up."""
    yield from _waiting(
        account,
        Role.STANDING_BODY,
        NominationState.ACCEPTED,
        reverse("review_new"),
        _("Mở phiên xét"),
    )


def passed(account: Account, on: datetime.date) -> Iterator[Due]:
    """Nominations that the council passed and no draft has taken up."""
    yield from _waiting(
        account,
        Role.DECISION_ADMIN,
        NominationState.PASSED,
        reverse("decision_new"),
        _("Lập quyết định"),
        announced() & ~petitioned_now(),
        recipient=None,
    )


def _waiting(
    account: Account,
    role: Role,
    state: NominationState,
    url: str,
    step: str,
    *only: Q,
    **more: None,
) -> Iterator[Due]:
    """One line for all nominations in a state that a holder of a role takes up together."""
    units = standing(account).unit_ids(role)
    if not units:
        return
    rows = nominations_visible_to(account).filter(*only, unit__in=units, state=state, **more)
    waits = rows.order_by("state_since").values_list("state_since", flat=True)
    if waits:
        title = ngettext("%(n)d đề nghị khen thưởng", "%(n)d đề nghị khen thưởng", len(waits))
        where = str(state.label)
        yield Due(title % {"n": len(waits)}, where, url, step, localtime(waits[0]).date())
