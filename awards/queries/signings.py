"""What is read of digital signatures."""

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from awards.models import Decision, DecisionFile, SignedFile, SigningCertificate, SigningPaper
from awards.models.kept import KeptPdf
from units import clock
from units.models import Account, Agency, Role
from units.permissions import accounts_over
from units.queries import agency_root

Step = SignedFile.Step


def signing_is_digital() -> bool:
    """Whether decisions may be signed digitally here; otherwise they are signed on paper."""
    return bool(settings.SIGNING_TRUST)


def paper_in_force(decision: Decision) -> SigningPaper | None:
    """The paper of the approval that holds; one of an earlier text no longer counts."""
    if decision.approved_at is None:
        return None
    return decision.signing_papers.filter(approved_at=decision.approved_at).first()


def signed_by_person(decision: Decision) -> SignedFile | None:
    """The file that the leader signed, of the approval that holds."""
    paper = paper_in_force(decision)
    return SignedFile.objects.filter(paper=paper).first() if paper else None


def signatures_of(decision: Decision) -> list[SignedFile]:
    """The signatures that count, the person's before the body's."""
    found = decision.signed_files.select_related(
        "certificate__account__person", "certificate__agency", "received_by__person", "paper"
    )
    return [
        one for one in found if one.paper is None or one.paper.approved_at == decision.approved_at
    ]


def latest_file(decision: Decision) -> KeptPdf | None:
    """The PDF of an issued decision as far as it is signed."""
    sealed = decision.signed_files.filter(step=Step.BODY).first()
    return sealed or DecisionFile.objects.filter(decision=decision).first()


def file_to_sign(decision: Decision, step: str) -> KeptPdf | None:
    """What the signature of a step is put on."""
    if step == Step.PERSON:
        return paper_in_force(decision)
    return DecisionFile.objects.filter(decision=decision).first()


def certificates_for(
    decision: Decision, step: str, actor: Account
) -> dict[str, SigningCertificate]:
    """Certificates that may sign, by their fingerprint: the actor's own, or the agency's."""
    known = SigningCertificate.objects.filter(agency=decision.agency, withdrawn_at=None)
    held = known.filter(account=actor if step == Step.PERSON else None)
    return {one.sha256: one for one in held}


def signers_of(agency: Agency) -> list[Account]:
    """Who may sign the agency's decisions in person: its leaders of today."""
    root = agency_root(agency).pk
    found = accounts_over([root], [Role.LEADERSHIP], clock.today()).get(root, [])
    return [account for account in found if account.person_id]


def signing_way(decision: Decision) -> list[tuple[str, str]]:
    """The stages of a digital signature, each "done", "current" or "todo"."""
    steps = {one.step for one in signatures_of(decision)}
    done = (
        (_("Duyệt dự thảo"), decision.approved_at is not None),
        (_("Người có thẩm quyền ký số"), Step.PERSON in steps),
        (_("Ban hành: cấp số, ngày"), decision.issued_at is not None),
        (_("Cơ quan ký số"), Step.BODY in steps),
    )
    here = next((place for place, (_name, is_done) in enumerate(done) if not is_done), len(done))
    return [
        (str(name), "done" if is_done else "current" if place == here else "todo")
        for place, (name, is_done) in enumerate(done)
    ]
