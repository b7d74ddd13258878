"""How the blocs score each other in the autumn of 2022, and what they publish in December."""

import datetime
from collections.abc import Collection
from decimal import Decimal

from campaigns.actions.blocs import set_bloc_term
from campaigns.actions.rankings import publish_ranking
from campaigns.actions.scores import Entry, save_scores, set_round
from campaigns.actions.scoring_tables import draft_table, use_table
from campaigns.models import BlocTerm, Campaign, Criterion, ScoringRound
from campaigns.queries.blocs import bloc_members
from campaigns.queries.rankings import fingerprint, inputs_of
from campaigns.queries.scores import basis_of, find_sheet, standing_of
from campaigns.queries.scoring_tables import criteria_of, table_in_use
from campaigns.scoring import Kind, Nature
from reports.demo.chance import chance
from reports.demo.office import Office
from reports.demo.walk import at_work
from units.models import Bloc, Role, Unit

DECLARED = datetime.date(2022, 10, 3)
CLAIMED = datetime.date(2022, 11, 3)
CROSSED = datetime.date(2022, 11, 16)
CHECKED = datetime.date(2022, 11, 30)
ALL_CHECKED = datetime.date(2022, 12, 8)
PUBLISHED = datetime.date(2022, 12, 14)
ROUND = {
    "self_from": datetime.date(2022, 10, 24),
    "self_until": datetime.date(2022, 11, 4),
    "cross_from": datetime.date(2022, 11, 7),
    "cross_until": datetime.date(2022, 11, 18),
    "check_from": datetime.date(2022, 11, 21),
    "check_until": datetime.date(2022, 12, 9),
    "self_weight": 0,
    "cross_weight": 50,
    "check_weight": 50,
    "tie_rules": ["FEWER_PENALTIES", "HIGHER_CHECK"],
    "first_places": 1,
}
# The bloc in which everybody scores everybody; elsewhere two units score each of the others.
FULL_BLOC_OF = "vu-phap-luat"
FEW_SCORERS = 2


def score_units(office: Office, campaign: Campaign, *, leading: Collection[str]) -> None:
    """Declare the round and give the scores up to the checker's first half.

    Nothing is done where somebody has begun a table or a round already.
    """
    if campaign.scoring_tables.exists() or ScoringRound.objects.filter(campaign=campaign).exists():
        return
    actor = office.holder(Role.STANDING_BODY)
    with at_work(DECLARED):
        table = draft_table(campaign=campaign, template="template_2022", actor=actor)
        use_table(table=table, actor=actor)
        round_ = set_round(campaign=campaign, fields=ROUND, actor=actor)
        _name_heads(office, campaign.year)
    full = office.units[FULL_BLOC_OF].bloc_memberships.values_list("bloc", flat=True)
    for bloc in office.agency.blocs.all():
        members = list(bloc_members(bloc, campaign.year).order_by("pk"))
        few = len(members) if bloc.pk in full else FEW_SCORERS
        _score_bloc(office, round_, members, few, leading)


def _name_heads(office: Office, year: int) -> None:
    """Head and deputy go round: each year the next unit of the bloc."""
    for bloc in office.agency.blocs.all():
        members = list(bloc_members(bloc, year).order_by("pk"))
        if BlocTerm.objects.filter(bloc=bloc, year=year).exists() or len(members) < 2:
            continue
        head, deputy = members[year % len(members)], members[(year + 1) % len(members)]
        set_bloc_term(
            bloc=bloc,
            year=year,
            head=head,
            deputy=deputy,
            actor=office.holder(Role.STANDING_BODY),
        )


def _score_bloc(
    office: Office,
    round_: ScoringRound,
    members: list[Unit],
    few: int,
    leading: Collection[str],
) -> None:
    with at_work(CLAIMED):
        for unit in members:
            _give(office, round_, unit, Kind.SELF, unit, leading)
    with at_work(CROSSED):
        for number, unit in enumerate(members):
            others = members[number + 1 :] + members[:number]
            for scorer in others[:few]:
                _give(office, round_, unit, Kind.CROSS, scorer, leading)
    with at_work(CHECKED):
        for unit in members[: len(members) // 2]:
            _give(office, round_, unit, Kind.CHECK, None, leading)


def _give(
    office: Office,
    round_: ScoringRound,
    unit: Unit,
    kind: Kind,
    scorer: Unit | None,
    leading: Collection[str],
) -> None:
    """Give a whole sheet, unless somebody has begun it."""
    if find_sheet(round_, unit, kind, scorer):
        return
    by = "" if scorer is None else scorer.code
    actor = office.clerk(scorer) if scorer else office.holder(Role.STANDING_BODY)
    table = table_in_use(round_.campaign)
    if table is None:
        return
    entries = {
        one.pk: Entry(
            _points(one, unit, kind, by, leading),
            "Theo sổ theo dõi của đơn vị" if kind == Kind.SELF else "",
            "Đối chiếu với sổ theo dõi của Văn phòng" if kind == Kind.CHECK else "",
        )
        for one in criteria_of(table)
        if kind in one.kinds
    }
    save_scores(
        round_=round_,
        unit=unit,
        kind=kind,
        scorer=scorer,
        entries=entries,
        edition=0,
        actor=actor,
    )


def _points(
    criterion: Criterion, unit: Unit, kind: Kind, by: str, leading: Collection[str]
) -> Decimal:
    """Points in halves: by how good the unit is, and how severe the scorer."""
    if criterion.group.nature == Nature.PENALTY:
        slips = (0,) if unit.code in leading else (0, 0, 0, 1)
        return Decimal(chance("slips", unit.code, criterion.name).choice(slips))
    good = 0.98 if unit.code in leading else chance("good", unit.code).uniform(0.78, 0.93)
    severe = chance("severe", by).uniform(-0.06, 0.03) if kind == Kind.CROSS else 0
    vain = 0.03 if kind == Kind.SELF else 0
    noise = chance("score", unit.code, by, kind, criterion.name).uniform(-0.04, 0.04)
    share = min(max(good + severe + vain + noise, 0), 1)
    halves = round(share * float(criterion.maximum) * 2)
    return Decimal(halves) / 2


def publish_rankings(office: Office, campaign: Campaign, *, leading: Collection[str]) -> None:
    """Check the other half and publish each bloc that is whole and has not published."""
    round_ = ScoringRound.objects.filter(campaign=campaign).select_related("campaign").first()
    if round_ is None:
        return
    with at_work(ALL_CHECKED):
        for bloc in office.agency.blocs.all():
            for unit in bloc_members(bloc, campaign.year).order_by("pk"):
                if round_.is_open(Kind.CHECK, ALL_CHECKED):
                    _give(office, round_, unit, Kind.CHECK, None, leading)
    with at_work(PUBLISHED):
        for bloc in office.agency.blocs.all():
            _publish(office, round_, bloc)


def _publish(office: Office, round_: ScoringRound, bloc: Bloc) -> None:
    members = bloc_members(bloc, round_.campaign.year).order_by("sort_key")
    basis = basis_of(round_, members)
    if basis is None or bloc.rankings.exists() or round_.cross_until >= PUBLISHED:
        return
    standing = standing_of(basis)
    if standing.is_whole and not standing.too_many_first:
        seen = fingerprint(inputs_of(bloc, basis, standing, []))
        actor = office.holder(Role.STANDING_BODY)
        publish_ranking(round_=round_, bloc=bloc, seen=seen, actor=actor)
