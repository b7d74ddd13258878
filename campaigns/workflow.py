"""The states of everything in the emulation year, and the steps between: the whole table."""

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
CLERK, HEAD, STANDING_BODY = "UNIT_CLERK", "UNIT_HEAD", "STANDING_BODY"
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

# Whoever a story is about: the person, or the head of the collective.
SUBJECT = "SUBJECT"


class PublicationState(TextChoices):
    """News and documents are written, then published, and may be taken down."""

    DRAFT = "DRAFT", _("đang soạn")
    PUBLISHED = "PUBLISHED", _("đã đăng")
    WITHDRAWN = "WITHDRAWN", _("đã gỡ")


PUBLICATION = Workflow(
    (
        step("save", [PublicationState.DRAFT], PublicationState.DRAFT, [STANDING_BODY]),
        step("publish", [PublicationState.DRAFT], PublicationState.PUBLISHED, [STANDING_BODY]),
        step("correct", [PublicationState.PUBLISHED], PublicationState.PUBLISHED, [STANDING_BODY]),
        step("withdraw", [PublicationState.PUBLISHED], PublicationState.WITHDRAWN, [STANDING_BODY]),
    )
)


class ExemplarState(TextChoices):
    """A story needs the consent of whom it is about, then the standing body's review."""

    DRAFT = "DRAFT", _("đang soạn")
    CONSENT = "CONSENT", _("chờ người được nêu đồng ý")
    DECLINED = "DECLINED", _("người được nêu không đồng ý")
    SENT = "SENT", _("chờ thường trực duyệt")
    RETURNED = "RETURNED", _("trả lại để sửa")
    PUBLISHED = "PUBLISHED", _("đã đăng")
    WITHDRAWN = "WITHDRAWN", _("đã gỡ")


E = ExemplarState
ASKED = frozenset({E.CONSENT, E.SENT, E.RETURNED, E.PUBLISHED, E.WITHDRAWN})

EXEMPLAR = Workflow(
    (
        step("save", [E.DRAFT, E.RETURNED], E.DRAFT, [CLERK, HEAD]),
        step("ask", [E.DRAFT, E.RETURNED], E.CONSENT, [CLERK, HEAD]),
        step("agree", [E.CONSENT], E.SENT, [SUBJECT]),
        step("decline", ASKED, E.DECLINED, [SUBJECT]),
        step("return", [E.SENT, E.PUBLISHED], E.RETURNED, [STANDING_BODY]),
        step("publish", [E.SENT], E.PUBLISHED, [STANDING_BODY]),
        step("withdraw", [E.PUBLISHED], E.WITHDRAWN, [STANDING_BODY]),
    )
)


class DeedState(TextChoices):
    """A deed waits for the unit, which nominates, or thanks, or puts it with another."""

    REPORTED = "REPORTED", _("chờ đơn vị xem xét")
    NOMINATED = "NOMINATED", _("đã lập đề nghị khen thưởng")
    THANKED = "THANKED", _("đã cảm ơn")
    MERGED = "MERGED", _("đã gộp")


D = DeedState

DEED = Workflow(
    (
        step("nominate", [D.REPORTED], D.NOMINATED, [CLERK, HEAD]),
        step("thank", [D.REPORTED], D.THANKED, [CLERK, HEAD, STANDING_BODY]),
        step("merge", [D.REPORTED], D.MERGED, [CLERK, HEAD, STANDING_BODY]),
        step("reopen", [D.NOMINATED], D.REPORTED, [CLERK, HEAD, STANDING_BODY]),
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
        step("send_back", [_P.ENDORSED], _P.RETURNED, [STANDING_BODY]),
        step("sit", [_P.ENDORSED], _P.IN_SITTING, [STANDING_BODY]),
        step("pass", [_P.IN_SITTING], _P.PASSED, []),
        step("reject", [_P.IN_SITTING], _P.REJECTED, []),
        step("recognise", [_P.PASSED], _P.RECOGNISED, [RECOGNISER]),
        step("refuse", [_P.PASSED, _P.REJECTED], _P.REFUSED, [RECOGNISER]),
    )
)
