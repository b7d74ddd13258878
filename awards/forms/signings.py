"""Forms of digital signatures: a certificate, and a signed PDF."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from units.forms import offer
from units.models import Agency

AGENCY = ""


class CertificateForm(forms.Form):
    """Whose certificate, and the file; the agency's own is offered first."""

    account = forms.ChoiceField(
        label=_("Của ai"),
        required=False,
        help_text=_("Lãnh đạo ký quyết định, hoặc cơ quan (chữ ký thay con dấu)."),
    )
    file = forms.FileField(
        label=_("Tệp chứng thư số"),
        help_text=_("Tệp .cer, .crt hoặc .pem, không kèm khóa bí mật."),
        widget=forms.FileInput(attrs={"accept": ".cer,.crt,.pem"}),
    )

    def __init__(
        self, *args: Any, agency: Agency, signers: list[tuple[int, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        offer(self, account=[(AGENCY, agency.name), *signers])


class SignedForm(forms.Form):
    """The PDF that came back from the signing tool."""

    file = forms.FileField(
        label=_("Tệp đã ký số"),
        help_text=_("Tệp PDF vừa tải xuống, đã ký bằng phần mềm ký số trên máy của bạn."),
        widget=forms.FileInput(attrs={"accept": ".pdf"}),
    )
