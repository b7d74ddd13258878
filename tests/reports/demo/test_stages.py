"""The demo office through its year: what stands at each stage; a second run does nothing."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import transaction
from django.db.models import Count, F
from django.urls import reverse

from awards.eligibility import facts_of_people
from awards.law.criteria import Question
from awards.law.judge import judge
from awards.lawbook import law
from awards.models import Decision, InitiativeUse, Nomination, ReviewItem, Tally
from awards.promptness import promptness, timed
from awards.queries.tallies import award_counts
from campaigns.comparison import Content, compare
from campaigns.models import (
    Adoption,
    AnnouncedAward,
    Campaign,
    Deed,
    Exemplar,
    Initiative,
    Pact,
    Pledge,
    Proposal,
    Publication,
    Recusal,
    Registration,
    Target,
)
from campaigns.queries.pledges import gaps
from campaigns.queries.publications import readers, reading_by_unit
from reports.demo.names import Names
from reports.demo.nominations import Proposal as Proposed
from reports.demo.nominations import nominate
from reports.demo.office import Office
from reports.demo.progress import DILIGENT
from reports.demo.promises import AMENDS
from reports.demo.stages import Stage, reached
from reports.demo.structure import (
    BLOCS,
    CODE,
    DEPARTMENTS,
    HEAD_NAME,
    INITIATIVE_COUNCIL,
    LOGINS,
    OPENED,
)
from tests.reports.demo.album import (
    PASSWORD,
    Album,
    demo,
    meddle_with_a_pledge,
    meddle_with_the_campaign,
    take_picture,
)
from units import clock
from units.models import (
    Account,
    Agency,
    AuditEntry,
    BlocMembership,
    Discipline,
    Leave,
    Notice,
    Person,
    Posting,
    Restriction,
    Role,
    RoleGrant,
    Unit,
)
from units.permissions import disciplines_visible_to

ROOT = Path(__file__).resolve().parents[3]
FACTS = ROOT.parent / "shared" / "domain" / "seed_facts.md"
# What the launch text announces for 2021; the highest award first, as the tally prints it.
TALLY_2021 = [
    ("HCLD3", "INDIVIDUAL", 3),
    ("CO_CP", "COLLECTIVE", 2),
    ("BKTTG", "INDIVIDUAL", 2),
    ("BKTTG", "COLLECTIVE", 1),
    ("CO_BO", "COLLECTIVE", 4),
    ("DANG_GK_DBCS", "COLLECTIVE", 1),
    ("DANG_GK_CB", "COLLECTIVE", 5),
    ("DANG_GK_DV", "INDIVIDUAL", 118),
    ("CD_GMN", "INDIVIDUAL", 1),
]

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def album(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[Album]:
    """One office for all tests here: filled stage by stage, meddled with between, then undone."""
    album = Album()
    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock(), transaction.atomic():
        patch.setenv("DATA_DIR", str(tmp_path_factory.mktemp("demo")))
        patch.setenv("DEMO_PASSWORD", PASSWORD)
        patch.delenv("OFFICE_TODAY", raising=False)
        for stage in Stage:
            album.pictures[stage] = take_picture(stage, demo(stage=stage.value))
            if stage == Stage.LAUNCHED:
                album.hand_written = meddle_with_a_pledge()
                album.refused = meddle_with_the_campaign()
        yield album
        transaction.set_rollback(True)


def test_the_command_tells_what_it_went_through(album: Album):
    said = {stage: picture.said for stage, picture in album.pictures.items()}
    assert said == {stage: f"The demo office went through: {stage}.\n" for stage in Stage}


def test_each_stage_has_its_day(album: Album):
    days = [f"{picture.day:%d/%m/%Y}" for picture in album.pictures.values()]
    assert days == ["10/01/2022", "01/03/2022", "05/12/2022", "28/12/2022"]


def test_launched_has_begun_three_pledges(album: Album):
    picture = album.pictures[Stage.LAUNCHED]
    assert picture.pledges == {"DRAFT": 3}
    assert picture.nominations == {}
    assert picture.tallies == {}


def test_pledged_waits_for_one_head_and_returned_one(album: Album):
    picture = album.pictures[Stage.PLEDGED]
    assert picture.pledges == {"ACCEPTED": 16, "SIGNED": 3, "SENT": 1, "RETURNED": 1}
    assert picture.waiting["thutruong"] == 1


def test_nominated_has_nominations_everywhere_on_the_way(album: Album):
    picture = album.pictures[Stage.NOMINATED]
    assert picture.nominations == {
        "DRAFT": 1,
        "WITH_HEAD": 3,
        "RETURNED": 1,
        "SENT": 10,
        "ACCEPTED": 7,
        "IN_REVIEW": 32,
        "PASSED": 6,
        "REJECTED": 1,
        "DECIDED": 4,
    }
    assert picture.reviews == {"SIGNED": 2, "OPEN": 1}
    # Two of them for the short campaign in summer.
    assert picture.pledges == {"ACCEPTED": 22, "RETURNED": 1}


def test_nominated_gives_everybody_something_to_do(album: Album):
    picture = album.pictures[Stage.NOMINATED]
    assert picture.waiting == {
        "chuyenvien": 8,
        "thutruong": 8,
        "thuongtruc": 6,
        "uyvien": 1,
        "chutich": 1,
        "quyetdinh": 2,
        "lanhdao": 0,
        "quantri": 0,
    }
    # System administrators only read: they have news of an award of their own. So has leadership,
    # and of a decision that waited for their approval.
    assert {name: picture.unread.get(name) for name in ("lanhdao", "quantri")} == {
        "lanhdao": 3,
        "quantri": 2,
    }


def test_nominated_has_progress_of_every_kind_and_half_years_that_were_read(album: Album):
    picture = album.pictures[Stage.NOMINATED]
    assert album.pictures[Stage.PLEDGED].progress["DONE"] == 0
    assert picture.progress["DONE"] > picture.progress["LATE"] > 0
    assert picture.assessments == {
        ("MIDYEAR", "READ"): DILIGENT - 1,
        ("MIDYEAR", "SENT"): 1,
    }


def test_decided_leaves_one_draft_and_a_frozen_year(album: Album):
    picture = album.pictures[Stage.DECIDED]
    assert picture.reviews == {"SIGNED": 4}
    assert picture.decisions == {
        ("EXTERNAL", "ISSUED"): 45,
        ("OWN", "ISSUED"): 7,
        ("OWN", "DRAFT"): 1,
    }
    assert picture.tallies == {2021: "FROZEN", 2022: "COUNTED"}
    assert set(picture.nominations) == {"DRAFT", "RETURNED", "PASSED", "REJECTED", "DECIDED"}


@pytest.mark.parametrize("stage", Stage)
def test_a_second_run_changes_nothing_and_says_so(album: Album, stage: Stage):
    said = demo(stage=stage.value)
    assert said == "The demo office stands at “decided” already; nothing was changed.\n"
    before = album.pictures[Stage.DECIDED]
    assert take_picture(Stage.DECIDED, before.said) == before


def test_what_somebody_wrote_by_hand_is_left_alone(album: Album):
    assert album.hand_written == ("DRAFT", 2)


def test_an_office_that_cannot_go_on_says_why(album: Album):
    assert album.refused.startswith("The office cannot go on from where it stands: ")
    assert "đã tổng kết" in album.refused


def test_the_tally_of_2021_equals_what_the_launch_announced(album: Album):
    out = StringIO()
    call_command("tally", "2021", "--json", stdout=out)
    lines = [dict(zip(("award", "recipients", "count"), line, strict=True)) for line in TALLY_2021]
    assert json.loads(out.getvalue()) == {"year": 2021, "lines": lines, "total": 137}
    announced = AnnouncedAward.objects.filter(campaign__year=2022)
    counted = {
        (award, kind): count
        for award, *counts in announced.values_list("award", "individuals", "collectives")
        for kind, count in zip(("INDIVIDUAL", "COLLECTIVE"), counts, strict=True)
        if count
    }
    assert counted == {line[:2]: line[2] for line in TALLY_2021}


@pytest.mark.skipif(not FACTS.exists(), reason="../shared/domain/seed_facts.md is not there")
def test_the_tally_of_2021_equals_the_facts(album: Album):
    (block,) = re.findall(r"```json\n(.*?)```", FACTS.read_text(encoding="utf-8"), re.DOTALL)
    facts = json.loads(block)["awards_2021"]
    agency = Agency.objects.get()
    assert {(line.award, line.kind, line.count) for line in award_counts(agency, 2021)} == {
        (fact["code"], fact["recipient_kind"], fact["count"]) for fact in facts
    }


def test_the_newspaper_is_among_those_with_the_office_s_flag(album: Album):
    decision = Decision.objects.get(year=2021, award="CO_BO")
    names = list(decision.recipients.values_list("name", flat=True))
    assert "Báo Đại biểu Nhân dân" in names
    assert (decision.origin, decision.reference, len(names)) == ("OWN", "01/QĐ-VPQH", 4)
    assert f"{decision.signed_on:%m/%Y}" == "12/2021"


def test_own_decisions_have_their_pdf_and_are_numbered_without_gap(album: Album):
    own = Decision.objects.filter(origin="OWN", state="ISSUED").order_by("signed_on", "number")
    assert [(each.signed_on.year, each.number) for each in own] == [
        (2021, 1),
        *((2022, number) for number in range(1, 7)),
    ]
    for decision in own:
        with default_storage.open(decision.file.storage_name) as file:
            assert file.read(5) == b"%PDF-"


def test_decisions_of_others_are_marked_as_illustrations(album: Album):
    others = Decision.objects.filter(origin="EXTERNAL")
    assert {each.symbol[:3] for each in others} == {"MH-"}


def test_the_tally_of_2022_was_counted_from_its_decisions(album: Album):
    lines = Tally.objects.get(year=2022).lines
    counted = sum(lines.values_list("count", flat=True))
    recipients = Decision.objects.filter(year=2022, state="ISSUED").values("recipients")
    assert counted == recipients.count() == 57


def test_the_council_does_not_carry_everything(album: Album):
    rejected = ReviewItem.objects.filter(passed=False).order_by("pk")
    assert [(each.nomination.award, each.agreed, each.members) for each in rejected] == [
        ("CO_BO", 2, 9),
        ("BKB", 3, 9),
    ]


def test_signed_pledges_are_whole(album: Album):
    signed = Pledge.objects.filter(state="ACCEPTED", campaign__year=2022).select_related("campaign")
    assert [gaps(pledge) for pledge in signed] == [([], [])] * 22
    assert not Target.objects.filter(due_on__gt=F("pledge__campaign__yearend_on")).exists()


def test_the_launch_is_read_from_the_text(album: Album):
    last, year = Campaign.objects.filter(kind="YEARLY").order_by("year")
    assert (last.year, last.state, year.year, year.state) == (2021, "CLOSED", 2022, "LAUNCHED")
    assert f"{year.launched_on:%d/%m/%Y}" == "31/12/2021"
    assert year.theme == (
        "Đoàn kết, đổi mới, sáng tạo thi đua hoàn thành xuất sắc nhiệm vụ được giao"
    )
    assert (last.commitments.count(), year.commitments.count()) == (3, 5)


def test_the_office_has_its_departments_blocs_and_lines(album: Album):
    units = Unit.objects.filter(pledges=True)
    assert sorted(unit.name for unit in units) == sorted(each.name for each in DEPARTMENTS)
    in_blocs = BlocMembership.objects.values_list("unit", flat=True)
    assert sorted(in_blocs) == sorted(unit.pk for unit in units)
    assert Agency.objects.get().blocs.count() == len(BLOCS) == 4
    lines = set(Unit.objects.values_list("line", flat=True))
    assert lines == {"STATE", "PARTY", "UNION", "YOUTH"}


def test_the_office_has_about_three_hundred_invented_people(album: Album):
    people = Person.objects.all()
    assert people.count() == 3 + sum(each.staff for each in DEPARTMENTS) == 309
    assert not people.exclude(email__endswith="@example.org").exists()
    assert not people.exclude(staff_code__startswith="MH").exists()
    assert Posting.objects.filter(is_main=True).count() == 309
    assert Agency.objects.get().head_name == HEAD_NAME == "Nguyễn Minh Họa"


def test_the_seed_decides_who_they_are(album: Album):
    names = Names(2022)
    expected = [names.invent().full_name for _person in range(309)]
    expected[0] = HEAD_NAME
    people = Person.objects.order_by("staff_code").values_list("full_name", flat=True)
    assert list(people) == expected


def test_each_department_has_one_clerk_and_one_head(album: Album):
    for role in (Role.UNIT_CLERK, Role.UNIT_HEAD):
        grants = RoleGrant.objects.filter(role=role, unit__pledges=True)
        assert sorted(grants.values_list("unit__code", flat=True)) == sorted(
            each.code for each in DEPARTMENTS
        )


def test_the_council_has_nine_members(album: Album):
    council = RoleGrant.objects.filter(role__in=(Role.COUNCIL_CHAIR, Role.COUNCIL_MEMBER))
    assert council.values("account").distinct().count() == 9


def test_there_is_one_login_for_each_role_and_nobody_else_can_sign_in(album: Album):
    # The demo's chair has no deputy, and the standing body keeps the minutes.
    nobody = {Role.COUNCIL_VICE_CHAIR, Role.COUNCIL_SECRETARY}
    held = {login.role for login in LOGINS} | set(INITIATIVE_COUNCIL.values())
    assert held | nobody == set(Role)
    able = {each.username for each in Account.objects.all() if each.has_usable_password()}
    assert able == {login.username for login in LOGINS}
    assert all(
        Account.objects.get(username=login.username).check_password(PASSWORD) for login in LOGINS
    )


def test_every_login_holds_just_its_role_there(album: Album):
    for login in LOGINS:
        grants = RoleGrant.objects.filter(account__username=login.username)
        held = set(grants.exclude(unit__line="PARTY").values_list("role", "unit__code"))
        also = INITIATIVE_COUNCIL.get(login.seat)
        assert held == {(login.role, login.unit)} | ({(also, CODE)} if also else set())


def test_everybody_finds_their_first_page(album: Album, client):
    for login in LOGINS:
        client.force_login(Account.objects.get(username=login.username))
        with clock.at(Stage.DECIDED.day):
            assert client.get(reverse("home")).status_code == 200, login.username


def test_every_action_stands_in_the_audit_trail_on_its_own_day(album: Album):
    issued = AuditEntry.objects.filter(action="issue_decision").order_by("pk")
    days = [f"{entry.at:%d/%m/%Y}" for entry in issued]
    assert days == ["20/12/2021", "30/11/2022", *["22/12/2022"] * 5]
    assert AuditEntry.objects.filter(action="draft_nomination").count() == (
        Nomination.objects.count()
    )
    nameless = AuditEntry.objects.filter(actor=None)
    # Besides the founding, whoever sent a remark in confidence.
    founding = nameless.exclude(action="send_remark").values_list("at__date", flat=True)
    assert set(founding) == {OPENED}


def test_fighters_and_certificates_count_initiatives_of_their_own(album: Album):
    uses = InitiativeUse.objects.select_related("initiative", "nomination")
    assert Counter(use.nomination.award for use in uses) == {"CSTDCS": 4, "BKB": 2}
    assert all(use.nomination.person in use.initiative.authors.all() for use in uses)
    fighters = Nomination.objects.filter(award="CSTDCS")
    assert not fighters.filter(initiative_uses=None).exists()


def test_news_exemplars_and_deeds_are_there_to_try(album: Album):
    states = [Counter(model.objects.values_list("state", flat=True)) for model in (Exemplar, Deed)]
    assert states == [
        {"PUBLISHED": 2, "SENT": 1, "CONSENT": 1},
        {"NOMINATED": 1, "THANKED": 1, "REPORTED": 1},
    ]
    reader = Account.objects.get(username="thuongtruc")
    with clock.at(Stage.NOMINATED.day):
        rows = reading_by_unit(readers(Publication.objects.get(), clock.today()))
    assert sum(row.missing for row in rows) > 2
    assert {row.confirmed for row in rows if row.unit_name == "Vụ Pháp luật"} == {0}
    rewarded = promptness(timed(Deed.objects.all(), reader).get(state="NOMINATED"))
    # From Monday 17/10 to Wednesday 30/11: six weeks and two days of work.
    assert rewarded.working_days(clock.today()) == 32


def test_one_is_disciplined_one_complained_of_one_on_leave(album: Album):
    about = [model.objects.get().person for model in (Discipline, Restriction, Leave)]
    assert len(set(about)) == 3
    assert not Nomination.objects.filter(person__in=about).exists()
    assert (about[2].gender, Leave.objects.get().kind) == ("F", "MATERNITY")
    council, clerk = (Account.objects.get(username=name) for name in ("uyvien", "chuyenvien"))
    with clock.at(Stage.DECIDED.day):
        seen = [disciplines_visible_to(each).count() for each in (council, clerk)]
    assert seen == [1, 0]


@pytest.mark.parametrize("award", ["LDTT", "CSTDCS", "BKB", "BKTTG", "HCLD3"])
def test_some_qualify_for_2022_some_nearly_and_some_do_not(album: Album, award: str):
    people = list(Person.objects.all())
    facts = facts_of_people(people, on=Stage.DECIDED.day, expecting=2022)
    question = Question(award, 2022, Stage.DECIDED.day)
    verdicts = [judge(law(), facts[person.pk], question) for person in people]
    assert Counter(verdict.answer for verdict in verdicts).keys() == {"yes", "no"}
    assert any(len(verdict.failed) == 1 for verdict in verdicts)


def test_a_unit_does_not_propose_the_same_twice(album: Album):
    office, before = Office.require(), Nomination.objects.count()
    proposal = Proposed(office.units["vu-phap-luat"], "CO_BO")
    assert nominate(office, office.campaign(2022), proposal, upto="DRAFT") is None
    assert Nomination.objects.count() == before


def test_the_stage_is_read_from_the_rows(album: Album):
    assert reached() == Stage.DECIDED


def test_the_logins_are_printed_with_what_to_try(album: Album):
    said = demo(logins=True)
    for login in LOGINS:
        assert re.search(rf"{login.username} +{PASSWORD} +{login.role.label}\n", said)
        assert login.try_vi in said
        assert login.try_en in said


def test_a_changed_password_setting_is_admitted(album: Album, monkeypatch):
    monkeypatch.setenv("DEMO_PASSWORD", "another")
    assert "the first password holds" in demo(logins=True)


def test_notices_lead_to_pages_of_the_office(album: Album):
    assert Notice.objects.exclude(path__startswith="/").count() == 0


def test_a_pledge_was_amended_and_a_pact_stands(album: Album):
    amended = Pledge.objects.get(campaign__kind="YEARLY", unit__code=AMENDS, campaign__year=2022)
    versions = [Content.from_json(one.content) for one in amended.versions.all()]
    [change] = compare(*versions).targets
    assert [(field.name, field.new - field.old) for field in change.fields] == [("value", 2)]
    pact = Pact.objects.get()
    assert (pact.state, pact.signatures.filter(signed_at=None).count()) == ("STANDS", 0)


def test_the_short_campaign_belongs_to_the_years(album: Album):
    peak = Campaign.objects.get(kind="PEAK")
    assert (peak.state, peak.parent.kind, peak.pledges.count()) == ("CLOSED", "YEARLY", 2)
    assert Registration.objects.get().state == "SENT"


def test_initiatives_went_the_whole_way(album: Album):
    states = Proposal.objects.order_by().values_list("state").annotate(n=Count("pk"))
    assert dict(states) == {"RECOGNISED": 3, "REFUSED": 1, "SENT": 1}
    numbered = Initiative.objects.filter(number__isnull=False).order_by("number")
    assert [one.certificate for one in numbered] == [f"0{n}/2022/GCNSK-VPQH" for n in (1, 2, 3)]
    causes = Recusal.objects.values_list("member__account__username", "cause")
    assert list(causes) == [("thutruong", "LINE")]
    adopted = Adoption.objects.filter(confirmed_at__isnull=False).values_list("unit__code")
    assert sorted(adopted) == [("vu-giam-sat",), ("vu-tu-phap",)]
