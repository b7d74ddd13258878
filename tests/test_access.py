"""Every address × every member of the cast × own and foreign unit: open, or 404.

The table stands in tests/access.py. An address without a line there fails, and so does a line
without an address.
"""

import datetime
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from awards.actions.decisions import draft_decision, record_decision
from awards.actions.papers import attach_papers
from awards.actions.petition_dossiers import make_dossier
from awards.actions.seats import invite_guest
from awards.actions.submissions import attach_minutes
from awards.actions.tallies import begin_tally
from awards.models import Minutes, Nomination, PetitionReply, Poll, Recovery, Tally
from campaigns.actions.adoptions import record_adoption
from campaigns.actions.blocs import attach_bloc_document
from campaigns.actions.campaigns import draft_campaign
from campaigns.actions.exemplars import ask_consent, draft_exemplar, give_consent
from campaigns.actions.plans import attach_plan
from campaigns.actions.pledges import (
    PledgeContent,
    begin_pledge,
    save_pledge,
    send_pledge,
    sign_pledge,
)
from campaigns.actions.scoring_tables import draft_table
from campaigns.models import Campaign, Pledge
from campaigns.queries.scoring_tables import table_in_use
from tests.access import CAST, OPEN_TO_THE_WORLD, RULES, Rule
from tests.awards import (
    consulting,
    dossier_way,
    history_way,
    petition_way,
    printing,
    signing_way,
    way,
)
from tests.awards.token import token
from tests.campaigns import exemplar_way, initiative_way, pledging, progress_way, scoring_way
from tests.cast import LAUNCH, Office, day, launched_campaign
from tests.units.bringing import upload
from tests.units.files.samples import pdf
from units import clock
from units.actions.kin import declare_kin
from units.models import AuditEntry, Bounce, Notice, RoleGrant, Unit

Rows = dict[str, dict[str, Any]]
# Two of the three members of the council would only say again what the third says.
VISITORS = CAST - {"minh", "nga"}
# To the others a row of one unit is as one of the other.
OF_A_UNIT = {"lan", "hung", "mai", "binh", "son", "dung", "thao"}


def our_names() -> set[str]:
    """Names of every address of ours; Django's admin guards itself, tested below."""
    found = set()
    for entry in get_resolver().url_patterns:
        patterns = [entry] if isinstance(entry, URLPattern) else entry.url_patterns
        if getattr(entry, "namespace", None) != "admin":
            found |= {pattern.name for pattern in patterns}
    return found


def test_every_address_has_a_rule():
    assert our_names() - set(OPEN_TO_THE_WORLD) == set(RULES)


@pytest.fixture
def rows(office: Office) -> Iterator[Rows]:
    """For each side, the key of a row of each kind."""
    with day(2022, 11, 15):
        yield build_rows(office)


def build_rows(office: Office) -> Rows:
    """Rows that both sides share, and each side's own."""
    campaign = launched_campaign(office)
    initiative_way.seat_council(office)
    draft = draft_campaign(agency=office.agency, source_text=LAUNCH, actor=office.thao)
    of_unit = way.accepted(office, campaign, office.a, award="TTLDTT")
    higher = [
        way.accepted(office, campaign, one, award=petition_way.AWARD)
        for one in (office.a, office.b)
    ]
    way.passed(office, of_unit, *higher)
    draft_of_own = draft_decision(
        agency=office.agency, award=of_unit.award, nominations=[of_unit], actor=office.oanh
    )
    job = begin_tally(agency=office.agency, year=2022, actor=office.thao)
    history = history_way.brought(office, history_way.old())
    shared = {
        "campaign": campaign.pk,
        "draft_campaign": draft.pk,
        "commitment": campaign.commitments.first().pk,
        "job": job.pk,
        "bounce": Bounce.objects.create(
            address="lan@example.org", reason="550", since=clock.now()
        ).pk,
        "tally": Tally.objects.get().pk,
        "shown_exemplar": exemplar_way.published(office, office.a).pk,
        "draft_decision": draft_of_own.pk,
        **petition_rows(office, *higher),
        "minutes": Minutes.objects.get(kind=Minutes.Kind.MINUTES).pk,
        "pact": pledging.open_pact(
            pact=pledging.worded_pact(office, campaign), actor=office.lan
        ).pk,
        "signer": signing_way.registered(office, None, token("Văn phòng Quốc hội")).pk,
        "first_version": 1,
        "history": history.pk,
        "history_line": history.lines.get().pk,
        "correction": "correction",
        "plan": attach_plan(campaign=campaign, upload=upload("Kế hoạch.pdf"), actor=office.thao).pk,
    } | scoring_rows(office, campaign)
    shared |= meeting_rows(office, campaign) | money_rows(office, campaign)
    certificates = certificate_rows(office, campaign, shared)
    return {
        "a": shared
        | {"peer": office.b.pk, "certificate": certificates["mai"]}
        | unit_rows(office, campaign, office.a, "lan", "hung", "mai"),
        "b": shared
        | {"peer": office.a.pk, "certificate": certificates["dung"]}
        | unit_rows(office, campaign, office.b, "binh", "son", "dung"),
    }


