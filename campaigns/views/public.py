"""The page on which an agency chooses what it shows to everybody."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from campaigns.actions.public import set_public_pages
from campaigns.forms.public import PublicPagesForm
from campaigns.models import PublicPages
from campaigns.permissions.campaigns import agencies_run_by
from units.requests import AccountRequest


@require_http_methods(["GET", "POST"])
def public_pages(request: AccountRequest) -> HttpResponse:
    """Switch the public pages and their parts on or off."""
    agencies = list(agencies_run_by(request.user).order_by("name"))
    code = request.GET.get("agency")
    agency = next((one for one in agencies if code in {None, one.code}), None)
    if agency is None:
        raise Http404
    kept = PublicPages.objects.filter(agency=agency).first() or PublicPages(agency=agency)
    form = PublicPagesForm(request.POST or None, instance=kept)
    if form.is_valid():
        set_public_pages(agency=agency, shown=form.cleaned_data, actor=request.user)
        messages.success(request, _("Đã lưu lựa chọn về trang công khai."))
        return redirect(request.get_full_path())
    context = {"form": form, "agencies": agencies, "agency": agency, "is_on": kept.is_on}
    return render(request, "campaigns/public_pages.html", context)
