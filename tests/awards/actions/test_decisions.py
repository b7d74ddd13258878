"""Drafting, wording, issuing and recording decisions."""

import datetime
import hashlib

import pytest
from django.core.files.storage import default_storage
from django.db import connection
from django.test.utils import CaptureQueriesContext

from awards.actions import issuing
from awards.actions.decisions import (
    DecisionContent,
    discard_decision,
    draft_decision,
    record_decision,
    word_decision,
)
from awards.actions.issuing import issue_decision
from awards.models import Decision, DecisionFile, Nomination, NumberSeries
from tests.awards.consulting import held
from tests.awards.documents.papers import pages
from tests.awards.way import accepted, announced, approved, decision_on, issued, passed, settled
from tests.cast import Office, day
from units.errors import ActionRefused, NotAllowed
from units.models import AuditEntry, Notice, Posting

SIGNED = datetime.date(2022, 11, 15)


def entries(action: str) -> list[AuditEntry]:
    return list(AuditEntry.objects.filter(action=action))


def recorded(office: Office, *subjects, **changes) -> Decision:
    facts = {
        "agency": office.agency,
        "award": "HCLD3",
        "year": 2022,
        "authority": "Chủ tịch nước",
        "reference": "MH-01/QĐ-CTN",
        "signed_on": SIGNED,
        "subjects": list(subjects),
        "actor": office.oanh,
    }
    return record_decision(**(facts | changes))


def test_a_draft_lists_people_by_given_name_then_collectives(office: Office, campaign):
    decision = decision_on(
        office,
        accepted(office, campaign, office.b, award="GKHEN"),
        accepted(office, campaign, "mai", award="GKHEN"),
        accepted(office, campaign, "binh", award="GKHEN"),
    )
    listed = decision.recipients.values_list("ordinal", "kind", "name", "place", "unit__name")
    assert list(listed) == [
        (1, "INDIVIDUAL", "Lê Văn Bình", "Chuyên viên, Cục Thu", "Cục Thu"),
        (2, "INDIVIDUAL", "Đặng Thị Mai", "Chuyên viên, Vụ Hạ", "Vụ Hạ"),
        (3, "COLLECTIVE", "Cục Thu", "", "Cục Thu"),
    ]
    assert (decision.state, decision.number, decision.symbol) == ("DRAFT", None, "QĐ-VPQH")
    assert decision.authority == "Chủ nhiệm Văn phòng Quốc hội"
    assert [base[:32] for base in decision.bases] == [
        "Căn cứ Luật Thi đua, khen thưởng",
        "Căn cứ Nghị định số 91/2017/NĐ-C",
    ]
    assert [entry.actor for entry in entries("draft_decision")] == [office.oanh]


def test_what_the_council_carried_is_drafted_once_its_results_are_announced(office, campaign):
    nomination = accepted(office, campaign)
    review = settled(office, nomination)
    draft = {"agency": office.agency, "award": "LDTT", "nominations": [nomination]}
    with pytest.raises(ActionRefused, match="công bố"):
        draft_decision(**draft, actor=office.oanh)
    announced(office, review)
    assert draft_decision(**draft, actor=office.oanh).recipients.count() == 1


def test_only_the_decision_admin_drafts_words_and_issues(office, campaign):
    nomination = accepted(office, campaign)
    passed(office, nomination)
    draft = {"agency": office.agency, "award": "LDTT", "nominations": [nomination]}
    for who in ("lan", "thao", "khoa", "phong", "quan"):
        with pytest.raises(NotAllowed):
            draft_decision(**draft, actor=getattr(office, who))
    decision = draft_decision(**draft, actor=office.oanh)
    for act in (
        lambda: issue_decision(decision=decision, signed_on=SIGNED, actor=office.thao),
        lambda: discard_decision(decision=decision, actor=office.khoa),
        lambda: recorded(office, office.a, actor=office.phong),
    ):
        with pytest.raises(NotAllowed):
            act()
    assert list(Decision.objects.values_list("state", flat=True)) == ["DRAFT"]


def test_recipients_keep_their_type_and_the_end_of_the_achievement(office, campaign):
    decision = decision_on(
        office,
        accepted(office, campaign, "binh", award="GKHEN", type=Nomination.Type.DOT_XUAT),
        accepted(office, campaign, "mai", award="GKHEN"),
    )
    kept = decision.recipients.values_list("name", "type", "period_to")
    assert list(kept) == [
        ("Lê Văn Bình", "DOT_XUAT", 2022),
        ("Đặng Thị Mai", "CONG_TRANG", 2022),
    ]


def test_a_recorded_decision_keeps_what_it_says_of_the_achievement(office, campaign):
    sudden = accepted(office, campaign, "mai", award="HCLD3", type=Nomination.Type.DOT_XUAT)
    held(office, sudden)
    passed(office, sudden)
    subjects = (office.people["mai"], office.people["dung"])
    unsaid, said = recorded(office, *subjects), recorded(office, *subjects, period_to=2020)
    types = [list(one.recipients.values_list("type", "period_to")) for one in (unsaid, said)]
    assert types == [
        [("DOT_XUAT", None), ("CONG_TRANG", None)],
        [("CONG_TRANG", 2020), ("CONG_TRANG", 2020)],
    ]


