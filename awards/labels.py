"""What the steps of a nomination are called in its history."""

from django.utils.translation import pgettext_lazy

NOMINATION_EVENTS = {
    "draft_nomination": pgettext_lazy("history", "Lập hồ sơ"),
    "save_nomination": pgettext_lazy("history", "Sửa hồ sơ"),
    "attach_papers": pgettext_lazy("history", "Thêm giấy tờ"),
    "remove_paper": pgettext_lazy("history", "Bỏ giấy tờ"),
    "hand_up_nomination": pgettext_lazy("history", "Trình thủ trưởng đơn vị"),
    "recall_nomination": pgettext_lazy("history", "Thu hồi để sửa tiếp"),
    "send_nomination": pgettext_lazy("history", "Ký trình Hội đồng"),
    "return_nomination": pgettext_lazy("history", "Trả lại để sửa"),
    "accept_nomination": pgettext_lazy("history", "Đủ điều kiện trình Hội đồng"),
}
