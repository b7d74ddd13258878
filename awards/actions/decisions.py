"""Draft a decision from what the council passed, issue it, record one from another authority."""

import datetime
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.translation import gettext as _

from awards.documents.decisions import decision_paper, given_award
from awards.documents.render import render_decision
from awards.models import Decision, DecisionFile, Nomination, NumberSeries, Recipient
from awards.models.subjects import RecipientKind
from awards.queries import legal_bases
from awards.workflow import NOMINATION, DecisionState, NominationState
from campaigns import catalogue
from units import audit, clock
from units.actions.inbox import Message, notify
from units.errors import ActionRefused
from units.models import Account, Agency, Person, Role, Unit
from units.permissions import accounts_over, require
from units.queries import agency_root, main_posting


@dataclass(frozen=True)
class DecisionContent:
    """The parts of a draft that a person may word."""

    subject: str
    bases: list[str]
    signer_office: str
    signer_name: str
    symbol: str


@transaction.atomic
def draft_decision(
    *, agency: Agency, award: str, nominations: list[Nomination], actor: Account
) -> Decision:
    """Draft a decision on passed nominations of one award and year that the agency decides."""
    require(actor, agency_root(agency).pk, [Role.DECISION_ADMIN])
    keys = [nomination.pk for nomination in nominations]
    locked = list(
        Nomination.objects.select_for_update(of=("self",))
        .filter(pk__in=keys, agency=agency, award=award, state=NominationState.PASSED)
        .filter(recipient=None)
        .select_related("person", "collective", "unit", "agency")
    )
    years = {nomination.year for nomination in locked}
    if len(locked) != len(set(keys)) or len(years) != 1:
        raise ActionRefused(
            _(
                "Chỉ lập quyết định được cho hồ sơ Hội đồng đã thông qua, cùng một danh hiệu, cùng "
                "năm và chưa có quyết định. Dự thảo chưa được lập; hãy tải lại danh sách."
            )
        )
    entry = catalogue.award(award)
    if not entry.own_authority:
        raise ActionRefused(
            _("%(award)s do %(authority)s quyết định. Dự thảo chưa được lập.")
            % {"award": entry.label("vi", agency.name), "authority": entry.decider("vi")}
        )
    year = years.pop()
    decision = Decision(
        agency=agency,
        authority=f"{agency.head_office} {agency.name}",
        award=award,
        year=year,
        bases=legal_bases(clock.today()),
        signer_office=agency.head_office,
        signer_name=agency.head_name,
        symbol=f"QĐ-{agency.symbol}",
        created_by=actor,
    )
    decision.subject = f"Về việc tặng {given_award(decision)}"
    decision.save()
    _list_recipients(decision, locked)
    audit.record(actor=actor, action="draft_decision", target=decision, nominations=keys)
    return decision


@transaction.atomic
def word_decision(*, decision: Decision, content: DecisionContent, actor: Account) -> Decision:
    """Change the wording of a draft."""
    decision = _draft(decision, actor)
    new = vars(content)
    changes = {k: [getattr(decision, k), v] for k, v in new.items() if getattr(decision, k) != v}
    for name, value in new.items():
        setattr(decision, name, value)
    decision.save(update_fields=[*new])
    audit.record(actor=actor, action="word_decision", target=decision, **changes)
    return decision


@transaction.atomic
def discard_decision(*, decision: Decision, actor: Account) -> None:
    """Throw a draft away; its nominations stay passed and can be decided anew."""
    decision = _draft(decision, actor)
    audit.record(actor=actor, action="discard_decision", target=decision)
    decision.delete()


@transaction.atomic
def issue_decision(*, decision: Decision, signed_on: datetime.date, actor: Account) -> Decision:
    """Give the draft its number, make its PDF, tell its recipients, and freeze it all.

    Numbers run without gap from 01 within a calendar year, under one lock in this transaction
    (Decree 30/2020/NĐ-CP, annex I). Signing in the future or in a year before is refused.
    """
    decision = _draft(decision, actor)
    if signed_on > clock.today() or signed_on.year != clock.today().year:
        raise ActionRefused(
            _("Ngày ký phải trong năm nay và không sau hôm nay. Quyết định chưa được ban hành.")
        )
    recipients = list(decision.recipients.select_related("nomination", "person"))
    decision.number = _next_number(decision, signed_on)
    decision.signed_on, decision.issued_at, decision.issued_by = signed_on, clock.now(), actor
    _keep_file(decision, recipients)
    _mark_decided(recipients)
    decision.state = DecisionState.ISSUED
    decision.save()
    audit.record(
        actor=actor,
        action="issue_decision",
        target=decision,
        number=decision.number,
        sha256=decision.file.sha256,
        recipients=len(recipients),
    )
    _tell_recipients(decision, recipients)
    return decision


