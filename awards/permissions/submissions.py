"""Who sees and moves submissions, and who files the papers of a dossier."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from awards.models import Nomination, Review, Submission
from awards.permissions.nominations import nominations_hidden_from, nominations_visible_to
from awards.workflow import OPEN_TO_EDIT, SUBMISSION, NominationState, SubmissionState
from units.models import Account, Role
from units.permissions import standing


def may_file_papers(account: Account, nomination: Nomination) -> bool:
    """Whether the account may put papers in and take them out: the unit, or its head who reads."""
    roles = standing(account).roles_over(nomination.unit_id)
    if nomination.state in OPEN_TO_EDIT:
        return bool(roles & {Role.UNIT_CLERK, Role.UNIT_HEAD})
    return nomination.state == NominationState.WITH_HEAD and Role.UNIT_HEAD in roles


def submissions_visible_to(account: Account) -> QuerySet[Submission]:
    """Submissions of one's units; what was sent also for the standing body and leadership.

    One that holds nothing but what is hidden from the account does not exist for it either.
    """
    held = standing(account)
    sent_to = held.unit_ids(Role.STANDING_BODY, Role.LEADERSHIP)
    inside = Nomination.objects.filter(submission=OuterRef("pk"))
    hidden = nominations_hidden_from(account).values("pk")
    return Submission.objects.filter(
        Q(unit__in=held.unit_ids(Role.UNIT_CLERK, Role.UNIT_HEAD))
        | Q(unit__in=sent_to, state=SubmissionState.SENT)
    ).exclude(Exists(inside.filter(pk__in=hidden)), ~Exists(inside.exclude(pk__in=hidden)))


def may_read_all_of(account: Account, submission: Submission) -> bool:
    """Whether the account may read the letter, which names every nominee.

    Whoever is among them does not see it while the council has it. Whoever sits in a review reads
    no letter that was sent until its results are announced: if only those were missing that name
    somebody from whom the reader is kept, that would tell.
    """
    reviews = Review.objects.filter(agency=submission.agency_id, announced_at=None)
    if submission.is_sent and reviews.filter(members__account=account).exists():
        return False
    seen = nominations_visible_to(account).filter(submission=submission).values("pk")
    return not submission.nominations.exclude(pk__in=seen).exists()


def open_submission_steps(account: Account, submission: Submission) -> frozenset[str]:
    """Steps that the account may take with the submission now."""
    roles = standing(account).roles_over(submission.unit_id)
    return SUBMISSION.open_steps(submission.state, roles)
