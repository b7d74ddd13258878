"""Record what comes of a target, with evidence; take a note back; change nothing."""

import datetime
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction

from campaigns.actions.amendments import amend_pledge
from campaigns.actions.campaigns import close_campaign
from campaigns.actions.pledge_rows import PledgeContent
from campaigns.actions.pledges import save_pledge, send_pledge, sign_pledge
from campaigns.actions.progress import withdraw_progress
from campaigns.models import ProgressFile, ProgressNote
from campaigns.workflow import PledgeState
from tests.campaigns import progress_way as way
from tests.campaigns.pledging import drafted, rows_now
from tests.cast import Office, day, launched_campaign
from tests.units.files.samples import docx, pdf
from units.actions.files import sweep_unused
from units.errors import ActionRefused, NotAllowed
from units.models import AuditEntry, StoredFile


@pytest.fixture(autouse=True)
def today(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    with day(2022, 6, 15):
        yield


@pytest.fixture
def pledge(office: Office):
    with day(2022, 1, 10):
        campaign = launched_campaign(office)
    return way.signed_pledge(office, campaign)


@pytest.fixture
def target(pledge):
    return pledge.targets.first()


def evidence(name="a.pdf", content=None) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, pdf() if content is None else content)


def test_a_note_keeps_figure_words_and_evidence(office, target):
    note = way.note(
        target,
        office.lan,
        "47.5",
        " Đã xong đợt 1. ",
        evidence=[evidence(), evidence("b.docx", docx())],
    )
    assert (note.reached, note.text, note.by, note.on) == (
        Decimal("47.5"),
        "Đã xong đợt 1.",
        office.lan,
        datetime.date(2022, 6, 15),
    )
    assert [(file.name, file.uploaded_by) for file in note.files.all()] == [
        ("a.pdf", office.lan),
        ("b.docx", office.lan),
    ]
    entry = AuditEntry.objects.get(action="record_progress")
    assert (entry.target_id, entry.changes) == (
        note.pk,
        {"of_target": target.pk, "reached": "47.5", "files": 2},
    )


def test_the_unit_and_the_person_in_charge_record_nobody_else(office, target):
    for who in ("lan", "hung", "mai"):
        assert way.note(target, getattr(office, who), 1).by == getattr(office, who)
    for who in set(office.accounts) - {"lan", "hung", "mai"}:
        with pytest.raises(NotAllowed, match="Chưa có gì được lưu"):
            way.note(target, getattr(office, who), 1)
    assert ProgressNote.objects.count() == 3


def test_what_says_nothing_or_lies_outside_the_year_is_refused(office, target):
    with pytest.raises(ActionRefused, match="số đã đạt hoặc việc đã làm"):
        way.note(target, office.lan, None, "  ")
    for on in (datetime.date(2021, 12, 30), datetime.date(2022, 6, 16)):
        with pytest.raises(ActionRefused, match="từ 31/12/2021 đến hôm nay"):
            way.note(target, office.lan, 1, on=on)
    assert way.note(target, office.lan, 1, on=datetime.date(2021, 12, 31)).pk
    assert way.note(target, office.lan, 0).reached == 0


def test_one_bad_file_saves_nothing_of_the_note(office, target):
    with pytest.raises(ActionRefused, match="Chưa lưu tệp “b"):
        way.note(target, office.lan, 1, evidence=[evidence(), evidence("b.png")])
    assert not ProgressNote.objects.exists()
    assert not StoredFile.objects.exists()


def test_only_signed_targets_of_an_open_campaign(office, pledge, target):
    with day(2022, 1, 10):
        unsigned = drafted(office, launched_campaign(office)).targets.first()
    with pytest.raises(ActionRefused, match="chưa được ký"):
        way.note(unsigned, office.lan, 1)
    with day(2022, 12, 31):
        close_campaign(campaign=pledge.campaign, actor=office.thao)
        with pytest.raises(ActionRefused, match="không ghi thêm tiến độ"):
            way.note(target, office.lan, 1)


def test_a_target_keeps_its_notes_through_an_amendment_and_cannot_be_dropped(
    office, pledge, target
):
    way.note(target, office.lan, 40)
    amend_pledge(pledge=pledge, reason="Thêm việc mới", actor=office.lan)
    way.note(target, office.lan, 50)
    rows = [
        {"pk": one.pk, "commitment_id": one.commitment_id, "indicator": one.indicator}
        | {"value": Decimal(99), "measure": "%", "due_on": one.due_on, "person_id": one.person_id}
        for one in pledge.targets.all()
    ]

    def sign(kept):
        pledge.refresh_from_db()
        saved = save_pledge(
            pledge=pledge,
            content=PledgeContent(targets=kept, aims=[]),
            edition=pledge.edition,
            actor=office.lan,
        )
        return sign_pledge(pledge=send_pledge(pledge=saved, actor=office.lan), actor=office.hung)

    dropped = [{k: v for k, v in row.items() if k != "pk"} for row in rows]
    with pytest.raises(ActionRefused, match="đã có tiến độ"), transaction.atomic():
        sign(dropped)
    sign(rows)
    target.refresh_from_db()
    assert (target.value, target.notes.count()) == (99, 2)


