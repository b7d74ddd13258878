"""Petitions to a higher authority: drafted, sent, followed, answered."""

import datetime
import hashlib
import json
import zipfile
from io import BytesIO

import pytest
from django.db import DatabaseError, transaction

from awards.actions.decisions import answer_petition, draft_decision
from awards.actions.papers import attach_papers
from awards.actions.petition_dossiers import AT_ONCE, KIND, make_dossier
from awards.actions.petition_steps import StepContent, refuse_petition, send_supplement
from awards.actions.petitions import (
    PetitionContent,
    discard_petition,
    draft_petition,
    send_petition,
    word_petition,
)
from awards.documents.dossier import plain
from awards.documents.kept import read_file
from awards.models import Nomination, Petition, PetitionDossier, PetitionItem, PetitionStep
from awards.queries.petitions import expected_answer, petition_turn, votes_on
from awards.queries.timeline import nomination_events
from awards.workflow import NominationState, PetitionState
from tests.awards import way
from tests.awards.documents.papers import pages
from tests.awards.petition_way import AWARD, SIGNED, asked, drafted, on_passed, sent
from tests.units.bringing import upload
from units import clock
from units.actions.jobs import claim_job, run_job
from units.errors import ActionRefused, NotAllowed
from units.models import AuditEntry

NOTE = "Chưa đủ năm công tác."
HOSTILE = '../../etc/passwd "=1+1" \u202egpj.exe'


@pytest.fixture
def draft(office, campaign) -> Petition:
    return drafted(office, campaign, "mai", "dung")


def content(**changes) -> PetitionContent:
    said = {
        "title": "Về việc đề nghị tặng Bằng khen",
        "authority": "Thủ tướng Chính phủ",
        "letter": "Kính trình.",
        "signer_office": "Phó Chủ nhiệm",
        "signer_name": "Trần Thị Mẫu",
    }
    return PetitionContent(**(said | changes))


def answered(office, petition: Petition, *subjects, **changes):
    said = {
        "authority": "Thủ tướng Chính phủ",
        "reference": "MH-99/QĐ-TTg",
        "signed_on": SIGNED,
        "subjects": list(subjects),
        "actor": office.oanh,
    }
    return answer_petition(petition=petition, **(said | changes))


def refused(office, petition: Petition, **changes) -> Petition:
    said = StepContent(**({"day": SIGNED, "note": NOTE} | changes))
    return refuse_petition(petition=petition, content=said, actor=office.oanh)


def states() -> set[str]:
    return set(Nomination.objects.values_list("state", flat=True))


# --- the draft ------------------------------------------------------------------------------------
def test_a_draft_is_addressed_to_who_decides_and_tells_how_the_council_voted(office, draft):
    assert (draft.authority, draft.year, draft.state) == ("Thủ tướng Chính phủ", 2022, "DRAFT")
    assert "Xét khen thưởng cuối năm" in draft.letter
    assert {str(vote) for vote in votes_on(Nomination.objects.all()).values()} == {"4/4"}


def test_only_what_the_council_passed_and_announced_is_petitioned_for(office, campaign):
    settled, early = (way.accepted(office, campaign, who, award=AWARD) for who in ("mai", "dung"))
    way.settled(office, settled)
    for one in (settled, early):
        with pytest.raises(ActionRefused, match="đã công bố"):
            on_passed(office, one)


def test_what_the_agency_decides_itself_is_not_petitioned_for(office, campaign):
    own = way.accepted(office, campaign, "mai", award="GKHEN")
    way.passed(office, own)
    with pytest.raises(ActionRefused, match="không cần trình"):
        on_passed(office, own)
    assert not Petition.objects.exists()


def test_nobody_but_the_admin_of_decisions_moves_it(office, draft):
    for who in (office.thao, office.phong, office.lan):
        with pytest.raises(NotAllowed):
            word_petition(petition=draft, content=content(), edition=0, actor=who)
        with pytest.raises(NotAllowed):
            draft_petition(agency=office.agency, award=AWARD, nominations=[], actor=who)


