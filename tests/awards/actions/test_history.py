"""Old awards: matched by people, recorded all or not at all, once."""

import datetime
import os
import signal

import pytest
from django.db import DatabaseError, connection, connections, transaction

from awards.actions import history as module
from awards.actions.history import (
    accept_certain,
    begin_import,
    begin_recording,
    discard_import,
    record_history,
    settle_line,
)
from awards.models import Decision, HistoryImport, HistoryLine, Recipient
from awards.queries.history import candidates_for, certain_matches, recorded_already, reference_key
from awards.queries.records import awards_of_person
from tests.awards.history_way import brought, chosen, old, recorded, upload
from tests.awards.way import accepted as accepted_nomination
from tests.awards.way import issued
from tests.cast import FOUNDED, Office, build_office, day
from units.actions.jobs import claim_job, run_job
from units.actions.people import enter_person, post_person
from units.errors import ActionRefused, NotAllowed
from units.models import Job, Notice, Person, StoredFile

COLLECTIVE = {"kind": "tập thể", "award": "TTLDTT", "title": None, "unit": None}


def namesake(office: Office, unit, **facts) -> Person:
    """Another Đặng Thị Mai."""
    person = enter_person(
        agency=office.agency,
        staff_code="CB900",
        full_name="Đặng Thị Mai",
        gender="F",
        actor=None,
        **facts,
    )
    post_person(
        person=person, unit=unit, title="Chuyên viên", rank="DIRECT", since=FOUNDED, actor=None
    )
    return person


def meant(history: HistoryImport) -> list[list[tuple[str, tuple[str, ...], bool]]]:
    """For each line: who may be meant, why, and whether code and name agree."""
    lines = list(history.lines.select_related("history"))
    found = candidates_for(lines)
    return [
        [
            (str(getattr(one.subject, "staff_code", one.subject)), one.reasons, one.certain)
            for one in found[line.pk]
        ]
        for line in lines
    ]


# --- reading and matching -------------------------------------------------------------------------
def test_a_file_is_read_and_nothing_is_an_award_yet(office):
    history = brought(office, old(), old(**COLLECTIVE, name="Vụ Hạ"))
    assert (history.state, history.lines.count(), Decision.objects.count()) == ("MATCHING", 2, 0)
    assert set(history.lines.values_list("state", flat=True)) == {"OPEN"}


def test_one_wrong_cell_and_no_line_is_taken(office):
    history = brought(office, old(), old(year=1700))
    assert (history.state, history.lines.count()) == ("FAULTY", 0)
    assert history.errors[0][:3] == ["Khen thưởng", "I3", "Năm thành tích"]
    with pytest.raises(ActionRefused, match="có ô cần sửa"):
        record_history(history=history, actor=office.oanh)
    discard_import(history=history, actor=office.oanh)
    assert not HistoryImport.objects.exists()


def test_the_same_file_again_changes_nothing(office):
    file = upload(old())
    begin_import(agency=office.agency, upload=file, actor=office.oanh)
    with pytest.raises(ActionRefused, match="đã nhập lúc"):
        begin_import(agency=office.agency, upload=file, actor=office.oanh)
    assert (HistoryImport.objects.count(), HistoryLine.objects.count()) == (1, 1)


