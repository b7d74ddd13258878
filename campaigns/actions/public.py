"""Choose what an agency shows to everybody."""

from typing import Any

from django.db import transaction

from campaigns.models import PublicPages
from units import audit
from units.models import Account, Agency, Role
from units.permissions import require
from units.queries import agency_root


@transaction.atomic
def set_public_pages(*, agency: Agency, shown: dict[str, bool], actor: Account) -> PublicPages:
    """Switch the public pages and their parts on or off."""
    require(actor, agency_root(agency).pk, [Role.STANDING_BODY])
    pages, _created = PublicPages.objects.select_for_update().get_or_create(agency=agency)
    changes: dict[str, Any] = {
        name: [getattr(pages, name), value]
        for name, value in shown.items()
        if getattr(pages, name) != value
    }
    for name, value in shown.items():
        setattr(pages, name, value)
    pages.save(update_fields=[*shown])
    audit.record(actor=actor, action="set_public_pages", target=pages, **changes)
    return pages
