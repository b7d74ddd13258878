"""The months between: progress of targets, self-assessments, news, a story, a deed."""

import datetime
from decimal import Decimal
from functools import partial

from campaigns.actions.assessments import (
    begin_assessment,
    hand_up_assessment,
    read_assessment,
    send_assessment,
)
from campaigns.actions.deeds import report_deed
from campaigns.actions.exemplars import (
    ExemplarContent,
    ask_consent,
    draft_exemplar,
    give_consent,
    publish_exemplar,
)
from campaigns.actions.progress import record_progress
from campaigns.actions.publications import (
    PublicationContent,
    confirm_reading,
    draft_publication,
    publish_publication,
)
from campaigns.models import Assessment, Campaign, Exemplar, Pledge, Publication, Target
from reports.simulation.diary import Diary, before
from reports.simulation.players import Player, Players, Temper
from units import clock
from units.models import Account, Role

NOTED_IN = (4, 6, 8, 10, 11)
MIDYEAR, YEAREND = Assessment.Kind.MIDYEAR, Assessment.Kind.YEAREND


def plan_work(players: Players, diary: Diary, campaign: Campaign) -> None:
    """Put down what happens between the pledges and the scores."""
    year = campaign.year
    for player in players.units:
        for number, month in enumerate(NOTED_IN, start=1):
            act = partial(_note, campaign, player, number)
            diary.put(datetime.date(year, month, 15), act)
        for kind, due in ((MIDYEAR, campaign.midyear_on), (YEAREND, campaign.yearend_on)):
            if due and player.temper != Temper.FORGETFUL:
                early = 8 if player.temper == Temper.PROMPT else 0
                act = partial(_assess, players, diary, campaign, player, kind)
                diary.put(before(due, early), act)
    diary.put(datetime.date(year, 1, 6), partial(_publish, players, diary))
    diary.put(datetime.date(year, 5, 10), partial(_tell_story, players, diary))
    diary.put(datetime.date(year, 10, 4), partial(_point_out, players))


def _pledge(campaign: Campaign, player: Player) -> Pledge | None:
    return campaign.pledges.filter(unit=player.unit, signed_at__isnull=False).first()


def _note(campaign: Campaign, player: Player, number: int) -> None:
    """The clerk notes how far every target is: a part more each time."""
    pledge = _pledge(campaign, player)
    if pledge is None:
        return
    for target in pledge.targets.order_by("pk"):
        record_progress(
            target=target,
            on=clock.today(),
            reached=_part(target, number),
            text=f"Đợt {number}: đã làm theo kế hoạch.",
            actor=player.clerk,
        )


def _part(target: Target, number: int) -> Decimal:
    whole = target.value or Decimal(0)
    return (whole * number / len(NOTED_IN)).quantize(Decimal("0.01"))


def _assess(players: Players, diary: Diary, campaign: Campaign, player: Player, kind: str) -> None:
    """The clerk hands up what the records say; the head sends; the standing body reads."""
    pledge = _pledge(campaign, player)
    if pledge is None:
        return
    assessment = begin_assessment(pledge=pledge, kind=kind, actor=player.clerk)
    hand_up_assessment(assessment=assessment, actor=player.clerk)
    days = player.random("assess", kind).randint(0, 3)
    diary.later(days, partial(_send, players, diary, assessment, player))


def _send(players: Players, diary: Diary, assessment: Assessment, player: Player) -> None:
    send_assessment(assessment=assessment, actor=player.head)
    actor = players.one(Role.STANDING_BODY)
    diary.later(2, lambda: _read(assessment, actor))


def _read(assessment: Assessment, actor: Account) -> None:
    read_assessment(assessment=assessment, actor=actor)


def _publish(players: Players, diary: Diary) -> None:
    """News for everybody, to be confirmed within two weeks; some never do."""
    actor = players.one(Role.STANDING_BODY)
    content = PublicationContent(
        kind=Publication.Kind.DOCUMENT,
        title="Hướng dẫn đăng ký thi đua",
        body="Mỗi nội dung kêu gọi có ít nhất một chỉ tiêu đo được.",
        units=(players.root,),
        confirm_by=clock.today() + datetime.timedelta(days=14),
    )
    draft = draft_publication(agency=players.agency, content=content, actor=actor)
    news = publish_publication(publication=draft, actor=actor)
    for number, player in enumerate(players.units):
        for account in (player.clerk, player.head):
            diary.later(1 + number % 5, partial(_confirm, news, account))


def _confirm(news: Publication, account: Account) -> None:
    confirm_reading(publication=news, version=news.version, actor=account)


def _tell_story(players: Players, diary: Diary) -> None:
    """The first unit tells of its clerk, who agrees; the standing body publishes it."""
    player = players.units[0]
    content = ExemplarContent(
        title="Người giữ hạn",
        summary="Cả năm không có hồ sơ nào trễ hạn.",
        story="Chị lập sổ theo dõi chung, nhắc trước ba ngày, và chia việc lại khi có người vắng.",
        person=player.clerk.person,
    )
    story = draft_exemplar(unit=player.unit, content=content, actor=player.head)
    ask_consent(exemplar=story, actor=player.head)
    diary.later(2, partial(_agree, players, diary, story, player))


def _agree(players: Players, diary: Diary, story: Exemplar, player: Player) -> None:
    give_consent(exemplar=story, level=Exemplar.Level.INSIDE, actor=player.clerk)
    actor = players.one(Role.STANDING_BODY)
    diary.later(3, partial(_show, story, actor))


def _show(story: Exemplar, actor: Account) -> None:
    publish_exemplar(exemplar=story, level=Exemplar.Level.INSIDE, actor=actor)


def _point_out(players: Players) -> None:
    """The head of the last unit points out what the clerk of the first one did."""
    person = players.units[0].clerk.person
    if person:
        report_deed(
            subject=person,
            done_on=clock.today(),
            text="Ở lại đêm để kịp in tài liệu cho phiên họp bất thường.",
            actor=players.units[-1].head,
        )
