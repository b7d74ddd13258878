"""Who reads news and documents, who edits them, and who sees whether they were read."""

import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from campaigns.models import Publication
from campaigns.permissions.campaigns import agencies_run_by
from campaigns.workflow import PUBLICATION, PublicationState
from units import clock
from units.models import Account, Posting, Role, Unit
from units.permissions import standing
from units.queries import agency_root

# Roles that see who of their units has read.
READING_WATCHERS = (Role.UNIT_CLERK, Role.UNIT_HEAD, Role.LEADERSHIP)


def publications_visible_to(account: Account) -> QuerySet[Publication]:
    """Published ones for the account's places or the units it covers; all of its own agencies.

    Drafts and what was withdrawn are the standing body's alone.
    """
    on = clock.today()
    covered = standing(account).unit_ids(*READING_WATCHERS)
    reached = _and_above(Q(pk__in=_posted_units(account, on)) | Q(pk__in=covered))
    published = _sent_to(reached) & Q(state=PublicationState.PUBLISHED)
    return Publication.objects.filter(published | Q(agency__in=agencies_run_by(account)))


def publications_addressed_to(account: Account, on: datetime.date) -> QuerySet[Publication]:
    """Published ones for the units in which the account's person stands on a day, or above."""
    reached = _and_above(Q(pk__in=_posted_units(account, on)))
    return Publication.objects.filter(_sent_to(reached), state=PublicationState.PUBLISHED)


def publications_run_by(account: Account) -> QuerySet[Publication]:
    """Those that the account writes, corrects and withdraws as standing body."""
    return Publication.objects.filter(agency__in=agencies_run_by(account))


def units_watched_by(account: Account) -> frozenset[int]:
    """Units whose readers the account may see by name: those that it covers."""
    return standing(account).unit_ids(*READING_WATCHERS, Role.STANDING_BODY)


def open_publication_steps(account: Account, publication: Publication) -> frozenset[str]:
    """Steps that the account may take with the publication now."""
    roles = standing(account).roles_over(agency_root(publication.agency).pk)
    return PUBLICATION.open_steps(publication.state, roles)


def _posted_units(account: Account, on: datetime.date) -> QuerySet[Any]:
    postings = Posting.objects.filter(person=account.person_id, person__isnull=False).on(on)
    return postings.values("unit")


def _and_above(units: Q) -> set[int]:
    """Keys of the units and of everything above them."""
    found = Unit.objects.with_tree_fields().filter(units)
    return {node for unit in found for node in unit.tree_path}


def _sent_to(unit_ids: set[int]) -> Q:
    through = Publication.units.through.objects
    return Q(Exists(through.filter(publication=OuterRef("pk"), unit__in=unit_ids)))
