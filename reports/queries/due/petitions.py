"""Petitions to a higher authority whose next step is ours."""

import datetime
from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from awards.models import Petition
from awards.permissions.petitions import petitions_waiting_for
from awards.workflow import PetitionState
from reports.queries.due.lines import Due, few_or_many
from units.models import Account, Role
from units.permissions import standing


def petitions(account: Account, on: datetime.date) -> Iterator[Due]:
    """Petitions to send, and those to which the authority wants something added."""
    if Role.DECISION_ADMIN not in standing(account).roles:
        return
    acts = {
        PetitionState.DRAFT: _("Xem và ghi ký gửi"),
        PetitionState.SUPPLEMENT_ASKED: _("Gửi bổ sung"),
    }

    def one(petition: Petition) -> Due:
        where, act = petition.get_state_display(), acts[PetitionState(petition.state)]
        url = petition.get_absolute_url()
        return Due(petition.title, where, url, act, petition.state_since)

    def many(count: int, first: Petition) -> Due:
        title = ngettext("%(n)d tờ trình cấp trên", "%(n)d tờ trình cấp trên", count)
        said = title % {"n": count}
        return Due(said, _("chờ bạn"), reverse("petitions"), _("Xem danh sách"), first.state_since)

    yield from few_or_many(petitions_waiting_for(account).order_by("state_since", "pk"), one, many)
