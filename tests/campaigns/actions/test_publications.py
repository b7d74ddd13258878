"""News and documents: written, published, corrected, withdrawn; reading confirmed and reminded."""

import datetime
from collections import Counter

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils.translation import override

from campaigns.actions.publications import (
    confirm_reading,
    correct_publication,
    discard_publication,
    draft_publication,
    publish_publication,
    save_publication,
    withdraw_publication,
)
from campaigns.models import Publication, PublicationVersion, Reading
from campaigns.queries.publications import readers, reading_by_unit
from campaigns.tasks import remind_readings
from campaigns.workflow import PublicationState
from tests.campaigns.exemplar_way import drafted_news, news, published_news
from tests.cast import Office, day, told
from units import clock
from units.actions.people import post_person
from units.errors import ActionRefused, NotAllowed
from units.models import AuditEntry, Notice


@pytest.fixture(autouse=True)
def today():
    with day(2022, 1, 10), override("vi"):
        yield


def missing(publication: Publication) -> set[str]:
    publication.refresh_from_db()
    people = readers(publication, clock.today()).filter(reading="MISSING")
    return set(people.values_list("username", flat=True))


def test_only_the_standing_body_writes(office: Office) -> None:
    draft = drafted_news(office)
    for who in set(office.accounts) - {"thao"}:
        actor = getattr(office, who)
        with pytest.raises(NotAllowed):
            draft_publication(agency=office.agency, content=news(office.a), actor=actor)
        with pytest.raises(NotAllowed):
            publish_publication(publication=draft, actor=actor)
    assert Publication.objects.get().state == PublicationState.DRAFT


def test_a_draft_is_not_overwritten_unseen(office: Office) -> None:
    draft = drafted_news(office)
    first = news(office.a, title="Bản một")
    save_publication(publication=draft, content=first, edition=0, actor=office.thao)
    with pytest.raises(ActionRefused, match="người khác đã lưu bài này"):
        save_publication(publication=draft, content=news(office.a), edition=0, actor=office.thao)
    assert Publication.objects.get().title == "Bản một"


def test_a_draft_left_open_never_becomes_a_correction(office: Office) -> None:
    publication = published_news(office)
    with pytest.raises(ActionRefused, match="người khác đã lưu bài này"):
        correct_publication(
            publication=publication,
            content=news(office.a, title="Bản nháp cũ"),
            asks_again=False,
            edition=0,
            actor=office.thao,
        )
    kept = list(PublicationVersion.objects.values_list("number", "title"))
    assert kept == [(1, "Hướng dẫn đăng ký thi đua")]


def test_units_of_the_agency_are_asked_for(office: Office) -> None:
    with pytest.raises(ActionRefused, match="ít nhất một đơn vị"):
        draft_publication(agency=office.agency, content=news(), actor=office.thao)
    assert not Publication.objects.exists()


def test_publishing_tells_whoever_is_to_confirm(office: Office) -> None:
    publication = published_news(office)
    assert (publication.version, publication.confirm_from) == (1, 1)
    assert Counter(told("publication_published")) == {"lan": 1, "hung": 1, "mai": 1}
    notice = Notice.objects.filter(kind="publication_published").first()
    assert notice.subject == "Cần đọc và xác nhận: Hướng dẫn đăng ký thi đua"
    assert notice.body == "Hạn xác nhận đã đọc: hết ngày 20/01/2022."
    assert notice.path == publication.get_absolute_url()


def test_news_that_asks_for_nothing_tells_nobody(office: Office) -> None:
    published_news(office, office.root, confirm_by=None)
    assert Counter(told("publication_published")) == {}
    with day(2022, 1, 20):
        assert remind_readings() == 0


def test_a_day_that_is_past_is_refused(office: Office) -> None:
    draft = drafted_news(office, confirm_by=datetime.date(2022, 1, 9))
    with pytest.raises(ActionRefused, match="Hạn xác nhận đã qua"):
        publish_publication(publication=draft, actor=office.thao)
    assert not PublicationVersion.objects.exists()


def test_a_reader_confirms_once_and_is_counted(office: Office) -> None:
    publication = published_news(office)
    first = confirm_reading(publication=publication, version=1, actor=office.mai)
    assert confirm_reading(publication=publication, version=1, actor=office.mai) == first
    assert missing(publication) == {"lan", "hung"}
    assert AuditEntry.objects.filter(action="confirm_reading").count() == 1
    (row,) = reading_by_unit(readers(publication, clock.today()))
    assert (row.unit_name, row.total, row.confirmed, row.missing) == ("Vụ Hạ", 3, 1, 2)


def test_whom_it_was_not_sent_to_cannot_confirm(office: Office) -> None:
    publication = published_news(office)
    for who in ("dung", "thao", "roi"):
        with pytest.raises(NotAllowed):
            confirm_reading(publication=publication, version=1, actor=getattr(office, who))
    draft = drafted_news(office)
    with pytest.raises(NotAllowed):
        confirm_reading(publication=draft, version=1, actor=office.mai)
    assert not Reading.objects.exists()


