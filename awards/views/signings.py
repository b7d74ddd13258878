"""Digital signatures: certificates, the file to sign, and the file that comes back signed."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core import signing
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from awards.actions.signings import (
    prepare_to_sign,
    receive_signed,
    register_certificate,
    withdraw_certificate,
)
from awards.documents.kept import read_file
from awards.forms.signings import CertificateForm, SignedForm
from awards.models import Decision, SignedFile
from awards.permissions.decisions import agencies_decided_by
from awards.permissions.signings import signing_certificates_visible_to, signing_step
from awards.queries.signings import file_to_sign, signers_of, signing_is_digital
from awards.views.decisions import decision_or_404, decision_page
from campaigns.views.agencies import chosen_agency
from units.errors import ActionRefused
from units.models import Account, Agency
from units.requests import AccountRequest
from units.views.attempts import attempt

Step = SignedFile.Step
SALT = "decision-to-sign"
# A signing tool fetches the file at once; a forwarded address is soon worth nothing.
SECONDS = 600


@require_http_methods(["GET", "POST"])
def decision_signers(request: AccountRequest) -> HttpResponse:
    """Certificates that sign an agency's decisions; register another."""
    agencies, agency = chosen_agency(request, agencies_decided_by(request.user))
    signers = signers_of(agency)
    form = _certificate_form(request, agency, signers)
    status = 200
    if form.is_valid():
        chosen = form.cleaned_data["account"]
        account = next((one for one in signers if str(one.pk) == chosen), None)
        upload = form.cleaned_data["file"]
        try:
            register_certificate(agency=agency, upload=upload, account=account, actor=request.user)
        except ActionRefused as refusal:
            form.add_error(None, str(refusal))
            status = 409
        else:
            messages.success(request, _("Đã đăng ký chứng thư số."))
            return redirect(request.get_full_path())
    known = signing_certificates_visible_to(request.user).filter(agency=agency)
    context = {
        "form": form,
        "agencies": agencies,
        "agency": agency,
        "digital": signing_is_digital(),
        "certificates": known.select_related("account__person", "agency"),
    }
    return render(request, "awards/decision_signers.html", context, status=status)


def _certificate_form(
    request: AccountRequest, agency: Agency, signers: list[Account]
) -> CertificateForm:
    said: tuple[Any, ...] = (request.POST, request.FILES) if request.method == "POST" else ()
    return CertificateForm(*said, agency=agency, signers=[(one.pk, str(one)) for one in signers])


@require_POST
def decision_signer_withdraw(request: AccountRequest, pk: int) -> HttpResponse:
    """Let a certificate sign nothing more."""
    visible = signing_certificates_visible_to(request.user).select_related("agency")
    certificate = get_object_or_404(visible, pk=pk)
    attempt(
        request,
        lambda: withdraw_certificate(certificate=certificate, actor=request.user),
        _("Chứng thư số đã ngừng dùng. Chữ ký đã nhận trước đó vẫn còn giá trị."),
    )
    return redirect(f"{reverse('decision_signers')}?agency={certificate.agency.code}")


@require_POST
def decision_to_sign(request: AccountRequest, pk: int) -> HttpResponse:
    """Give the signer an address of the file to sign, good for some minutes."""
    decision = decision_or_404(request, pk)
    step = signing_step(request.user, decision)
    if not step:
        raise Http404
    try:
        if step == Step.PERSON:
            prepare_to_sign(decision=decision, actor=request.user)
    except ActionRefused as refusal:
        messages.error(request, str(refusal))
        return redirect(decision)
    file = file_to_sign(decision, step)
    assert file is not None  # noqa: S101  # made above, or kept when the decision was issued
    token = signing.dumps([decision.pk, step, file.sha256], salt=SALT)
    return redirect("signing_file", token)


@login_not_required
@never_cache
@require_GET
def signing_file(request: AccountRequest, token: str) -> HttpResponse:
    """The file to sign, for whoever has a fresh address: the tool has no session of its own."""
    try:
        pk, step, sha256 = signing.loads(token, salt=SALT, max_age=SECONDS)
    except (signing.BadSignature, ValueError):
        raise Http404 from None
    decision = get_object_or_404(Decision, pk=pk)
    file = file_to_sign(decision, step)
    if file is None or file.sha256 != sha256:
        raise Http404
    name = f"quyet-dinh-{decision.pk}-{'ky' if step == Step.PERSON else 'dong-dau'}.pdf"
    return HttpResponse(
        read_file(file),
        content_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@require_POST
def decision_signed(request: AccountRequest, pk: int) -> HttpResponse:
    """Take the signed file back."""
    decision = decision_or_404(request, pk)
    step = signing_step(request.user, decision)
    if not step:
        raise Http404
    form = SignedForm(request.POST, request.FILES, prefix="signed")
    if not form.is_valid():
        return decision_page(request, decision, signed=form)
    upload = form.cleaned_data["file"]
    try:
        receive_signed(decision=decision, upload=upload, step=step, actor=request.user)
    except ActionRefused as refusal:
        form.add_error(None, str(refusal))
        return decision_page(request, decision, signed=form, status=409)
    messages.success(request, _("Chữ ký số hợp lệ. Tệp đã ký được lưu nguyên vẹn."))
    return redirect(decision)
