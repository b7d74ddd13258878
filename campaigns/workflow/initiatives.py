"""The way of a proposed initiative, and of a sitting of its council."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from campaigns.workflow.roles import HEAD, STANDING_BODY
from units.workflow import Workflow, step


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


# No roles that are granted: whoever wrote the proposal; whoever decides for the whole agency.
AUTHOR, RECOGNISER = "AUTHOR", "RECOGNISER"


_P = ProposalState


PROPOSAL = Workflow(
    (
        step("save", [_P.DRAFT, _P.RETURNED], _P.DRAFT, [AUTHOR]),
        step("send", [_P.DRAFT, _P.RETURNED], _P.SENT, [AUTHOR]),
        step("recall", [_P.SENT], _P.DRAFT, [AUTHOR]),
        step("endorse", [_P.SENT], _P.ENDORSED, [HEAD]),
        step("return", [_P.SENT], _P.RETURNED, [HEAD]),
        step("send_back", [_P.ENDORSED], _P.RETURNED, [STANDING_BODY]),
        step("sit", [_P.ENDORSED], _P.IN_SITTING, [STANDING_BODY]),
        step("pass", [_P.IN_SITTING], _P.PASSED, []),
        step("reject", [_P.IN_SITTING], _P.REJECTED, []),
        step("recognise", [_P.PASSED], _P.RECOGNISED, [RECOGNISER]),
        step("refuse", [_P.PASSED, _P.REJECTED], _P.REFUSED, [RECOGNISER]),
    )
)