def test_a_second_posting_makes_a_reader_too(office: Office) -> None:
    post_person(
        person=office.people["dung"],
        unit=office.cell,
        title="Đảng viên",
        rank="DIRECT",
        is_main=False,
        since=datetime.date(2022, 1, 1),
        actor=None,
    )
    publication = published_news(office, office.cell)
    confirm_reading(publication=publication, version=1, actor=office.dung)
    (row,) = reading_by_unit(readers(publication, clock.today()))
    assert (row.unit_name, row.total, row.missing) == ("Cục Thu", 1, 0)


def test_a_correction_asks_again_only_when_the_editor_says_so(office: Office) -> None:
    publication = published_news(office)
    confirm_reading(publication=publication, version=1, actor=office.mai)
    correction = {"publication": publication, "actor": office.thao}
    correct_publication(
        content=news(office.a, title="Sửa chữ"), asks_again=False, edition=1, **correction
    )
    assert missing(publication) == {"lan", "hung"}
    confirm_reading(publication=publication, version=2, actor=office.lan)
    assert Counter(told("publication_published")) == {"lan": 1, "hung": 1, "mai": 1}
    correct_publication(
        content=news(office.a, title="Đổi hạn"), asks_again=True, edition=2, **correction
    )
    assert missing(publication) == {"lan", "hung", "mai"}
    assert Counter(told("publication_published")) == {"lan": 2, "hung": 2, "mai": 2}
    kept = publication.versions.order_by("number").values_list("number", "title", "asks_again")
    assert list(kept) == [
        (1, "Hướng dẫn đăng ký thi đua", True),
        (2, "Sửa chữ", False),
        (3, "Đổi hạn", True),
    ]


def test_a_version_that_was_replaced_is_not_confirmed(office: Office) -> None:
    publication = published_news(office)
    correct_publication(
        publication=publication,
        content=news(office.a),
        asks_again=True,
        edition=1,
        actor=office.thao,
    )
    for version in (1, 3):
        with pytest.raises(ActionRefused, match="Bài vừa có bản mới"):
            confirm_reading(publication=publication, version=version, actor=office.mai)
    assert not Reading.objects.exists()


def test_withdrawing_asks_for_a_reason(office: Office) -> None:
    publication = published_news(office)
    with pytest.raises(ActionRefused, match="ghi lý do gỡ"):
        withdraw_publication(publication=publication, note=" ", actor=office.thao)
    withdraw_publication(publication=publication, note="Đăng nhầm.", actor=office.thao)
    entry = AuditEntry.objects.get(action="withdraw_publication")
    assert (entry.reason, Publication.objects.get().state) == ("Đăng nhầm.", "WITHDRAWN")
    with pytest.raises(ActionRefused, match="“đã gỡ”"):
        withdraw_publication(publication=publication, note="Nữa", actor=office.thao)


def test_only_a_draft_is_discarded(office: Office) -> None:
    discard_publication(publication=drafted_news(office), actor=office.thao)
    assert not Publication.objects.exists()
    publication = published_news(office)
    with pytest.raises(ActionRefused, match="“đã đăng”"):
        discard_publication(publication=publication, actor=office.thao)


def test_those_who_have_not_confirmed_are_reminded_once(office: Office) -> None:
    publication = published_news(office)
    confirm_reading(publication=publication, version=1, actor=office.mai)
    counts = []
    for number in (18, 19, 19, 20, 21, 27, 28):
        with day(2022, 1, number):
            counts.append(remind_readings())
    assert counts == [0, 2, 0, 0, 0, 0, 0]
    assert Counter(told("reading_due")) == {"lan": 1, "hung": 1}


def test_a_sweep_that_missed_the_eve_still_reminds(office: Office) -> None:
    publication = published_news(office)
    with day(2022, 1, 22):
        assert remind_readings() == 3
    withdraw_publication(publication=publication, note="Hết hạn.", actor=office.thao)
    Notice.objects.all().delete()
    with day(2022, 1, 22):
        assert remind_readings() == 0


@pytest.mark.parametrize("table", ["publicationversion", "reading"])
@pytest.mark.parametrize("change", ["UPDATE campaigns_{} SET id = id", "DELETE FROM campaigns_{}"])
def test_what_was_published_and_confirmed_is_never_changed(
    office: Office, table: str, change: str
) -> None:
    publication = published_news(office)
    confirm_reading(publication=publication, version=1, actor=office.mai)

    def attempt() -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(change.format(table))

    with pytest.raises(IntegrityError, match="never changed or deleted"):
        attempt()
    # The control: it is the trigger that refuses.
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"ALTER TABLE campaigns_{table} DISABLE TRIGGER stay_frozen")
    attempt()
