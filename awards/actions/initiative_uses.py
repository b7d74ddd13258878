"""Let a nomination count initiatives: each serves one nomination, whoever asks first."""

from collections.abc import Collection

from django.utils.translation import gettext as _

from awards.models import InitiativeUse, Nomination
from awards.permissions.nominations import nominations_visible_to
from campaigns.models import Initiative
from units.errors import ActionRefused
from units.models import Account


def name_initiatives(
    nomination: Nomination, initiatives: Collection[Initiative], actor: Account
) -> tuple[list[int], list[int]]:
    """Name the nominee's initiatives that the nomination counts, in place of those named before.

    Returns the keys before and after. One that is used already is refused
    (CV 5007/BNV-TĐKT, III.5.c). Part of an action: the caller holds the transaction.
    """
    keys = sorted({initiative.pk for initiative in initiatives})
    before = nomination.initiative_uses.all()
    old = sorted(before.values_list("initiative", flat=True))
    if keys == old:
        return old, keys
    # Locked in one order, so that of two nominations the later one sees the earlier's use.
    locked = Initiative.objects.select_for_update(of=("self",)).filter(pk__in=keys).order_by("pk")
    own = locked.filter(authors=nomination.person_id) if nomination.person_id else locked.none()
    if sorted(initiative.pk for initiative in own) != keys:
        raise ActionRefused(
            _("Chỉ dùng được sáng kiến của chính người được đề nghị. Chưa có gì được lưu.")
        )
    _refuse_used(keys, nomination, actor)
    before.delete()
    InitiativeUse.objects.bulk_create(
        InitiativeUse(nomination=nomination, initiative_id=key) for key in keys
    )
    return old, keys


def _refuse_used(keys: list[int], nomination: Nomination, actor: Account) -> None:
    """Refuse initiatives of other nominations; one that the actor may not open is not named."""
    uses = InitiativeUse.objects.filter(initiative__in=keys).exclude(nomination=nomination)
    use = uses.select_related("initiative").first()
    if use is None:
        return
    visible = nominations_visible_to(actor).filter(pk=use.nomination_id)
    earlier = visible.select_related("person", "agency").first()
    where = (
        _("hồ sơ “%(nomination)s”, năm %(year)d") % {"nomination": earlier, "year": earlier.year}
        if earlier
        else _("một hồ sơ khác")
    )
    raise ActionRefused(
        _(
            "Sáng kiến “%(initiative)s” đã dùng trong %(where)s; mỗi sáng kiến chỉ được tính một "
            "lần. Chưa có gì được lưu."
        )
        % {"initiative": use.initiative, "where": where}
    )
