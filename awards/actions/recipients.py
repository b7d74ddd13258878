"""Who a decision is for: list them, move their nominations on, tell them."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from awards.models import Decision, Nomination, Recipient
from awards.models.subjects import RecipientKind
from awards.workflow import NOMINATION
from units import clock
from units.actions.inbox import Message, notify
from units.errors import ActionRefused
from units.models import Account, Person, Role, Unit
from units.permissions import accounts_over
from units.queries import main_posting


def list_recipients(
    decision: Decision, entries: Iterable[tuple[Person | Unit, Nomination | None]]
) -> list[Recipient]:
    """Number the subjects in their order, each with the nomination that the decision ends."""
    recipients = []
    for ordinal, (who, nomination) in enumerate(entries, start=1):
        recipient = _recipient(decision, ordinal, who)
        recipient.nomination = nomination
        recipients.append(recipient)
    return Recipient.objects.bulk_create(recipients)


def mark_decided(recipients: Iterable[Recipient]) -> None:
    """Move the nominations that the decision ends to their last state."""
    step = NOMINATION.step("decide")
    keys = [recipient.nomination_id for recipient in recipients if recipient.nomination_id]
    Nomination.objects.filter(pk__in=keys).update(state=step.target, state_since=clock.now())


def tell_recipients(decision: Decision, recipients: list[Recipient]) -> None:
    """Tell people of their own award, and heads of their unit's."""
    people = [r.person_id for r in recipients if r.person_id]
    accounts = set(Account.objects.filter(person__in=people, is_active=True))
    collectives = [r.collective_id for r in recipients if r.collective_id]
    for heads in accounts_over(collectives, [Role.UNIT_HEAD], clock.today()).values():
        accounts.update(heads)

    def write() -> Message:
        return Message(
            _("Quyết định khen thưởng: %(award)s") % {"award": decision.award_name},
            _("Quyết định %(reference)s ngày %(day)s của %(authority)s.")
            % {
                "reference": decision.reference,
                "day": f"{decision.signed_on:%d/%m/%Y}",
                "authority": decision.authority,
            },
        )

    notify(
        accounts=sorted(accounts, key=lambda account: account.pk),
        kind="decision_issued",
        about=f"decision:{decision.pk}",
        write=write,
        path=decision.get_absolute_url(),
    )


def _recipient(decision: Decision, ordinal: int, who: Person | Unit) -> Recipient:
    """A recipient with name and place as they read today."""
    if isinstance(who, Unit):
        return Recipient(
            decision=decision,
            ordinal=ordinal,
            kind=RecipientKind.COLLECTIVE,
            collective=who,
            unit=who,
            name=who.name,
        )
    posting = main_posting(who, clock.today())
    if posting is None:
        raise ActionRefused(
            _("%(name)s không có vị trí công tác hôm nay. Chưa có gì được lưu.")
            % {"name": who.full_name}
        )
    return Recipient(
        decision=decision,
        ordinal=ordinal,
        kind=RecipientKind.INDIVIDUAL,
        person=who,
        unit=posting.unit,
        name=who.full_name,
        place=f"{posting.title}, {posting.unit.name}",
    )
