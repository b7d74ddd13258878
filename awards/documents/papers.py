"""A paper of the council as somebody reads it, on the page or as PDF: the same words, in order.

What depends on how many items there are is worked out here, over those that the reader sees: the
paper without an item is as if the item had never been.
"""

from collections.abc import Collection, Iterable
from typing import Any

from django.utils import timezone

from awards.documents.context import written_date
from awards.documents.render import render
from awards.documents.votes import FIGURES
from awards.models import Minutes, Signature
from units import clock

Kind = Minutes.Kind
FORMS = {Kind.MINUTES: "minutes/1", Kind.ANNEX: "minutes/1", Kind.COUNT: "count/1"}
SUBJECTS = {
    Kind.MINUTES: "Họp {council}: {review}",
    Kind.ANNEX: "Phụ lục biên bản họp {council}: {review}",
    Kind.COUNT: "Kiểm phiếu của {council}: {review}",
}
SIGNS_AS = {
    Kind.MINUTES: ("Chủ tọa", "Thư ký"),
    Kind.ANNEX: ("Chủ tọa", "Thư ký"),
    Kind.COUNT: ("Người kiểm phiếu thứ nhất", "Người kiểm phiếu thứ hai"),
}


def wording(paper: Minutes, items: Collection[int] | None = None) -> dict[str, Any]:
    """The paper as lines, with the items of these keys alone; with all of them by default."""
    content = paper.content
    shown = [one for one in content["items"] if items is None or one["item"] in items]
    in_writing = {name for one in shown for vote in one["rounds"] for name in vote["written"]}
    names = {"council": content["council"], "review": content["review"]}
    return content | {
        "subject": SUBJECTS[Kind(paper.kind)].format(**names),
        "people": [_person(one, in_writing) for one in content.get("people", [])],
        "figures": list(FIGURES.values()),
        "items": [_item(one, number) for number, one in enumerate(shown, 1)],
        "draft": paper.signed_at is None,
    }


def render_paper(paper: Minutes, signatures: Iterable[Signature]) -> bytes:
    """Set a paper as PDF with what its signers signed; marked as a draft until all have."""
    made = paper.signed_at or clock.now()
    signed = [
        {
            "as": one.seat,
            "name": str(one.member),
            "at": _signed(one),
        }
        for one in signatures
    ]
    # Minutes bear the secretary on the left, who presides on the right.
    left_to_right = signed if paper.kind == Kind.COUNT else signed[::-1]
    data = wording(paper) | {"signatures": left_to_right}
    return render(FORMS[Kind(paper.kind)], data, made_on=timezone.localtime(made).date())


def _person(one: dict[str, Any], in_writing: Collection[str]) -> dict[str, Any]:
    gave = "có ý kiến bằng văn bản" if one["name"] in in_writing else ""
    return one | {"there": ", ".join(filter(None, (one["there"], gave)))}


def _item(one: dict[str, Any], number: int) -> dict[str, Any]:
    rounds = [vote | {"row": [vote["figures"][name] for name in FIGURES]} for vote in one["rounds"]]
    return one | {"number": number, "rounds": rounds}


def _signed(signature: Signature) -> str:
    if signature.signed_at is None:
        return ""
    at = timezone.localtime(signature.signed_at)
    return f"Đã ký trên hệ thống lúc {at:%H:%M:%S}, {written_date(at.date())}"
