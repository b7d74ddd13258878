"""What an agency shows to everybody."""

from django import forms
from django.utils.translation import gettext_lazy as _

from campaigns.models import PublicPages


class PublicPagesForm(forms.ModelForm):
    """The switches of an agency's public pages."""

    class Meta:
        model = PublicPages
        fields = ("is_on", "shows_movement", "shows_exemplars", "shows_honours")
        help_texts = {
            "is_on": _("Tắt thì không trang công khai nào mở được."),
            "shows_movement": _("Chủ đề, nội dung kêu gọi, số đơn vị đã đăng ký và đã ký."),
            "shows_exemplars": _("Chỉ bài mà người được nêu đồng ý công khai và đã duyệt."),
            "shows_honours": _("Tên và đơn vị của người, tập thể trong quyết định đã ban hành."),
        }