def money_rows(office: Office, campaign: Campaign) -> dict[str, int]:
    """A fund, and what a revocation takes back."""
    decision = way.issued(office, way.accepted(office, campaign, office.b, award="GKHEN"))
    way.revoked(office, decision, *decision.recipients.all())
    return {"fund": way.funded(office).pk, "recovery": Recovery.objects.get().pk}


def petition_rows(office: Office, first: Nomination, second: Nomination) -> dict[str, int]:
    """A draft petition, and one that was sent, with a letter of the authority and its dossier."""
    petition = petition_way.sent(office, petition_way.on_passed(office, first))
    petition = petition_way.asked(office, petition, upload())
    make_dossier(petition=petition, actor=office.oanh)
    return {
        "draft_petition": petition_way.on_passed(office, second).pk,
        "petition": petition.pk,
        "petition_reply": PetitionReply.objects.get().pk,
        "petition_dossier": petition.dossiers.get().pk,
    }


def scoring_rows(office: Office, campaign: Campaign) -> dict[str, int]:
    """A round in which both sides score, with a table in use and a draft; a published ranking."""
    round_ = scoring_way.opened(office, campaign)
    draft = draft_table(campaign=campaign, actor=office.thao)
    ranking = scoring_way.whole_way(office, launched_campaign(office))
    (minutes,) = attach_bloc_document(
        bloc=ranking.bloc, year=2022, title="Biên bản", uploads=[upload()], actor=office.thao
    )
    return {
        "scoring_table": table_in_use(round_.campaign).pk,
        "draft_table": draft.pk,
        "ranking": ranking.pk,
        "bloc": ranking.bloc_id,
        "bloc_document": minutes.pk,
    }


def certificate_rows(office: Office, campaign: Campaign, shared: dict[str, Any]) -> dict[str, int]:
    """A decision on one of each side, printed: the certificates by name, the rest as shared."""
    files = [way.accepted(office, campaign, who, award="CSTDB") for who in ("mai", "dung")]
    decision = way.issued(office, *files)
    sheet = printing.stock(office, awards=["CSTDB"])
    batch = printing.printed(office, decision, stock=sheet)
    shared |= {
        "own_decision": decision.pk,
        "batch": batch.pk,
        "stock": sheet.pk,
        "printer": printing.printer(office).pk,
    }
    return {
        who: batch.certificates.get(recipient__person=office.people[who]).pk
        for who in ("mai", "dung")
    }


def meeting_rows(office: Office, campaign: Campaign) -> dict[str, int]:
    """A counted poll, and a meeting with an open one and an item still to be voted on."""
    counted = Poll.objects.get()
    files = (
        way.accepted(office, campaign, office.b, award="TTLDTT"),
        way.accepted(office, campaign, "binh"),
    )
    review = way.sitting(office, way.review_of(office, *files))
    return {
        "poll": counted.pk,
        "sitting_review": review.pk,
        "open_poll": way.opened_poll(office, review, review.items.first()).pk,
    }


