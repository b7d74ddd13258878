"""The states of a campaign and of a pledge, and the steps between them: the whole table."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from units.workflow import Workflow, step


class CampaignState(TextChoices):
    """A campaign is written, then launched, then closed."""

    DRAFT = "DRAFT", _("đang soạn")
    LAUNCHED = "LAUNCHED", _("đã phát động")
    CLOSED = "CLOSED", _("đã tổng kết")


class PledgeState(TextChoices):
    """A pledge is the clerk's until sent, the head's until signed or returned."""

    DRAFT = "DRAFT", _("đang soạn")
    SENT = "SENT", _("chờ thủ trưởng ký")
    RETURNED = "RETURNED", _("trả lại để sửa")
    SIGNED = "SIGNED", _("đã ký")


class TableState(TextChoices):
    """A version of a scoring table is written, then in use, then replaced by the next."""

    DRAFT = "DRAFT", _("đang soạn")
    IN_USE = "IN_USE", _("đang áp dụng")
    REPLACED = "REPLACED", _("đã thay phiên bản")


# Where a unit stands that has no pledge yet: no state of any row.
NOT_BEGUN = "NOT_BEGUN"
BOARD = ((NOT_BEGUN, _("chưa đăng ký")), *PledgeState.choices)

# Names of `units.models.Role`; this room is below the models.
CLERK, HEAD = "UNIT_CLERK", "UNIT_HEAD"

OPEN_TO_EDIT = frozenset({PledgeState.DRAFT, PledgeState.RETURNED})

PLEDGE = Workflow(
    (
        step("save", OPEN_TO_EDIT, PledgeState.DRAFT, [CLERK, HEAD]),
        step("send", OPEN_TO_EDIT, PledgeState.SENT, [CLERK, HEAD]),
        step("recall", [PledgeState.SENT], PledgeState.DRAFT, [CLERK]),
        step("sign", [PledgeState.SENT], PledgeState.SIGNED, [HEAD]),
        step("return", [PledgeState.SENT], PledgeState.RETURNED, [HEAD]),
    )
)
