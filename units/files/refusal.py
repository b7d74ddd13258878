"""Why a file is not kept: each reason in the clerk's words, with what to do about it."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Self

from django.utils.translation import gettext as _

from units.errors import ActionRefused

if TYPE_CHECKING:
    from units.files.kinds import Kind


class Bad(Exception):
    """What is wrong with a file, and what its owner can do."""

    def __init__(self, why: str, then: str = "") -> None:
        super().__init__(why)
        self.why, self.then = why, then

    @classmethod
    def empty(cls) -> Self:
        """Nothing in it."""
        return cls(_("tệp rỗng"), _("Hãy mở tệp trên máy của bạn, kiểm tra rồi chọn lại."))

    @classmethod
    def broken(cls) -> Self:
        """Cut off, or never well made."""
        return cls(
            _("tệp hỏng hoặc chưa tải xuống hết"),
            _("Hãy mở tệp trên máy của bạn, lưu lại rồi chọn lại."),
        )

    @classmethod
    def double_extension(cls, program: str) -> Self:
        """A program's ending hides before the last one."""
        return cls(
            _("tên tệp chứa đuôi của chương trình (.%(end)s)") % {"end": program},
            _("Nếu tệp này đáng tin, hãy đổi tên rồi chọn lại."),
        )

    @classmethod
    def not_accepted(cls, end: str, seen: str) -> Self:
        """None of the kinds that this field takes."""
        if seen:
            return cls(_("nội dung là %(seen)s, không phải loại tệp được nhận") % {"seen": seen})
        named = f".{end}" if end else _("không có đuôi")
        return cls(_("loại tệp này (%(end)s) không được nhận") % {"end": named})

    @classmethod
    def other_content(cls, claimed: str, seen: str) -> Self:
        """The extension says one thing, the content another."""
        seen = seen or _("không phải định dạng đó")
        return cls(
            _("đuôi tệp ghi là %(claimed)s nhưng nội dung là %(seen)s")
            % {"claimed": claimed, "seen": seen},
            _("Hãy xuất lại từ chương trình đã tạo ra tệp, đừng chỉ đổi tên."),
        )

    @classmethod
    def second_face(cls, seen: str) -> Self:
        """A file that is a second kind of file at the same time."""
        return cls(
            _("bên trong còn giấu %(seen)s") % {"seen": seen},
            _("Hãy xuất lại từ chương trình đã tạo ra tệp."),
        )

    @classmethod
    def acts(cls, what: str) -> Self:
        """Something in it runs when it is opened."""
        return cls(
            _("tệp chứa %(what)s, có thể tự chạy khi mở") % {"what": what},
            _("Hãy bỏ phần đó, hoặc in ra PDF, rồi chọn lại."),
        )

    @classmethod
    def locked(cls) -> Self:
        """Nobody can read it without a password."""
        return cls(_("tệp có mật khẩu"), _("Hãy lưu một bản không có mật khẩu rồi chọn lại."))

    @classmethod
    def swells(cls) -> Self:
        """Small as it is, it would not stay so."""
        return cls(
            _("nội dung khi mở ra lớn bất thường"),
            _("Hãy chia nhỏ hoặc thu nhỏ nội dung rồi chọn lại."),
        )

    @classmethod
    def secret(cls) -> Self:
        """Marked as a state secret, which this program must never hold."""
        return cls(
            _("tệp mang dấu chỉ độ mật; tài liệu bí mật nhà nước không được đưa vào hệ thống này"),
            _("Hãy xử lý tài liệu theo quy định về bảo vệ bí mật nhà nước."),
        )


class FileRefused(ActionRefused):
    """A file was not kept; the text names it, says why, and what to do."""

    def __init__(self, name: str, bad: Bad, accept: "Iterable[Kind]") -> None:
        kinds = ", ".join(dict.fromkeys(str(kind.label) for kind in accept))
        then = bad.then or _("Các loại được nhận: %(kinds)s.") % {"kinds": kinds}
        super().__init__(
            _("Chưa lưu tệp “%(name)s”: %(why)s. %(then)s")
            % {"name": name, "why": bad.why, "then": then}
        )
