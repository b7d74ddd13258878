"""What a return asks for, and that the unit changes nothing else. Parts of the actions."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from awards.models import Nomination, NominationReturn, ReturnedPart
from awards.parts import Content, parts_changed
from awards.queries.versions import askable_parts, open_parts, open_returns
from units import clock
from units.errors import ActionRefused
from units.models import Account

Level = NominationReturn.Level


def open_return(
    nomination: Nomination, level: Level, asked: Mapping[str, str], actor: Account
) -> NominationReturn:
    """Keep a return with its parts and remarks, in place of what the same level asked before.

    The head may ask for no part that the standing body has closed.
    """
    others = [one for one in open_returns(nomination) if one.level != level]
    if not set(asked) <= set(askable_parts(nomination, others)):
        raise ActionRefused(
            _(
                "Có phần không yêu cầu sửa được ở hồ sơ này. Hồ sơ chưa được trả lại; hãy tải lại "
                "trang và chọn trong các phần đang mở."
            )
        )
    nomination.returns.filter(level=level, answered_at=None).update(answered_at=clock.now())
    request = NominationReturn.objects.create(
        nomination=nomination,
        level=level,
        note=nomination.return_note,
        returned_by=actor,
        returned_at=nomination.state_since,
    )
    ReturnedPart.objects.bulk_create(
        ReturnedPart(request=request, part=part, remark=remark.strip())
        for part, remark in asked.items()
    )
    return request


def require_asked_only(nomination: Nomination, old: Content, new: Content) -> None:
    """Refuse a text that changes a part which no open return asks for."""
    may = open_parts(open_returns(nomination))
    closed = [str(part.label) for part in parts_changed(old, new) if part not in may]
    if closed:
        raise ActionRefused(
            _(
                "Hồ sơ được trả lại để sửa phần khác; không sửa được: %(parts)s. Phần bạn nhập "
                "chưa được lưu nhưng vẫn còn trên trang; hãy giữ các phần đó như bản đã gửi."
            )
            % {"parts": "; ".join(closed)}
        )


def is_asked_by_standing_body(nomination: Nomination) -> bool:
    """Whether the standing body waits for what it asked to be changed."""
    asked = nomination.returns.filter(level=Level.STANDING, answered_at=None)
    return asked.exists()


def answer_returns(nomination: Nomination) -> None:
    """The nomination is sent again: nothing is asked for any more."""
    nomination.returns.filter(answered_at=None).update(answered_at=nomination.state_since)


def reopen_returns(nomination: Nomination) -> None:
    """The sending is taken back: what it answered is asked for again."""
    last = nomination.versions.order_by("-number").first()
    if last:
        nomination.returns.filter(answered_at=last.sent_at).update(answered_at=None)
