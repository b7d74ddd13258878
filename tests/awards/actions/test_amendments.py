"""An issued decision is corrected, replaced or revoked by another, which names it and its lines."""

import datetime

import pytest
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction

from awards.actions.amendments import draft_amendment
from awards.actions.decisions import discard_decision
from awards.actions.issuing import issue_decision
from awards.models import Decision, Recipient
from awards.queries.records import awards_of_person, recipients_of_year
from tests.awards.documents.papers import pages
from tests.awards.way import accepted, approved, issued, recorded
from tests.cast import Office, told
from units.errors import ActionRefused, NotAllowed

TODAY = datetime.date(2022, 11, 15)
GROUNDS = {
    "CORRECTION": "SAI_THE_THUC",
    "REPLACEMENT": "SAI_NOI_DUNG",
    "REVOCATION": "HUY_BO_L2003",
}


@pytest.fixture
def decision(office: Office, campaign) -> Decision:
    return issued(office, accepted(office, campaign, "mai"), accepted(office, campaign, "dung"))


def line(decision: Decision, name: str) -> Recipient:
    return decision.recipients.get(name__endswith=name)


def drafted(office: Office, decision: Decision, kind: str, *names: str, **changes) -> Decision:
    """An amendment on the lines of some people, by the last word of their names."""
    lines = [line(decision, name) for name in names]
    facts = {
        "decision": decision,
        "kind": kind,
        "ground": GROUNDS[kind],
        "reason": "Nhầm khi soạn thảo",
        "lines": {one.pk: (one.name, one.place) for one in lines},
        "actor": office.oanh,
    }
    return draft_amendment(**(facts | changes))


def done(office: Office, draft: Decision) -> Decision:
    return issue_decision(decision=approved(office, draft), signed_on=TODAY, actor=office.oanh)


def in_force() -> list[tuple[str, str]]:
    lines = Recipient.objects.in_force().order_by("decision", "ordinal")
    return [(one.decision.reference, one.name) for one in lines.select_related("decision")]


def said(decision: Decision) -> str:
    return " ".join(
        " ".join(pages(default_storage.open(decision.file.storage_name).read())).split()
    )


def test_a_revocation_ends_one_award_and_leaves_the_others(office, decision):
    draft = drafted(office, decision, "REVOCATION", "Mai")
    assert in_force() == [("01/QĐ-VPQH", "Hoàng Thị Dung"), ("01/QĐ-VPQH", "Đặng Thị Mai")]
    revoked = done(office, draft)
    assert revoked.reference == "02/QĐ-VPQH"
    assert in_force() == [("01/QĐ-VPQH", "Hoàng Thị Dung")]
    assert not awards_of_person(office.people["mai"]).exists()
    assert recipients_of_year(office.agency, 2022).count() == 1
    paper = said(revoked)
    for part in (
        "Về việc hủy bỏ Quyết định số 01/QĐ-VPQH ngày 15/11/2022",
        "Hủy bỏ Quyết định số 01/QĐ-VPQH ngày 15/11/2022 của Chủ nhiệm Văn phòng Quốc hội",
        "Lý do: Thuộc trường hợp bị hủy bỏ quyết định khen thưởng; Nhầm khi soạn thảo.",
        "Thu hồi hiện vật khen thưởng và tiền thưởng mà các cá nhân có tên tại Điều 1 đã nhận.",
        "bị hủy bỏ quyết định tặng danh hiệu “Lao động tiên tiến” năm 2022",
    ):
        assert part in paper, part
    assert told("decision_issued") == ["dung", "mai", "mai"]
    decision.refresh_from_db()
    assert decision.state == "ISSUED"


def test_a_correction_changes_how_a_line_reads_and_not_what_it_gives(office, decision):
    one = line(decision, "Mai")
    words = {one.pk: ("Đặng Thị Mai", "Chuyên viên chính, Vụ Hạ")}
    corrected = done(office, drafted(office, decision, "CORRECTION", "Mai", lines=words))
    assert in_force() == [("01/QĐ-VPQH", "Hoàng Thị Dung"), ("01/QĐ-VPQH", "Đặng Thị Mai")]
    paper = said(corrected)
    for part in (
        "Đã ghi Đính chính thành",
        "Đặng Thị Mai, Chuyên viên, Vụ Hạ",
        "Đặng Thị Mai, Chuyên viên chính, Vụ Hạ",
        "Các nội dung khác của Quyết định số 01/QĐ-VPQH ngày 15/11/2022 giữ nguyên.",
        "(Nghị định số 30/2020/NĐ-CP)",
    ):
        assert part in paper, part
    with pytest.raises(ActionRefused, match="không có gì được đính chính"):
        drafted(office, decision, "CORRECTION", "Dung")


