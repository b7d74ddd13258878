"""Initiatives in the summer; scores and rankings in the autumn."""

import datetime
from decimal import Decimal
from functools import partial

from campaigns.actions.initiatives import recognise_proposal
from campaigns.actions.proposals import (
    ProposalContent,
    draft_proposal,
    endorse_proposal,
    send_proposal,
)
from campaigns.actions.rankings import Vote, publish_ranking
from campaigns.actions.scores import Entry, save_scores, set_round
from campaigns.actions.scoring_tables import draft_table, use_table
from campaigns.actions.sittings import close_sitting, open_sitting, score_item
from campaigns.models import Campaign, Proposal, ScoringRound, Sitting
from campaigns.permissions.sittings import items_visible_to
from campaigns.queries.blocs import bloc_members
from campaigns.queries.rankings import fingerprint, inputs_of
from campaigns.queries.scores import basis_of, find_sheet, standing_of
from campaigns.queries.scoring_tables import criteria_of, table_in_use
from campaigns.rubric import rubric_on
from campaigns.scoring import Kind, Nature
from reports.demo.chance import chance
from reports.simulation.diary import Diary, before
from reports.simulation.players import Player, Players, Temper
from units import clock
from units.models import Account, Bloc, Role, Unit

WINDOWS = {
    "self_from": (10, 24),
    "self_until": (11, 4),
    "cross_from": (11, 7),
    "cross_until": (11, 18),
    "check_from": (11, 21),
    "check_until": (12, 9),
}
RULES = {
    "self_weight": 0,
    "cross_weight": 50,
    "check_weight": 50,
    "tie_rules": ["FEWER_PENALTIES", "HIGHER_CHECK"],
    "first_places": 1,
}
IDEAS = 3


# --- initiatives ----------------------------------------------------------------------------------
def plan_initiatives(players: Players, diary: Diary, year: int) -> None:
    """Put down three proposals and the sitting that judges them."""
    for number, player in enumerate(players.units[:IDEAS]):
        day = datetime.date(year, 6, 6) + datetime.timedelta(days=number)
        diary.put(day, partial(_propose, diary, player))
    diary.put(datetime.date(year, 7, 4), partial(_sit, players, diary))


def _propose(diary: Diary, player: Player) -> None:
    content = ProposalContent(
        fields={
            "title": f"Sổ theo dõi chung của {player.unit}",
            "scope": "CO_SO",
            "problem": f"Việc của {player.unit} nằm trong nhiều tệp, hay sót hạn.",
            "solution": f"Một sổ chung do {player.clerk} lập, tự nhắc trước ba ngày làm việc.",
            "effect": f"Số việc trễ giảm {player.random('idea').randint(20, 60)} %.",
            "applied_where": player.unit.name,
            "applied_since": datetime.date(clock.today().year, 2, 1),
        },
        shares=[(player.clerk.person_id or 0, 100)],
    )
    proposal = send_proposal(
        proposal=draft_proposal(content=content, actor=player.clerk), actor=player.clerk
    )
    diary.later(2, partial(_endorse, proposal, player.head))


