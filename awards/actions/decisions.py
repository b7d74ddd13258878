"""Draft a decision from what the council passed, word it, record one from another authority."""

import datetime
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from awards.actions.consultations import require_quiet
from awards.actions.decision_steps import stepped
from awards.actions.issuing import freeze
from awards.actions.petition_steps import require_unpetitioned, settle
from awards.actions.petition_steps import stepped as petition_stepped
from awards.actions.recipients import Printed, list_recipients, tell_recipients
from awards.documents.decisions import given_award
from awards.models import Decision, Nomination, Petition
from awards.queries.decisions import legal_bases
from awards.queries.nominations import announced
from awards.workflow import NominationState
from campaigns import catalogue
from units import audit, clock
from units.errors import ActionRefused
from units.models import Account, Agency, Person, Role, Unit
from units.permissions import require
from units.queries import agency_root

# A decision recorded later than this after its day is history, and told to nobody.
NEWS = datetime.timedelta(days=365)
# Recipients of another authority's decision, perhaps with how an old paper names each of them.
Subjects = Collection[Person | Unit] | Mapping[Person | Unit, Printed]


@dataclass(frozen=True)
class DecisionContent:
    """The parts of a draft that a person may word."""

    subject: str
    bases: list[str]
    signer_office: str
    signer_name: str
    symbol: str
    is_public: bool = True


@transaction.atomic
def draft_decision(
    *, agency: Agency, award: str, nominations: list[Nomination], actor: Account
) -> Decision:
    """Draft a decision on passed nominations of one award and year that the agency decides."""
    require(actor, agency_root(agency).pk, [Role.DECISION_ADMIN])
    keys = [nomination.pk for nomination in nominations]
    # Before the results are announced, somebody must not know of one of them.
    locked = list(_passed(agency, award).filter(announced(), pk__in=keys))
    years = {nomination.year for nomination in locked}
    if len(locked) != len(set(keys)) or len(years) != 1:
        raise ActionRefused(
            _(
                "Chỉ lập quyết định được cho hồ sơ Hội đồng đã thông qua và đã công bố kết quả, "
                "cùng một danh hiệu, cùng năm và chưa có quyết định. Dự thảo chưa được lập; hãy "
                "tải lại danh sách."
            )
        )
    _check_own(agency, award)
    require_quiet(locked)
    decision = Decision(
        agency=agency,
        authority=f"{agency.head_office} {agency.name}",
        award=award,
        year=years.pop(),
        bases=legal_bases(clock.today()),
        signer_office=agency.head_office,
        signer_name=agency.head_name,
        symbol=f"QĐ-{agency.symbol}",
        created_by=actor,
    )
    decision.subject = f"Về việc tặng {given_award(decision)}"
    decision.save()
    # Individuals first, by given name, then collectives.
    ordered = sorted(locked, key=lambda one: (one.person is None, one.subject.sort_key))
    list_recipients(decision, [(one.subject, one) for one in ordered], period_to=decision.year)
    audit.record(actor=actor, action="draft_decision", target=decision, nominations=keys)
    return decision


@transaction.atomic
def word_decision(*, decision: Decision, content: DecisionContent, actor: Account) -> Decision:
    """Change the wording of a draft."""
    decision = stepped(decision, "word", actor)
    new = vars(content)
    changes: dict[str, Any] = {
        k: [getattr(decision, k), v] for k, v in new.items() if getattr(decision, k) != v
    }
    for name, value in new.items():
        setattr(decision, name, value)
    decision.worded_by = actor
    decision.save(update_fields=[*new, "worded_by"])
    audit.record(actor=actor, action="word_decision", target=decision, **changes)
    return decision


@transaction.atomic
def discard_decision(*, decision: Decision, actor: Account) -> None:
    """Throw a draft away; its nominations stay passed and can be decided anew."""
    decision = stepped(decision, "discard", actor)
    audit.record(actor=actor, action="discard_decision", target=decision)
    decision.delete()


