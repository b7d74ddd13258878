"""What a paper says of one vote on one item: the figures, the rule, the hashes.

All of it is read from what was frozen: the roll and the rule at the opening, the figures at the
count.
"""

from collections.abc import Mapping
from typing import Any

from awards.law.votes import needed
from awards.models import Poll, PollItem, ReviewItem, WrittenOpinion

# The figures of a count, as the columns of a table name them, in their order.
FIGURES = {
    "agreed": "Đồng ý",
    "disagreed": "Không đồng ý",
    "blank": "Phiếu trắng",
    "invalid": "Không hợp lệ",
    "absent": "Không bỏ phiếu",
    "recused": "Không tham gia",
    "members": "Tổng số ủy viên",
}
UNVERIFIED = "chưa kiểm chứng"


def vote_on(one: PollItem) -> dict[str, Any]:
    """One round of votes on an item, counted."""
    written = WrittenOpinion.objects.filter(entry__poll_item=one).select_related(
        "entry__member__account__person"
    )
    given = sum(getattr(one, name) or 0 for name in ("agreed", "disagreed", "blank", "invalid"))
    return {
        "round": one.round,
        "award": one.award_name,
        "method": one.poll.get_method_display(),
        "figures": {name: getattr(one, name) for name in FIGURES},
        "may_vote": (one.members or 0) - (one.recused or 0),
        "ballots": given - (one.written or 0),
        "written": [str(opinion.entry.member) for opinion in written],
        "rule": rule_in_words(one.definition, one.members or 0),
        "passed": one.passed,
        "definition": one.definition_sha256,
        "root": one.root if one.poll.method == Poll.Method.SECRET else "",
    }


def subject_of(item: ReviewItem) -> dict[str, Any]:
    """Whom an item is about, as every paper names them."""
    nomination = item.nomination
    return {
        "item": item.pk,
        "subject": str(nomination.subject),
        "unit": nomination.unit.name if nomination.person else "",
    }


def rule_in_words(definition: Mapping[str, Any], members: int) -> str:
    """The share that carries, and how many members that is; only a verified rule sets it."""
    percent = definition.get("percent") if definition.get("verified") else None
    fewest = needed(percent, members) if percent else members // 2 + 1
    if percent:
        share = f"từ {percent}% tổng số ủy viên trở lên, theo {definition['citation']}"
    else:
        share = "quá nửa tổng số ủy viên, theo quy chế làm việc của Hội đồng"
    return f"{share}: ít nhất {fewest}/{members}"


def doubt_of(item: ReviewItem) -> str:
    """What a rule that nobody verified would have asked for, where the vote falls short of it."""
    if not item.rule.get("warning_percent"):
        return ""
    return (
        f"{item.rule['warning_text']} có thể yêu cầu từ {item.rule['warning_percent']}% tổng số "
        f"ủy viên ({UNVERIFIED}); kết quả này chưa đạt mức đó."
    )


def reason_in_words(item: ReviewItem) -> str:
    """Why an item did not pass, in figures: what stands until who presides words it."""
    last = item.polled.filter(is_void=False).order_by("-round").first()
    if last is None:
        return ""
    rule = rule_in_words(last.definition, last.members or 0)
    return f"Có {last.agreed}/{last.members} ủy viên đồng ý. Mức cần đạt là {rule}."
