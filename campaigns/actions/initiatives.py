"""Keep what the initiative council recognised."""

import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from campaigns.models import Initiative
from units import audit, clock
from units.errors import ActionRefused
from units.models import Account, Agency, Person, Role
from units.permissions import require
from units.queries import agency_root


@transaction.atomic
def recognise_initiative(
    *,
    agency: Agency,
    title: str,
    scope: str,
    recognised_on: datetime.date,
    certificate: str,
    authors: list[Person],
    actor: Account,
    kind: str = Initiative.Kind.SANG_KIEN,
) -> Initiative:
    """Keep an initiative, or accepted research, as its certificate reads."""
    require(actor, agency_root(agency).pk, [Role.STANDING_BODY])
    if recognised_on > clock.today():
        raise ActionRefused(_("Ngày công nhận ở tương lai. Sáng kiến chưa được ghi."))
    if not authors or any(author.agency_id != agency.pk for author in authors):
        raise ActionRefused(
            _("Sáng kiến phải có tác giả, và tác giả phải thuộc cơ quan này. Chưa có gì được ghi.")
        )
    initiative = Initiative.objects.create(
        agency=agency,
        title=title,
        kind=kind,
        scope=scope,
        recognised_on=recognised_on,
        certificate=certificate,
    )
    initiative.authors.add(*authors)
    audit.record(
        actor=actor,
        action="recognise_initiative",
        target=initiative,
        scope=scope,
        authors=[author.pk for author in authors],
    )
    return initiative