def test_a_nomination_waits_in_one_petition_at_a_time(office, draft):
    nomination = draft.items.first().nomination
    with pytest.raises(ActionRefused, match="không nằm trong tờ trình khác"):
        on_passed(office, nomination)
    discard_petition(petition=draft, actor=office.oanh)
    assert on_passed(office, nomination).items.count() == 1


def test_who_saves_second_is_told(office, draft):
    word_petition(petition=draft, content=content(), edition=0, actor=office.oanh)
    with pytest.raises(ActionRefused, match="người khác đã lưu"):
        word_petition(petition=draft, content=content(), edition=0, actor=office.oanh)


# --- the way --------------------------------------------------------------------------------------
def test_what_is_sent_is_frozen_as_it_was_signed(office, draft):
    word_petition(petition=draft, content=content(), edition=0, actor=office.oanh)
    draft.refresh_from_db()
    petition = sent(office, draft)
    text = " ".join(pages(read_file(petition.file)))
    for said in ("Số: 45/TTr-VPQH", "KT. CHỦ NHIỆM", "Kính gửi: Thủ tướng Chính phủ.", "4/4"):
        assert said in text
    assert "DỰ THẢO" not in text
    with pytest.raises(ActionRefused, match="chờ cấp trên"):
        word_petition(petition=petition, content=content(), edition=1, actor=office.oanh)
    with pytest.raises(ActionRefused, match="chờ cấp trên"):
        discard_petition(petition=petition, actor=office.oanh)


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"reference": " "}, "số, ký hiệu"),
        ({"signed_on": datetime.date(2023, 1, 1)}, "tương lai"),
        ({"edition": 7}, "đã được sửa"),
    ],
)
def test_nothing_is_sent_that_is_not_whole(office, draft, changes, why):
    said = {"reference": "1/TTr", "signed_on": SIGNED, "edition": 0} | changes
    with pytest.raises(ActionRefused, match=why):
        send_petition(petition=draft, actor=office.oanh, **said)
    draft.refresh_from_db()
    assert (draft.state, PetitionStep.objects.count()) == (PetitionState.DRAFT, 0)


def test_its_way_is_recorded_step_by_step(office, draft):
    petition = asked(office, sent(office, draft), upload("Công văn.pdf"))
    assert petition_turn(petition).who == "Cán bộ ban hành quyết định"
    early = StepContent(SIGNED - datetime.timedelta(days=1), "Đã gửi.")
    with pytest.raises(ActionRefused, match="ngày của bước trước"):
        send_supplement(petition=petition, content=early, actor=office.oanh)
    with pytest.raises(ActionRefused, match="Hãy ghi nội dung"):
        send_supplement(petition=petition, content=StepContent(SIGNED, " "), actor=office.oanh)
    said = StepContent(SIGNED, "Đã gửi xác nhận.")
    petition = send_supplement(petition=petition, content=said, actor=office.oanh)
    assert petition_turn(petition).who == "Thủ tướng Chính phủ"
    petition = refused(office, petition)
    assert petition_turn(petition) is None
    kinds = list(petition.steps.values_list("kind", flat=True))
    assert kinds == ["SENT", "SUPPLEMENT_ASKED", "SUPPLEMENT_SENT", "REFUSED"]
    assert petition.steps.get(kind="SUPPLEMENT_ASKED").files.get().name == "Công văn.pdf"


def test_after_a_refusal_they_stay_passed_are_told_and_may_be_petitioned_for_anew(office, draft):
    petition = refused(office, sent(office, draft))
    nomination = petition.items.first().nomination
    assert states() == {NominationState.PASSED}
    notes = [event.note for event in nomination_events(nomination)]
    assert f"Thủ tướng Chính phủ\n{NOTE}" in notes
    assert on_passed(office, nomination).state == PetitionState.DRAFT
    with pytest.raises(ActionRefused, match="không được chấp thuận"):
        refused(office, petition)


