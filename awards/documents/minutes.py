"""The papers of the council drawn from its rows: minutes, an annex to them, a count sheet.

The text is official Vietnamese in every language of the pages. It is kept as plain data, each item
under its key, so that `awards.documents.papers` can show somebody the same paper without an item.
Causes of recusal are named by their kind: what somebody wrote of it is theirs.
"""

import datetime
from collections.abc import Callable, Iterable
from typing import Any

from django.utils import timezone, translation

from awards.documents.context import written_date
from awards.documents.votes import UNVERIFIED, doubt_of, subject_of, vote_on
from awards.law.citations import in_words
from awards.law.council import Matter, council_rules, quorum
from awards.lawbook import agency_folder
from awards.models import Minutes, PollItem, Recusal, Review, ReviewItem, ReviewMember
from awards.models.minutes import GENERAL
from awards.models.reviews import THERE
from awards.queries.consultations import consultation_summary
from awards.queries.seats import presider, secretary

COUNCIL = "Hội đồng Thi đua - Khen thưởng"
Attendance = ReviewMember.Attendance
Kind = Minutes.Kind


def draw(paper: Minutes) -> dict[str, Any]:
    """What a paper says now, from the rows and from what its secretary typed."""
    with translation.override("vi"):
        return CONTENTS[paper.kind](paper) | _head(paper)


def _head(paper: Minutes) -> dict[str, Any]:
    agency = paper.review.agency
    return {
        "kind": paper.kind,
        "agency": agency.name,
        "symbol": agency.symbol,
        "council": COUNCIL,
        "subject": f"{_meeting(paper)}: {paper.review.title}",
    }


def _meeting(paper: Minutes) -> str:
    """What the paper is of, as its second line names it."""
    if paper.kind == Kind.COUNT:
        return f"Kiểm phiếu của {COUNCIL}"
    in_writing = paper.review.mode == Review.Mode.WRITTEN
    met = f"Lấy ý kiến bằng văn bản của {COUNCIL}" if in_writing else f"Họp {COUNCIL}"
    return f"Phụ lục biên bản. {met}" if paper.kind == Kind.ANNEX else met


def _minutes(paper: Minutes) -> dict[str, Any]:
    review = paper.review
    members = list(review.members.select_related("account__person"))
    met = review.mode == Review.Mode.MEETING
    return {
        "facts": _facts(review),
        "people": [
            {
                "name": str(one),
                "seat": one.get_seat_display(),
                "there": one.get_attendance_display() if met else "",
                "votes": one.votes,
            }
            for one in members
        ],
        "quorum": _quorum(review, members) if met else "",
        "general": paper.words.get(GENERAL, ""),
        "items": _items(paper),
        "ended": _ended(review),
    }


def _annex(paper: Minutes) -> dict[str, Any]:
    return {
        "facts": _facts(paper.review),
        "general": paper.words.get(GENERAL, ""),
        "items": _items(paper),
        "ended": _ended(paper.review),
    }


def _count(paper: Minutes) -> dict[str, Any]:
    poll = paper.poll
    if poll is None:
        raise ValueError(f"count sheet {paper.pk} is of no poll")
    polled = poll.items.select_related(
        "poll",
        "item__nomination__agency",
        "item__nomination__person",
        "item__nomination__collective",
        "item__nomination__unit",
    )
    keys = poll.keys.select_related("teller__account__person")
    return {
        "facts": [
            ["Cách bỏ phiếu", poll.get_method_display()],
            ["Mở bỏ phiếu", _moment(poll.opened_at)],
            ["Đóng bỏ phiếu", _moment(poll.closed_at)],
            ["Người kiểm phiếu", "; ".join(_seated(key.teller) for key in keys)],
        ],
        "items": [_counted(one) for one in polled],
        "ended": "",
    }


CONTENTS: dict[str, Callable[[Minutes], dict[str, Any]]] = {
    Kind.MINUTES: _minutes,
    Kind.ANNEX: _annex,
    Kind.COUNT: _count,
}


def _facts(review: Review) -> list[list[str]]:
    chair, writer = presider(review, []), secretary(review, [])
    facts = [
        ["Thời gian bắt đầu", _moment(review.begun_at)],
        ["Địa điểm", review.place],
        ["Hình thức", review.get_mode_display()],
        ["Chủ tọa", _seated(chair)],
        ["Thư ký", _seated(writer)],
    ]
    return [fact for fact in facts if fact[1]]


