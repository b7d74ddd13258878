"""Declare who is kin, and take a declaration back; the audit trail names nobody."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from units import audit, clock
from units.errors import ActionRefused
from units.models import Account, Kinship, Person, Role
from units.permissions import kinships_visible_to, require
from units.queries import agency_root


@transaction.atomic
def declare_kin(
    *, person: Person, other: Person, relation: str, actor: Account, note: str = ""
) -> Kinship:
    """Declare that two people are kin: about oneself, or as standing body with a reason."""
    _require_concerned(person, note, actor)
    if other.pk == person.pk or other.agency_id != person.agency_id:
        raise ActionRefused(_("Hãy chọn một người khác của cơ quan. Chưa có gì được lưu."))
    try:
        with transaction.atomic():
            kinship = Kinship.objects.create(
                person=person,
                other=other,
                relation=Kinship.Relation(relation),
                declared_by=actor,
                declared_at=clock.now(),
                note=note.strip(),
            )
    except IntegrityError as error:
        raise ActionRefused(
            _("Quan hệ giữa hai người đã được khai rồi. Chưa có gì thay đổi.")
        ) from error
    audit.record(actor=actor, action="declare_kin", target=kinship)
    return kinship


@transaction.atomic
def withdraw_kin(*, kinship: Kinship, note: str, actor: Account) -> Kinship:
    """Take a declaration back with a reason: it holds for no review that begins from now on.

    Whoever keeps out of an item because of it goes on keeping out.
    """
    visible = kinships_visible_to(actor)
    kinship = (
        visible.select_for_update(of=("self",)).select_related("person__agency").get(pk=kinship.pk)
    )
    _require_concerned(kinship.person, note, actor)
    if not note.strip():
        raise ActionRefused(_("Hãy ghi lý do. Chưa có gì thay đổi."))
    if kinship.withdrawn_at:
        raise ActionRefused(_("Quan hệ này đã được rút rồi. Chưa có gì thay đổi."))
    kinship.withdrawn_by, kinship.withdrawn_at = actor, clock.now()
    kinship.withdrawn_note = note.strip()
    kinship.save(update_fields=["withdrawn_by", "withdrawn_at", "withdrawn_note"])
    audit.record(actor=actor, action="withdraw_kin", target=kinship)
    return kinship


def _require_concerned(person: Person, note: str, actor: Account) -> None:
    """The person, or the standing body of their agency, which says why it acts for somebody."""
    if actor.person_id == person.pk:
        return
    require(actor, agency_root(person.agency).pk, [Role.STANDING_BODY])
    if not note.strip():
        raise ActionRefused(_("Hãy ghi lý do khai thay. Chưa có gì được lưu."))