@pytest.mark.parametrize(
    ("signed_on", "told"),
    [(datetime.date(2021, 11, 15), False), (datetime.date(2021, 11, 16), True)],
)
def test_a_decision_older_than_a_year_is_no_news(office, signed_on, told):
    recorded(office, office.people["mai"], year=2021, signed_on=signed_on)
    assert Notice.objects.filter(kind="decision_issued").exists() is told


def test_many_recipients_cost_no_more_queries(office, django_assert_num_queries):
    oanh, people = office.oanh, list(office.people.values())
    recorded(office, people[0], actor=oanh)
    with CaptureQueriesContext(connection) as few:
        recorded(office, *people[:2], year=2020, actor=oanh)
    with django_assert_num_queries(len(few)):
        recorded(office, *people, year=2021, actor=oanh)


def test_one_decision_takes_one_award_that_passed_once(office, campaign):
    one = accepted(office, campaign, "mai", award="GKHEN")
    other = accepted(office, campaign, "dung")
    waiting = accepted(office, campaign, "binh", award="GKHEN")
    passed(office, one, other)

    def draft(*nominations: Nomination) -> Decision:
        return draft_decision(
            agency=office.agency,
            award="GKHEN",
            nominations=list(nominations),
            actor=office.oanh,
        )

    for wrong in ([one, other], [one, waiting], []):
        with pytest.raises(ActionRefused, match="Chỉ lập quyết định được"):
            draft(*wrong)
    draft(one)
    with pytest.raises(ActionRefused, match="Chỉ lập quyết định được"):
        draft(one)
    assert (Decision.objects.count(), len(entries("draft_decision"))) == (1, 1)


def test_an_award_of_a_higher_authority_is_not_drafted(office, campaign):
    nomination = accepted(office, campaign, "mai", award="BKTTG")
    held(office, nomination)
    passed(office, nomination)
    with pytest.raises(ActionRefused, match="do Thủ tướng Chính phủ quyết định"):
        draft_decision(
            agency=office.agency, award="BKTTG", nominations=[nomination], actor=office.oanh
        )
    assert not Decision.objects.exists()


def test_wording_tells_the_trail_what_changed(office, campaign):
    decision = decision_on(office, accepted(office, campaign))
    content = DecisionContent(
        subject=decision.subject,
        bases=["Căn cứ Quy chế"],
        signer_office="Phó Chủ nhiệm",
        signer_name=decision.signer_name,
        symbol=decision.symbol,
    )
    word_decision(decision=decision, content=content, actor=office.oanh)
    decision.refresh_from_db()
    assert (decision.bases, decision.signer_office) == (["Căn cứ Quy chế"], "Phó Chủ nhiệm")
    (entry,) = entries("word_decision")
    assert set(entry.changes) == {"bases", "signer_office"}
    assert entry.changes["signer_office"] == ["Chủ nhiệm", "Phó Chủ nhiệm"]


def test_issuing_numbers_files_freezes_and_tells(office, campaign):
    nominations = [accepted(office, campaign, "mai"), accepted(office, campaign, "dung")]
    decision = issued(office, *nominations)
    decision.refresh_from_db()
    assert (decision.reference, decision.signed_on) == ("01/QĐ-VPQH", SIGNED)
    assert (decision.state, decision.issued_by) == ("ISSUED", office.oanh)
    assert {n.state for n in Nomination.objects.all()} == {"DECIDED"}
    told = Notice.objects.filter(kind="decision_issued")
    assert set(told.values_list("account__username", flat=True)) == {"mai", "dung"}
    assert told[0].path == decision.get_absolute_url()
    (entry,) = entries("issue_decision")
    counted = {"number": 1, "recipients": 2, "prizes": 900_000}
    assert entry.changes == counted | {"sha256": decision.file.sha256}


def test_the_kept_file_is_the_paper_under_its_own_hash(office, campaign):
    file = issued(office, accepted(office, campaign)).file
    content = default_storage.open(file.storage_name).read()
    assert (hashlib.sha256(content).hexdigest(), len(content)) == (file.sha256, file.size)
    text = " ".join(pages(content))
    assert "Số: 01/QĐ-VPQH" in text
    assert "Đặng Thị Mai" in text
    assert "DỰ THẢO" not in text


def test_the_head_is_told_of_the_units_award(office, campaign):
    issued(office, accepted(office, campaign, office.a, award="TTLDXS"))
    told = Notice.objects.filter(kind="decision_issued")
    assert set(told.values_list("account__username", flat=True)) == {"hung"}


