"""Publish the ranking of a bloc, and correct it by publishing anew."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from campaigns.actions.blocs import lock_bloc, write_bloc_results
from campaigns.models import Ranking, RankingLine, ScoringRound
from campaigns.queries.blocs import bloc_members
from campaigns.queries.rankings import fingerprint, inputs_of
from campaigns.queries.scores import Basis, Standing, basis_of, is_over, standing_of
from units import audit, clock
from units.actions.inbox import Message, notify
from units.errors import ActionRefused
from units.models import Account, Bloc, Role, Unit
from units.permissions import accounts_over, require
from units.queries import agency_root


@dataclass(frozen=True)
class Vote:
    """Whom the bloc voted first, among those whom no rule parts, and where that is written."""

    units: tuple[Unit, ...] = ()
    note: str = ""


@transaction.atomic
def publish_ranking(
    *,
    round_: ScoringRound,
    bloc: Bloc,
    seen: str,
    actor: Account,
    reason: str = "",
    vote: Vote | None = None,
) -> Ranking:
    """Publish how a bloc stands; from here on this ranking is never changed.

    `seen` is the fingerprint of what the preview showed without a vote: had a score changed since,
    nothing is published. The second and every later ranking of a bloc corrects, with a reason.
    """
    require(actor, agency_root(bloc.agency).pk, [Role.STANDING_BODY])
    vote = vote or Vote()
    lock_bloc(bloc)
    number = _next_number(round_, bloc, reason)
    basis = _seen_basis(round_, bloc, seen)
    standing = _voted(basis, vote)
    inputs = inputs_of(bloc, basis, standing, list(vote.units))
    ranking = Ranking.objects.create(
        round=round_,
        bloc=bloc,
        number=number,
        reason=reason.strip(),
        vote_note=vote.note.strip(),
        unit_count=len(standing.lines),
        inputs=inputs,
        sha256=fingerprint(inputs),
        published_by=actor,
        published_at=clock.now(),
    )
    RankingLine.objects.bulk_create(_lines(ranking, standing))
    _conclude(ranking, standing, actor)
    return ranking


def _seen_basis(round_: ScoringRound, bloc: Bloc, seen: str) -> Basis:
    """What the ranking comes from, once cross-scoring is over, as the preview showed it."""
    basis = basis_of(round_, bloc_members(bloc, round_.campaign.year).order_by("sort_key"))
    if basis is None or not is_over(round_, clock.today()):
        raise ActionRefused(_("Chưa hết hạn chấm chéo nên chưa công bố được xếp hạng."))
    if fingerprint(inputs_of(bloc, basis, standing_of(basis), [])) != seen:
        raise ActionRefused(
            _("Điểm đã thay đổi sau khi bạn mở trang. Chưa công bố; hãy xem lại bảng bên dưới.")
        )
    return basis


def _conclude(ranking: Ranking, standing: Standing, actor: Account) -> None:
    """Write the bloc's results of the year, leave the entry, tell the units."""
    ranks = {line.unit: line.place.rank for line in standing.lines if line.place}
    old, _results = write_bloc_results(ranking.bloc, ranking.round.campaign.year, ranks)
    audit.record(
        actor=actor,
        action="publish_ranking",
        target=ranking,
        reason=ranking.reason,
        sha256=ranking.sha256,
        ranks=[old, {unit.pk: rank for unit, rank in ranks.items()}],
    )
    _tell(ranking, list(ranks))


def _next_number(round_: ScoringRound, bloc: Bloc, reason: str) -> int:
    """The number of the next publication of a bloc in a round; the bloc is locked."""
    year = round_.campaign.year
    published = Ranking.objects.filter(bloc=bloc, round__campaign__year=year)
    if published.exclude(round=round_).exists():
        raise ActionRefused(
            _("Khối này đã công bố xếp hạng năm %(year)d theo phong trào khác. Chưa công bố.")
            % {"year": year}
        )
    number = published.count() + 1
    if number > 1 and not reason.strip():
        raise ActionRefused(_("Hãy ghi lý do công bố lại. Bảng đã công bố vẫn giữ nguyên."))
    return number


def _voted(basis: Basis, vote: Vote) -> Standing:
    """How the bloc stands after its vote; refuse what is missing, and one first place too many."""
    standing = standing_of(basis)
    if not standing.is_whole:
        without = ", ".join(line.unit.name for line in standing.lines if not line.place)
        raise ActionRefused(
            _("Còn thiếu điểm của %(units)s nên chưa xếp hạng được. Chưa công bố.")
            % {"units": without or _("mọi đơn vị")}
        )
    if not standing.too_many_first and not vote.units:
        return standing
    most = basis.rules.first_places
    if not standing.too_many_first or not set(vote.units) <= set(standing.first):
        raise ActionRefused(
            _("Chỉ biểu quyết giữa các đơn vị bằng điểm dẫn đầu khối. Chưa công bố.")
        )
    if len(vote.units) != most or not vote.note.strip():
        raise ActionRefused(
            _(
                "Có %(n)d đơn vị cùng dẫn đầu, nhiều hơn giới hạn %(most)d. Hãy chọn đúng "
                "%(most)d đơn vị theo biểu quyết của khối và ghi căn cứ. Chưa công bố."
            )
            % {"n": len(standing.first), "most": most}
        )
    return standing_of(basis, frozenset(unit.pk for unit in vote.units))


def _lines(ranking: Ranking, standing: Standing) -> list[RankingLine]:
    return [
        RankingLine(
            ranking=ranking,
            unit=line.unit,
            name=line.unit.name,
            rank=line.place.rank,
            shared=line.place.shared,
            points=line.result.points,
            corrected=line.corrected,
            parted_by=" ".join(line.place.parted_by),
        )
        for line in standing.lines
        if line.place and line.result.points is not None and line.corrected is not None
    ]


def _tell(ranking: Ranking, units: list[Unit]) -> None:
    def write() -> Message:
        values = {"bloc": ranking.bloc.name, "year": ranking.round.campaign.year}
        again = _("Công bố lại xếp hạng %(bloc)s năm %(year)d") % values
        first = _("Đã công bố xếp hạng %(bloc)s năm %(year)d") % values
        return Message(again if ranking.number > 1 else first, ranking.reason)

    roles = [Role.UNIT_CLERK, Role.UNIT_HEAD]
    keys = [unit.pk for unit in units]
    told = accounts_over(keys, roles, clock.today())
    accounts = {account.pk: account for some in told.values() for account in some}
    notify(
        accounts=list(accounts.values()),
        kind="ranking_published",
        about=f"ranking:{ranking.pk}",
        write=write,
        path=ranking.get_absolute_url(),
    )
