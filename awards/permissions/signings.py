"""Who keeps the certificates, who signs a decision, and who adds the body's signature."""

from django.db.models import Q, QuerySet

from awards.models import Decision, SignedFile, SigningCertificate
from awards.permissions.decisions import agencies_decided_by, decides_for, of_agencies
from awards.queries.signings import signed_by_person, signing_is_digital
from awards.workflow import DecisionState
from units.models import Account, Role
from units.permissions import standing
from units.queries import agency_root
from units.text import fold

Step = SignedFile.Step


def signing_certificates_visible_to(account: Account) -> QuerySet[SigningCertificate]:
    """Certificates of the agencies whose decisions the account issues."""
    return SigningCertificate.objects.filter(agency__in=agencies_decided_by(account))


def is_named_signer(account: Account, decision: Decision) -> bool:
    """Whether the decision is to be signed by this person: a leader, under the printed name."""
    leads = standing(account).holds(Role.LEADERSHIP, agency_root(decision.agency).pk)
    person = account.person
    return bool(leads and person and fold(person.full_name) == fold(decision.signer_name))


def signing_step(account: Account, decision: Decision) -> str:
    """Which signature the account may bring to the decision now; empty for none."""
    if not signing_is_digital() or decision.origin != Decision.Origin.OWN:
        return ""
    signed = signed_by_person(decision)
    if decision.state == DecisionState.APPROVED:
        return Step.PERSON if not signed and is_named_signer(account, decision) else ""
    sealed = decision.signed_files.filter(step=Step.BODY).exists()
    waits = decision.state == DecisionState.ISSUED and signed and not sealed
    return Step.BODY if waits and decides_for(account, decision.agency) else ""


def decisions_to_sign(account: Account) -> list[Decision]:
    """Decisions that wait for the account's signature, or for it to add the body's."""
    if not signing_is_digital():
        return []
    held = standing(account).unit_ids(Role.LEADERSHIP, Role.DECISION_ADMIN)
    waiting = Q(state=DecisionState.APPROVED) | Q(
        state=DecisionState.ISSUED, signing_papers__signed__isnull=False
    )
    found = Decision.objects.filter(waiting, of_agencies(held)).exclude(
        signed_files__step=Step.BODY
    )
    return [
        decision
        for decision in found.select_related("agency").distinct().order_by("pk")
        if signing_step(account, decision)
    ]
