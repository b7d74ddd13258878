"""Who sees and gives scores, and who sees tables and rankings."""

import datetime
from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q, QuerySet

from campaigns.models import BlocTerm, Campaign, Ranking, RankingLine, ScoringRound, ScoringTable
from campaigns.permissions.campaigns import agencies_run_by, campaigns_visible_to
from campaigns.queries.blocs import blocs_of, scored_units
from campaigns.scoring import Kind
from campaigns.workflow import TableState
from units import clock
from units.models import Account, Agency, Bloc, BlocMembership, Role, Unit
from units.permissions import standing

SCORERS = (Role.UNIT_CLERK, Role.UNIT_HEAD)
CHECKERS = (Role.STANDING_BODY,)
SCORE_WATCHERS = (Role.STANDING_BODY, Role.LEADERSHIP)


def tables_visible_to(account: Account) -> QuerySet[ScoringTable]:
    """Tables of the campaigns that the account sees; drafts only for the standing body."""
    used = Q(campaign__in=campaigns_visible_to(account)) & ~Q(state=TableState.DRAFT)
    return ScoringTable.objects.filter(used | Q(campaign__agency__in=agencies_run_by(account)))


def rounds_visible_to(account: Account) -> QuerySet[ScoringRound]:
    """Rounds of the campaigns that the account sees."""
    return ScoringRound.objects.filter(campaign__in=campaigns_visible_to(account))


def blocs_visible_to(account: Account) -> QuerySet[Bloc]:
    """Blocs of the agencies that the account watches, and those in which a unit of its own is."""
    held = standing(account)
    own = BlocMembership.objects.filter(bloc=OuterRef("pk"), unit__in=held.unit_ids(*SCORERS))
    is_in_it = Exists(own.on(clock.today()))
    return Bloc.objects.filter(Q(agency__in=_agencies_watched_by(account)) | is_in_it)


def blocs_watched_by(account: Account) -> QuerySet[Bloc]:
    """Blocs of the agencies over which the account watches scores."""
    return Bloc.objects.filter(agency__in=_agencies_watched_by(account))


def blocs_run_by(account: Account) -> QuerySet[Bloc]:
    """Blocs whose members, heads and rankings the account keeps."""
    return Bloc.objects.filter(agency__in=agencies_run_by(account))


def may_keep_documents(account: Account, bloc: Bloc, year: int) -> bool:
    """Whether the account keeps the papers of a bloc: as standing body, or for its head units."""
    if blocs_run_by(account).filter(pk=bloc.pk).exists():
        return True
    own = standing(account).unit_ids(*SCORERS)
    heads = Q(head__in=own) | Q(deputy__in=own)
    return BlocTerm.objects.filter(heads, bloc=bloc, year=year).exists()


def _agencies_watched_by(account: Account) -> QuerySet[Agency]:
    covered = standing(account).unit_ids(*SCORE_WATCHERS)
    return Agency.objects.filter(units__in=covered, units__parent=None)


def rankings_visible_to(account: Account) -> QuerySet[Ranking]:
    """Published rankings: of the blocs watched, and of those in which a unit of one's own is."""
    own = standing(account).unit_ids(*SCORERS)
    in_it = Exists(RankingLine.objects.filter(ranking=OuterRef("pk"), unit__in=own))
    return Ranking.objects.filter(Q(bloc__in=blocs_watched_by(account)) | in_it)


def scores_for(account: Account, round_: ScoringRound) -> list[Unit]:
    """Units for which the account scores in a round: those it writes for, that are in a bloc."""
    held = standing(account).unit_ids(*SCORERS)
    return list(scored_units(round_.campaign).filter(pk__in=held).order_by("sort_key"))


def may_read_sheet(
    account: Account,
    round_: ScoringRound,
    unit: Unit,
    kind: str,
    scorer: Unit | None,
    on: datetime.date,
) -> bool:
    """Whether a sheet is open to the account on a day, written or not.

    Units see what they claim, and what they give their peers; what peers claim, while they
    cross-score them;
    and what others gave them, once the ranking is published. Standing body and leadership see all.
    """
    if may_compare(account, round_, unit):
        return True
    own = standing(account).unit_ids(*SCORERS)
    if kind == Kind.CROSS:
        return scorer is not None and scorer.pk in _peers_among(own, unit, round_)
    if kind == Kind.SELF:
        crosses = round_.is_open(Kind.CROSS, on) and _peers_among(own, unit, round_)
        return unit.pk in own or bool(crosses)
    return False


def may_write_sheet(account: Account, unit: Unit, kind: str, scorer: Unit | None) -> bool:
    """Whether the account gives the scores of a sheet, when its window is open."""
    held = standing(account)
    if kind == Kind.CHECK:
        return unit.pk in held.unit_ids(*CHECKERS)
    return scorer is not None and scorer.pk in held.unit_ids(*SCORERS)


def may_compare(account: Account, round_: ScoringRound, unit: Unit) -> bool:
    """Whether all scores of a unit are open side by side: to watchers; to itself once published."""
    held = standing(account)
    if unit.pk in held.unit_ids(*SCORE_WATCHERS):
        return True
    return unit.pk in held.unit_ids(*SCORERS) and is_published_for(unit, round_)


def is_published_for(unit: Unit, round_: ScoringRound) -> bool:
    """Whether a ranking of the round names the unit."""
    return Ranking.objects.filter(round=round_, lines__unit=unit).exists()


def campaigns_scored_by(account: Account) -> QuerySet[Campaign]:
    """Launched and closed campaigns that the account sees; drafts have no scores."""
    return campaigns_visible_to(account).exclude(launched_on=None)


def _peers_among(units: Iterable[int], unit: Unit, round_: ScoringRound) -> set[int]:
    """Units among the given that are in the bloc of a unit for the round, without itself."""
    blocs = blocs_of({unit.pk, *units}, round_.campaign.year)
    if unit.pk not in blocs:
        return set()
    return {one for one, bloc in blocs.items() if bloc == blocs[unit.pk]} - {unit.pk}
