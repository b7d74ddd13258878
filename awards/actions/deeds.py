"""Make a nomination of a deed that was pointed out, and tell who did so what became of it."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from awards.actions.nominations import NominationContent, draft_nomination
from awards.models import DeedNomination, Nomination
from campaigns.actions.deeds import take_up_deed, tell_reporters
from campaigns.models import Deed
from campaigns.queries.campaigns import campaigns_open_to, leading
from units.errors import ActionRefused
from units.models import Account


@transaction.atomic
def nominate_for_deed(*, deed: Deed, award: str, actor: Account) -> Nomination:
    """Begin an ad hoc nomination by the unit, with the deed as its achievement."""
    campaign = leading(campaigns_open_to(deed.unit))
    if campaign is None:
        raise ActionRefused(
            _("Chưa có phong trào nào mở nhận đề nghị. Chưa có gì thay đổi; việc này vẫn chờ.")
        )
    deed = take_up_deed(deed=deed, actor=actor)
    content = NominationContent(
        award=award,
        achievement=_("Ngày %(day)s: %(text)s")
        % {"day": f"{deed.done_on:%d/%m/%Y}", "text": deed.text},
        person=deed.person,
        collective=deed.collective,
        type=Nomination.Type.DOT_XUAT,
    )
    nomination = draft_nomination(campaign=campaign, unit=deed.unit, content=content, actor=actor)
    DeedNomination.objects.create(deed=deed, nomination=nomination)
    return nomination


def tell_of_deeds(kind: str, nomination_keys: Iterable[int]) -> None:
    """Tell those who pointed out the deeds behind some nominations what became of them."""
    for deed in Deed.objects.filter(taken_up__nomination__in=list(nomination_keys)):
        tell_reporters(deed, kind)