def _ended(review: Review) -> str:
    """The last sentence, which closes the text as an official one does."""
    in_writing = review.mode == Review.Mode.WRITTEN
    what = "Việc lấy ý kiến" if in_writing else "Cuộc họp"
    return f"{what} kết thúc lúc {_moment(review.closed_at)}./."


def _seated(member: ReviewMember | None) -> str:
    return f"{member} ({member.get_seat_display()})" if member else ""


def _moment(at: datetime.datetime | None) -> str:
    """A moment as minutes name it: "08 giờ 05 phút, ngày 15 tháng 12 năm 2022"."""
    if at is None:
        return ""
    local = timezone.localtime(at)
    return f"{local:%H} giờ {local:%M} phút, {written_date(local.date())}"


def _quorum(review: Review, members: Iterable[ReviewMember]) -> str:
    """Who of those who vote is there, and what the rule on a quorum asks for."""
    voting = [one for one in members if one.votes]
    there = sum(one.attendance in THERE for one in voting)
    remote = sum(one.attendance == Attendance.REMOTE for one in voting)
    said = (
        f"Tổng số ủy viên: {len(voting)}; dự họp: {there} (trong đó trực tuyến: {remote}); "
        f"vắng mặt: {len(voting) - there}."
    )
    day = timezone.localtime(review.begun_at).date() if review.begun_at else None
    rule = council_rules(day, agency_folder()).get(Matter.QUORUM) if day else None
    if day is None or rule is None:
        return said
    fewest = quorum(len(voting), day, agency_folder()) or 0
    met = "đạt" if there >= fewest else "không đạt"
    doubt = "" if rule.verified else f"; {UNVERIFIED}"
    cited = in_words(rule.cites[0])
    return f"{said} Điều kiện họp: ít nhất {fewest} ủy viên ({cited}{doubt}): {met}."


def _items(paper: Minutes) -> list[dict[str, Any]]:
    items = paper.items.select_related(
        "review",
        "nomination__agency",
        "nomination__person",
        "nomination__collective",
        "nomination__unit",
    ).order_by("pk")
    return [_item(item, paper.words) for item in items]


def _item(item: ReviewItem, words: dict[str, str]) -> dict[str, Any]:
    """One item: who kept out and why, who stood in, every round of votes, what came of it."""
    polled = list(item.polled.select_related("poll", "item__nomination__agency").order_by("pk"))
    counted = [one for one in polled if not one.is_void]
    return subject_of(item) | {
        "award": counted[0].award_name,
        "carried": counted[-1].award_name,
        "posting": _posting(item),
        "kept_out": _kept_out(item),
        "stands_in": _stands_in(item),
        "summary": words.get(str(item.pk), ""),
        "rounds": [vote_on(one) for one in counted],
        "void": [one.poll.void_reason for one in polled if one.is_void],
        "passed": item.passed,
        "doubt": doubt_of(item),
        "reason": item.reason,
    }


def _posting(item: ReviewItem) -> list[str]:
    """What came of every public posting of the nomination, in figures, a line each."""
    return [
        f"Công khai lấy ý kiến từ {held.consultation.first_day:%d/%m/%Y} đến "
        f"{held.consultation.last_day:%d/%m/%Y}: {held.comments} góp ý; {held.complaints} khiếu "
        f"nại, phản ánh, trong đó {held.upheld} có cơ sở, {held.dismissed} không có cơ sở."
        for held in consultation_summary(item.nomination)
    ]


def _kept_out(item: ReviewItem) -> list[list[str]]:
    """Those with a seat who took no part, with the kind of the cause alone."""
    seats = {
        member.account_id: member
        for member in item.review.members.select_related("account__person")
    }
    causes = dict(
        Recusal.objects.filter(item=item, account__in=seats).values_list("account", "cause")
    )
    return [
        [_seated(member), str(Recusal.Cause(causes[account]).label)]
        for account, member in seats.items()
        if account in causes
    ]


def _stands_in(item: ReviewItem) -> list[str]:
    """Who presided and kept the minutes of an item in the place of those of the meeting."""
    review = item.review
    lines = []
    for role, who in (("Chủ trì thay", presider), ("Thư ký thay", secretary)):
        acting = who(review, [item])
        if acting and acting != who(review, []):
            lines.append(f"{role}: {_seated(acting)}")
    return lines


def _counted(one: PollItem) -> dict[str, Any]:
    return subject_of(one.item) | {
        "award": one.award_name,
        "rounds": [vote_on(one)],
        "doubt": doubt_of(one.item),
    }
