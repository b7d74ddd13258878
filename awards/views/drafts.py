"""Pages on which a nomination is written, with the law beside it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast
from urllib.parse import urlencode

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from awards.actions.nomination_autosaves import (
    forget_typed,
    keep_typed_new_nomination,
    keep_typed_nomination,
)
from awards.actions.nominations import NominationContent, draft_nomination, save_nomination
from awards.actions.returns import is_asked_by_standing_body
from awards.candidates import candidates
from awards.caps import ceiling_of
from awards.comparison import compare
from awards.documents.achievements import record_of
from awards.forms.nominations import NominationForm, PlaceForm
from awards.models import Nomination, NominationAutosave
from awards.permissions.nominations import nominating_units, open_steps
from awards.prefill import added_to, draft_report
from awards.queries.versions import content_of, open_returns
from awards.repeats import repeats_of
from awards.verdicts import judged_by_law, shown_on, speech
from awards.views.nominations import hand_up, nomination_or_404
from campaigns.actions.editions import EditionConflict
from campaigns.models import Campaign
from campaigns.permissions.progress import targets_visible_to
from campaigns.queries.campaigns import open_campaigns
from units import clock
from units.carried import carried
from units.errors import ActionRefused
from units.models import Account, Unit
from units.requests import AccountRequest


@dataclass(frozen=True)
class Place:
    """Where a nomination belongs, who writes it, and the nomination itself once it is saved."""

    account: Account
    campaign: Campaign | None
    unit: Unit
    year: int
    nomination: Nomination | None = None

    def kept(self, account: Account) -> NominationAutosave | None:
        """What the account typed here last and did not save."""
        about: dict[str, Any] = {"nomination": self.nomination}
        if self.nomination is None:
            about = {"campaign": self.campaign, "unit": self.unit}
        return NominationAutosave.objects.filter(account=account, **about).first()

    @property
    def autosave_url(self) -> str:
        """Where the browser keeps what is typed."""
        if self.nomination:
            return reverse("nomination_autosave", args=[self.nomination.pk])
        return f"{reverse('nomination_autosave_new')}?{self.query}"

    @property
    def edit_url(self) -> str:
        """The page that writes it."""
        if self.nomination:
            return reverse("nomination_edit", args=[self.nomination.pk])
        return f"{reverse('nomination_new')}?{self.query}"

    @property
    def query(self) -> str:
        """The place of a new nomination in an address."""
        return urlencode(
            {"campaign": self.campaign.pk if self.campaign else "", "unit": self.unit.pk}
        )

    def form(self, data: QueryDict | None = None, typed: QueryDict | None = None) -> NominationForm:
        """The form of the place: blank, checked, or holding what was typed."""
        today = clock.today()
        return NominationForm(
            data,
            unit=self.unit,
            on=today,
            account=self.account,
            nomination=self.nomination,
            typed=typed,
        )

    @property
    def is_late(self) -> bool:
        """Whether nothing can be sent any more; what the standing body asked for always can."""
        due = self.campaign.nominations_due if self.campaign else None
        is_over = due is not None and clock.today() > due
        return is_over and not (self.nomination and is_asked_by_standing_body(self.nomination))


@require_http_methods(["GET", "POST"])
def nomination_new(request: AccountRequest) -> HttpResponse:
    """Begin a nomination; where there are several campaigns or units, they are chosen first."""
    campaigns, units = _places(request)
    if "unit" not in request.GET and len(units) * len(campaigns) != 1:
        context = {"form": PlaceForm(campaigns=campaigns, units=units), "asked": _asked(request)}
        return render(request, "awards/nomination_place.html", context)
    campaign, unit = _chosen_place(request, campaigns, units)
    place = Place(request.user, campaign, unit, campaign.year)
    if request.method == "GET":
        return _opened(request, place, chosen=request.GET)

    def draft(content: NominationContent, _edition: int) -> Nomination:
        return draft_nomination(campaign=campaign, unit=unit, content=content, actor=request.user)

    return _considered(request, place) or _written(request, place, draft)


def _places(request: AccountRequest) -> tuple[QuerySet[Campaign], QuerySet[Unit]]:
    """Open campaigns and units for which the account may begin a nomination."""
    units = nominating_units(request.user, clock.today()).select_related("agency")
    if not units:
        raise Http404
    return open_campaigns(unit.agency_id for unit in units), units


def _chosen_place(
    request: AccountRequest, campaigns: QuerySet[Campaign], units: QuerySet[Unit]
) -> tuple[Campaign, Unit]:
    """The place that the address names, or the only one there is."""
    if "unit" not in request.GET:
        return campaigns[0], units[0]
    form = PlaceForm(request.GET, campaigns=campaigns, units=units)
    if not form.is_valid():
        raise Http404
    return form.cleaned_data["campaign"], form.cleaned_data["unit"]


def _asked(request: AccountRequest) -> dict[str, str]:
    """What a link has chosen already, to be carried over the choice of the place."""
    return {name: request.GET[name] for name in ("award", "subject") if name in request.GET}


@require_http_methods(["GET", "POST"])
def nomination_edit(request: AccountRequest, pk: int) -> HttpResponse:
    """Change a draft; save it, or save it and hand it up."""
    nomination = nomination_or_404(request, pk)
    place = Place(request.user, nomination.campaign, nomination.unit, nomination.year, nomination)
    if request.method == "GET":
        if "save" not in open_steps(request.user, nomination):
            return redirect(nomination)
        return _opened(request, place)

    def save(content: NominationContent, edition: int) -> Nomination:
        return save_nomination(
            nomination=nomination, content=content, edition=edition, actor=request.user
        )

    return _considered(request, place) or _written(request, place, save)


def _opened(request: AccountRequest, place: Place, chosen: QueryDict | None = None) -> HttpResponse:
    """The page as it is saved, or with what was typed before and asked for back."""
    kept, typed = place.kept(request.user), carried(request)
    if typed is None and kept and "restore" in request.GET:
        typed = QueryDict(kept.typed)
    restored = typed is not None
    form = place.form(typed=typed if restored else chosen)
    return _edit_page(request, form, place, restored=restored, kept=kept)


def _written(
    request: AccountRequest, place: Place, save: Callable[[NominationContent, int], Nomination]
) -> HttpResponse:
    """Save what was typed, or show the page again with all of it and what is wrong."""
    form = place.form(request.POST)
    if not form.is_valid():
        return _edit_page(request, form, place)
    try:
        saved = save(NominationContent(**form.content), form.cleaned_data["edition"])
    except EditionConflict as refusal:
        return _conflict_page(request, form, place, refusal)
    except ActionRefused as refusal:
        form.add_error(None, str(refusal))
        return _edit_page(request, form, place, status=409)
    return _saved(request, saved)


def _conflict_page(
    request: AccountRequest, form: NominationForm, place: Place, refusal: EditionConflict
) -> HttpResponse:
    """Both texts, the typed one in the form; to save it again is on purpose."""
    saved = nomination_or_404(request, form.nomination.pk if form.nomination else 0)
    now = content_of(saved)
    typed = NominationContent(**form.content).as_read(now.papers)
    differs = compare(now, typed, saved.agency.name)
    form.add_error(None, str(refusal))
    form.keep_on(saved.edition)
    return _edit_page(request, form, place, status=409, differs=differs)


def _considered(request: AccountRequest, place: Place) -> HttpResponse | None:
    """Show what the law says to what is chosen so far, and save nothing; None if not asked."""
    picked = request.POST.get("pick")
    if not {"check", "fill"} & set(request.POST) and not picked:
        return None
    typed = request.POST.copy()
    if picked:
        typed["subject"] = picked
    form = place.form(typed=typed)
    if "fill" in request.POST:
        typed["achievement"] = _filled(request, form, place)
        form = place.form(typed=typed)
    if request.htmx:
        context = {"form": form} | _consideration(form, place)
        return render(request, "awards/_consideration.html", context)
    return _edit_page(request, form, place)


def _filled(request: AccountRequest, form: NominationForm, place: Place) -> str:
    """A report of what is on record; where something is typed, that, and below it what is new."""
    typed = str(form["achievement"].value() or "").rstrip()
    subject = form.chosen_subject
    if subject is None:
        messages.error(request, _("Hãy chọn cá nhân hoặc tập thể trước. Phần đã nhập còn nguyên."))
        return typed
    named = form["initiatives"].value() or ()
    record = record_of(
        subject,
        year=place.year,
        on=clock.today(),
        initiatives=cast("Any", form.fields["initiatives"]).queryset.filter(pk__in=named),
        among=targets_visible_to(request.user),
    )
    filled = added_to(typed, draft_report(record))
    if filled == typed:
        messages.info(
            request,
            _("Chưa có dữ liệu nào khác đã ghi về %(subject)s. Không có gì thay đổi.")
            % {"subject": subject},
        )
    return filled


def _edit_page(
    request: AccountRequest, form: NominationForm, place: Place, status: int = 200, **more: object
) -> HttpResponse:
    returns = open_returns(place.nomination) if place.nomination else []
    context = {"form": form, "place": place, "returns": returns} | more
    context |= _consideration(form, place)
    return render(request, "awards/nomination_edit.html", context, status=status)


def _consideration(form: NominationForm, place: Place) -> dict[str, Any]:
    """What the law says: to the nominee who is chosen, or else to everyone for the award."""
    award, today, account = form.chosen("award"), clock.today(), place.account
    if not award:
        return {}
    say, by_law = speech(place.unit.agency), judged_by_law(award)
    said: dict[str, Any] = {"award": say.award(award), "year": place.year, "by_law": by_law}
    if proposal := form.proposal(place.unit, place.year):
        said["shown"] = shown_on(proposal, account)
        said["repeats"] = repeats_of([proposal], account)[proposal.pk]
        said["ceiling"] = ceiling_of(
            place.unit, award, say, year=place.year, on=today, reader=account
        )
    elif by_law:
        said["found"] = found = candidates(
            place.unit, award, account, say, year=place.year, on=today, kind=form.chosen_type
        )
        said["ceiling"] = found.ceiling
    return said


def _saved(request: AccountRequest, nomination: Nomination) -> HttpResponse:
    """Go on from a saved draft: up to the head if that button was pressed, else to its page."""
    if "hand_up" in request.POST:
        return hand_up(request, nomination)
    messages.success(request, _("Đã lưu nháp."))
    return redirect(nomination)


@require_POST
def nomination_autosave(request: AccountRequest, pk: int) -> HttpResponse:
    """Keep what is being typed into a nomination, from the background; or throw it away."""
    nomination = nomination_or_404(request, pk)
    place = Place(request.user, nomination.campaign, nomination.unit, nomination.year, nomination)

    def keep(typed: str) -> None:
        keep_typed_nomination(nomination=nomination, typed=typed, actor=request.user)

    return _autosaved(request, place, keep)


@require_POST
def nomination_autosave_new(request: AccountRequest) -> HttpResponse:
    """Keep what is being typed into one that was never saved."""
    campaigns, units = _places(request)
    if "unit" not in request.GET:
        raise Http404
    campaign, unit = _chosen_place(request, campaigns, units)

    def keep(typed: str) -> None:
        keep_typed_new_nomination(campaign=campaign, unit=unit, typed=typed, actor=request.user)

    place = Place(request.user, campaign, unit, campaign.year)
    return _autosaved(request, place, keep)


def _autosaved(request: AccountRequest, place: Place, keep: Callable[[str], None]) -> HttpResponse:
    if "discard" in request.POST:
        forget_typed(kept=place.kept(request.user), actor=request.user)
        return redirect(place.edit_url)
    typed = request.POST.copy()
    typed.pop("csrfmiddlewaretoken", None)
    try:
        keep(typed.urlencode())
    except ActionRefused as refusal:
        return HttpResponse(str(refusal), status=409, content_type="text/plain; charset=utf-8")
    return HttpResponse(status=204)
