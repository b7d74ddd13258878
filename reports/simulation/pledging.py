"""Launch and pledges: written, signed, taken in, questioned, amended; what people register."""

import datetime
from dataclasses import replace
from functools import partial
from typing import Any

from campaigns.actions.amendments import accept_pledge, amend_pledge, question_pledge
from campaigns.actions.campaigns import (
    CampaignContent,
    correct_campaign,
    draft_campaign,
    launch_campaign,
)
from campaigns.actions.pledge_rows import rows_of
from campaigns.actions.pledges import (
    PledgeContent,
    begin_pledge,
    save_pledge,
    send_pledge,
    sign_pledge,
)
from campaigns.actions.registrations import save_registration, send_registration
from campaigns.models import Campaign, Pledge
from campaigns.queries.versions import content_of
from reports.simulation.diary import Diary, before
from reports.simulation.players import Player, Players, Temper
from units.models import Account, Role

# The days of the year that follows a launch on 31 December.
DAYS = {
    "pledges_due": (2, 28),
    "midyear_on": (6, 30),
    "nominations_due": (11, 30),
    "council_on": (12, 15),
    "yearend_on": (12, 30),
}
FIRST_PLEDGE, AMENDED = (1, 11), (5, 16)
QUESTION = "Chỉ tiêu thứ nhất chưa rõ cách đo. Đề nghị đơn vị ghi lại tên chỉ tiêu."
AMENDMENT = "Bổ sung nhiệm vụ được giao giữa năm."


def launch(players: Players, year: int, text: str) -> Campaign:
    """Read the launch text, set the days, and launch."""
    actor = players.one(Role.STANDING_BODY)
    campaign = draft_campaign(agency=players.agency, source_text=text, actor=actor)
    days = {name: datetime.date(year, *day) for name, day in DAYS.items()}
    fields = {"year": year, "launched_on": datetime.date(year - 1, 12, 31)} | days
    commitments = [{"heading": one.heading, "text": one.text} for one in campaign.commitments.all()]
    content = CampaignContent(fields=fields, commitments=commitments)
    return launch_campaign(
        campaign=correct_campaign(campaign=campaign, content=content, actor=actor), actor=actor
    )


def plan_pledges(players: Players, diary: Diary, campaign: Campaign) -> None:
    """Put down when each unit writes its pledge, and what its people register before."""
    year, due = campaign.year, campaign.pledges_due or datetime.date.max
    for number, player in enumerate(players.units):
        for worker in player.workers:
            diary.put(datetime.date(year, *FIRST_PLEDGE), partial(_register, campaign, worker))
        write = partial(_write, players, diary, campaign, player, questioned=number == 0)
        match player.temper:
            case Temper.PROMPT:
                day = datetime.date(year, *FIRST_PLEDGE) + datetime.timedelta(days=number)
                diary.put(day, write)
            case Temper.LATE:
                diary.put(before(due, number % 2), write)
    diary.put(datetime.date(year, *AMENDED), partial(_amend, players, diary, campaign))


def _register(campaign: Campaign, worker: Account) -> None:
    """A person registers a target and a title of their own."""
    first = campaign.commitments.order_by("number").first()
    if first is None:
        return
    target = {
        "commitment_id": first.pk,
        "indicator": "Hồ sơ xử lý đúng hạn",
        "value": 40,
        "measure": "hồ sơ",
        "due_on": datetime.date(campaign.year, 11, 15),
    }
    own = save_registration(campaign=campaign, targets=[target], aims=["LDTT"], actor=worker)
    send_registration(registration=own, actor=worker)


def _write(
    players: Players, diary: Diary, campaign: Campaign, player: Player, *, questioned: bool
) -> None:
    """The clerk writes and sends; the head signs some days later."""
    pledge = begin_pledge(campaign=campaign, unit=player.unit, actor=player.clerk)
    content = _content(campaign, player)
    pledge = save_pledge(pledge=pledge, content=content, edition=pledge.edition, actor=player.clerk)
    send_pledge(pledge=pledge, actor=player.clerk)
    days = player.random("sign").randint(0, 4)
    diary.later(days, partial(_sign, players, diary, pledge, player, questioned=questioned))


def _content(campaign: Campaign, player: Player) -> PledgeContent:
    """A target for each commitment, and a title for the unit and for its clerk."""
    random = player.random("targets")
    targets = [
        {
            "commitment_id": commitment.pk,
            "indicator": f"Kết quả nội dung số {commitment.number}",
            "value": random.randint(4, 40),
            "measure": "việc",
            "due_on": datetime.date(campaign.year, 11, random.randint(1, 25)),
            "person_id": player.clerk.person_id,
        }
        for commitment in campaign.commitments.all()
    ]
    aims: list[dict[str, Any]] = [
        {"award": "TTLDTT", "person_id": None},
        {"award": "LDTT", "person_id": player.clerk.person_id},
    ]
    return PledgeContent(targets=targets, aims=aims)


def _sign(
    players: Players, diary: Diary, pledge: Pledge, player: Player, *, questioned: bool
) -> None:
    pledge = sign_pledge(pledge=pledge, actor=player.head)
    look = _question if questioned else _accept
    diary.later(2, partial(look, players, diary, pledge, player))


def _accept(players: Players, _diary: Diary, pledge: Pledge, _player: Player) -> None:
    accept_pledge(pledge=pledge, actor=players.one(Role.STANDING_BODY))


def _question(players: Players, diary: Diary, pledge: Pledge, player: Player) -> None:
    """The standing body asks for the name of one target; the unit mends that and signs anew."""
    target = pledge.targets.order_by("pk").first()
    fields = [(target.pk, "indicator")] if target else []
    actor = players.one(Role.STANDING_BODY)
    question_pledge(pledge=pledge, note=QUESTION, fields=fields, actor=actor)
    diary.later(2, partial(_mend, players, diary, pledge, player))


def _amend(players: Players, diary: Diary, campaign: Campaign) -> None:
    """The first unit whose pledge was taken in changes it in May."""
    for player in players.units:
        pledge = campaign.pledges.filter(unit=player.unit, state="ACCEPTED").first()
        if pledge:
            amend_pledge(pledge=pledge, reason=AMENDMENT, actor=player.clerk)
            diary.later(1, partial(_mend, players, diary, pledge, player))
            return


def _mend(players: Players, diary: Diary, pledge: Pledge, player: Player) -> None:
    """The clerk words the first target anew; the head signs, the standing body takes it in."""
    pledge = Pledge.objects.select_related("campaign", "unit").get(pk=pledge.pk)
    content = rows_of(content_of(pledge))
    targets = [dict(row) for row in content.targets]
    targets[0]["indicator"] = f"{targets[0]['indicator']}, đo bằng sổ theo dõi"
    pledge = save_pledge(
        pledge=pledge,
        content=replace(content, targets=targets),
        edition=pledge.edition,
        actor=player.clerk,
    )
    send_pledge(pledge=pledge, actor=player.clerk)
    diary.later(1, partial(_sign, players, diary, pledge, player, questioned=False))
