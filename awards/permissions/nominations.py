"""Who sees and moves nominations."""

import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from awards.models import Nomination, Recusal, ReviewItem
from awards.permissions.reviews import items_open_to
from awards.workflow import NOMINATION, NominationState
from units.models import Account, Role, Unit
from units.permissions import standing
from units.silence import keep_silent

S = NominationState
FROM_SENT = [S.SENT, S.RETURNED, S.ACCEPTED, S.IN_REVIEW, S.PASSED, S.REJECTED, S.DECIDED]
FROM_PASSED = [S.PASSED, S.DECIDED]


def nominations_visible_to(account: Account) -> QuerySet[Nomination]:
    """Nominations that the account may open.

    A unit sees its own; the standing body and leadership what was sent; the decision admin what
    passed; a council member what is in a review of theirs, after the declaration. Nobody sees the
    file about themselves, or one from which they are recused, while the council has it, whatever
    their roles.
    """
    held = standing(account)
    in_my_review = items_open_to(account).filter(nomination=OuterRef("pk"))
    seen = (
        Q(unit__in=held.unit_ids(Role.UNIT_CLERK, Role.UNIT_HEAD))
        | Q(unit__in=held.unit_ids(Role.STANDING_BODY, Role.LEADERSHIP), state__in=FROM_SENT)
        | Q(unit__in=held.unit_ids(Role.DECISION_ADMIN), state__in=FROM_PASSED)
        | Exists(in_my_review)
    )
    return Nomination.objects.filter(seen).exclude(_hidden(account))


def nominations_hidden_from(account: Account) -> QuerySet[Nomination]:
    """Nominations that do not exist for the account, though it may see what is counted over all.

    Whatever is counted or told over all nominations of an agency leaves these out.
    """
    return Nomination.objects.filter(_hidden(account))


def _hidden(account: Account) -> Q:
    return about_myself(account) | Q(Exists(kept_from(account)))


def about_myself(account: Account) -> Q:
    """Nominations of the account's own person whose fate nobody has announced yet."""
    with_council = ~Q(state__in=[S.DRAFT, S.RETURNED, S.WITH_HEAD, S.REJECTED, S.DECIDED])
    unannounced = ReviewItem.objects.filter(nomination=OuterRef("pk"), review__announced_at=None)
    rejected_in_silence = Q(Exists(unannounced), state=S.REJECTED)
    mine = Q(person=account.person_id, person__isnull=False)
    return mine & (with_council | rejected_in_silence)


def kept_from(account: Account) -> QuerySet[Recusal]:
    """Recusals of the account from the row's nomination, until its fate is announced or decided."""
    return Recusal.objects.filter(
        item__nomination=OuterRef("pk"), account=account, item__review__announced_at=None
    ).exclude(item__nomination__state=S.DECIDED)


def nominating_units(account: Account, on: datetime.date) -> QuerySet[Unit]:
    """Units in whose name the account may nominate on a day."""
    held = standing(account, on)
    return Unit.objects.filter(pk__in=held.unit_ids(Role.UNIT_CLERK, Role.UNIT_HEAD)).on(on)


def open_steps(account: Account, nomination: Nomination) -> frozenset[str]:
    """Steps that the account may take with the nomination now; the page shows only these."""
    roles = standing(account).roles_over(nomination.unit_id)
    return NOMINATION.open_steps(nomination.state, roles)


keep_silent("nomination", nominations_hidden_from)