def _endorse(proposal: Proposal, head: Account) -> None:
    marks = {one.code: one.points * 4 // 5 for one in rubric_on(clock.today()).criteria}
    word = "Đơn vị đã áp dụng, số liệu đúng."
    endorse_proposal(proposal=proposal, word=word, marks=marks, actor=head)


def _sit(players: Players, diary: Diary) -> None:
    waiting = Proposal.objects.filter(agency=players.agency, state="ENDORSED").order_by("pk")
    sitting = open_sitting(
        agency=players.agency,
        title="Xét sáng kiến giữa năm",
        due_on=clock.today() + datetime.timedelta(days=10),
        proposals=list(waiting),
        actor=players.one(Role.STANDING_BODY),
    )
    diary.later(5, partial(_judge, players, diary, sitting))


def _judge(players: Players, diary: Diary, sitting: Sitting) -> None:
    """Every member scores what they may see; the chair ends the sitting."""
    for member in sitting.members.select_related("account__person"):
        for item in items_visible_to(member.account).filter(sitting=sitting):
            marks = {one.code: (one.points * 4 // 5, "") for one in sitting.criteria}
            score_item(item=item, agrees=True, marks=marks, comment="", actor=member.account)
    close_sitting(sitting=sitting, actor=players.one(Role.INITIATIVE_CHAIR))
    diary.later(5, partial(_recognise, players, sitting))


def _recognise(players: Players, sitting: Sitting) -> None:
    for item in sitting.items.select_related("proposal").order_by("pk"):
        if item.proposal.state == "PASSED":
            recognise_proposal(
                proposal=item.proposal,
                scope="CO_SO",
                decision="MH-31/QĐ",
                signed_on=clock.today(),
                actor=players.one(Role.DECISION_ADMIN),
            )


# --- scores ---------------------------------------------------------------------------------------
def plan_scores(players: Players, diary: Diary, campaign: Campaign) -> None:
    """Put down the table, the windows, when each unit scores, and the publication."""
    days = {name: datetime.date(campaign.year, *day) for name, day in WINDOWS.items()}
    diary.put(datetime.date(campaign.year, 3, 1), partial(_declare, players, campaign, days))
    for player in players.units:
        early = 6 if player.temper == Temper.PROMPT else 0
        for kind, last in ((Kind.SELF, days["self_until"]), (Kind.CROSS, days["cross_until"])):
            diary.put(before(last, early), partial(_score, campaign, player, kind))
    diary.put(days["check_until"], partial(_check, players, campaign))
    diary.put(datetime.date(campaign.year, 12, 12), partial(_rank, players, campaign))


def _declare(players: Players, campaign: Campaign, days: dict[str, datetime.date]) -> None:
    actor = players.one(Role.STANDING_BODY)
    table = draft_table(campaign=campaign, template="template_2022", actor=actor)
    use_table(table=table, actor=actor)
    set_round(campaign=campaign, fields=days | RULES, actor=actor)


def _score(campaign: Campaign, player: Player, kind: Kind) -> None:
    """A unit scores itself, or every other member of its bloc."""
    round_ = ScoringRound.objects.select_related("campaign__agency").get(campaign=campaign)
    if kind == Kind.SELF:
        _give(round_, player.unit, kind, player.unit, player.clerk)
        return
    for bloc in campaign.agency.blocs.filter(memberships__unit=player.unit):
        for unit in bloc_members(bloc, campaign.year).exclude(pk=player.unit.pk).order_by("pk"):
            _give(round_, unit, kind, player.unit, player.clerk)


def _check(players: Players, campaign: Campaign) -> None:
    round_ = ScoringRound.objects.select_related("campaign__agency").get(campaign=campaign)
    for bloc in campaign.agency.blocs.all():
        for unit in bloc_members(bloc, campaign.year).order_by("pk"):
            _give(round_, unit, Kind.CHECK, None, players.one(Role.STANDING_BODY))


def _give(
    round_: ScoringRound, unit: Unit, kind: Kind, scorer: Unit | None, actor: Account
) -> None:
    """A whole sheet, by chance that is the same in every run."""
    table = table_in_use(round_.campaign)
    if table is None:
        return
    random = chance("score", unit.code, kind, scorer.code if scorer else "")
    entries = {}
    for one in criteria_of(table):
        if kind in one.kinds:
            share = random.randint(0, 2) if one.group.nature == Nature.PENALTY else None
            part = Decimal(share if share is not None else random.randint(6, 10)) / 10
            points = (one.maximum * part).quantize(Decimal("0.1"))
            entries[one.pk] = Entry(points, "Theo sổ theo dõi", "Đối chiếu với sổ theo dõi")
    sheet = find_sheet(round_, unit, kind, scorer)
    save_scores(
        round_=round_,
        unit=unit,
        kind=kind,
        scorer=scorer,
        entries=entries,
        edition=sheet.edition if sheet else 0,
        actor=actor,
    )


def _rank(players: Players, campaign: Campaign) -> None:
    round_ = ScoringRound.objects.select_related("campaign__agency").get(campaign=campaign)
    for bloc in campaign.agency.blocs.order_by("pk"):
        _publish(players, round_, bloc)


def _publish(players: Players, round_: ScoringRound, bloc: Bloc) -> None:
    """Publish how a bloc stands; where rules leave too many first, the bloc votes."""
    basis = basis_of(round_, bloc_members(bloc, round_.campaign.year).order_by("sort_key"))
    if basis is None:
        return
    standing = standing_of(basis)
    vote = Vote()
    if standing.too_many_first:
        first = Unit.objects.get(pk=min(unit.pk for unit in standing.first))
        vote = Vote(units=(first,), note="Biên bản họp khối ngày 12/12.")
    publish_ranking(
        round_=round_,
        bloc=bloc,
        seen=fingerprint(inputs_of(bloc, basis, standing, [])),
        vote=vote,
        actor=players.one(Role.STANDING_BODY),
    )
