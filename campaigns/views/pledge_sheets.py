"""A pledge as a spreadsheet: give the template out, look at a filled one, take it in."""

import hashlib
from typing import Any

from django.contrib import messages
from django.core import signing
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from campaigns import catalogue
from campaigns.actions.imports import import_pledge, imported_already
from campaigns.actions.pledge_rows import rows_of
from campaigns.comparison import Content, compare
from campaigns.forms.pledges import may_be_aimed_at
from campaigns.forms.sheets import SheetForm
from campaigns.models import Pledge
from campaigns.permissions.pledges import open_steps
from campaigns.queries.sheets import sheet_choices
from campaigns.queries.versions import content_of, typed_content
from campaigns.sheets import Choices, SheetRefused, read_pledge, write_pledge
from campaigns.views.pledges import pledge_or_404
from units import clock
from units.errors import ActionRefused
from units.files.kinds import EXCEL
from units.requests import AccountRequest
from units.views.files import handed_out

# How long a preview may be confirmed.
AN_HOUR = 60 * 60


def _choices(pledge: Pledge) -> Choices:
    awards = [award for award in catalogue.awards() if may_be_aimed_at(award)]
    return sheet_choices(pledge, awards, clock.today())


def _salt(pledge: Pledge) -> str:
    """Binds a preview to its pledge."""
    return f"campaigns.pledge_import.{pledge.pk}"


@require_GET
def pledge_export(request: AccountRequest, pk: int) -> HttpResponse:
    """Give the pledge as a workbook that can be filled on and brought back."""
    pledge = pledge_or_404(request, pk)
    title = f"Đăng ký thi đua năm {pledge.campaign.year} – {pledge.unit.name}"
    content = write_pledge(title, content_of(pledge), _choices(pledge))
    return handed_out(content, EXCEL, f"dang-ky-{pledge.campaign.year}-{pledge.unit.code}.xlsx")


@require_http_methods(["GET", "POST"])
def pledge_import(request: AccountRequest, pk: int) -> HttpResponse:
    """Take a filled template: first show what it would change, then store it."""
    pledge = pledge_or_404(request, pk)
    if "save" not in open_steps(request.user, pledge):
        return redirect(pledge)
    if "confirmed" in request.POST:
        return _store(request, pledge)
    form = SheetForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        return _preview(request, pledge, form)
    return _page(request, pledge, form)


def _preview(request: AccountRequest, pledge: Pledge, form: SheetForm) -> HttpResponse:
    data = form.content
    sha256 = hashlib.sha256(data).hexdigest()
    if kept := pledge.imports.select_related("imported_by__person").filter(sha256=sha256).first():
        form.add_error("file", imported_already(kept))
        return _page(request, pledge, form)
    try:
        reading = read_pledge(data, _choices(pledge))
    except SheetRefused as refusal:
        form.add_error("file", str(refusal))
        return _page(request, pledge, form)
    if reading.errors:
        return _page(request, pledge, form, wrong=reading.errors, status=409)
    content = typed_content(pledge, reading.targets, reading.aims)
    seen = {"content": content.as_json(), "sha256": sha256, "edition": pledge.edition}
    return _page(
        request,
        pledge,
        form,
        differs=compare(content_of(pledge), content),
        notes=reading.notes,
        confirmed=signing.dumps(seen, salt=_salt(pledge), compress=True),
    )


def _store(request: AccountRequest, pledge: Pledge) -> HttpResponse:
    try:
        kept = signing.loads(request.POST["confirmed"], salt=_salt(pledge), max_age=AN_HOUR)
        import_pledge(
            pledge=pledge,
            content=rows_of(Content.from_json(kept["content"])),
            sha256=kept["sha256"],
            edition=kept["edition"],
            actor=request.user,
        )
    except signing.BadSignature:
        messages.error(request, _("Bản xem trước đã quá một giờ. Hãy chọn tệp lại."))
    except ActionRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Đã nhập bảng tính vào bản nháp."))
        return redirect("pledge_edit", pledge.pk)
    return redirect("pledge_import", pledge.pk)


def _page(
    request: AccountRequest, pledge: Pledge, form: SheetForm, status: int = 200, **more: Any
) -> HttpResponse:
    context = {"pledge": pledge, "campaign": pledge.campaign, "form": form} | more
    return render(request, "campaigns/pledge_import.html", context, status=status)
