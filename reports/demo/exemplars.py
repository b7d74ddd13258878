"""News to confirm, exemplars in every state, and deeds that were pointed out."""

import datetime

from awards.actions.deeds import nominate_for_deed
from awards.workflow import NominationState
from campaigns.actions.deeds import report_deed, thank_for_deed
from campaigns.actions.exemplars import (
    ExemplarContent,
    adopt_exemplar,
    ask_consent,
    draft_exemplar,
    give_consent,
    publish_exemplar,
)
from campaigns.actions.public import set_public_pages
from campaigns.actions.publications import (
    PublicationContent,
    confirm_reading,
    draft_publication,
    publish_publication,
)
from campaigns.models import Exemplar, Publication
from campaigns.queries.publications import readers
from reports.demo.chance import chance
from reports.demo.nominations import bring
from reports.demo.office import Office, person_of
from reports.demo.stories import STORIES, Story
from reports.demo.structure import LOGINS, TRY_OUT
from reports.demo.walk import at_work
from units.models import Role, Unit

DONE = datetime.date(2022, 10, 17)
POINTED_OUT = datetime.date(2022, 10, 19)
NOMINATED = datetime.date(2022, 10, 24)
PUBLISHED = datetime.date(2022, 11, 1)
READ = datetime.date(2022, 11, 3)
CONFIRM_BY = datetime.date(2022, 12, 9)
LATELY = datetime.date(2022, 12, 1)
ADOPTERS = ("vu-tong-hop", "vu-giam-sat", "vu-doi-ngoai")


def reward_a_deed(office: Office, unit: Unit) -> None:
    """Let a deed become a nomination in time for the first review, and thank for another."""
    first, second = office.workers(unit)
    clerk = office.clerk(unit)
    with at_work(POINTED_OUT):
        seen = report_deed(
            subject=first,
            done_on=DONE,
            text="Phát hiện rò nước ở phòng máy lúc đêm, gọi người và cùng che chắn kịp thời.",
            actor=office.clerk(office.units[TRY_OUT]),
        )
        other = report_deed(
            subject=second,
            done_on=DONE,
            text="Hướng dẫn đoàn khách cao tuổi đi thang máy suốt buổi sáng.",
            actor=office.holder(Role.SYSTEM_ADMIN),
        )
    with at_work(NOMINATED):
        thank_for_deed(
            deed=other,
            answer="Cảm ơn bạn. Đây là việc hằng ngày của anh chị em; đơn vị đã biểu dương "
            "trong giao ban.",
            actor=clerk,
        )
        nomination = nominate_for_deed(deed=seen, award="GKHEN", actor=clerk)
        bring(office, nomination, upto=NominationState.ACCEPTED)


def tell_the_office(office: Office) -> None:
    """Publish news, tell of exemplars, open the public pages; leave some of it to be done."""
    with at_work(PUBLISHED):
        news = _publish_news(office)
        for story, unit, upto in (
            (STORIES[0], "trung-tam-tin-hoc", "PUBLISHED"),
            (STORIES[1], "vu-van-hoa-giao-duc", "PUBLISHED"),
            (STORIES[2], "vu-dan-nguyen", "SENT"),
        ):
            _tell_of(office, office.units[unit], story, upto)
    with at_work(READ):
        _confirm(office, news)
        _learn(office)
    with at_work(LATELY):
        _leave_work_for_the_try_out(office)


def _publish_news(office: Office) -> Publication:
    actor = office.holder(Role.STANDING_BODY)
    said = PublicationContent(
        kind=Publication.Kind.DOCUMENT,
        title="Hướng dẫn tổng kết phong trào thi đua năm 2022",
        body=(
            "Các đơn vị tự đánh giá chỉ tiêu đã đăng ký, chọn người và tập thể để đề nghị khen "
            "thưởng, ưu tiên người lao động trực tiếp.\n\nHồ sơ gửi thường trực Hội đồng trước "
            "ngày 30/11/2022. Có điều gì chưa rõ, hãy hỏi Phòng Thi đua."
        ),
        units=(office.root,),
        confirm_by=CONFIRM_BY,
    )
    draft = draft_publication(agency=office.agency, content=said, actor=actor)
    shown = dict.fromkeys(("is_on", "shows_movement", "shows_exemplars", "shows_honours"), True)
    set_public_pages(agency=office.agency, shown=shown, actor=actor)
    return publish_publication(publication=draft, actor=actor)


def _confirm(office: Office, news: Publication) -> None:
    """Most have read by now; of the department that is there to try, nobody has."""
    tried = office.units[TRY_OUT].pk
    random = chance("reading", news.title)
    signing_in = {login.username for login in LOGINS}
    for account in readers(news, READ).exclude(unit_id=tried).order_by("username"):
        if account.username in signing_in or random.random() < 0.8:
            confirm_reading(publication=news, version=1, actor=account)


def _tell_of(office: Office, unit: Unit, story: Story, upto: str) -> Exemplar:
    """Tell of a department's head or of the department, with consent, up to a state."""
    head = office.head(unit)
    subject = {"person": person_of(head)} if story.of_head else {"collective": unit}
    said = ExemplarContent(title=story.title, summary=story.summary, story=story.text, **subject)
    exemplar = draft_exemplar(unit=unit, content=said, actor=office.clerk(unit))
    ask_consent(exemplar=exemplar, actor=office.clerk(unit))
    exemplar = give_consent(exemplar=exemplar, level=Exemplar.Level.PUBLIC, actor=head)
    if upto == "PUBLISHED":
        actor = office.holder(Role.STANDING_BODY)
        publish_exemplar(exemplar=exemplar, level=Exemplar.Level.PUBLIC, actor=actor)
    return exemplar


def _learn(office: Office) -> None:
    exemplar = Exemplar.objects.order_by("pk")[0]
    for code in ADOPTERS:
        adopt_exemplar(
            exemplar=exemplar,
            unit=office.units[code],
            deeds="Lập danh mục hồ sơ điện tử và phân công người cập nhật hằng tuần.",
            actor=office.clerk(office.units[code]),
        )


def _leave_work_for_the_try_out(office: Office) -> None:
    """A story that waits for the clerk's yes, and a deed that waits for the unit."""
    unit = office.units[TRY_OUT]
    head, clerk = office.head(unit), office.clerk(unit)
    story = STORIES[3]
    said = ExemplarContent(
        title=story.title, summary=story.summary, story=story.text, person=person_of(clerk)
    )
    ask_consent(exemplar=draft_exemplar(unit=unit, content=said, actor=head), actor=head)
    report_deed(
        subject=office.workers(unit)[1],
        done_on=datetime.date(2022, 11, 28),
        text="Ở lại đến khuya sửa xong bản thuyết minh khi đồng nghiệp ốm đột xuất.",
        actor=office.holder(Role.SYSTEM_ADMIN),
    )
