"""The way of a deed that somebody pointed out."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from campaigns.workflow.roles import CLERK, HEAD, STANDING_BODY
from units.workflow import Workflow, step


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
