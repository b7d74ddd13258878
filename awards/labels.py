"""What the steps and the fields of a nomination are called."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

NOMINATION_EVENTS = {
    "draft_nomination": pgettext_lazy("history", "Lập hồ sơ"),
    "save_nomination": pgettext_lazy("history", "Sửa hồ sơ"),
    "attach_papers": pgettext_lazy("history", "Thêm giấy tờ"),
    "remove_paper": pgettext_lazy("history", "Bỏ giấy tờ"),
    "withdraw_nomination": pgettext_lazy("history", "Rút hồ sơ"),
    "hand_up_nomination": pgettext_lazy("history", "Trình thủ trưởng đơn vị"),
    "recall_nomination": pgettext_lazy("history", "Thu hồi để sửa tiếp"),
    "send_nomination": pgettext_lazy("history", "Ký trình Hội đồng"),
    "pull_back_nomination": pgettext_lazy("history", "Thủ trưởng thu hồi hồ sơ đã gửi"),
    "assign_specialist": pgettext_lazy("history", "Giao chuyên viên thụ lý"),
    "check_nomination": pgettext_lazy("history", "Kiểm tra hồ sơ"),
    "return_nomination": pgettext_lazy("history", "Trả lại để sửa"),
    "accept_nomination": pgettext_lazy("history", "Đủ điều kiện trình Hội đồng"),
}

# Fields of a nomination's content, in the order of the page.
FIELDS = {
    "award": _("Danh hiệu, hình thức"),
    "type": _("Loại hình khen thưởng"),
    "subject": _("Cá nhân, tập thể"),
    "post": _("Chức vụ, đơn vị"),
    "initiatives": _("Sáng kiến, đề tài tính vào hồ sơ"),
    "achievement": _("Tóm tắt thành tích"),
    "papers": _("Giấy tờ của hồ sơ"),
}
