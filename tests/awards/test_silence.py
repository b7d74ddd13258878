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
from awards.actions.meetings import take_up_item
from awards.actions.nominations import save_nomination
from awards.actions.polls import cast_ballot, close_poll, open_poll, prepare_poll
from awards.actions.recusals import declare_conflict
from awards.models import (
    Choice,
    Minutes,
    Nomination,
    Opinion,
    Poll,
    Recusal,
    ReviewItem,
    Submission,
)
from awards.permissions.polls import my_entries
from campaigns.models import Campaign, ComparedText, Deed, Initiative, Proposal
from tests.access import OF_AN_ITEM, OF_NO_ITEM, RULES, Rule
from tests.awards import way
from tests.awards.actions.test_initiatives import initiative
from tests.awards.test_conflicts import kin, seat, substitute
from tests.campaigns import initiative_way
from tests.campaigns.exemplar_way import reported
from tests.cast import Office
from tests.crawl import BRIEF, WHOLE, Page, Thoroughness, crawl, differences, found_in
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
            way.accepted(office, campaign, "binh", award="CSTDB"),
        ]
        self.hidden = [self._for_a_title(campaign), self._for_a_deed()]
        self.hidden.append(way.accepted(office, campaign, "mai"))
        self.review = way.review_of(office, *shown, *self.hidden)
        substitute(office, self.review, "roi", "nga")
        for nomination in self.hidden:
            item = self.review.items.get(nomination=nomination)
            declare_conflict(item=item, note=NOTE, actor=office.nga)
        way.say(office, self.review, "khoa", "minh", comment="Đồng ý.")
        Opinion.objects.filter(
            item__nomination=self.hidden[0], member__account__username__in=("khoa", "minh")
        ).update(comment=SAID)
        way.say(office, self.review, "lien", "hung", comment="Đồng ý.")

    def _for_a_title(self, campaign: Campaign) -> Nomination:
        """A file that counts an initiative, whose text stands in a proposal, too."""
        text = f"{TEXT} {initiative_way.TEXT['solution']} {initiative_way.TEXT['problem']}"
        made = initiative(self.office, "mai", "lien", title="Sổ tay dùng chung")
        draft = way.drafted(self.office, campaign, "mai", award="CSTDB", achievement=text)
        said = way.content(self.office, "mai", award="CSTDB", achievement=text, initiatives=(made,))
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
            hidden = self.review.items.get(nomination=self.hidden[0])
            self.review = take_up_item(review=self.review, item=hidden, actor=self.office.khoa)
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
        # A sheet, a paper or a submission of nothing but these was never made.
        erase(Submission.objects.filter(nominations=None))
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


def walk(scene: Scene, name: str, how: Thoroughness, *known: Nomination) -> dict[str, Page]:
    """All that somebody of the cast can reach, asking for the nominee by name as well."""
    client, mai = Client(), scene.office.people["mai"].pk
    client.force_login(getattr(scene.office, name))
    unit = scene.office.a.pk
    first = (
        f"/people/{mai}",
        f"/people/{mai}/eligibility",
        f"/units/{unit}/eligibility?award=CSTDB",
        "/what-if?award=CSTDB&year=2022&regime=&records=",
        *(f"/initiatives/{one.pk}" for one in Initiative.objects.all()),
        *(f"/deeds/{one.pk}" for one in Deed.objects.all()),
        *(f"/proposals/{one.pk}" for one in Proposal.objects.all()),
    )
    # Whoever knows the address of a file tries it, there or not.
    first += tuple(one.get_absolute_url() for one in known)
    return crawl(client, how, words=("Mai",), first=first)


def leaks(scene: Scene, name: str, *nominations: Nomination) -> list[str]:
    """Where the office with some nominations differs, for somebody, from the one without."""
    there = walk(scene, name, BRIEF, *nominations)
    with without(*nominations):
        gone = walk(scene, name, BRIEF, *nominations)
    assert len(gone) > 20
    return [*differences(there, gone), *map(str, found_in(there, *CANARIES))]


@pytest.fixture
def scene(office: Office, campaign: Campaign) -> Scene:
    return Scene(office, campaign)


