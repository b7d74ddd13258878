"""Recognise initiatives: those that the council carried, and those that a certificate tells of."""

import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from campaigns.actions.proposals import authors, stepped, tell
from campaigns.models import CertificateSeries, Initiative, Proposal
from units import audit, clock
from units.errors import ActionRefused
from units.models import Account, Agency, Person, Role
from units.permissions import require
from units.queries import agency_root


@transaction.atomic
def recognise_initiative(
    *,
    agency: Agency,
    title: str,
    scope: str,
    recognised_on: datetime.date,
    certificate: str,
    authors: list[Person],
    actor: Account,
    kind: str = Initiative.Kind.SANG_KIEN,
) -> Initiative:
    """Keep an initiative, or accepted research, as its certificate reads."""
    require(actor, agency_root(agency).pk, [Role.STANDING_BODY])
    if recognised_on > clock.today():
        raise ActionRefused(_("Ngày công nhận ở tương lai. Sáng kiến chưa được ghi."))
    if not authors or any(author.agency_id != agency.pk for author in authors):
        raise ActionRefused(
            _("Sáng kiến phải có tác giả, và tác giả phải thuộc cơ quan này. Chưa có gì được ghi.")
        )
    initiative = Initiative.objects.create(
        agency=agency,
        title=title,
        kind=kind,
        scope=scope,
        recognised_on=recognised_on,
        certificate=certificate,
    )
    initiative.authors.add(*authors)
    audit.record(
        actor=actor,
        action="recognise_initiative",
        target=initiative,
        scope=scope,
        authors=[author.pk for author in authors],
    )
    return initiative


@transaction.atomic
def recognise_proposal(
    *,
    proposal: Proposal,
    scope: str,
    decision: str,
    signed_on: datetime.date,
    actor: Account,
) -> Initiative:
    """Recognise what the council carried, in the scope asked for or a narrower one.

    Certificates are numbered without gap from 01 within a calendar year, under one lock.
    """
    proposal = stepped(proposal, "recognise", actor)
    _check_recognition(proposal, scope, decision, signed_on)
    proposal.save(update_fields=["state", "state_since"])
    number = _next_number(proposal.agency, signed_on.year)
    initiative = Initiative.objects.create(
        agency=proposal.agency,
        title=proposal.title,
        kind=proposal.kind,
        scope=scope,
        recognised_on=signed_on,
        certificate=f"{number:02d}/{signed_on.year}/GCNSK-{proposal.agency.symbol}",
        proposal=proposal,
        decision=decision.strip(),
        number=number,
    )
    initiative.authors.add(*proposal.authorships.values_list("person", flat=True))
    audit.record(
        actor=actor,
        action="recognise_proposal",
        target=initiative,
        proposal=proposal.pk,
        scope=[proposal.scope, scope],
        number=number,
    )
    tell(proposal, "proposal_recognised", authors(proposal))
    return initiative


def _check_recognition(
    proposal: Proposal, scope: str, decision: str, signed_on: datetime.date
) -> None:
    if not decision.strip():
        raise ActionRefused(_("Hãy ghi số quyết định công nhận. Sáng kiến chưa được công nhận."))
    if signed_on > clock.today() or signed_on.year != clock.today().year:
        raise ActionRefused(
            _("Ngày ký phải trong năm nay và không sau hôm nay. Sáng kiến chưa được công nhận.")
        )
    if scope not in Initiative.Scope(proposal.scope).and_narrower():
        raise ActionRefused(
            _("Không công nhận rộng hơn phạm vi đề nghị. Sáng kiến chưa được công nhận.")
        )


@transaction.atomic
def refuse_proposal(*, proposal: Proposal, reason: str, actor: Account) -> Proposal:
    """Refuse recognition, whatever the council said; the authors are told the reason."""
    proposal = stepped(proposal, "refuse", actor)
    if not reason.strip():
        raise ActionRefused(_("Hãy ghi lý do không công nhận. Chưa có gì thay đổi."))
    proposal.refusal = reason.strip()
    proposal.save(update_fields=["state", "state_since", "refusal"])
    audit.record(actor=actor, action="refuse_proposal", target=proposal, reason=proposal.refusal)
    tell(proposal, "proposal_refused", authors(proposal), proposal.refusal)
    return proposal


def _next_number(agency: Agency, year: int) -> int:
    """Take the next number under the lock of its series; a rollback gives it back."""
    key = {"agency": agency, "year": year}
    CertificateSeries.objects.bulk_create([CertificateSeries(**key)], ignore_conflicts=True)
    series = CertificateSeries.objects.select_for_update().get(**key)
    series.last += 1
    series.save(update_fields=["last"])
    return series.last
