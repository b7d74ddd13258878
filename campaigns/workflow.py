"""The states of a campaign and of a pledge, and the steps between them: the whole table."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from units.workflow import Workflow, step


class CampaignState(TextChoices):
    """A campaign is written, then launched, then closed."""

    DRAFT = "DRAFT", _("đang soạn")
    LAUNCHED = "LAUNCHED", _("đã phát động")
    CLOSED = "CLOSED", _("đã tổng kết")


class CampaignKind(TextChoices):
    """How long a campaign runs: the year, until its theme is done, or a few weeks."""

    YEARLY = "YEARLY", _("thường xuyên, theo năm")
    THEMATIC = "THEMATIC", _("theo chuyên đề")
    PEAK = "PEAK", _("đợt cao điểm")


class PledgeState(TextChoices):
    """A pledge is the clerk's until sent, the head's until signed, then the standing body's."""

    DRAFT = "DRAFT", _("đang soạn")
    SENT = "SENT", _("chờ thủ trưởng ký")
    RETURNED = "RETURNED", _("trả lại để sửa")
    SIGNED = "SIGNED", _("đã ký, chờ tiếp nhận")
    ACCEPTED = "ACCEPTED", _("đã tiếp nhận")


# Where a unit stands that has no pledge yet: no state of any row.
NOT_BEGUN = "NOT_BEGUN"
BOARD = ((NOT_BEGUN, _("chưa đăng ký")), *PledgeState.choices)

# Names of `units.models.Role`; this room is below the models.
CLERK, HEAD, STANDING_BODY = "UNIT_CLERK", "UNIT_HEAD", "STANDING_BODY"

OPEN_TO_EDIT = frozenset({PledgeState.DRAFT, PledgeState.RETURNED})
WITH_SIGNATURE = frozenset({PledgeState.SIGNED, PledgeState.ACCEPTED})

PLEDGE = Workflow(
    (
        step("save", OPEN_TO_EDIT, PledgeState.DRAFT, [CLERK, HEAD]),
        step("send", OPEN_TO_EDIT, PledgeState.SENT, [CLERK, HEAD]),
        step("recall", [PledgeState.SENT], PledgeState.DRAFT, [CLERK]),
        step("sign", [PledgeState.SENT], PledgeState.SIGNED, [HEAD]),
        step("return", [PledgeState.SENT], PledgeState.RETURNED, [HEAD]),
        step("accept", [PledgeState.SIGNED], PledgeState.ACCEPTED, [STANDING_BODY]),
        step("question", [PledgeState.SIGNED], PledgeState.RETURNED, [STANDING_BODY]),
        step("amend", WITH_SIGNATURE, PledgeState.DRAFT, [CLERK, HEAD]),
        step("withdraw", OPEN_TO_EDIT, PledgeState.SIGNED, [CLERK, HEAD]),
    )
)


class RegistrationState(TextChoices):
    """What a person registers is theirs until they hand it to the unit."""

    DRAFT = "DRAFT", _("đang soạn")
    SENT = "SENT", _("đã gửi đơn vị")


class PactState(TextChoices):
    """A bloc's pact is written, then signed by each member, and stands once all have."""

    DRAFT = "DRAFT", _("đang soạn")
    OPEN = "OPEN", _("đang lấy chữ ký")
    STANDS = "STANDS", _("đã ký đủ")


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