def test_only_who_records_decisions_may(office):
    with pytest.raises(NotAllowed):
        begin_import(agency=office.agency, upload=upload(old()), actor=office.thao)
    history = brought(office, old())
    line = history.lines.get()
    for act in (
        lambda: settle_line(line=line, state="LATER", actor=office.thao),
        lambda: accept_certain(history=history, actor=office.thao),
        lambda: record_history(history=history, actor=office.thao),
        lambda: begin_recording(history=history, actor=office.thao),
        lambda: discard_import(history=history, actor=office.thao),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_namesakes_are_ranked_by_what_is_known_of_them(office):
    namesake(office, office.b, born_on=datetime.date(1980, 1, 2))
    (there, born) = meant(brought(office, old(year=2020), old(unit=None, born_on="2/1/1980")))
    assert [code for code, _why, _sure in there] == ["CB003", "CB900"]
    assert there[0][1] == ("cùng tên", "cùng đơn vị năm 2020", "cùng chức vụ")
    assert [code for code, _why, _sure in born] == ["CB900", "CB003"]


def test_two_of_one_name_in_one_unit_are_both_shown_and_none_is_chosen(office):
    namesake(office, office.a)
    history = brought(office, old(year=2020))
    (found,) = meant(history)
    assert {(code, sure) for code, _why, sure in found} == {("CB003", False), ("CB900", False)}
    assert (
        accept_certain(history=history, actor=office.oanh),
        len({why for _, why, _ in found}),
    ) == (*(0, 1),)
    assert history.lines.get().state == "OPEN"


@pytest.mark.parametrize("name", ["dang thi mai", "Đặng Thị Mai", "Mai Đặng Thị", "ĐẶNG THỊ MAI"])
def test_a_name_is_found_however_it_is_written(office, name):
    (found,) = meant(brought(office, old(name=name)))
    assert [(code, sure) for code, _why, sure in found] == [("CB003", False)]


def test_code_and_name_together_are_certain_and_neither_is_alone(office):
    rows = (
        old(code="CB003"),
        old(name="Trần Văn Hùng", code="CB003"),
        old(**COLLECTIVE, name="Vụ Hạ", code="vu-ha"),
        old(name="Người Đã Nghỉ"),
    )
    history = brought(office, *rows)
    certain, mixed, unit, nobody = meant(history)
    assert certain[0][::2] == ("CB003", True)
    assert {(code, sure) for code, _why, sure in mixed} == {("CB003", False), ("CB002", False)}
    assert (unit[0][0], unit[0][2], nobody) == ("Vụ Hạ", True, [])
    assert len(certain_matches(history)) == 2
    assert accept_certain(history=history, actor=office.oanh) == 2
    states = list(history.lines.order_by("row").values_list("state", flat=True))
    assert states == ["CHOSEN", "OPEN", "CHOSEN", "OPEN"]


def test_a_line_takes_only_somebody_of_its_kind_and_agency(office):
    line = brought(office, old()).lines.get()
    for subject in (office.a, None):
        with pytest.raises(ActionRefused, match="Chưa có gì được lưu"):
            settle_line(line=line, state="CHOSEN", subject=subject, actor=office.oanh)


# --- recording ------------------------------------------------------------------------------------
def test_lines_of_one_decision_become_one_decision_as_the_paper_reads(office):
    rows = (
        old(),
        old(name="Trần Hùng", title="Phó Vụ trưởng", unit="Vụ Cũ"),
        old(**COLLECTIVE, name="Vụ Cũ", reference="16/QĐ-VPQH"),
        old(name="Người Ngoài"),
        old(name="Chưa Rõ"),
    )
    history = brought(office, *rows)
    first, second, unit, outside, later = history.lines.order_by("row")
    chosen(office, first, office.people["mai"])
    chosen(office, second, office.people["hung"])
    chosen(office, unit, office.a)
    settle_line(line=outside, state="OUTSIDE", actor=office.oanh)
    settle_line(line=later, state="LATER", actor=office.oanh)
    record_history(history=history, actor=office.oanh)
    people, unit_decision = Decision.objects.order_by("symbol")
    assert (people.reference, people.origin, people.state) == ("15/QĐ-VPQH", "EXTERNAL", "ISSUED")
    said = [(one.name, one.place, one.unit) for one in people.recipients.order_by("ordinal")]
    assert said == [
        ("Đặng Thị Mai", "Chuyên viên, Vụ Hạ", office.a),
        ("Trần Hùng", "Phó Vụ trưởng, Vụ Cũ", office.a),
    ]
    assert unit_decision.recipients.get().name == "Vụ Cũ"
    gone = dict(history.lines.values_list("row", "decision"))
    assert gone == {2: people.pk, 3: people.pk, 4: unit_decision.pk, 5: None, 6: None}
    assert [one.decision for one in awards_of_person(office.people["hung"])] == [people]
    # No number of the series is taken, and nobody is told what they have known for years.
    assert people.number is None
    assert not Notice.objects.filter(kind="decision_issued").exists()


def test_somebody_who_left_receives_what_they_were_given(office):
    gone = enter_person(
        agency=office.agency, staff_code="CB901", full_name="Lê Đã Nghỉ", gender="M", actor=None
    )
    recorded(office, gone=gone)
    assert Recipient.objects.get(person=gone).unit == office.root


def test_what_is_not_settled_is_not_recorded(office):
    history = brought(office, old(), old(name="Người Ngoài"))
    chosen(office, history.lines.first(), office.people["mai"])
    with pytest.raises(ActionRefused, match="Còn 1 dòng chưa chọn"):
        record_history(history=history, actor=office.oanh)
    with pytest.raises(ActionRefused, match="Còn 1 dòng chưa chọn"):
        begin_recording(history=history, actor=office.oanh)
    for line in history.lines.all():
        settle_line(line=line, state="OUTSIDE", actor=office.oanh)
    with pytest.raises(ActionRefused, match="Chưa dòng nào"):
        record_history(history=history, actor=office.oanh)
    assert not Decision.objects.exists()


def test_one_subject_twice_in_a_decision_is_refused_with_both_rows(office):
    history = brought(office, old(), old(name="Dang Thi Mai"))
    for line in history.lines.all():
        chosen(office, line, office.people["mai"])
    with pytest.raises(ActionRefused, match="Dòng 2 và dòng 3 cùng chọn Đặng Thị Mai"):
        record_history(history=history, actor=office.oanh)
    assert not Decision.objects.exists()


def test_what_the_register_has_is_left_out(office, campaign):
    known = issued(office, accepted_nomination(office, campaign, "mai"))
    recorded(office, hung=office.people["hung"])
    # Number and year are written in another way than in the register.
    rows = (
        old(reference="1 / QĐ-VPQH", signed_on="15/11/2022", year=2022),
        old(name="Trần Văn Hùng", year=2018),
        old(name="Lê Văn Bình"),
    )
    history = brought(office, *rows)
    lines = list(history.lines.order_by("row"))
    for line, who in zip(lines, ("mai", "hung", "binh"), strict=True):
        chosen(office, line, office.people[who])
    assert len(recorded_already(history.lines.all())) == 2
    record_history(history=history, actor=office.oanh)
    assert history.lines.order_by("row").first().decision == known
    assert Recipient.objects.filter(person=office.people["hung"]).count() == 1
    assert Recipient.objects.filter(person=office.people["binh"]).count() == 1


def test_references_are_compared_as_people_read_them():
    assert reference_key("05/QĐ-VPQH") == reference_key("5 / QÐ-VPQH ")
    assert reference_key("5/QĐ-VPQH") != reference_key("50/QĐ-VPQH")


def test_a_long_file_is_recorded_in_the_background_once(office):
    history = brought(office, old())
    chosen(office, history.lines.get(), office.people["mai"])
    for _again in range(2):
        begin_recording(history=history, actor=office.oanh)
    while job := claim_job():
        run_job(job=job)
    states = Job.objects.values_list("state", "done", "total")
    assert list(states) == [("DONE", 1, 1), ("DONE", 2, 2)]
    assert Decision.objects.count() == 1


def test_recorded_history_stays_as_it_is(office):
    history = recorded(office, mai=office.people["mai"])
    line = history.lines.get()
    for act in (
        lambda: settle_line(line=line, state="LATER", actor=office.oanh),
        lambda: record_history(history=history, actor=office.oanh),
        lambda: discard_import(history=history, actor=office.oanh),
    ):
        with pytest.raises(ActionRefused, match="đã ghi nhận"):
            act()
    for write in (
        lambda: HistoryLine.objects.filter(pk=line.pk).update(name="Khác"),
        lambda: HistoryLine.objects.create(**_copy(line)),
        lambda: HistoryImport.objects.filter(pk=history.pk).update(name="Khác"),
    ):
        with pytest.raises(DatabaseError, match="recorded history stays"), transaction.atomic():
            write()


def _copy(line: HistoryLine) -> dict[str, object]:
    kept = ("history_id", "kind", "name", "award", "type", "year", "signed_on")
    return {name: getattr(line, name) for name in kept} | {"row": 99}


def test_a_machine_never_chooses(office):
    line = brought(office, old()).lines.get()
    for values in ({"state": "CHOSEN"}, {"state": "LATER"}, {"person": office.people["mai"]}):
        with pytest.raises(DatabaseError), transaction.atomic():
            HistoryLine.objects.filter(pk=line.pk).update(**values)


# --- all or nothing -------------------------------------------------------------------------------
@pytest.fixture
def two_decisions(transactional_db) -> HistoryImport:
    with day(2022, 11, 15):
        office = build_office()
        history = brought(office, old(), old(reference="16/QĐ-VPQH"))
        for line in history.lines.all():
            chosen(office, line, office.people["mai"])
    return history


def _fail_at_second(monkeypatch, fail) -> None:
    record = module.record_decision

    def second_fails(**facts):
        return fail() if Decision.objects.exists() else record(**facts)

    monkeypatch.setattr(module, "record_decision", second_fails)


def _refuse() -> None:
    raise ActionRefused("không được")


def test_a_failing_line_leaves_nothing(two_decisions, monkeypatch):
    _fail_at_second(monkeypatch, _refuse)
    actor = two_decisions.uploaded_by
    with pytest.raises(ActionRefused):
        record_history(history=two_decisions, actor=actor)
    assert (Decision.objects.count(), Recipient.objects.count()) == (0, 0)


def test_without_the_transaction_the_first_decision_stays(two_decisions, monkeypatch):
    """The control: the failure comes after something was written."""
    _fail_at_second(monkeypatch, _refuse)
    monkeypatch.setattr(module, "_stepped", lambda history, _name, _actor: history)
    with pytest.raises(ActionRefused):
        record_history.__wrapped__(history=two_decisions, actor=two_decisions.uploaded_by)
    assert Decision.objects.count() == 1


def test_a_kill_in_the_middle_leaves_nothing_and_the_next_try_records_all(two_decisions):
    actor = two_decisions.uploaded_by
    connections.close_all()
    child = os.fork()
    if child == 0:
        patch = pytest.MonkeyPatch()
        _fail_at_second(patch, lambda: os.kill(os.getpid(), signal.SIGKILL))
        record_history(history=two_decisions, actor=actor)
        os._exit(0)
    _pid, status = os.waitpid(child, 0)
    assert os.WTERMSIG(status) == signal.SIGKILL
    assert Decision.objects.count() == 0
    record_history(history=two_decisions, actor=actor)
    assert Decision.objects.count() == 2
    connection.close()
    assert StoredFile.objects.count() == 1