def unit_rows(
    office: Office, campaign: Campaign, unit: Unit, clerk: str, head: str, staff: str
) -> dict[str, int]:
    """A row of each kind that belongs to one unit."""
    review = way.review_of(office, way.accepted(office, campaign, staff, award="BKB"))
    record = record_decision(
        agency=office.agency,
        award="HCLD3",
        year=2021,
        authority="Chủ tịch nước",
        reference=f"TN-{unit.pk}/QĐ-CTN",
        signed_on=datetime.date(2021, 12, 20),
        subjects=[office.people[staff]],
        actor=office.oanh,
    )
    told_of = exemplar_way.story(
        office, staff, photo=exemplar_way.picture(), alt="Một người đang làm việc."
    )
    story = draft_exemplar(unit=unit, content=told_of, actor=getattr(office, clerk))
    ask_consent(exemplar=story, actor=getattr(office, clerk))
    give_consent(exemplar=story, level="INSIDE", actor=getattr(office, staff))
    day_ahead = datetime.date(2022, 11, 20)
    news = exemplar_way.published_news(
        office, unit, confirm_by=day_ahead, files=(exemplar_way.picture(),)
    )
    item = consulting.posted(
        office, way.accepted(office, campaign, staff, award="GKHEN")
    ).items.get()
    initiatives = initiative_rows(office, staff, "dung" if staff == "mai" else "mai", unit, clerk)
    return initiatives | {
        "publication": news.pk,
        "publication_file": news.files.get().pk,
        "exemplar": story.pk,
        "deed": exemplar_way.reported(office, staff).pk,
        "consultation": item.consultation_id,
        "posted": item.pk,
        "remark": consulting.said(office, item).pk,
        "unit": unit.pk,
        "person": office.people[staff].pk,
        "kinship": declare_kin(
            person=office.people[staff],
            other=office.people["roi"],
            relation="SIBLING",
            actor=getattr(office, staff),
        ).pk,
        "pledge": begin_pledge(campaign=campaign, unit=unit, actor=getattr(office, clerk)).pk,
        "nomination": way.sent(office, campaign, staff, award="LDTT").pk,
        "signed_pledge": _signed(office, unit, clerk, head, staff).pk,
        **_submission(office, campaign, unit, staff),
        "review": review.pk,
        "item": review.items.get().pk,
        "guest": invite_guest(review=review, account=office.phong, actor=office.thao).pk,
        "council": office.root.pk,
        "decision": record.pk,
        "grant": RoleGrant.objects.get(account__username=clerk).pk,
        "notice": Notice.objects.filter(account__username=head).first().pk,
        **_progress(office, unit),
    }


def _submission(office: Office, campaign: Campaign, unit: Unit, staff: str) -> dict[str, int | str]:
    """A draft with a paper, in a submission with the minutes of the unit."""
    draft = way.drafted(office, campaign, staff, award="CSTDCS")
    put = {"uploads": [upload()], "actor": draft.created_by}
    (paper,) = attach_papers(nomination=draft, code="BIEN_BAN", **put)
    submission = dossier_way.gathered(office, campaign, draft, unit=unit)
    (minutes,) = attach_minutes(submission=submission, **put)
    return {
        "draft_nomination": draft.pk,
        "paper_code": "BIEN_BAN",
        "nomination_paper": paper.pk,
        "submission": submission.pk,
        "unit_minutes": minutes.pk,
    }


def initiative_rows(
    office: Office, staff: str, other: str, unit: Unit, clerk: str
) -> dict[str, int]:
    """Initiatives of a unit on their way, and one of the other unit to adopt, one adopted."""
    sitting = initiative_way.sitting_of(office, initiative_way.endorsed(office, {staff: 100}))
    passed = initiative_way.endorsed(office, {staff: 100})
    initiative_way.passed(office, passed)
    adoption = record_adoption(
        initiative=initiative_way.through(office, {other: 100}),
        unit=unit,
        since=datetime.date(2022, 9, 1),
        effect="Giảm 3 ngày",
        actor=getattr(office, clerk),
    )
    return {
        "draft_proposal": initiative_way.drafted(office, {staff: 100}).pk,
        "sent_proposal": initiative_way.sent(office, {staff: 100}).pk,
        "passed_proposal": passed.pk,
        "sitting": sitting.pk,
        "sitting_item": sitting.items.get().pk,
        "others_initiative": initiative_way.through(office, {other: 100}).pk,
        "adoption": adoption.pk,
    }


def _progress(office: Office, unit: Unit) -> dict[str, int]:
    """A target with a note and its evidence, and a sent assessment, of a campaign of their own."""
    pledge = progress_way.signed_pledge(office, launched_campaign(office), unit=unit)
    target, upload = pledge.targets.first(), SimpleUploadedFile("a.pdf", pdf())
    clerk, _head = progress_way.clerk_and_head(office, pledge)
    note = progress_way.note(target, clerk, 40, evidence=[upload])
    return {
        "target": target.pk,
        "progress_note": note.pk,
        "progress_file": note.files.get().pk,
        "assessment": progress_way.sent(office, pledge).pk,
    }


