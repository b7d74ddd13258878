"""What the steps of a nomination are called in its history."""

from django.utils.translation import gettext_lazy as _

NOMINATION_EVENTS = {
    "draft_nomination": _("Lập hồ sơ"),
    "save_nomination": _("Sửa hồ sơ"),
    "hand_up_nomination": _("Trình thủ trưởng đơn vị"),
    "recall_nomination": _("Thu hồi để sửa tiếp"),
    "send_nomination": _("Ký trình Hội đồng"),
    "return_nomination": _("Trả lại để sửa"),
    "accept_nomination": _("Đủ điều kiện trình Hội đồng"),
}
