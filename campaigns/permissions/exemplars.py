"""Who sees exemplars, and who moves them."""

import datetime

from django.db.models import Q, QuerySet

from campaigns.models import Exemplar
from campaigns.permissions.campaigns import agencies_run_by
from campaigns.workflow import ASKED, EXEMPLAR, SUBJECT, ExemplarState
from units.models import Account, Role, Unit
from units.permissions import standing

S = ExemplarState
FROM_SENT = [S.SENT, S.RETURNED, S.PUBLISHED, S.WITHDRAWN]
PROPOSERS = (Role.UNIT_CLERK, Role.UNIT_HEAD)


def exemplars_visible_to(account: Account) -> QuerySet[Exemplar]:
    """Published ones of the account's agencies, its unit's own, and those about itself.

    The standing body sees those that have consent. What was declined is seen by nobody but whom
    it is about.
    """
    held = standing(account)
    seen = (
        Q(state=S.PUBLISHED, agency__in=held.agencies)
        | Q(unit__in=held.unit_ids(*PROPOSERS))
        | Q(state__in=FROM_SENT, agency__in=agencies_run_by(account))
    )
    about_me = about(account) & Q(state__in=[*ASKED, S.DECLINED])
    return Exemplar.objects.filter(seen & ~Q(state=S.DECLINED) | about_me)


def exemplars_published_in(account: Account) -> QuerySet[Exemplar]:
    """Published ones of the account's agencies: what units may learn from."""
    return Exemplar.objects.filter(state=S.PUBLISHED, agency__in=standing(account).agencies)


def about(account: Account) -> Q:
    """Exemplars of the account's person, and of collectives that it heads."""
    headed = Q(collective__in=standing(account).unit_ids(Role.UNIT_HEAD))
    return headed | Q(person=account.person_id, person__isnull=False)


def roles_in(account: Account, exemplar: Exemplar) -> frozenset[str]:
    """Roles over the proposing unit, and SUBJECT for whom it is about."""
    held = standing(account)
    if exemplar.collective_id:
        is_subject = held.holds(Role.UNIT_HEAD, exemplar.collective_id)
    else:
        is_subject = exemplar.person_id == account.person_id
    roles = held.roles_over(exemplar.unit_id)
    return roles | {SUBJECT} if is_subject else roles


def open_exemplar_steps(account: Account, exemplar: Exemplar) -> frozenset[str]:
    """Steps that the account may take with the exemplar now."""
    return EXEMPLAR.open_steps(exemplar.state, roles_in(account, exemplar))


def proposing_units(account: Account, on: datetime.date) -> QuerySet[Unit]:
    """Units in whose name the account may tell of an exemplar, or learn from one, on a day."""
    return Unit.objects.filter(pk__in=standing(account).unit_ids(*PROPOSERS)).on(on)
