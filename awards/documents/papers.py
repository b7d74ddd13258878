"""A paper of the council as somebody reads it, on the page or as PDF: the same sentences, in order.

What depends on how many items there are is worked out here, over those that the reader sees: the
paper without an item is as if the item had never been. The text is official Vietnamese in every
language of the pages.
"""

import datetime
from collections.abc import Collection, Iterable
from typing import Any

from django.utils import timezone

from awards.documents.context import lines_of, written_date
from awards.documents.editions import edition_of
from awards.documents.render import render
from awards.documents.votes import FIGURES
from awards.models import Minutes, Signature
from units import clock

Kind = Minutes.Kind
FORMS = {Kind.MINUTES: "minutes", Kind.ANNEX: "minutes", Kind.COUNT: "count"}
SIGNS_AS = {
    Kind.MINUTES: ("Chủ tọa", "Thư ký"),
    Kind.ANNEX: ("Chủ tọa", "Thư ký"),
    Kind.COUNT: ("Người kiểm phiếu thứ nhất", "Người kiểm phiếu thứ hai"),
}
PEOPLE = ["Họ và tên", "Vị trí", "Dự họp"]


def wording(paper: Minutes, items: Collection[int] | None = None) -> dict[str, Any]:
    """The paper in sentences, with the items of these keys alone; with all of them by default."""
    content = paper.content
    shown = [one for one in content["items"] if items is None or one["item"] in items]
    say = _counted if paper.kind == Kind.COUNT else _reviewed
    return {
        "agency": content["agency"],
        "symbol": content["symbol"],
        "council": content["council"],
        "subject": content["subject"],
        "facts": content["facts"],
        "people": _people(content.get("people", []), shown),
        "below_people": content.get("quorum", ""),
        "general": lines_of(content.get("general", "")),
        "items": [say(one, number) for number, one in enumerate(shown, 1)],
        "ended": content["ended"],
        "draft": paper.signed_at is None,
    }


def render_paper(paper: Minutes, signatures: Iterable[Signature]) -> bytes:
    """Set a paper as PDF with what its signers signed; marked as a draft until all have."""
    data = wording(paper) | signed_by(paper, signatures)
    made_on = _made_on(paper)
    return render(edition_of(FORMS[Kind(paper.kind)], made_on), data, made_on=made_on)


def extract_of(paper: Minutes, items: Collection[int]) -> tuple[dict[str, Any], datetime.date]:
    """What a signed paper says of these items alone, and the day on which it was signed."""
    data = wording(paper, items) | signed_by(paper, paper.signatures.all())
    return data | {"subject": f"(Trích) {data['subject']}"}, _made_on(paper)


def signed_by(paper: Minutes, signatures: Iterable[Signature]) -> dict[str, Any]:
    """Who signs a paper, from left to right, and when they did."""
    signed = [{"as": one.seat, "name": str(one.member), "at": _signed(one)} for one in signatures]
    # Minutes bear the secretary on the left, who presides on the right.
    return {"signatures": signed if paper.kind == Kind.COUNT else signed[::-1]}


def _made_on(paper: Minutes) -> datetime.date:
    return timezone.localtime(paper.signed_at or clock.now()).date()


def _people(people: list[dict[str, Any]], items: list[dict[str, Any]]) -> dict[str, Any] | None:
    """The table of those with a seat; who is away and wrote their opinion is told so."""
    if not people:
        return None
    in_writing = {name for one in items for vote in one["rounds"] for name in vote["written"]}
    rows = []
    for one in people:
        seat = one["seat"] if one["votes"] else f"{one['seat']} (không bỏ phiếu)"
        gave = "có ý kiến bằng văn bản" if one["name"] in in_writing else ""
        rows.append([one["name"], seat, ", ".join(filter(None, (one["there"], gave)))])
    return {"title": "Thành phần", "headings": PEOPLE, "rows": rows}


def _reviewed(one: dict[str, Any], number: int) -> dict[str, Any]:
    """An item of the minutes: what went before the vote, every round, what came of it."""
    before = [f"Đơn vị đề nghị: {one['unit']}."] if one["unit"] else []
    before += one["posting"]
    if one["kept_out"]:
        kept = "; ".join(f"{who} – {cause}" for who, cause in one["kept_out"])
        before.append(f"Không tham gia xét: {kept}.")
    before += [f"{line}." for line in one["stands_in"]]
    before += lines_of(one["summary"])
    before += [f"Một lượt bỏ phiếu bị hủy. Lý do: {reason}" for reason in one["void"]]
    carried = f"Hội đồng thông qua: {one['carried']}."
    return {
        "heading": f"{number}. {one['subject']}: {one['award']}",
        "before": before,
        "votes": [_vote(vote, by_name=True) for vote in one["rounds"]],
        "doubt": _doubt(one),
        "outcome": carried if one["passed"] else "Hội đồng không thông qua.",
        "reason": "" if one["passed"] or not one["reason"] else f"Lý do: {one['reason']}",
    }


def _counted(one: dict[str, Any], number: int) -> dict[str, Any]:
    """An item of a count sheet: its one round, and the hashes that its figures are locked to."""
    (vote,) = one["rounds"]
    envelopes = [f"Tập hợp phong bì: {vote['root']}"] if vote["root"] else []
    return {
        "heading": f"{number}. {one['subject']}: {one['award']}",
        "subject": f"{number}. {one['subject']}",
        "before": [f"Đơn vị đề nghị: {one['unit']}."] if one["unit"] else [],
        "votes": [_vote(vote, by_name=False)],
        "doubt": _doubt(one),
        "outcome": "",
        "reason": "",
        "codes": [f"Nội dung bỏ phiếu: {vote['definition']}", *envelopes],
    }


def _vote(vote: dict[str, Any], *, by_name: bool) -> dict[str, Any]:
    named = f", {vote['method']}, {vote['award']}" if by_name else ""
    written = f" ({', '.join(vote['written'])})" if vote["written"] else ""
    said = (
        f"Vòng {vote['round']}{named}. Được bỏ phiếu: {vote['may_vote']}; phiếu thu về: "
        f"{vote['ballots']}; ý kiến bằng văn bản: {len(vote['written'])}{written}."
    )
    return {
        "title": f"Số phiếu vòng {vote['round']}",
        "said": said,
        "figures": [[label, vote["figures"][name]] for name, label in FIGURES.items()],
        "needed": f"Mức cần đạt: {vote['rule']}.",
        "result": f"Kết quả vòng {vote['round']}: {'đạt' if vote['passed'] else 'không đạt'}.",
        "code": f"Mã SHA-256 của nội dung bỏ phiếu: {vote['definition']}" if by_name else "",
    }


def _doubt(one: dict[str, Any]) -> str:
    return f"Lưu ý: {one['doubt']}" if one["doubt"] else ""


def _signed(signature: Signature) -> str:
    if signature.signed_at is None:
        return ""
    at = timezone.localtime(signature.signed_at)
    return f"Đã ký trên hệ thống lúc {at:%H:%M:%S}, {written_date(at.date())}"
