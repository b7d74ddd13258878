"""Targets without news, and self-assessments to write, to send and to read."""

import datetime
from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from campaigns.models import Assessment, Pledge
from campaigns.models.assessments import SENT_STATES
from campaigns.permissions.assessments import assessments_visible_to
from campaigns.permissions.progress import targets_recorded_by
from campaigns.queries.assessments import pledges_to_assess
from campaigns.queries.progress import silent_targets
from campaigns.workflow import AssessmentState, ProgressState
from reports.queries.due.lines import FEW, Due, few_or_many
from units.models import Account, Role
from units.permissions import Standing, standing

# Days before sơ kết and tổng kết on which writing them becomes a thing to do.
AHEAD = datetime.timedelta(days=21)


def silent(account: Account, on: datetime.date) -> Iterator[Due]:
    """Targets that the account records: without news for long, or near or past their date."""
    rows = silent_targets(targets_recorded_by(account), on).select_related("pledge__unit")
    rows = rows.order_by("due_on", "pk")

    def one(target: Any) -> Due:
        where = ProgressState(target.progress).label
        url = reverse("target", args=[target.pk])
        title = f"{target.indicator} – {target.pledge.unit}"
        return Due(title, str(where), url, _("Ghi tiến độ"), target.since, target.due_on)

    def many(count: int, first: Any) -> Due:
        title = ngettext("%(n)d chỉ tiêu cần ghi tiến độ", "%(n)d chỉ tiêu cần ghi tiến độ", count)
        where = _("chưa có tin mới")
        url = reverse("targets") + "?sort=news"
        return Due(title % {"n": count}, where, url, _("Xem danh sách"), None, first.due_on)

    yield from few_or_many(rows, one, many)


def assessments(account: Account, on: datetime.date) -> Iterator[Due]:
    """Assessments to write as clerk, to send as head, to read as standing body."""
    held = standing(account)
    if units := held.unit_ids(Role.UNIT_CLERK, Role.UNIT_HEAD):
        yield from _to_write(
            [
                (pledge, begun, due)
                for pledge in pledges_to_assess(units)
                for begun, due in _owed(pledge, on)
                if _waits_for(held, pledge, begun)
            ]
        )
    if reading := held.unit_ids(Role.STANDING_BODY):
        rows = assessments_visible_to(account).filter(
            pledge__unit__in=reading, state=AssessmentState.SENT
        )
        rows = rows.select_related("pledge__unit", "pledge__campaign").order_by("sent_at", "pk")
        yield from few_or_many(rows, _one_to_read, _many_to_read)


def _owed(pledge: Pledge, on: datetime.date) -> Iterator[tuple[Assessment, datetime.date]]:
    """Assessments of a pledge that are due soon, or overdue, and not sent, with their day.

    One that nobody has begun is a row that is not stored.
    """
    begun = {assessment.kind: assessment for assessment in pledge.assessments.all()}
    for kind in Assessment.Kind:
        assessment = begun.get(kind, Assessment(pledge=pledge, kind=kind))
        due = assessment.due_on
        if due and due <= on + AHEAD and assessment.state not in SENT_STATES:
            yield assessment, due


def _waits_for(held: Standing, pledge: Pledge, assessment: Assessment) -> bool:
    """Whether it is this account's turn: the head's once it is handed up, the clerk's before."""
    with_head = assessment.state == AssessmentState.WITH_HEAD
    return held.holds(Role.UNIT_HEAD if with_head else Role.UNIT_CLERK, pledge.unit_id)


def _to_write(rows: list[tuple[Pledge, Assessment, datetime.date]]) -> Iterator[Due]:
    if len(rows) <= FEW:
        yield from (_one_to_write(*row) for row in rows)
        return
    title = ngettext("%(n)d bản tự đánh giá", "%(n)d bản tự đánh giá", len(rows))
    url, due = reverse("pledges"), min(due for _pledge, _assessment, due in rows)
    yield Due(title % {"n": len(rows)}, _("chưa gửi"), url, _("Xem danh sách"), None, due)


def _one_to_write(pledge: Pledge, assessment: Assessment, due: datetime.date) -> Due:
    title = _title(pledge, assessment)
    if assessment.pk is None:
        url = reverse("pledge_progress", args=[pledge.pk])
        return Due(title, _("chưa viết"), url, _("Viết"), None, due)
    where = assessment.get_state_display()
    if assessment.state == AssessmentState.WITH_HEAD:
        return Due(title, where, assessment.get_absolute_url(), _("Xem và gửi"), None, due)
    step = _("Sửa lại") if assessment.state == AssessmentState.RETURNED else _("Viết tiếp")
    return Due(title, where, reverse("assessment_edit", args=[assessment.pk]), step, None, due)


def _title(pledge: Pledge, assessment: Assessment) -> str:
    return _("%(kind)s %(year)d – %(unit)s") % {
        "kind": capfirst(assessment.get_kind_display()),
        "year": pledge.campaign.year,
        "unit": pledge.unit,
    }


def _one_to_read(assessment: Assessment) -> Due:
    since = localtime(assessment.sent_at).date() if assessment.sent_at else None
    return Due(
        _title(assessment.pledge, assessment),
        assessment.get_state_display(),
        assessment.get_absolute_url(),
        _("Đọc"),
        since,
    )


def _many_to_read(count: int, first: Assessment) -> Due:
    title = ngettext("%(n)d bản tự đánh giá", "%(n)d bản tự đánh giá", count)
    url = f"{reverse('assessments')}?state={AssessmentState.SENT}"
    since = localtime(first.sent_at).date() if first.sent_at else None
    where = str(AssessmentState.SENT.label)
    return Due(title % {"n": count}, where, url, _("Xem danh sách"), since)
