"""The states of nominations, reviews, decisions and tallies, and who moves them."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from units.workflow import Workflow, step


class NominationState(TextChoices):
    """From the clerk's draft to the decision."""

    DRAFT = "DRAFT", _("đang soạn")
    WITH_HEAD = "WITH_HEAD", _("chờ thủ trưởng ký trình")
    SENT = "SENT", _("chờ thường trực kiểm tra")
    RETURNED = "RETURNED", _("trả lại để sửa")
    ACCEPTED = "ACCEPTED", _("đủ điều kiện trình Hội đồng")
    IN_REVIEW = "IN_REVIEW", _("Hội đồng đang xét")
    PASSED = "PASSED", _("Hội đồng thông qua")
    REJECTED = "REJECTED", _("Hội đồng không thông qua")
    DECIDED = "DECIDED", _("đã có quyết định")


class SubmissionState(TextChoices):
    """A submission gathers nominations, then is signed and sent for good."""

    DRAFT = "DRAFT", _("đang lập")
    SENT = "SENT", _("đã ký gửi")


class ReviewState(TextChoices):
    """A review is open for opinions, then closed for good."""

    OPEN = "OPEN", _("đang lấy ý kiến")
    CLOSED = "CLOSED", _("đã kết thúc")


class DecisionState(TextChoices):
    """A decision is a draft, then issued and frozen."""

    DRAFT = "DRAFT", _("dự thảo")
    ISSUED = "ISSUED", _("đã ban hành")


class TallyState(TextChoices):
    """A tally may be counted again until it is frozen."""

    COUNTING = "COUNTING", _("đang đếm")
    COUNTED = "COUNTED", _("đã đếm")
    FROZEN = "FROZEN", _("đã chốt")


# Names of `units.models.Role`; this room is below the models.
CLERK, HEAD = "UNIT_CLERK", "UNIT_HEAD"
STANDING, CHAIR, ADMIN = "STANDING_BODY", "COUNCIL_CHAIR", "DECISION_ADMIN"

N = NominationState
OPEN_TO_EDIT = frozenset({N.DRAFT, N.RETURNED})
# States in which the unit has the file in hand; from all others on it has left the unit.
IN_UNIT = frozenset({*OPEN_TO_EDIT, N.WITH_HEAD})

NOMINATION = Workflow(
    (
        step("save", OPEN_TO_EDIT, N.DRAFT, [CLERK, HEAD]),
        step("hand_up", OPEN_TO_EDIT, N.WITH_HEAD, [CLERK, HEAD]),
        step("recall", [N.WITH_HEAD], N.DRAFT, [CLERK]),
        step("send", [N.WITH_HEAD], N.SENT, [HEAD]),
        step("return", [N.WITH_HEAD], N.RETURNED, [HEAD]),
        step("send_back", [N.SENT, N.ACCEPTED], N.RETURNED, [STANDING]),
        step("accept", [N.SENT], N.ACCEPTED, [STANDING]),
        step("review", [N.ACCEPTED], N.IN_REVIEW, [STANDING]),
        step("pass", [N.IN_REVIEW], N.PASSED, [CHAIR]),
        step("reject", [N.IN_REVIEW], N.REJECTED, [CHAIR]),
        step("decide", [N.PASSED], N.DECIDED, [ADMIN]),
    )
)

S = SubmissionState

SUBMISSION = Workflow(
    (
        step("save", [S.DRAFT], S.DRAFT, [CLERK, HEAD]),
        step("hand_up", [S.DRAFT], S.DRAFT, [CLERK, HEAD]),
        step("send", [S.DRAFT], S.SENT, [HEAD]),
    )
)

# The way of a nomination as its page draws it: the stages, and the states that stand in each.
STAGES = (
    (_("Soạn hồ sơ"), frozenset({N.DRAFT, N.RETURNED})),
    (_("Thủ trưởng ký trình"), frozenset({N.WITH_HEAD})),
    (_("Thường trực kiểm tra"), frozenset({N.SENT, N.ACCEPTED})),
    (_("Hội đồng xét"), frozenset({N.IN_REVIEW, N.REJECTED})),
    (_("Quyết định"), frozenset({N.PASSED, N.DECIDED})),
)


def way(state: str) -> list[tuple[str, str]]:
    """The stages of a nomination, each "done", "current" or "todo"."""
    here = next(place for place, (_name, states) in enumerate(STAGES) if state in states)
    over = state == N.DECIDED
    return [
        (str(name), "done" if place < here or over else "current" if place == here else "todo")
        for place, (name, _states) in enumerate(STAGES)
    ]
