"""The page of one's kin: what was declared, another declaration, taking one back."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from units import clock
from units.actions.kin import declare_kin, withdraw_kin
from units.errors import ActionRefused
from units.forms import KinForm, NoteForm
from units.models import Kinship, Person
from units.permissions import kinships_visible_to, people_whose_kin_is_visible_to
from units.queries import kin_of, people_by_unit
from units.requests import AccountRequest
from units.views.attempts import attempt


@require_http_methods(["GET", "POST"])
def kin(request: AccountRequest, pk: int) -> HttpResponse:
    """Who is kin to a person, for that person and the standing body alone; declare another."""
    people = people_whose_kin_is_visible_to(request.user).select_related("agency")
    person = get_object_or_404(people, pk=pk)
    form = _form(request, person, request.POST or None)
    if form.is_valid():
        other = get_object_or_404(Person, pk=form.cleaned_data["other"])
        said = {"relation": form.cleaned_data["relation"], "note": form.cleaned_data["note"]}
        try:
            declare_kin(person=person, other=other, actor=request.user, **said)
        except ActionRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Đã khai quan hệ gia đình."))
            return redirect("kin", person.pk)
    return _page(request, person, form)


@require_POST
def kin_withdraw(request: AccountRequest, pk: int) -> HttpResponse:
    """Take a declaration back, with the reason."""
    visible = kinships_visible_to(request.user).select_related("person")
    kinship: Kinship = get_object_or_404(visible, pk=pk)
    note = NoteForm(request.POST, prefix=f"kin-{pk}")
    if note.is_valid():
        reason = note.cleaned_data["note"]
        attempt(
            request,
            lambda: withdraw_kin(kinship=kinship, note=reason, actor=request.user),
            _("Đã rút khai báo."),
        )
    else:
        messages.error(request, str(note.errors["note"][0]))
    mine = request.user.person_id in {kinship.person_id, kinship.other_id}
    return redirect("kin", request.user.person_id if mine else kinship.person_id)


def _form(request: AccountRequest, person: Person, data: Any) -> KinForm:
    groups = people_by_unit(person.agency, clock.today())
    return KinForm(data, people=groups, person=person, own=request.user.person_id == person.pk)


def _page(request: AccountRequest, person: Person, form: KinForm) -> HttpResponse:
    rows = [
        (
            kinship,
            kinship.seen_from(person.pk),
            NoteForm(label=_("Lý do rút"), prefix=f"kin-{kinship.pk}"),
        )
        for kinship in kin_of(kinships_visible_to(request.user), person)
    ]
    own = request.user.person_id == person.pk
    context = {
        "person": person,
        "own": own,
        "rows": rows,
        # Only whoever declared a kinship, or the standing body, takes it back.
        "withdraws": {k.pk for k, _other, _note in rows if not own or k.person_id == person.pk},
        "form": form,
    }
    return render(request, "units/kin.html", context, status=409 if form.errors else 200)
