"""Where a target stands, and the way of a self-assessment."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from campaigns.workflow.roles import CLERK, HEAD, STANDING_BODY
from units.workflow import Workflow, step


class ProgressState(TextChoices):
    """Where a target stands on a day: derived from figures and due dates, stored nowhere."""

    DONE = "DONE", _("đã đạt")
    ON_TRACK = "ON_TRACK", _("đang thực hiện")
    AT_RISK = "AT_RISK", _("có nguy cơ")
    LATE = "LATE", _("quá hạn")


class AssessmentState(TextChoices):
    """A self-assessment is the clerk's until handed up, the head's until sent, then read."""

    DRAFT = "DRAFT", _("đang soạn")
    WITH_HEAD = "WITH_HEAD", _("chờ thủ trưởng gửi")
    RETURNED = "RETURNED", _("trả lại để sửa")
    SENT = "SENT", _("đã gửi")
    READ = "READ", _("thường trực đã đọc")


ASSESSMENT_OPEN = frozenset({AssessmentState.DRAFT, AssessmentState.RETURNED})


WITH_UNIT = ASSESSMENT_OPEN | {AssessmentState.WITH_HEAD}


ASSESSMENT = Workflow(
    (
        step("save", ASSESSMENT_OPEN, AssessmentState.DRAFT, [CLERK, HEAD]),
        step("hand_up", ASSESSMENT_OPEN, AssessmentState.WITH_HEAD, [CLERK]),
        step("recall", [AssessmentState.WITH_HEAD], AssessmentState.DRAFT, [CLERK]),
        step("return", [AssessmentState.WITH_HEAD], AssessmentState.RETURNED, [HEAD]),
        step("send", WITH_UNIT, AssessmentState.SENT, [HEAD]),
        step("send_back", [AssessmentState.SENT], AssessmentState.RETURNED, [STANDING_BODY]),
        step("read", [AssessmentState.SENT], AssessmentState.READ, [STANDING_BODY]),
    )
)
