"""Who sees and moves nominations, reviews, decisions and tallies."""

import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from awards.models import (
    Decision,
    Nomination,
    Recipient,
    Review,
    ReviewItem,
    ReviewMember,
    Submission,
    Tally,
)
from awards.workflow import (
    NOMINATION,
    OPEN_TO_EDIT,
    SUBMISSION,
    DecisionState,
    NominationState,
    ReviewState,
    SubmissionState,
    TallyState,
)
from units.models import Account, Agency, Role, Unit
from units.permissions import agencies_covered_by, standing

S = NominationState
FROM_SENT = [S.SENT, S.RETURNED, S.ACCEPTED, S.IN_REVIEW, S.PASSED, S.REJECTED, S.DECIDED]
FROM_PASSED = [S.PASSED, S.DECIDED]
WHOLE_REGISTER = (Role.STANDING_BODY, Role.DECISION_ADMIN, Role.LEADERSHIP)


def nominations_visible_to(account: Account) -> QuerySet[Nomination]:
    """Nominations that the account may open.

    A unit sees its own; the standing body and leadership what was sent; the decision admin what
    passed; a council member what is in a review of theirs. Nobody sees the file about
    themselves while the council has it, whatever their roles.
    """
    held = standing(account)
    in_my_review = ReviewItem.objects.filter(
        nomination=OuterRef("pk"), review__members__account=account
    )
    seen = (
        Q(unit__in=held.unit_ids(Role.UNIT_CLERK, Role.UNIT_HEAD))
        | Q(unit__in=held.unit_ids(Role.STANDING_BODY, Role.LEADERSHIP), state__in=FROM_SENT)
        | Q(unit__in=held.unit_ids(Role.DECISION_ADMIN), state__in=FROM_PASSED)
        | Exists(in_my_review)
    )
    return Nomination.objects.filter(seen).exclude(about_myself(account))


def about_myself(account: Account) -> Q:
    """Nominations of the account's own person that the council has not decided yet."""
    undecided = ~Q(state__in=[S.DRAFT, S.RETURNED, S.WITH_HEAD, S.REJECTED, S.DECIDED])
    return Q(person=account.person_id, person__isnull=False) & undecided


def nominating_units(account: Account, on: datetime.date) -> QuerySet[Unit]:
    """Units in whose name the account may nominate on a day."""
    held = standing(account, on)
    return Unit.objects.filter(pk__in=held.unit_ids(Role.UNIT_CLERK, Role.UNIT_HEAD)).on(on)


def open_steps(account: Account, nomination: Nomination) -> frozenset[str]:
    """Steps that the account may take with the nomination now; the page shows only these."""
    roles = standing(account).roles_over(nomination.unit_id)
    return NOMINATION.open_steps(nomination.state, roles)


def may_file_papers(account: Account, nomination: Nomination) -> bool:
    """Whether the account may put papers in and take them out: the unit, or its head who reads."""
    roles = standing(account).roles_over(nomination.unit_id)
    if nomination.state in OPEN_TO_EDIT:
        return bool(roles & {Role.UNIT_CLERK, Role.UNIT_HEAD})
    return nomination.state == S.WITH_HEAD and Role.UNIT_HEAD in roles


def submissions_visible_to(account: Account) -> QuerySet[Submission]:
    """Submissions of one's units; what was sent also for the standing body and leadership."""
    held = standing(account)
    sent_to = held.unit_ids(Role.STANDING_BODY, Role.LEADERSHIP)
    return Submission.objects.filter(
        Q(unit__in=held.unit_ids(Role.UNIT_CLERK, Role.UNIT_HEAD))
        | Q(unit__in=sent_to, state=SubmissionState.SENT)
    )


def may_read_all_of(account: Account, submission: Submission) -> bool:
    """Whether none of its nominations is hidden from the account, so that it may read the letter.

    The letter names every nominee: whoever is among them does not see it while the council has it.
    """
    seen = nominations_visible_to(account).filter(submission=submission).values("pk")
    return not submission.nominations.exclude(pk__in=seen).exists()


def open_submission_steps(account: Account, submission: Submission) -> frozenset[str]:
    """Steps that the account may take with the submission now."""
    roles = standing(account).roles_over(submission.unit_id)
    return SUBMISSION.open_steps(submission.state, roles)


def reviews_visible_to(account: Account) -> QuerySet[Review]:
    """Reviews of which the account is a member, and all of an agency it runs or leads."""
    run = standing(account).unit_ids(Role.STANDING_BODY, Role.LEADERSHIP)
    member = ReviewMember.objects.filter(review=OuterRef("pk"), account=account)
    return Review.objects.filter(Exists(member) | _of_agencies(run))


def items_visible_to(account: Account, review: Review) -> QuerySet[ReviewItem]:
    """Items of a review, without the account's own nomination: it is not even counted."""
    mine = Q(nomination__person=account.person_id, nomination__person__isnull=False)
    return review.items.exclude(mine)


def may_close(account: Account, review: Review) -> bool:
    """Whether the account may end the review now: its chair, while it is open."""
    chair = review.members.filter(account=account, is_chair=True)
    return review.state == ReviewState.OPEN and chair.exists()


def agencies_decided_by(account: Account) -> QuerySet[Agency]:
    """Agencies whose decisions the account drafts and issues."""
    return agencies_covered_by(account, Role.DECISION_ADMIN)


def decisions_visible_to(account: Account) -> QuerySet[Decision]:
    """Issued decisions of one's own awards and of one's units; drafts for their admins only."""
    held = standing(account)
    mine = Recipient.objects.filter(decision=OuterRef("pk"), person=account.person_id)
    ours = Recipient.objects.filter(
        decision=OuterRef("pk"), unit__in=held.unit_ids(Role.UNIT_CLERK, Role.UNIT_HEAD)
    )
    issued = Q(state=DecisionState.ISSUED)
    seen = issued & (_of_agencies(held.unit_ids(*WHOLE_REGISTER)) | Q(Exists(ours)))
    if account.person_id:
        seen |= issued & Q(Exists(mine))
    drafts = Q(state=DecisionState.DRAFT) & _of_agencies(held.unit_ids(Role.DECISION_ADMIN))
    return Decision.objects.filter(seen | drafts)


def tallies_visible_to(account: Account) -> QuerySet[Tally]:
    """Tallies of the agencies whose whole register the account may read."""
    return Tally.objects.filter(_of_agencies(standing(account).unit_ids(*WHOLE_REGISTER)))


def may_freeze(account: Account, tally: Tally) -> bool:
    """Whether the account may freeze the tally as it stands now."""
    held = standing(account).unit_ids(Role.STANDING_BODY)
    root_held = tally.agency.units.filter(parent=None, pk__in=held).exists()
    return tally.state == TallyState.COUNTED and root_held


def _of_agencies(unit_ids: frozenset[int]) -> Q:
    """Rows of the agencies whose root unit is among `unit_ids`."""
    return Q(agency__in=Agency.objects.filter(units__in=unit_ids, units__parent=None))
