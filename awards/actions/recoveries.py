"""Take back money and artefact that a later decision took away, and note when they are back."""

import datetime
from collections.abc import Iterable, Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from awards.actions.funds import lock_funds, require_keeper
from awards.models import Decision, FundEntry, PrizeLine, Recipient, Recovery
from awards.queries.prizes import commitment_of, first_lines
from units import audit, clock
from units.errors import ActionRefused
from units.models import Account

Kind = FundEntry.Kind


def take_back(decision: Decision, recipients: Sequence[Recipient], actor: Account) -> None:
    """Open the recovery of what an amendment takes away; part of `issue_decision`.

    A revocation takes from those it names, a replacement from those it leaves out; a correction
    from nobody.
    """
    match decision.kind:
        case Decision.Kind.REVOCATION:
            lost = [one.amends for one in recipients if one.amends]
        case Decision.Kind.REPLACEMENT:
            kept = [one.amends_id for one in recipients if one.amends_id]
            before = Recipient.objects.in_force().filter(decision=decision.amends)
            lost = list(before.exclude(pk__in=kept))
        case _:
            return
    first = {one.pk for one in first_lines(lost).values()}
    lines = list(PrizeLine.objects.filter(recipient__in=first).select_related("recipient"))
    due = [line for line in lines if line.due]
    without = first - {line.recipient_id for line in due}
    end_prizes(due, decision, actor, of_artefact=True)
    Recovery.objects.bulk_create(
        _recovery(pk, decision, money=0, of_artefact=True) for pk in sorted(without)
    )


def end_prizes(
    lines: Iterable[PrizeLine], decision: Decision, actor: Account, *, of_artefact: bool
) -> None:
    """Let nothing be due for prizes any more because of `decision`.

    What was paid is to be taken back, what was only set aside is free again. Of an award that is
    lost while no fund pays, nobody knows here whether it was paid: it is to be taken back as well.
    """
    released, recoveries = [], []
    for line in lines:
        committed = commitment_of(line.recipient.decision)
        unknown = of_artefact and not committed
        out = line.amount if line.is_paid or unknown else 0
        if committed and not line.is_paid:
            released.append(_entry(Kind.RELEASE, committed, line, actor))
        if out or of_artefact:
            recoveries.append(
                _recovery(line.recipient_id, decision, money=out, of_artefact=of_artefact)
            )
        line.ended_by = decision
        line.save(update_fields=["ended_by"])
    FundEntry.objects.bulk_create(released)
    Recovery.objects.bulk_create(recoveries)


@transaction.atomic
def settle_recovery(
    *,
    recovery: Recovery,
    actor: Account,
    money_back_on: datetime.date | None = None,
    artefact_back_on: datetime.date | None = None,
    note: str = "",
) -> Recovery:
    """Note that the money, the artefact or both are back; money goes into the fund that paid it."""
    require_keeper(recovery.decision.agency, actor)
    lock_funds(recovery.decision.agency)
    recovery = Recovery.objects.select_for_update(of=("self",)).get(pk=recovery.pk)
    days = [day for day in (money_back_on, artefact_back_on) if day]
    if (
        not days
        or (money_back_on and not recovery.awaits_money)
        or (artefact_back_on and not recovery.awaits_artefact)
    ):
        raise ActionRefused(_("Hãy chọn khoản còn phải thu hồi và ghi ngày. Chưa có gì thay đổi."))
    if max(days) > clock.today() or min(days) < recovery.opened_on:
        raise ActionRefused(
            _("Ngày thu hồi phải từ ngày mở khoản thu hồi đến hôm nay. Chưa có gì thay đổi.")
        )
    if money_back_on:
        _put_back(recovery, money_back_on, actor)
    recovery.money_back_on = money_back_on or recovery.money_back_on
    recovery.artefact_back_on = artefact_back_on or recovery.artefact_back_on
    recovery.note = note.strip() or recovery.note
    recovery.save(update_fields=["money_back_on", "artefact_back_on", "note"])
    audit.record(
        actor=actor,
        action="settle_recovery",
        target=recovery,
        reason=note.strip(),
        money=str(money_back_on or ""),
        artefact=str(artefact_back_on or ""),
    )
    return recovery


def _put_back(recovery: Recovery, on: datetime.date, actor: Account) -> None:
    line = PrizeLine.objects.filter(recipient=recovery.recipient_id).first()
    paid = line.entries.filter(kind=Kind.PAYMENT).first() if line else None
    if line and paid:
        _entry(Kind.RECOVERED, paid, line, actor, on=on).save()


def _entry(
    kind: Kind,
    before: FundEntry,
    line: PrizeLine,
    actor: Account,
    on: datetime.date | None = None,
) -> FundEntry:
    """An entry on a prize in the fund of an entry before it."""
    return FundEntry(
        fund_id=before.fund_id,
        kind=kind,
        amount=line.amount,
        on=on or clock.today(),
        decision_id=before.decision_id,
        line=line,
        actor=actor,
        at=clock.now(),
    )


def _recovery(recipient: int, decision: Decision, *, money: int, of_artefact: bool) -> Recovery:
    return Recovery(
        recipient_id=recipient,
        decision=decision,
        money=money,
        of_artefact=of_artefact,
        opened_on=clock.today(),
    )