@transaction.atomic
def record_decision(
    *,
    agency: Agency,
    award: str,
    year: int,
    authority: str,
    reference: str,
    signed_on: datetime.date,
    subjects: list[Person | Unit],
    actor: Account,
    subject: str = "",
) -> Decision:
    """Record another authority's decision as received; it is frozen at once.

    `reference` is its number and symbol as printed. Passed nominations of these subjects for the
    same award and year are decided by it.
    """
    require(actor, agency_root(agency).pk, [Role.DECISION_ADMIN])
    if signed_on > clock.today():
        raise ActionRefused(_("Ngày ký ở tương lai. Quyết định chưa được ghi nhận."))
    if not subjects:
        raise ActionRefused(_("Chưa có ai trong danh sách. Quyết định chưa được ghi nhận."))
    passed = Nomination.objects.select_for_update(of=("self",)).filter(
        agency=agency, award=award, year=year, state=NominationState.PASSED, recipient=None
    )
    nominations = {(n.person_id, n.collective_id): n for n in passed}
    decision = Decision.objects.create(
        agency=agency,
        origin=Decision.Origin.EXTERNAL,
        authority=authority,
        award=award,
        year=year,
        subject=subject or f"Tặng {catalogue.award(award).label('vi', agency.name)} năm {year}",
        symbol=reference,
        signed_on=signed_on,
        created_by=actor,
    )
    recipients = []
    for ordinal, who in enumerate(dict.fromkeys(subjects), start=1):
        recipient = _recipient(decision, ordinal, who)
        recipient.nomination = nominations.get((recipient.person_id, recipient.collective_id))
        recipients.append(recipient)
    Recipient.objects.bulk_create(recipients)
    _mark_decided(recipients)
    decision.issued_at, decision.issued_by = clock.now(), actor
    decision.state = DecisionState.ISSUED
    decision.save()
    audit.record(actor=actor, action="record_decision", target=decision, recipients=len(recipients))
    _tell_recipients(decision, recipients)
    return decision


def _draft(decision: Decision, actor: Account) -> Decision:
    decision = (
        Decision.objects.select_for_update(of=("self",))
        .select_related("agency")
        .get(pk=decision.pk)
    )
    require(actor, agency_root(decision.agency).pk, [Role.DECISION_ADMIN])
    if decision.state != DecisionState.DRAFT:
        raise ActionRefused(
            _("Quyết định %(reference)s đã ban hành nên không thay đổi được nữa.")
            % {"reference": decision.reference}
        )
    return decision


def _list_recipients(decision: Decision, nominations: list[Nomination]) -> None:
    """Individuals first, by given name, then collectives, numbered in that order."""
    ordered = sorted(nominations, key=lambda n: (n.person is None, n.subject.sort_key))
    recipients = []
    for ordinal, nomination in enumerate(ordered, start=1):
        recipient = _recipient(decision, ordinal, nomination.subject)
        recipient.nomination = nomination
        recipients.append(recipient)
    Recipient.objects.bulk_create(recipients)


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


def _next_number(decision: Decision, signed_on: datetime.date) -> int:
    """Take the next number under the lock of its series; a rollback gives it back."""
    key = {"agency": decision.agency, "symbol": decision.symbol, "year": signed_on.year}
    NumberSeries.objects.bulk_create([NumberSeries(**key)], ignore_conflicts=True)
    series = NumberSeries.objects.select_for_update().get(**key)
    series.last += 1
    series.save(update_fields=["last"])
    return series.last


def _keep_file(decision: Decision, recipients: list[Recipient]) -> None:
    """Render the PDF and keep it under its hash; a file left by a rollback is only an orphan."""
    content = render_decision(decision_paper(decision, recipients))
    file = DecisionFile(
        decision=decision,
        sha256=hashlib.sha256(content).hexdigest(),
        size=len(content),
        made_at=clock.now(),
    )
    if not default_storage.exists(file.storage_name):
        default_storage.save(file.storage_name, ContentFile(content))
    file.save()


def _mark_decided(recipients: Iterable[Recipient]) -> None:
    step = NOMINATION.step("decide")
    keys = [recipient.nomination_id for recipient in recipients if recipient.nomination_id]
    Nomination.objects.filter(pk__in=keys).update(state=step.target, state_since=clock.now())


def _tell_recipients(decision: Decision, recipients: list[Recipient]) -> None:
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
