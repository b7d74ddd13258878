"""The way of a story."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from campaigns.workflow.roles import CLERK, HEAD, STANDING_BODY
from units.workflow import Workflow, step

# Whoever a story is about: the person, or the head of the collective.
SUBJECT = "SUBJECT"


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
