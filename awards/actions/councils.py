"""The order in which a council's members are named, wherever they are listed."""

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from awards.queries.terms import COUNCIL_ROLES
from units import audit
from units.errors import ActionRefused
from units.models import Account, Role, RoleGrant, Unit
from units.permissions import require

KEEPERS = (Role.STANDING_BODY, Role.SYSTEM_ADMIN)
LAST = 999


@transaction.atomic
def order_council(*, unit: Unit, places: Mapping[int, int], actor: Account) -> None:
    """Set who is named before whom in the councils of a unit, by key of the role's grant.

    Reviews that are open keep the order of their day.
    """
    require(actor, unit.pk, KEEPERS)
    grants = list(
        RoleGrant.objects.select_for_update().filter(
            pk__in=places, unit=unit, role__in=COUNCIL_ROLES
        )
    )
    if not grants or len(grants) != len(places):
        raise ActionRefused(
            _("Danh sách thành viên đã đổi. Chưa có gì được lưu; hãy tải lại trang.")
        )
    if any(not 0 <= place <= LAST for place in places.values()):
        raise ActionRefused(_("Số thứ tự phải từ 0 đến 999. Chưa có gì được lưu."))
    for grant in grants:
        grant.order = places[grant.pk]
    RoleGrant.objects.bulk_update(grants, ["order"])
    audit.record(
        actor=actor,
        action="order_council",
        target=unit,
        order={str(grant.pk): grant.order for grant in grants},
    )
