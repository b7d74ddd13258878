"""The chain of figures: ballots, count sheets, minutes and decision say the same, to the unit."""

from collections import Counter

from django.core.files.storage import default_storage

from awards.actions.decisions import draft_decision
from awards.actions.issuing import issue_decision
from awards.documents.votes import FIGURES
from awards.models import Minutes, Nomination, OpenedBallot, PollItem
from tests.awards.council_papers import item_of, two_rounds
from tests.awards.documents.papers import pages
from tests.awards.way import announced, approved, signed
from units import clock


def text_of(paper: Minutes) -> str:
    return " ".join(pages(default_storage.open(paper.storage_name).read()))


def figures_of(one: PollItem) -> str:
    return " ".join(str(getattr(one, name)) for name in FIGURES)


def test_ballots_count_sheets_minutes_and_decision_are_one_chain(office, campaign):
    review = two_rounds(office, campaign)
    signed(office, review)
    minutes, *others = review.minutes.all().order_by("-kind")
    sheets = [paper for paper in others if paper.kind == "COUNT"]
    assert (minutes.kind, len(sheets), len(others)) == ("MINUTES", 2, 2)
    said = text_of(minutes)
    for sheet in sheets:
        counted = text_of(sheet)
        for one in sheet.poll.items.select_related("poll", "item__nomination__person"):
            for text in (said, counted):
                assert figures_of(one) in text
                assert str(one.item.nomination.subject) in text
                assert one.definition_sha256 in text.replace(" ", "")
            assert (one.root in counted.replace(" ", "")) == (one.poll.method == "SECRET")
        for signature in sheet.signatures.all():
            assert str(signature.member) in counted
    first = PollItem.objects.get(round=1, award="CSTDB")
    ballots = Counter(OpenedBallot.objects.filter(poll_item=first).values_list("choice", flat=True))
    assert ballots == {"AGREE": 1, "DISAGREE": 1, "BLANK": 1}
    # Minh's opinion in writing is among those who agree.
    assert (first.agreed, first.disagreed, first.blank, first.written) == (2, 1, 1, 1)
    for part in (
        "HỘI ĐỒNG THI ĐUA - KHEN THƯỞNG",
        "BIÊN BẢN Họp Hội đồng Thi đua - Khen thưởng: Xét khen thưởng cuối năm",
        "Chủ tọa: Đỗ Văn Khoa (Chủ tịch).",
        "Ngô Văn Minh ủy viên vắng mặt, có ý kiến bằng văn bản",
        "Tổng số ủy viên: 4; dự họp: 3 (trong đó trực tuyến: 0); vắng mặt: 1.",
        "chưa kiểm chứng",
        "Kết quả vòng 1: không đạt.",
        "Hội đồng thông qua: Lao động tiên tiến.",
        "Đã ký trên hệ thống lúc",
    ):
        assert part in said
    assert "DỰ THẢO" not in said
    announced(office, review)
    decision = draft_decision(
        agency=office.agency,
        award="LDTT",
        nominations=list(Nomination.objects.all()),
        actor=office.oanh,
    )
    approved(office, decision)
    issue_decision(decision=decision, signed_on=clock.today(), actor=office.oanh)
    decided = " ".join(pages(default_storage.open(decision.file.storage_name).read()))
    for item in review.items.all():
        assert item.award == "LDTT"
        assert str(item.nomination.subject) in decided
    assert item_of(review, "Đặng Thị Mai").nomination.award == "LDTT"
