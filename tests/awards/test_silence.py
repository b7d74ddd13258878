"""Silence: for whoever is kept from an item, the office is the one in which it does not exist."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.core import mail
from django.db import connection, models, transaction
from django.test import Client
from django.urls import reverse

from awards.actions.counts import count_hands
from awards.actions.deeds import nominate_for_deed
from awards.actions.nominations import save_nomination
from awards.actions.polls import cast_ballot, close_poll, open_poll, prepare_poll
from awards.actions.recusals import declare_conflict
from awards.models import Choice, Minutes, Nomination, Poll, Recusal, ReviewItem
from awards.permissions.polls import my_entries
from campaigns.models import Campaign, ComparedText
from tests.access import OF_AN_ITEM, OF_NO_ITEM, RULES, Rule
from tests.awards import way
from tests.awards.actions.test_initiatives import initiative
from tests.awards.test_conflicts import kin, seat, substitute
from tests.campaigns import initiative_way
from tests.campaigns.exemplar_way import reported
from tests.cast import Office
from tests.crawl import Page, crawl, differences, found_in
from units.actions.mail import gather_mail, send_next_mail
from units.models import Account, Notice

# Words that stand in one private field each of what is hidden.
TEXT, SAID, NOTE, MADE = "Chim-hoang-yen", "Chim-son-ca", "Chim-chich-choe", "Chim-bach-thanh"
CANARIES = (TEXT, SAID, NOTE)
# Everybody who is kept from something in the review, and why.
KEPT_OUT = {
    "mai": "SELF",
    "hung": "OWN_UNIT",
    "lien": "CO_AUTHOR",
    "thao": "KIN",
    "oanh": "KIN",
    "nga": "DECLARED",
    "roi": "PRINCIPAL",
}
STAGES = ("opened", "polling", "signed")


class Scene:
    """A review of three files on Mai and two on others, which goes on stage by stage."""

    def __init__(self, office: Office, campaign: Campaign) -> None:
        self.office = office
        seat(office, "hung", "mai")
        kin(office, "mai", "thao")
        kin(office, "mai", "oanh")
        shown = [
            way.accepted(office, campaign, "dung"),
            way.accepted(office, campaign, "binh", award="CSTDCS"),
        ]
        self.hidden = [self._for_a_title(campaign), self._for_a_deed()]
        self.hidden.append(way.accepted(office, campaign, "mai", achievement=f"{TEXT} LDTT"))
        self.review = way.review_of(office, *shown, *self.hidden)
        substitute(office, self.review, "roi", "nga")
        for nomination in self.hidden:
            item = self.review.items.get(nomination=nomination)
            declare_conflict(item=item, note=NOTE, actor=office.nga)
        way.say(office, self.review, "khoa", "minh", comment=SAID)
        way.say(office, self.review, "lien", "hung", comment="Đồng ý.")

    def _for_a_title(self, campaign: Campaign) -> Nomination:
        """A file that counts an initiative, whose text stands in a proposal, too."""
        text = f"{TEXT} {initiative_way.TEXT['solution']} {initiative_way.TEXT['problem']}"
        made = initiative(self.office, "mai", "lien", title="Sổ tay dùng chung")
        draft = way.drafted(self.office, campaign, "mai", award="CSTDCS", achievement=text)
        said = way.content(
            self.office, "mai", award="CSTDCS", achievement=text, initiatives=(made,)
        )
        save_nomination(nomination=draft, content=said, edition=0, actor=self.office.lan)
        initiative_way.seat_council(self.office, "minh", "nga")
        initiative_way.sent(self.office, {"dung": 100})
        return way.brought(self.office, draft)

    def _for_a_deed(self) -> Nomination:
        deed = reported(self.office, "mai", by="roi")
        draft = nominate_for_deed(deed=deed, award="GKHEN", actor=self.office.lan)
        return way.brought(self.office, draft)

    def go_on_to(self, stage: str) -> None:
        """Let the review come to a stage; each is reached from the one before."""
        if stage == "polling":
            self.review = way.sitting(self.office, self.review)
            tellers = self.review.members.filter(account__username__in=("khoa", "minh"))
            poll = prepare_poll(
                review=self.review,
                method=Poll.Method.OPEN,
                items=self.review.items.all(),
                tellers=tuple(tellers),
                actor=self.office.khoa,
            )
            self.poll = open_poll(poll=poll, actor=self.office.khoa)
            for name in ("minh", "lien"):
                actor = getattr(self.office, name)
                cast = {one.poll_item_id: Choice.AGREE for one in my_entries(actor, self.poll)}
                cast_ballot(poll=self.poll, choices=cast, actor=actor)
        if stage == "signed":
            close_poll(poll=self.poll, actor=self.office.khoa)
            count_hands(poll=self.poll, actor=self.office.minh)
            self.review = way.signed(self.office, self.review)

    def kept_from(self, name: str) -> list[Nomination]:
        """What must not exist for somebody of the cast."""
        rows = Recusal.objects.filter(item__review=self.review, account__username=name)
        return [item.nomination for item in ReviewItem.objects.filter(recusals__in=rows)]


@contextmanager
def without(*nominations: Nomination) -> Iterator[None]:
    """The same office as if these had never been: they and all that hangs on them are gone."""
    with transaction.atomic():
        point = transaction.savepoint()
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL session_replication_role = replica")
        keys = [one.pk for one in nominations]
        Notice.objects.filter(about__in=[f"nomination:{key}" for key in keys]).delete()
        texts = ComparedText.objects.filter(kind=ComparedText.Kind.NOMINATION, key__in=keys)
        texts._raw_delete(texts.db)
        erase(Nomination.objects.filter(pk__in=keys))
        # A sheet, or a paper, on nothing but these was never made.
        erase(Poll.objects.filter(items=None))
        erase(Minutes.objects.filter(items=None))
        yield
        transaction.savepoint_rollback(point)


def erase(rows: models.QuerySet[Any]) -> None:
    """Delete rows and all that points at them, whatever stands in the way."""
    keys = list(rows.values_list("pk", flat=True))
    if not keys:
        return
    for relation in rows.model._meta.get_fields(include_hidden=True):
        if not (relation.auto_created and (relation.one_to_many or relation.one_to_one)):
            continue
        pointing = relation.related_model._base_manager.filter(
            **{f"{relation.field.name}__in": keys}
        )
        if relation.on_delete is models.SET_NULL:
            pointing.update(**{relation.field.name: None})
        else:
            erase(pointing)
    gone = rows.model._base_manager.filter(pk__in=keys)
    gone._raw_delete(gone.db)


def walk(office: Office, name: str, questions: int = 1) -> dict[str, Page]:
    """All that somebody of the cast can reach, asking for the nominee by name as well."""
    client = Client()
    client.force_login(getattr(office, name))
    return crawl(client, words=("Mai",), questions=questions)


def leaks(scene: Scene, name: str, *nominations: Nomination, questions: int = 1) -> list[str]:
    """Where the office with some nominations differs, for somebody, from the one without."""
    there = walk(scene.office, name, questions)
    with without(*nominations):
        gone = walk(scene.office, name, questions)
    assert len(gone) > 20
    return [*differences(there, gone), *map(str, found_in(there, *CANARIES))]


@pytest.fixture
def scene(office: Office, campaign: Campaign) -> Scene:
    return Scene(office, campaign)


def test_each_cause_is_in_the_scene(scene):
    rows = Recusal.objects.filter(item__review=scene.review)
    assert dict(rows.values_list("account__username", "cause")) == KEPT_OUT


@pytest.mark.parametrize(("stage", "name"), [("polling", "thao"), ("signed", "hung")])
def test_an_item_leaves_no_trace_for_whom_it_does_not_exist(scene, stage, name):
    for one in STAGES[: STAGES.index(stage) + 1]:
        scene.go_on_to(one)
    assert leaks(scene, name, *scene.kept_from(name)) == []


def test_the_walk_sees_an_item_that_is_not_hidden(scene):
    hidden = scene.kept_from("thao")
    Recusal.objects.all().delete()
    seen = leaks(scene, "thao", *hidden)
    for address in ("/nominations", "/reviews", "/inbox", f"/nominations/{hidden[0].pk}"):
        assert any(line.startswith(address) for line in seen), address
    assert any(TEXT in line for line in seen)


@pytest.mark.faults
@pytest.mark.parametrize("name", KEPT_OUT)
def test_no_item_leaves_a_trace_for_anybody_in_any_stage(scene, name):
    for stage in STAGES:
        scene.go_on_to(stage)
        hidden = scene.kept_from(name)
        sets = [hidden, *([one] for one in hidden)]
        assert [leaks(scene, name, *some, questions=8) for some in sets] == [[]] * len(sets)


def test_mail_waits_with_what_it_would_tell(scene):
    Account.objects.update(mail_choice=Account.MailChoice.AT_ONCE)
    told = f"Đề nghị khen thưởng {scene.office.people['mai']} chờ kiểm tra"
    _send_all()
    assert told not in {letter.subject for letter in mail.outbox}
    assert any("Dung" in letter.subject for letter in mail.outbox)
    # Control: once it exists again for Thảo, the notice stands in the inbox and leaves by mail.
    Recusal.objects.filter(account=scene.office.thao).delete()
    _send_all()
    assert told in {letter.subject for letter in mail.outbox if "thao@example.org" in letter.to}


def _send_all() -> None:
    gather_mail()
    while send_next_mail():
        pass


def test_reading_everything_leaves_what_is_hidden_unread(scene, client):
    client.force_login(scene.office.thao)
    client.post(reverse("inbox_read_all"))
    about = f"nomination:{scene.hidden[0].pk}"
    hidden = Notice.objects.filter(account=scene.office.thao, about=about)
    assert list(hidden.values_list("read_at", flat=True)) == [None]
    assert client.post(reverse("notice", args=[hidden.get().pk])).status_code == 404


def rows_of(scene: Scene) -> dict[str, int]:
    """The keys of all that is of the one hidden item, as addresses name them."""
    item = scene.review.items.get(nomination=scene.hidden[0])
    return {
        "nomination": item.nomination_id,
        "draft_nomination": item.nomination_id,
        "review": scene.review.pk,
        "item": item.pk,
    }


def test_every_address_of_an_item_is_nothing_to_who_is_kept_from_it(scene):
    rows = rows_of(scene)
    wrong = []
    for name in KEPT_OUT:
        client = Client()
        client.force_login(getattr(scene.office, name))
        for address, rule in RULES.items():
            if set(rule.row.split()) & OF_AN_ITEM:
                wrong += _answers(client, address, rule, rows)
    assert wrong == []


def _answers(client: Client, address: str, rule: Rule, rows: dict[str, int]) -> list[str]:
    """Methods to which an address answers otherwise than to a key that never was."""
    url = reverse(address, args=[rows[row] for row in rule.row.split()])
    never = reverse(
        address, args=[0 if row in OF_AN_ITEM else rows[row] for row in rule.row.split()]
    )
    found = []
    for method in ("get", "head", "post", "put", "patch", "delete", "options"):
        here, nowhere = getattr(client, method)(url), getattr(client, method)(never)
        if here.status_code != nowhere.status_code or here.status_code not in {404, 405}:
            found.append(f"{method} {url}: {here.status_code}, not {nowhere.status_code}")
    if (client.post(url) if rule.post else client.get(url)).status_code != 404:
        found.append(f"{url} is found")
    return found


def test_every_kind_of_row_in_an_address_is_of_an_item_or_of_none():
    named = {row for rule in RULES.values() for row in rule.row.split()}
    assert named == OF_AN_ITEM | OF_NO_ITEM
    assert not OF_AN_ITEM & OF_NO_ITEM
