"""States and kinds of campaigns."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


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
