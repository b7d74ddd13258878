"""The way of a pledge, of a registration and of a pact."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from campaigns.workflow.roles import CLERK, HEAD, STANDING_BODY
from units.workflow import Workflow, step


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
