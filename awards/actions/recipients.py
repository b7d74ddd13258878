"""Who a decision is for: list them, move their nominations on, tell them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from awards.actions.deeds import tell_of_deeds
from awards.models import Decision, Nomination, Recipient
from awards.models.subjects import RecipientKind
from awards.workflow import NOMINATION
from units import clock
from units.actions.inbox import Message, notify
from units.errors import ActionRefused
from units.models import Account, Person, Posting, Role, Unit
from units.permissions import accounts_over
from units.queries import main_postings


@dataclass(frozen=True)
class Printed:
    """How a paper names a recipient, where they then belonged, and for what it gives the award."""

    name: str
    place: str
    unit: Unit
    type: str


def list_recipients(
    decision: Decision,
    entries: list[tuple[Person | Unit, Nomination | None]],
    *,
    period_to: int | None,
    printed: Mapping[Person | Unit, Printed] | None = None,
) -> list[Recipient]:
    """Number the subjects in their order, each with the nomination that the decision ends.

    They are named as they are today, but for those whom an old paper names in its own way.
    """
    printed = printed or {}
    today = [who for who, _nomination in entries if isinstance(who, Person) and who not in printed]
    postings = main_postings(today, clock.today())
    recipients = []
    for ordinal, (who, nomination) in enumerate(entries, start=1):
        if who in printed:
            recipient = _as_printed(who, printed[who])
        else:
            recipient = _collective(who) if isinstance(who, Unit) else _individual(who, postings)
        recipient.decision, recipient.ordinal, recipient.nomination = decision, ordinal, nomination
        recipient.period_to = period_to
        if nomination:
            recipient.type = nomination.type
        recipients.append(recipient)
    return Recipient.objects.bulk_create(recipients)


def mark_decided(recipients: Iterable[Recipient]) -> None:
    """Move the nominations that the decision ends to their last state; tell who saw the deeds."""
    step = NOMINATION.step("decide")
    keys = [recipient.nomination_id for recipient in recipients if recipient.nomination_id]
    Nomination.objects.filter(pk__in=keys).update(state=step.target, state_since=clock.now())
    tell_of_deeds("deed_awarded", keys)


def tell_recipients(decision: Decision, recipients: list[Recipient]) -> None:
    """Tell people of their own award, and heads of their unit's."""
    people = [r.person_id for r in recipients if r.person_id]
    active = Account.objects.filter(person__in=people, is_active=True)
    accounts = set(active.select_related("person"))
    collectives = [r.collective_id for r in recipients if r.collective_id]
    for heads in accounts_over(collectives, [Role.UNIT_HEAD], clock.today()).values():
        accounts.update(heads)

    def write() -> Message:
        subjects = {
            Decision.Kind.AWARD: _("Quyết định khen thưởng: %(award)s"),
            Decision.Kind.CORRECTION: _("Quyết định khen thưởng được đính chính: %(award)s"),
            Decision.Kind.REPLACEMENT: _("Quyết định khen thưởng được thay thế: %(award)s"),
            Decision.Kind.REVOCATION: _("Quyết định khen thưởng bị hủy bỏ: %(award)s"),
        }
        return Message(
            subjects[Decision.Kind(decision.kind)] % {"award": decision.award_name},
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


def _as_printed(who: Person | Unit, printed: Printed) -> Recipient:
    """A subject as an old paper names it."""
    recipient = Recipient(**vars(printed))
    if isinstance(who, Unit):
        recipient.kind, recipient.collective = RecipientKind.COLLECTIVE, who
    else:
        recipient.kind, recipient.person = RecipientKind.INDIVIDUAL, who
    return recipient


def _collective(who: Unit) -> Recipient:
    """A collective as it is called today."""
    return Recipient(kind=RecipientKind.COLLECTIVE, collective=who, unit=who, name=who.name)


def _individual(who: Person, postings: Mapping[int, Posting]) -> Recipient:
    """A person with name and place as they read today."""
    posting = postings.get(who.pk)
    if posting is None:
        raise ActionRefused(
            _("%(name)s không có vị trí công tác hôm nay. Chưa có gì được lưu.")
            % {"name": who.full_name}
        )
    return Recipient(
        kind=RecipientKind.INDIVIDUAL,
        person=who,
        unit=posting.unit,
        name=who.full_name,
        place=f"{posting.title}, {posting.unit.name}",
    )