def test_an_answer_decides_those_it_names_and_leaves_the_others_passed(office, draft):
    petition = sent(office, draft)
    decision = answered(office, petition, office.people["mai"])
    petition.refresh_from_db()
    assert (petition.state, petition.decision) == (PetitionState.ANSWERED, decision)
    of = {str(one.person): one.state for one in Nomination.objects.select_related("person")}
    assert of == {"Đặng Thị Mai": "DECIDED", "Hoàng Thị Dung": "PASSED"}
    assert "Hoàng Thị Dung" in petition.steps.get(kind="ANSWERED").note
    assert not PetitionItem.objects.filter(is_live=True).exists()
    assert AuditEntry.objects.filter(action="answer_petition").count() == 1


def test_an_answer_names_somebody_of_the_petition(office, draft):
    with pytest.raises(ActionRefused, match="không có ai trong tờ trình"):
        answered(office, sent(office, draft), office.people["roi"])
    assert states() == {NominationState.PASSED}


def test_a_draft_is_not_answered(office, draft):
    with pytest.raises(ActionRefused, match="đang soạn"):
        answered(office, draft, office.people["mai"])


def test_a_decision_beside_the_petition_does_not_end_what_waits_in_it(office, draft):
    sent(office, draft)
    with pytest.raises(ActionRefused, match="từ trang của tờ trình"):
        way.recorded(office, AWARD, 2022, office.people["mai"], signed_on=SIGNED)
    assert states() == {NominationState.PASSED}


def test_the_law_says_by_when_to_expect_an_answer_and_how_sure_that_is(office, draft):
    petition = sent(office, draft)
    assert expected_answer(petition) is None  # no limit of those years is known
    step = PetitionStep(petition=petition, kind="SUPPLEMENT_SENT", recorded_by=office.oanh)
    step.day, step.recorded_at = datetime.date(2026, 11, 2), clock.now()
    step.save()
    expected = expected_answer(petition)
    assert (expected.on, expected.verified) == (datetime.date(2026, 12, 1), False)
    assert expected.cites


# --- PostgreSQL keeps it --------------------------------------------------------------------------
def test_postgresql_refuses_what_no_action_does(office, campaign, draft):
    petition = sent(office, draft)
    other = way.accepted(office, campaign, "lan", award=AWARD)
    blank = Petition(
        agency=office.agency,
        authority="X",
        award=AWARD,
        year=2022,
        title="X",
        state_since=SIGNED,
        created_by=office.oanh,
        created_at=clock.now(),
    )
    blank.save()
    item, step = petition.items.first(), petition.steps.first()
    attempts = {
        "words": lambda: Petition.objects.filter(pk=petition.pk).update(letter="khác"),
        "list": item.delete,
        "letting go": lambda: PetitionItem.objects.filter(pk=item.pk).update(is_live=False),
        "deleting": lambda: Petition.objects.filter(pk=petition.pk)._raw_delete("default"),
        "going back": lambda: Petition.objects.filter(pk=petition.pk).update(
            state="DRAFT", reference="", signed_on=None
        ),
        "way": lambda: PetitionStep.objects.filter(pk=step.pk).update(note="khác"),
        "not passed": lambda: PetitionItem.objects.create(petition=blank, nomination=other),
        "twice": lambda: PetitionItem.objects.create(petition=blank, nomination=item.nomination),
    }
    let_through = []
    for name, attempt in attempts.items():
        try:
            with transaction.atomic():
                attempt()
        except DatabaseError:
            continue
        let_through.append(name)
    assert let_through == []


# --- the dossier ----------------------------------------------------------------------------------
@pytest.fixture
def dossier(office, campaign) -> zipfile.ZipFile:
    """The ZIP of two people, one of whom has a paper with a hostile name and calls like one."""
    office.people["mai"].full_name = HOSTILE
    office.people["mai"].save()
    nomination = way.drafted(office, campaign, "mai", award=AWARD)
    attach_papers(
        nomination=nomination,
        code="BAO_CAO",
        uploads=[upload("xác nhận ../..\\a.pdf"), upload("xác nhận ..\\..\\a.pdf")],
        actor=office.lan,
    )
    way.brought(office, nomination)
    other = way.accepted(office, campaign, "dung", award=AWARD)
    way.passed(office, nomination, other)
    petition = sent(office, on_passed(office, nomination, other))
    assert make_dossier(petition=petition, actor=office.oanh) is None
    return zipfile.ZipFile(BytesIO(read_file(PetitionDossier.objects.get())))


