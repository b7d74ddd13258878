"""Amend an issued decision by a new one that names it: correct, replace, or revoke.

The amended decision stays as it is. What still stands of it is read from the amendments that were
issued (`Recipient.objects.in_force`).
"""

from collections.abc import Iterable, Mapping

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from awards.documents.decisions import named_decision
from awards.law.grounds import grounds
from awards.models import Decision, Recipient
from awards.queries.decisions import legal_bases
from units import audit, clock
from units.errors import ActionRefused
from units.models import Account, Role
from units.permissions import require
from units.queries import agency_root

Kind, Effect = Decision.Kind, Recipient.Effect
Words = tuple[str, str]  # name and place, as a line reads
EFFECTS = {
    Kind.CORRECTION: Effect.CORRECTS,
    Kind.REPLACEMENT: Effect.GIVES,
    Kind.REVOCATION: Effect.REVOKES,
}


@transaction.atomic
def draft_amendment(
    *,
    decision: Decision,
    kind: str,
    ground: str,
    reason: str,
    lines: Mapping[int, Words],
    actor: Account,
) -> Decision:
    """Draft the amendment of an issued decision of the agency's own on some of its lines.

    `lines` gives name and place, as they read now, by the key of a line that is in force: of a
    correction the lines that were wrong, of a replacement all that stay, of a revocation those that
    go. `ground` is the code of one that today's law has for the `kind` (`grounds.toml`).
    """
    amended = _amendable(decision, actor)
    kind = Kind(kind)
    if ground not in {one.code for one in grounds(kind, clock.today())} or not reason.strip():
        raise ActionRefused(_("Hãy chọn căn cứ và ghi lý do. Dự thảo chưa được lập."))
    found = _chosen(amended, kind, lines)
    _require_alone(amended, kind, found)
    draft = _drafted(amended, kind, actor, ground=ground, reason=reason.strip())
    Recipient.objects.bulk_create(_lines(draft, found, lines))
    audit.record(
        actor=actor,
        action="draft_amendment",
        target=draft,
        reason=reason.strip(),
        kind=kind,
        amends=amended.pk,
        lines=sorted(lines),
    )
    return draft


def require_in_force(decision: Decision, recipients: Iterable[Recipient]) -> None:
    """Refuse to issue an amendment of what another one has ended meanwhile; lock the amended."""
    if decision.amends_id is None:
        return
    Decision.objects.select_for_update(of=("self",)).get(pk=decision.amends_id)
    amended = {recipient.amends_id for recipient in recipients if recipient.amends_id}
    if Recipient.objects.in_force().filter(pk__in=amended).count() != len(amended):
        raise ActionRefused(
            _(
                "Một quyết định khác đã hủy bỏ hoặc thay thế một phần danh sách này. Quyết định "
                "chưa được ban hành; hãy bỏ dự thảo và lập lại."
            )
        )


def _amendable(decision: Decision, actor: Account) -> Decision:
    """Lock the decision; refuse one that is not issued here, amends another, or is replaced."""
    decision = (
        Decision.objects.select_for_update(of=("self",))
        .select_related("agency")
        .get(pk=decision.pk)
    )
    require(actor, agency_root(decision.agency).pk, [Role.DECISION_ADMIN])
    if not decision.is_amendable:
        raise ActionRefused(
            _("Chỉ sửa được quyết định khen thưởng mà cơ quan đã ban hành. Dự thảo chưa được lập.")
        )
    return decision


def _chosen(amended: Decision, kind: str, lines: Mapping[int, Words]) -> list[Recipient]:
    """The lines in force that were chosen; refuse others, and a correction of nothing."""
    found = list(amended.recipients.in_force().filter(pk__in=lines).select_related("person"))
    if not found or len(found) != len(lines):
        raise ActionRefused(
            _(
                "Hãy chọn ít nhất một người, tập thể còn hiệu lực trong quyết định. Dự thảo chưa "
                "được lập; hãy tải lại trang."
            )
        )
    if kind == Kind.CORRECTION and any((line.name, line.place) == lines[line.pk] for line in found):
        raise ActionRefused(_("Có dòng không có gì được đính chính. Dự thảo chưa được lập."))
    return found


def _drafted(amended: Decision, kind: Decision.Kind, actor: Account, **why: str) -> Decision:
    with translation.override("vi"):
        done = str(kind.label)
    draft = Decision(
        agency=amended.agency,
        kind=kind,
        amends=amended,
        is_public=amended.is_public,
        authority=amended.authority,
        award=amended.award,
        year=amended.year,
        subject=f"Về việc {done} {named_decision(amended)}",
        bases=legal_bases(clock.today()),
        signer_office=amended.agency.head_office,
        signer_name=amended.agency.head_name,
        symbol=f"QĐ-{amended.agency.symbol}",
        created_by=actor,
        **why,
    )
    draft.save()
    return draft


def _require_alone(amended: Decision, kind: str, lines: list[Recipient]) -> None:
    """Refuse a second draft that would replace the same decision or revoke the same line."""
    same = amended.amendments.filter(kind=kind)
    if kind == Kind.REVOCATION:
        same = same.filter(recipients__amends__in=lines)
    other = same.first() if kind != Kind.CORRECTION else None
    if other:
        raise ActionRefused(
            _("Đã có dự thảo về việc này: “%(subject)s”. Dự thảo mới chưa được lập.")
            % {"subject": other.subject}
        )


def _lines(
    draft: Decision, found: list[Recipient], lines: Mapping[int, Words]
) -> Iterable[Recipient]:
    for ordinal, line in enumerate(found, start=1):
        name, place = lines[line.pk]
        yield Recipient(
            decision=draft,
            amends=line,
            effect=EFFECTS[Kind(draft.kind)],
            ordinal=ordinal,
            name=name,
            place=place,
            kind=line.kind,
            person=line.person,
            collective_id=line.collective_id,
            unit_id=line.unit_id,
            type=line.type,
            period_to=line.period_to,
        )