def _signed(office: Office, unit: Unit, clerk: str, head: str, staff: str) -> Pledge:
    """A signed pledge of the unit, for a short campaign of its own with nothing called for."""
    short = launched_campaign(office, scope=unit, kind="THEMATIC", pledges_due=None)
    pledge = begin_pledge(campaign=short, unit=unit, actor=getattr(office, clerk))
    who = office.people[staff].pk
    rows = [pledging.target(number, office, short, person_id=who) for number in (1, 2)]
    content = PledgeContent(targets=rows, aims=[])
    save_pledge(pledge=pledge, content=content, edition=0, actor=getattr(office, clerk))
    send_pledge(pledge=pledge, actor=getattr(office, clerk))
    return sign_pledge(pledge=pledge, actor=getattr(office, head))


def address(name: str, rule: Rule, rows: dict[str, int]) -> str:
    return reverse(name, args=[rows[row] for row in rule.row.split()])


def answer(client: Client, rule: Rule, url: str) -> tuple[int, int]:
    """The status, and how many audit entries the visit left; nothing of it stays."""
    before = AuditEntry.objects.count()
    point = transaction.savepoint()
    response = client.post(url) if rule.post else client.get(url)
    left = AuditEntry.objects.count() - before
    transaction.savepoint_rollback(point)
    return response.status_code, left


def differs(name: str, rows: dict[str, dict[str, int]]) -> bool:
    """Whether unit B has an address of its own, or opens it to others: the rest is the same."""
    rule = RULES[name]
    same = address(name, rule, rows["a"]) == address(name, rule, rows["b"])
    return not same or rule.open_to("a") != rule.open_to("b")


@pytest.mark.parametrize("side", ["a", "b"])
def test_each_address_opens_to_those_named_and_to_nobody_else(office, rows, side):
    table = {name: rule for name, rule in RULES.items() if side == "a" or differs(name, rows)}
    opened: dict[str, set[str]] = {name: set() for name in table}
    strange: list[tuple[Any, ...]] = []
    visitors = VISITORS if side == "a" else OF_A_UNIT
    for username in sorted(visitors):
        client = Client()
        client.force_login(getattr(office, username))
        for name, rule in table.items():
            status, left = answer(client, rule, address(name, rule, rows[side]))
            if status != 404:
                opened[name].add(username)
            if status not in {200, 204, 302, 404, 409} or (
                left and username not in rule.open_to(side)
            ):
                strange.append((name, username, status, left))
    expected = {name: rule.open_to(side) & visitors for name, rule in table.items()}
    wrong = {
        name: (sorted(opened[name] - names), sorted(names - opened[name]))
        for name, names in expected.items()
        if opened[name] != names
    }
    # For each address that differs: who came in and should not, who should and did not.
    assert not wrong, "\n".join(f"{name}: {who}" for name, who in wrong.items())
    assert strange == []


def test_nothing_opens_without_signing_in(client, rows):
    opened = []
    for name, rule in RULES.items():
        url = address(name, rule, rows["a"])
        response = client.post(url) if rule.post else client.get(url)
        if response.status_code != 302 or not response["Location"].startswith(reverse("login")):
            opened.append(name)
    assert opened == []


def test_a_change_is_never_made_by_a_link(office, client, rows):
    client.force_login(office.thao)
    posts = {name: rule for name, rule in RULES.items() if rule.post}
    statuses = {name: client.get(address(name, rule, rows["a"])) for name, rule in posts.items()}
    assert {name: response.status_code for name, response in statuses.items()} == dict.fromkeys(
        posts, 405
    )


def test_the_admin_opens_to_nobody_of_the_cast(office, client):
    for username in sorted(CAST):
        client.force_login(getattr(office, username))
        assert client.get("/admin/", follow=False).status_code == 302, username


LISTS = [
    "units",
    "people",
    "pledges",
    "proposals",
    "targets",
    "assessments",
    "nominations",
    "submissions",
    "reviews",
    "decisions",
    "petitions",
    "inbox",
    "publications",
    "exemplars",
    "deeds",
]


def test_no_list_names_the_other_unit(office, rows, client):
    for username in ("lan", "hung", "mai"):
        client.force_login(getattr(office, username))
        for name in LISTS:
            for query in ("", "?export=csv"):
                text = client.get(reverse(name) + query).content.decode()
                assert "Cục Thu" not in text, (username, name, query)
                assert "Hoàng Thị Dung" not in text, (username, name, query)
    client.force_login(office.thao)
    assert "Cục Thu" in client.get(reverse("units")).content.decode()