def test_a_replacement_gives_anew_to_those_who_stay(office, decision):
    replaced = done(office, drafted(office, decision, "REPLACEMENT", "Dung"))
    assert in_force() == [("02/QĐ-VPQH", "Hoàng Thị Dung")]
    assert "Quyết định này thay thế Quyết định số 01/QĐ-VPQH ngày 15/11/2022" in said(replaced)
    # What replaced it may be amended in its turn; what is replaced may not.
    with pytest.raises(ActionRefused, match="còn hiệu lực"):
        drafted(office, decision, "REVOCATION", "Mai")
    done(office, drafted(office, replaced, "REVOCATION", "Dung"))
    assert in_force() == []


def test_two_drafts_do_not_end_the_same_thing(office, decision):
    drafted(office, decision, "REVOCATION", "Mai")
    with pytest.raises(ActionRefused, match="Đã có dự thảo về việc này"):
        drafted(office, decision, "REVOCATION", "Mai", "Dung")
    replacing = drafted(office, decision, "REPLACEMENT", "Mai", "Dung")
    with pytest.raises(ActionRefused, match="Đã có dự thảo về việc này"):
        drafted(office, decision, "REPLACEMENT", "Mai")
    discard_decision(decision=replacing, actor=office.oanh)
    drafted(office, decision, "REPLACEMENT", "Mai")


def test_of_two_amendments_the_second_is_refused_when_it_is_issued(office, decision):
    revoking = approved(office, drafted(office, decision, "REVOCATION", "Mai"))
    done(office, drafted(office, decision, "REPLACEMENT", "Mai", "Dung"))
    with pytest.raises(ActionRefused, match="đã hủy bỏ hoặc thay thế một phần danh sách"):
        issue_decision(decision=revoking, signed_on=TODAY, actor=office.oanh)
    assert Decision.objects.filter(state="ISSUED").count() == 2


@pytest.mark.parametrize(
    "changes",
    [{"ground": "GIAN_DOI"}, {"ground": "SAI_NOI_DUNG"}, {"ground": ""}, {"reason": " "}],
    ids=["of a later law", "of another kind", "no ground", "no reason"],
)
def test_it_takes_a_ground_of_the_day_and_a_reason(office, decision, changes):
    with pytest.raises(ActionRefused, match="Dự thảo chưa được lập"):
        drafted(office, decision, "REVOCATION", "Mai", **changes)


def test_who_and_what_may_not(office, decision):
    for who in ("phong", "thao", "lan", "roi"):
        with pytest.raises(NotAllowed):
            drafted(office, decision, "REVOCATION", "Mai", actor=getattr(office, who))
    with pytest.raises(ActionRefused, match="ít nhất một người"):
        drafted(office, decision, "REVOCATION")
    foreign = recorded(office, "HCLD3", 2021, office.people["mai"])
    with pytest.raises(ActionRefused, match="mà cơ quan đã ban hành"):
        drafted(office, foreign, "REVOCATION", "Mai")
    with pytest.raises(ActionRefused, match="ít nhất một người"):
        drafted(office, decision, "REVOCATION", lines={line(foreign, "Mai").pk: ("Mai", "")})
    revoked = done(office, drafted(office, decision, "REVOCATION", "Mai"))
    with pytest.raises(ActionRefused, match="mà cơ quan đã ban hành"):
        drafted(office, revoked, "CORRECTION", "Mai")


def test_the_database_lets_a_line_amend_only_its_own(office, decision):
    draft = drafted(office, decision, "REVOCATION", "Mai")
    dung = line(decision, "Dung")
    mine = draft.recipients.get()
    for wrong in ({"person": dung.person}, {"amends": dung}, {"amends": None}, {"effect": "GIVES"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Recipient.objects.filter(pk=mine.pk).update(**wrong)
    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.filter(pk=draft.pk).update(kind="AWARD")