def test_an_item_leaves_no_trace_for_whom_it_does_not_exist(scene):
    rows = Recusal.objects.filter(item__review=scene.review)
    assert dict(rows.values_list("account__username", "cause")) == KEPT_OUT
    scene.go_on_to("polling")
    hidden = scene.kept_from("thao")
    found = leaks(scene, "thao", *hidden)
    assert not found, "\n".join(found)
    # Control: the walk sees an item that is not hidden.
    Recusal.objects.all().delete()
    seen = leaks(scene, "thao", *hidden)
    for address in ("/nominations", "/reviews", "/inbox", "/what-if", "/deeds/", "/initiatives/"):
        assert any(line.startswith(address) for line in seen), (address, seen)
    assert any(TEXT in line for line in seen)


@pytest.mark.faults
@pytest.mark.parametrize("name", KEPT_OUT)
def test_no_item_leaves_a_trace_for_anybody_in_any_stage(scene, name):
    for stage in STAGES:
        scene.go_on_to(stage)
        there, found = walk(scene, name, WHOLE), []
        assert list(found_in(there, *CANARIES)) == []
        for one in scene.kept_from(name):
            with without(one):
                found += differences(there, walk(scene, name, WHOLE))
        assert not found, f"{stage}\n" + "\n".join(found)


@pytest.mark.faults
def test_private_words_are_read_by_nobody_but_those_they_are_for(scene):
    for stage in STAGES:
        scene.go_on_to(stage)
        readers: dict[str, set[str]] = {token: set() for token in CANARIES}
        for name in scene.office.accounts:
            for _url, token in found_in(walk(scene, name, WHOLE), *CANARIES):
                readers[token].add(name)
        # The unit and leadership read the file, the members who are free of it as well; what a
        # member thinks is read once the meeting is over, and why somebody keeps out by nobody.
        assert readers[TEXT] == {"lan", "phong", "khoa", "minh"}
        assert readers[SAID] <= ({"khoa", "minh"} if stage != "signed" else readers[TEXT])
        assert readers[NOTE] <= {"khoa", "minh", "nga"}


def test_notices_and_addresses_of_what_is_hidden_wait(scene, client):
    client.force_login(scene.office.thao)
    client.post(reverse("inbox_read_all"))
    about = f"nomination:{scene.hidden[0].pk}"
    hidden = Notice.objects.get(account=scene.office.thao, about=about, kind="nomination_sent")
    assert hidden.read_at is None
    assert client.post(reverse("notice", args=[hidden.pk])).status_code == 404
    assert _found_by_those_kept_out(scene) == []
    Account.objects.update(mail_choice=Account.MailChoice.AT_ONCE)
    _send_all()
    assert hidden.subject not in {letter.subject for letter in mail.outbox}
    assert any("Dung" in letter.subject for letter in mail.outbox)
    # Control: once it exists again for Thảo, it leaves.
    Recusal.objects.filter(account=scene.office.thao).delete()
    _send_all()
    assert hidden.subject in {one.subject for one in mail.outbox if "thao@example.org" in one.to}


def _send_all() -> None:
    gather_mail()
    while send_next_mail():
        pass


def rows_of(scene: Scene) -> dict[str, int]:
    """The keys of all that is of the one hidden item, as addresses name them."""
    item = scene.review.items.get(nomination=scene.hidden[0])
    return {
        "nomination": item.nomination_id,
        "draft_nomination": item.nomination_id,
        "review": scene.review.pk,
        "item": item.pk,
        "first_version": 1,
        "paper_code": "BIEN_BAN",
    }


def _found_by_those_kept_out(scene: Scene) -> list[str]:
    """Addresses of a hidden item at which somebody who is kept from it finds anything."""
    rows = rows_of(scene)
    wrong = []
    for name in ("thao", "hung", "nga"):  # who runs the agency, who sent it, who declared it
        client = Client()
        client.force_login(getattr(scene.office, name))
        for address, rule in RULES.items():
            if set(rule.row.split()) & OF_AN_ITEM:
                wrong += _answers(client, address, rule, rows)
    return wrong


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
    assert named <= OF_AN_ITEM | OF_NO_ITEM
    assert not OF_AN_ITEM & OF_NO_ITEM