def dropping(office, pledge):
    """An amendment that says of every target anew what it says, as if it were another one."""
    pledge = amend_pledge(pledge=pledge, reason="Viết lại", actor=office.lan)
    rows = rows_now(pledge)
    new = PledgeContent([row | {"pk": None} for row in rows.targets], rows.aims)
    return save_pledge(pledge=pledge, content=new, edition=pledge.edition, actor=office.lan)


@pytest.mark.parametrize("recorded", ["a note", "a figure"])
def test_an_amendment_that_can_never_be_signed_is_not_sent(office, pledge, target, recorded):
    if recorded == "a note":
        way.note(target, office.lan, 40)
    else:
        way.sent(office, pledge)
    amended = dropping(office, pledge)
    refused = (
        "Chỉ tiêu “Chỉ tiêu 1” đã có tiến độ được ghi nhận hoặc có số liệu trong bản tự đánh giá"
    )
    with pytest.raises(ActionRefused, match=refused):
        send_pledge(pledge=amended, actor=office.lan)
    pledge.refresh_from_db()
    assert pledge.state == PledgeState.DRAFT


def test_what_is_recorded_after_the_sending_still_keeps_its_target(office, pledge, target):
    amended = send_pledge(pledge=dropping(office, pledge), actor=office.lan)
    way.note(target, office.lan, 40)
    with pytest.raises(ActionRefused, match="nên không bỏ được"), transaction.atomic():
        sign_pledge(pledge=amended, actor=office.hung)
    assert (target.notes.count(), amended.versions.filter(signed_at=None).count()) == (1, 1)


def test_a_note_is_withdrawn_once_with_a_reason_by_its_author_or_the_unit(office, target):
    by_mai, by_lan = way.note(target, office.mai, 1), way.note(target, office.lan, 2)
    with pytest.raises(ActionRefused, match="lý do"):
        withdraw_progress(note=by_mai, reason=" ", actor=office.mai)
    with pytest.raises(NotAllowed):
        withdraw_progress(note=by_lan, reason="Sai", actor=office.mai)
    for who in ("binh", "thao", "phong", "quan"):
        with pytest.raises(NotAllowed):
            withdraw_progress(note=by_lan, reason="Sai", actor=getattr(office, who))
    note = withdraw_progress(note=by_mai, reason=" Nhầm cột ", actor=office.hung)
    assert (note.withdrawn_by, note.withdrawal_reason) == (office.hung, "Nhầm cột")
    assert withdraw_progress(note=by_lan, reason="Nhầm", actor=office.lan).withdrawn_at
    with pytest.raises(NotAllowed, match="một lần"):
        withdraw_progress(note=by_mai, reason="Nữa", actor=office.hung)
    assert ProgressNote.objects.count() == 2
    assert AuditEntry.objects.filter(action="withdraw_progress").count() == 2


def test_evidence_is_never_swept_while_a_note_points_at_it(office, target):
    way.note(target, office.lan, 1, evidence=[evidence()])
    with day(2022, 6, 30):
        assert sweep_unused() == 0
    assert ProgressFile.objects.get().file == StoredFile.objects.get()


WAYS = {
    "change the figure": "UPDATE campaigns_progressnote SET reached = 99",
    "change the words": "UPDATE campaigns_progressnote SET text = 'Khác'",
    "change the day": "UPDATE campaigns_progressnote SET \"on\" = '2022-01-01'",
    "delete a note": "DELETE FROM campaigns_progressnote",
    "change evidence": "UPDATE campaigns_progressfile SET name = 'khac.pdf'",
    "delete evidence": "DELETE FROM campaigns_progressfile",
}


def changed(statement: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize("how", WAYS)
def test_the_database_refuses_to_change_what_was_noted(office, target, how):
    way.note(target, office.lan, 1, "Việc", evidence=[evidence()])
    with pytest.raises(IntegrityError, match="never changed or deleted"):
        changed(WAYS[how])
    # The control: without the triggers the same statement goes through.
    changed("SET CONSTRAINTS ALL IMMEDIATE")
    changed("ALTER TABLE campaigns_progressnote DISABLE TRIGGER stay_written")
    changed("ALTER TABLE campaigns_progressfile DISABLE TRIGGER stay_written")
    if how == "delete a note":
        changed("DELETE FROM campaigns_progressfile")
    changed(WAYS[how])


def test_a_withdrawal_is_never_taken_back(office, target):
    withdraw_progress(note=way.note(target, office.lan, 1), reason="Nhầm", actor=office.lan)
    with pytest.raises(IntegrityError, match="never changed"):
        changed(
            "UPDATE campaigns_progressnote SET withdrawn_at = NULL, withdrawn_by_id = NULL,"
            " withdrawal_reason = ''"
        )


def test_the_database_knows_a_note(office, target):
    said = {"target": target, "on": datetime.date(2022, 6, 1), "by": office.lan}
    said["at"] = AuditEntry.objects.first().at
    for wrong in (
        {"reached": -1},
        {"reached": None, "text": ""},
        {"reached": 1, "withdrawn_at": said["at"]},
        {"reached": 1, "withdrawn_at": said["at"], "withdrawn_by": office.lan},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            ProgressNote.objects.create(**said, **wrong)
