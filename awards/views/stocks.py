"""Pages of the sheets that certificates are printed on, and of the printers."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from awards.actions.stocks import StockContent, add_stock, change_stock, save_printer
from awards.documents.certificates import calibration_pdf, sample_pdf, sample_picture
from awards.forms.certificates import PrinterForm, StockForms
from awards.models import CertificateStock, Printer
from awards.permissions.certificates import printers_kept_by, stocks_kept_by
from awards.permissions.decisions import agencies_decided_by
from campaigns.labels import award_label
from campaigns.views.agencies import chosen_agency
from units.errors import ActionRefused
from units.models import Agency
from units.requests import AccountRequest


@require_GET
def certificate_stocks(request: AccountRequest) -> HttpResponse:
    """Sheets and printers of an agency."""
    agencies, agency = chosen_agency(request, agencies_decided_by(request.user))
    stocks = CertificateStock.objects.filter(agency=agency)
    context = {
        "agencies": agencies,
        "agency": agency,
        "stocks": [
            (stock, [award_label(code, agency.name) for code in stock.awards]) for stock in stocks
        ],
        "printers": Printer.objects.filter(agency=agency),
    }
    return render(request, "awards/certificate_stocks.html", context)


@require_http_methods(["GET", "POST"])
def certificate_stock_new(request: AccountRequest) -> HttpResponse:
    """Describe a new sheet; the boxes of a pre-printed one are placed on its own page."""
    _agencies, agency = chosen_agency(request, agencies_decided_by(request.user))
    return _stock_page(request, agency, None)


@require_http_methods(["GET", "POST"])
def certificate_stock(request: AccountRequest, pk: int) -> HttpResponse:
    """A sheet, its boxes, and how a sample looks on it."""
    stock = _stock_or_404(request, pk)
    return _stock_page(request, stock.agency, stock)


@require_GET
def certificate_stock_sample(request: AccountRequest, pk: int) -> HttpResponse:
    """A sample as PDF, moved as the printer needs it; `long` has the longest names."""
    content = sample_pdf(_stock_or_404(request, pk), _printer(request), long="long" in request.GET)
    return HttpResponse(content, content_type="application/pdf")


@require_GET
def certificate_stock_picture(request: AccountRequest, pk: int) -> HttpResponse:
    """The same sample as a picture for the page."""
    content = sample_picture(_stock_or_404(request, pk), long="long" in request.GET)
    return HttpResponse(content, content_type="image/png", headers={"Cache-Control": "no-store"})


@require_GET
def certificate_stock_calibration(request: AccountRequest, pk: int) -> HttpResponse:
    """The sheet to lay a ruler on."""
    content = calibration_pdf(_stock_or_404(request, pk), _printer(request))
    return HttpResponse(content, content_type="application/pdf")


@require_http_methods(["GET", "POST"])
def certificate_printer_new(request: AccountRequest) -> HttpResponse:
    """A new printer."""
    _agencies, agency = chosen_agency(request, agencies_decided_by(request.user))
    return _printer_page(request, Printer(agency=agency))


@require_http_methods(["GET", "POST"])
def certificate_printer(request: AccountRequest, pk: int) -> HttpResponse:
    """A printer and by how much it is off, with the calibration sheet of each stock."""
    found = printers_kept_by(request.user).select_related("agency")
    return _printer_page(request, get_object_or_404(found, pk=pk))


def _stock_or_404(request: AccountRequest, pk: int) -> CertificateStock:
    return get_object_or_404(stocks_kept_by(request.user).select_related("agency"), pk=pk)


def _printer(request: AccountRequest) -> Printer | None:
    key = request.GET.get("printer", "")
    return get_object_or_404(printers_kept_by(request.user), pk=key) if key.isdigit() else None


def _stock_page(
    request: AccountRequest, agency: Agency, stock: CertificateStock | None
) -> HttpResponse:
    forms = StockForms(request.POST or None, agency=agency, stock=stock)
    status = 200
    if request.method == "POST" and forms.is_valid():
        content = StockContent(**forms.stock.cleaned_data, fields=tuple(forms.fields()))
        try:
            if stock is None:
                saved = add_stock(agency=agency, content=content, actor=request.user)
            else:
                saved = change_stock(stock=stock, content=content, actor=request.user)
        except ActionRefused as refusal:
            forms.refuse(refusal)
            status = 409
        else:
            messages.success(request, _("Đã lưu phôi. Hãy xem mẫu in."))
            return redirect(saved)
    context = {
        "forms": forms,
        "stock": stock,
        "agency": agency,
        "printers": Printer.objects.filter(agency=agency),
    }
    return render(request, "awards/certificate_stock.html", context, status=status)


def _printer_page(request: AccountRequest, printer: Printer) -> HttpResponse:
    form = PrinterForm(request.POST or None, instance=printer)
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            save_printer(printer=form.save(commit=False), actor=request.user)
        except ActionRefused as refusal:
            form.add_error(None, str(refusal))
            status = 409
        else:
            messages.success(request, _("Đã lưu máy in."))
            return redirect("certificate_stocks")
    context = {
        "form": form,
        "printer": printer,
        "stocks": CertificateStock.objects.filter(agency=printer.agency),
    }
    return render(request, "awards/certificate_printer.html", context, status=status)
