"""The states of campaigns, pledges and initiatives, and the steps between: the whole table."""

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


# Where a unit stands that has no pledge yet: no state of any row.
NOT_BEGUN = "NOT_BEGUN"
BOARD = ((NOT_BEGUN, _("chưa đăng ký")), *PledgeState.choices)


class ProposalState(TextChoices):
    """A proposed initiative: its authors', its unit's, the council's, then the head's."""

    DRAFT = "DRAFT", _("đang soạn")
    SENT = "SENT", _("chờ thủ trưởng đơn vị")
    RETURNED = "RETURNED", _("trả lại để sửa")
    ENDORSED = "ENDORSED", _("chờ đưa ra Hội đồng")
    IN_SITTING = "IN_SITTING", _("Hội đồng đang xét")
    PASSED = "PASSED", _("Hội đồng đề nghị công nhận")
    REJECTED = "REJECTED", _("Hội đồng không đề nghị công nhận")
    RECOGNISED = "RECOGNISED", _("đã công nhận")
    REFUSED = "REFUSED", _("không công nhận")


class SittingState(TextChoices):
    """A sitting of the initiative council takes scores until its chair ends it."""

    OPEN = "OPEN", _("đang chấm")
    CLOSED = "CLOSED", _("đã kết thúc")


# Names of `units.models.Role`; this room is below the models.
CLERK, HEAD, STANDING = "UNIT_CLERK", "UNIT_HEAD", "STANDING_BODY"
# No roles that are granted: whoever wrote the proposal; whoever decides for the whole agency.
AUTHOR, RECOGNISER = "AUTHOR", "RECOGNISER"

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

_P = ProposalState
PROPOSAL = Workflow(
    (
        step("save", [_P.DRAFT, _P.RETURNED], _P.DRAFT, [AUTHOR]),
        step("send", [_P.DRAFT, _P.RETURNED], _P.SENT, [AUTHOR]),
        step("recall", [_P.SENT], _P.DRAFT, [AUTHOR]),
        step("endorse", [_P.SENT], _P.ENDORSED, [HEAD]),
        step("return", [_P.SENT], _P.RETURNED, [HEAD]),
        step("send_back", [_P.ENDORSED], _P.RETURNED, [STANDING]),
        step("sit", [_P.ENDORSED], _P.IN_SITTING, [STANDING]),
        step("pass", [_P.IN_SITTING], _P.PASSED, []),
        step("reject", [_P.IN_SITTING], _P.REJECTED, []),
        step("recognise", [_P.PASSED], _P.RECOGNISED, [RECOGNISER]),
        step("refuse", [_P.PASSED, _P.REJECTED], _P.REFUSED, [RECOGNISER]),
    )
)