@pytest.mark.parametrize("day_", [datetime.date(2022, 11, 16), datetime.date(2021, 12, 31)])
def test_it_is_not_signed_tomorrow_nor_long_ago(office, campaign, day_):
    decision = approved(office, decision_on(office, accepted(office, campaign)))
    with pytest.raises(ActionRefused, match="Ngày ký không được sau hôm nay"):
        issue_decision(decision=decision, signed_on=day_, actor=office.oanh)
    assert (NumberSeries.objects.count(), entries("issue_decision")) == (0, [])


def test_an_issued_decision_takes_no_further_step(office, campaign):
    decision = issued(office, accepted(office, campaign))
    content = DecisionContent("Khác", [], "Chủ nhiệm", "Ai", "QĐ-VPQH")
    for act in (
        lambda: issue_decision(decision=decision, signed_on=SIGNED, actor=office.oanh),
        lambda: word_decision(decision=decision, content=content, actor=office.oanh),
        lambda: discard_decision(decision=decision, actor=office.oanh),
    ):
        with pytest.raises(ActionRefused, match="01/QĐ-VPQH đã ban hành"):
            act()


def test_a_character_that_cannot_be_printed_leaves_no_trace(office, campaign):
    decision = decision_on(office, accepted(office, campaign))
    Decision.objects.update(signer_name="Nguyễn 王")
    decision = approved(office, decision)
    with pytest.raises(ActionRefused, match="王"):
        issue_decision(decision=decision, signed_on=SIGNED, actor=office.oanh)
    assert (DecisionFile.objects.count(), NumberSeries.objects.count()) == (0, 0)
    assert Nomination.objects.get().state == "PASSED"


def test_numbers_follow_one_another_and_begin_anew_each_year(office, campaign):
    awards = ["LDTT", "GKHEN", "BKB"]
    drafts = [
        approved(office, decision_on(office, accepted(office, campaign, "mai", award=a)))
        for a in awards
    ]
    numbers = []
    for draft, on in zip(drafts, [(2022, 11, 15), (2022, 12, 30), (2023, 1, 4)], strict=True):
        with day(*on):
            signed = datetime.date(*on)
            numbers.append(
                issue_decision(decision=draft, signed_on=signed, actor=office.oanh).reference
            )
    assert numbers == ["01/QĐ-VPQH", "02/QĐ-VPQH", "01/QĐ-VPQH"]


def test_a_failed_issue_gives_its_number_back(office, campaign, monkeypatch):
    one, two = (
        approved(office, decision_on(office, accepted(office, campaign, "mai", award=award)))
        for award in ("LDTT", "GKHEN")
    )
    with monkeypatch.context() as broken:
        broken.setattr(issuing, "render_decision", _fail)
        with pytest.raises(OSError, match="disk"):
            issue_decision(decision=one, signed_on=SIGNED, actor=office.oanh)
    assert issue_decision(decision=two, signed_on=SIGNED, actor=office.oanh).number == 1


def _fail(paper) -> bytes:
    raise OSError("disk")


def test_discarding_a_draft_gives_the_nominations_back(office, campaign):
    nomination = accepted(office, campaign)
    decision = decision_on(office, nomination)
    discard_decision(decision=decision, actor=office.oanh)
    assert len(entries("discard_decision")) == 1
    again = draft_decision(
        agency=office.agency, award="LDTT", nominations=[nomination], actor=office.oanh
    )
    assert again.recipients.get().nomination == nomination


def test_a_recorded_decision_is_frozen_and_ends_the_nominations(office, campaign):
    mine = accepted(office, campaign, "mai", award="BKTTG")
    held(office, mine)
    passed(office, mine)
    decision = recorded(
        office, office.people["mai"], office.people["dung"], award="BKTTG", authority="Thủ tướng"
    )
    decision.refresh_from_db()
    assert (decision.state, decision.origin, decision.number) == ("ISSUED", "EXTERNAL", None)
    assert decision.reference == "MH-01/QĐ-CTN"
    assert [(r.name, r.nomination) for r in decision.recipients.all()] == [
        ("Đặng Thị Mai", mine),
        ("Hoàng Thị Dung", None),
    ]
    assert Nomination.objects.get().state == "DECIDED"
    (entry,) = entries("record_decision")
    assert entry.changes == {"recipients": 2}
    told = Notice.objects.filter(kind="decision_issued").values_list("account__username", flat=True)
    assert set(told) == {"mai", "dung"}


def test_recording_needs_somebody_a_day_past_and_a_posting(office):
    with pytest.raises(ActionRefused, match="Chưa có ai"):
        recorded(office)
    with pytest.raises(ActionRefused, match="tương lai"):
        recorded(office, office.a, signed_on=datetime.date(2022, 11, 16))
    Posting.objects.filter(person=office.people["mai"]).update(until=datetime.date(2022, 1, 1))
    with pytest.raises(ActionRefused, match="Đặng Thị Mai không có vị trí công tác"):
        recorded(office, office.people["dung"], office.people["mai"])
    assert not Decision.objects.exists()


def test_a_subject_named_twice_is_listed_once(office):
    decision = recorded(office, office.a, office.b, office.a)
    assert [r.collective for r in decision.recipients.all()] == [office.a, office.b]