@transaction.atomic
def record_decision(
    *,
    agency: Agency,
    award: str,
    year: int,
    authority: str,
    reference: str,
    signed_on: datetime.date,
    subjects: Subjects,
    actor: Account,
    subject: str = "",
    period_to: int | None = None,
) -> Decision:
    """Record a decision that was not made here, as received; it is frozen at once.

    `reference` is its number and symbol as printed, `period_to` the last year of the achievement
    that it names, if it does. `subjects` may tell how an old paper names each of them. Passed
    nominations of these subjects for the same award and year are decided by it, but not those that
    wait in a petition (`answer_petition`). Its recipients are
    told, unless it is so old that they know.
    """
    require(actor, agency_root(agency).pk, [Role.DECISION_ADMIN])
    decision = Decision(
        agency=agency,
        origin=Decision.Origin.EXTERNAL,
        authority=authority,
        award=award,
        year=year,
        symbol=reference,
        signed_on=signed_on,
        created_by=actor,
    )
    decision.subject = subject or f"Tặng {given_award(decision)}"
    _receive(decision, subjects, actor, period_to=period_to)
    count = decision.recipients.count()
    audit.record(actor=actor, action="record_decision", target=decision, recipients=count)
    return decision


@transaction.atomic
def answer_petition(
    *,
    petition: Petition,
    authority: str,
    reference: str,
    signed_on: datetime.date,
    subjects: list[Person | Unit],
    actor: Account,
) -> Decision:
    """Record the decision with which a higher authority answered a petition; it ends with that.

    The decision names all of those that the petition is on, or some; the others stay passed.
    """
    petition = petition_stepped(petition, "answer", actor)
    decision = Decision(
        agency=petition.agency,
        origin=Decision.Origin.EXTERNAL,
        authority=authority,
        award=petition.award,
        year=petition.year,
        symbol=reference,
        signed_on=signed_on,
        created_by=actor,
    )
    decision.subject = f"Tặng {given_award(decision)}"
    named = _receive(decision, subjects, actor, petition=petition)
    settle(petition, decision, named, actor)
    audit.record(
        actor=actor, action="answer_petition", target=petition, decision=decision.pk, named=named
    )
    return decision


def _receive(
    decision: Decision,
    subjects: Subjects,
    actor: Account,
    *,
    period_to: int | None = None,
    petition: Petition | None = None,
) -> list[int]:
    """Keep another authority's decision and freeze it; return the nominations that it ends."""
    signed_on = _check_received(decision, subjects)
    decision.save()
    entries = _with_nominations(decision, subjects)
    nominations = [nomination for _who, nomination in entries if nomination]
    require_unpetitioned(nominations, petition)
    printed = subjects if isinstance(subjects, Mapping) else None
    recipients = list_recipients(decision, entries, period_to=period_to, printed=printed)
    freeze(decision, recipients, actor)
    if clock.today() - signed_on < NEWS:
        tell_recipients(decision, recipients)
    return [one.pk for one in nominations]


def _check_received(decision: Decision, subjects: Subjects) -> datetime.date:
    signed_on = decision.signed_on
    if signed_on is None or signed_on > clock.today():
        raise ActionRefused(_("Ngày ký ở tương lai. Quyết định chưa được ghi nhận."))
    if not subjects:
        raise ActionRefused(_("Chưa có ai trong danh sách. Quyết định chưa được ghi nhận."))
    return signed_on


def _with_nominations(
    decision: Decision, subjects: Collection[Person | Unit]
) -> list[tuple[Person | Unit, Nomination | None]]:
    """Each subject once, with the passed nomination that the decision ends, if there is one."""
    passed = _passed(decision.agency, decision.award).filter(year=decision.year)
    nominations = {nomination.subject: nomination for nomination in passed}
    return [(who, nominations.get(who)) for who in dict.fromkeys(subjects)]


def _passed(agency: Agency, award: str) -> QuerySet[Nomination]:
    """Lock the nominations that the council passed and no decision has taken up."""
    return (
        Nomination.objects.select_for_update(of=("self",))
        .filter(agency=agency, award=award, state=NominationState.PASSED, recipient=None)
        .select_related("person", "collective", "unit", "agency")
    )


def _check_own(agency: Agency, award: str) -> None:
    entry = catalogue.award(award)
    if not entry.own_authority:
        raise ActionRefused(
            _("%(award)s do %(authority)s quyết định. Dự thảo chưa được lập.")
            % {"award": entry.label("vi", agency.name), "authority": entry.decider("vi")}
        )
