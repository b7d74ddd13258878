"""Nobody overwrites, or puts their name under, a text that they did not see."""

from typing import Protocol

from django.utils.translation import gettext as _

from units.errors import ActionRefused


class Edited(Protocol):
    """A text that counts how often it was saved."""

    edition: int


class EditionConflict(ActionRefused):
    """Somebody else saved the text while this one was being typed."""


def is_latest(text: Edited, edition: int) -> bool:
    """Whether nobody saved the text after a page was opened with `edition`."""
    return text.edition == edition


def require_seen(text: Edited, edition: int | None) -> None:
    """Refuse a text that was saved anew after the page that showed `edition` was opened.

    Ask it after the lock; `edition` is None where no page was shown.
    """
    if edition is not None and text.edition != edition:
        raise ActionRefused(
            _(
                "Nội dung đã được sửa sau khi bạn mở trang này. Chưa có gì được ký hoặc xác nhận; "
                "hãy tải lại trang và đọc bản mới."
            )
        )
