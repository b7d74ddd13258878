"""The way of news and documents."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from campaigns.workflow.roles import STANDING_BODY
from units.workflow import Workflow, step


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
