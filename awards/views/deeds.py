"""Pages of deeds that were pointed out: the list with its clock, one deed, its nomination."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from awards.actions.deeds import nominate_for_deed
from awards.forms.deeds import DeedAwardForm
from awards.permissions.nominations import nominations_visible_to
from awards.promptness import promptness, speed, timed
from campaigns.forms.deeds import MergeForm
from campaigns.models import Deed
from campaigns.permissions.deeds import (
    DEED_WATCHERS,
    deeds_visible_to,
    looks_into,
    open_deed_steps,
)
from campaigns.queries.deeds import deed_board, mergeable
from campaigns.views.deeds import deed_or_404
from campaigns.workflow import DeedState
from units import clock
from units.forms import NoteForm
from units.lists import Column, Filter, ListPage
from units.permissions import standing
from units.requests import AccountRequest
from units.views.attempts import attempt


@require_GET
def deeds(request: AccountRequest) -> HttpResponse:
    """Deeds that the account pointed out or answers, each with the days it has taken."""
    today = clock.today()
    visible = timed(deed_board(deeds_visible_to(request.user)), request.user)
    columns = [
        Column("subject", _("Cá nhân, tập thể"), lambda one: str(one.subject), ("subject_key",)),
        Column("unit", _("Đơn vị xem xét"), lambda one: one.unit.name, ("unit__sort_key",)),
        Column("done", _("Ngày lập thành tích"), lambda one: one.done_on, ("done_on",)),
        Column("reported", _("Giới thiệu"), lambda one: one.reported_at, ("reported_at",)),
        Column("decided", _("Quyết định"), lambda one: one.decided_on, ("decided_on",)),
        Column(
            "days",
            _("Ngày làm việc"),
            lambda one: promptness(one).working_days(today),
            numeric=True,
        ),
        Column("state", _("Trạng thái"), lambda one: one.get_state_display(), ("state",)),
    ]
    page = ListPage(
        request,
        visible,
        columns,
        search=("folded", "subject_folded"),
        filters={"state": Filter(_("Trạng thái"), DeedState.choices, "state")},
        default_sort="-reported",
    )
    for one in page.page:
        one.working_days = promptness(one).working_days(today)
    watches = standing(request.user).unit_ids(*DEED_WATCHERS)
    return page.respond("awards/deeds.html", speed=speed(visible, today) if watches else None)


@require_GET
def deed(request: AccountRequest, pk: int) -> HttpResponse:
    """One deed: what was done, how long it takes, and what is open to the account."""
    found = deed_or_404(request, pk)
    timing = timed(Deed.objects.filter(pk=pk), request.user).get()
    days = promptness(timing)
    others = mergeable(found)
    nomination = nominations_visible_to(request.user).filter(pk=timing.nomination_key).first()
    merged = found.merged.select_related("reported_by__person")
    context = {
        "deed": found,
        "days": days,
        "working_days": days.working_days(clock.today()),
        "nomination": nomination,
        "steps": open_deed_steps(request.user, found),
        "merged": merged if looks_into(request.user, found) else (),
        "award": DeedAwardForm(deed=found),
        "thank": NoteForm(label=_("Lời cảm ơn, và vì sao chưa đề nghị"), prefix="thank"),
        "merge": MergeForm(others=others) if others else None,
    }
    return render(request, "awards/deed.html", context)


@require_POST
def deed_nominate(request: AccountRequest, pk: int) -> HttpResponse:
    """Make an ad hoc nomination of it, and go on writing that."""
    found = deed_or_404(request, pk)
    form = DeedAwardForm(request.POST, deed=found)
    if not form.is_valid():
        messages.error(request, _("Hãy chọn hình thức khen thưởng. Chưa có gì thay đổi."))
        return redirect(found)
    award = form.cleaned_data["award"]
    nomination = attempt(
        request,
        lambda: nominate_for_deed(deed=found, award=award, actor=request.user),
        _("Đã lập hồ sơ đề nghị khen thưởng đột xuất. Hãy viết tiếp rồi trình thủ trưởng."),
    )
    return redirect("nomination_edit", nomination.pk) if nomination else redirect(found)