def test_the_manifest_tells_the_hash_of_every_member(dossier):
    manifest = json.loads(dossier.read("manifest.json"))
    assert manifest["petition"] == "45/TTr-VPQH"
    listed = {one["name"]: one for one in manifest["members"]}
    assert set(listed) | {"manifest.json"} == set(dossier.namelist())
    for name, one in listed.items():
        content = dossier.read(name)
        assert (len(content), hashlib.sha256(content).hexdigest()) == (one["size"], one["sha256"])
    index = dossier.read("muc-luc.txt").decode()
    assert all(name in index for name in listed if name != "muc-luc.txt")


def test_every_paper_of_ours_is_there_as_pdf_and_as_word(dossier):
    names = dossier.namelist()
    pdf = {name[:-4] for name in names if name.endswith(".pdf") and "giay-to" not in name}
    assert pdf == {name[:-5] for name in names if name.endswith(".docx")}
    assert {stem.split("/")[0] for stem in pdf} == {"01-to-trinh", "02-hoi-dong", "03-ho-so"}
    assert len(pdf) == 1 + 2 + 2  # the letter, minutes and count sheet, two reports


def test_names_of_members_are_ours_whatever_somebody_typed(dossier):
    names = dossier.namelist()
    assert len(set(names)) == len(names)
    assert all(set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-./") for name in names)
    assert not [name for name in names if ".." in name or name.startswith("/")]
    assert sum("giay-to" in name for name in names) == 2
    assert "\u202e" not in dossier.read("muc-luc.txt").decode()
    assert plain("\u202e/../..") == "khong-ten"


def test_the_extract_of_the_minutes_tells_of_nobody_else(office, campaign):
    mine, other = (way.accepted(office, campaign, who, award=AWARD) for who in ("mai", "dung"))
    way.passed(office, mine, other)
    make_dossier(petition=sent(office, on_passed(office, mine)), actor=office.oanh)
    kept = zipfile.ZipFile(BytesIO(read_file(PetitionDossier.objects.get())))
    papers = [name for name in kept.namelist() if name.startswith("02") and name.endswith("pdf")]
    said = " ".join(" ".join(pages(kept.read(name))) for name in papers)
    assert "(Trích)" in said
    assert "Đặng Thị Mai" in said
    assert "Hoàng Thị Dung" not in said


def test_a_draft_has_no_dossier_yet_and_not_everybody_makes_one(office, draft):
    with pytest.raises(ActionRefused, match="sau khi tờ trình đã ký gửi"):
        make_dossier(petition=draft, actor=office.oanh)
    petition = sent(office, draft)
    with pytest.raises(NotAllowed):
        make_dossier(petition=petition, actor=office.lan)
    assert not PetitionDossier.objects.exists()


def test_a_long_dossier_is_made_in_the_background(office, draft, monkeypatch):
    assert AT_ONCE > 1
    monkeypatch.setattr("awards.actions.petition_dossiers.AT_ONCE", 1)
    job = make_dossier(petition=sent(office, draft), actor=office.oanh)
    assert (job.kind, PetitionDossier.objects.count()) == (KIND, 0)
    run_job(job=claim_job())
    job.refresh_from_db()
    assert (job.state, job.error, PetitionDossier.objects.count()) == ("DONE", "", 1)


def test_own_and_higher_awards_go_different_ways(office, draft):
    nominations = [item.nomination for item in draft.items.all()]
    with pytest.raises(ActionRefused):
        draft_decision(
            agency=office.agency, award=AWARD, nominations=nominations, actor=office.oanh
        )
