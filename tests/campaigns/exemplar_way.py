"""How tests, and a simulated year, bring news, exemplars and deeds as far as they need them."""

import datetime
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from campaigns.actions.deeds import report_deed
from campaigns.actions.exemplars import (
    ExemplarContent,
    ask_consent,
    draft_exemplar,
    give_consent,
    publish_exemplar,
)
from campaigns.actions.public import set_public_pages
from campaigns.actions.publications import (
    PublicationContent,
    draft_publication,
    publish_publication,
)
from campaigns.models import Deed, Exemplar, Publication, PublicPages
from tests.cast import Office
from tests.units.files.samples import png
from units.models import Unit

ALL_ON = {
    "is_on": True,
    "shows_movement": True,
    "shows_exemplars": True,
    "shows_honours": True,
}
TITLE = "Một cửa, một giờ"


def news(*units: Unit, **changes: Any) -> PublicationContent:
    """A document for units, to be confirmed by 20/01/2022."""
    said = {
        "kind": "DOCUMENT",
        "title": "Hướng dẫn đăng ký thi đua",
        "body": "Mỗi đơn vị đăng ký ít nhất một chỉ tiêu cho mỗi nội dung.",
        "units": units,
        "confirm_by": datetime.date(2022, 1, 20),
    }
    return PublicationContent(**(said | changes))


def drafted_news(office: Office, *units: Unit, **changes: Any) -> Publication:
    """Thảo's draft for units, unit A by default."""
    content = news(*(units or (office.a,)), **changes)
    return draft_publication(agency=office.agency, content=content, actor=office.thao)


def published_news(office: Office, *units: Unit, **changes: Any) -> Publication:
    """Published by Thảo to units, unit A by default."""
    draft = drafted_news(office, *units, **changes)
    return publish_publication(publication=draft, actor=office.thao)


def story(office: Office, who: str | Unit = "mai", **changes: Any) -> ExemplarContent:
    """The story of a member of the cast, or of a unit."""
    subject = {"collective": who} if isinstance(who, Unit) else {"person": office.people[who]}
    said = {
        "title": TITLE,
        "summary": "Rút thời gian trả hồ sơ từ ba ngày xuống một giờ.",
        "story": "Chị xếp lại các bước, bỏ hai lần ký trùng.",
    }
    return ExemplarContent(**(said | subject | changes))


def picture(name: str = "anh.png") -> SimpleUploadedFile:
    """A small picture as a browser sends it."""
    return SimpleUploadedFile(name, png())


def drafted(office: Office, who: str | Unit = "mai", **changes: Any) -> Exemplar:
    """Lan's draft in the name of Vụ Hạ."""
    return draft_exemplar(unit=office.a, content=story(office, who, **changes), actor=office.lan)


def asked(office: Office, who: str | Unit = "mai", **changes: Any) -> Exemplar:
    """Waiting for the yes of whom it is about."""
    return ask_consent(exemplar=drafted(office, who, **changes), actor=office.lan)


def sent(
    office: Office, who: str | Unit = "mai", *, level: str = "PUBLIC", **changes: Any
) -> Exemplar:
    """With consent, on Thảo's desk."""
    exemplar = asked(office, who, **changes)
    actor = office.hung if isinstance(who, Unit) else getattr(office, who)
    return give_consent(exemplar=exemplar, level=level, actor=actor)


def published(
    office: Office, who: str | Unit = "mai", *, level: str = "PUBLIC", **changes: Any
) -> Exemplar:
    """Published by Thảo, as far as was agreed to."""
    exemplar = sent(office, who, level=level, **changes)
    return publish_exemplar(exemplar=exemplar, level=level, actor=office.thao)


def reported(office: Office, who: str | Unit = "mai", by: str = "roi", **changes: Any) -> Deed:
    """A deed of Mai, or another, that Rời points out."""
    said = {
        "subject": who if isinstance(who, Unit) else office.people[who],
        "done_on": datetime.date(2022, 1, 7),
        "text": "Trả lại ví nhặt được ở phòng tiếp dân.",
    }
    return report_deed(actor=getattr(office, by), **(said | changes))


def opened_to_all(office: Office, **changes: bool) -> PublicPages:
    """Public pages with every part on, but for `changes`."""
    return set_public_pages(agency=office.agency, shown=ALL_ON | changes, actor=office.thao)
