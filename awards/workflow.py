"""The states of nominations, submissions, polls, decisions and the like, and who moves them."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from units.workflow import Workflow, step


class NominationState(TextChoices):
    """From the clerk's draft to the decision."""

    DRAFT = "DRAFT", _("đang soạn")
    WITH_HEAD = "WITH_HEAD", _("chờ thủ trưởng ký trình")
    SENT = "SENT", _("chờ thường trực kiểm tra")
    RETURNED = "RETURNED", _("trả lại để sửa")
    WITHDRAWN = "WITHDRAWN", _("đơn vị đã rút")
    ACCEPTED = "ACCEPTED", _("đủ điều kiện trình Hội đồng")
    IN_REVIEW = "IN_REVIEW", _("Hội đồng đang xét")
    PASSED = "PASSED", _("Hội đồng thông qua")
    REJECTED = "REJECTED", _("Hội đồng không thông qua")
    DECIDED = "DECIDED", _("đã có quyết định")


class ConsultationPhase(TextChoices):
    """Where a consultation stands on a day; its first and last day alone decide."""

    AHEAD = "AHEAD", _("chưa đến ngày")
    OPEN = "OPEN", _("đang lấy ý kiến")
    OVER = "OVER", _("đã kết thúc")


class RemarkState(TextChoices):
    """A remark waits for the standing body; a complaint is then settled one way or the other."""

    WAITING = "WAITING", _("chờ trả lời")
    ANSWERED = "ANSWERED", _("đã trả lời")
    UPHELD = "UPHELD", _("có cơ sở")
    DISMISSED = "DISMISSED", _("không có cơ sở")


class SubmissionState(TextChoices):
    """A submission gathers nominations, then is signed and sent for good."""

    DRAFT = "DRAFT", _("đang lập")
    SENT = "SENT", _("đã ký gửi")


class ReviewState(TextChoices):
    """Members prepare, the council sits and votes, the minutes are signed."""

    OPEN = "OPEN", _("đang lấy ý kiến")
    SITTING = "SITTING", _("đang họp")
    CLOSED = "CLOSED", _("chờ ký biên bản")
    SIGNED = "SIGNED", _("đã ký biên bản")


class PollState(TextChoices):
    """A poll is prepared, open to votes, closed, opened in two steps, or void."""

    PREPARED = "PREPARED", _("đang chuẩn bị")
    OPEN = "OPEN", _("đang bỏ phiếu")
    CLOSED = "CLOSED", _("đã đóng, chờ kiểm phiếu")
    STRIPPED = "STRIPPED", _("đã bỏ phong bì ngoài")
    COUNTED = "COUNTED", _("đã kiểm phiếu")
    VOID = "VOID", _("đã hủy")


class ItemState(TextChoices):
    """Where an item stands in a meeting: derived of its polls, kept in no row."""

    TO_COME = "TO_COME", _("chưa xét")
    TAKEN_UP = "TAKEN_UP", _("đang thảo luận")
    POLL_PREPARED = "POLL_PREPARED", _("sắp bỏ phiếu")
    POLL_OPEN = "POLL_OPEN", _("đang bỏ phiếu")
    POLL_CLOSED = "POLL_CLOSED", _("đã đóng, chờ kiểm phiếu")
    POLL_STRIPPED = "POLL_STRIPPED", _("đang kiểm phiếu")
    CARRIED = "CARRIED", _("đạt")
    FAILED = "FAILED", _("không đạt")


class DecisionState(TextChoices):
    """A decision is drafted, approved by a second person, then issued and frozen."""

    DRAFT = "DRAFT", _("dự thảo")
    PROPOSED = "PROPOSED", _("chờ duyệt")
    APPROVED = "APPROVED", _("đã duyệt, chờ ban hành")
    ISSUED = "ISSUED", _("đã ban hành")


class CertificateState(TextChoices):
    """A certificate is printed, then handed over; a lost or spoilt one makes room for another."""

    PRINTED = "PRINTED", _("đã in, chưa trao")
    HANDED_OVER = "HANDED_OVER", _("đã trao")
    LOST = "LOST", _("báo mất")
    SPOILT = "SPOILT", _("hỏng, đã hủy")
    RECALLED = "RECALLED", _("đã thu hồi")


class HistoryState(TextChoices):
    """A file of old awards is read, its lines are matched by people, then all is recorded at once.

    One with a wrong cell stays as it is: it is thrown away, and the corrected file is another.
    """

    FAULTY = "FAULTY", _("có ô cần sửa")
    MATCHING = "MATCHING", _("đang đối chiếu")
    DONE = "DONE", _("đã ghi nhận")


class PetitionState(TextChoices):
    """A petition is written, sent to a higher authority, perhaps added to, and answered."""

    DRAFT = "DRAFT", _("đang soạn")
    SENT = "SENT", _("chờ cấp trên")
    SUPPLEMENT_ASKED = "SUPPLEMENT_ASKED", _("chờ bổ sung")
    ANSWERED = "ANSWERED", _("đã có quyết định")
    REFUSED = "REFUSED", _("không được chấp thuận")


class TallyState(TextChoices):
    """A tally may be counted again until it is frozen."""

    COUNTING = "COUNTING", _("đang đếm")
    COUNTED = "COUNTED", _("đã đếm")
    FROZEN = "FROZEN", _("đã chốt")


# Names of `units.models.Role`; this room is below the models.
CLERK, HEAD = "UNIT_CLERK", "UNIT_HEAD"
STANDING, CHAIR, ADMIN = "STANDING_BODY", "COUNCIL_CHAIR", "DECISION_ADMIN"
LEADERSHIP = "LEADERSHIP"
# No role that is granted: whoever is nominated, or heads the collective that is.
NOMINEE = "NOMINEE"

N = NominationState
OPEN_TO_EDIT = frozenset({N.DRAFT, N.RETURNED})
# States in which the unit has the file in hand; from all others on it has left the unit.
IN_UNIT = frozenset({*OPEN_TO_EDIT, N.WITH_HEAD})
# Nothing comes of these any more: the subject may be nominated anew.
GONE = (N.REJECTED, N.WITHDRAWN)
# Whoever deals with a nomination for the standing body has it until the council has decided.
ASSIGNABLE = frozenset({N.SENT, N.RETURNED, N.ACCEPTED, N.IN_REVIEW})

NOMINATION = Workflow(
    (
        step("save", OPEN_TO_EDIT, N.DRAFT, [CLERK, HEAD]),
        step("withdraw", OPEN_TO_EDIT, N.WITHDRAWN, [CLERK, HEAD]),
        step("hand_up", OPEN_TO_EDIT, N.WITH_HEAD, [CLERK, HEAD]),
        step("recall", [N.WITH_HEAD], N.DRAFT, [CLERK]),
        step("send", [N.WITH_HEAD], N.SENT, [HEAD]),
        step("pull_back", [N.SENT], N.WITH_HEAD, [HEAD]),
        step("return", [N.WITH_HEAD], N.RETURNED, [HEAD]),
        step("send_back", [N.SENT, N.ACCEPTED], N.RETURNED, [STANDING]),
        step("check", [N.SENT], N.SENT, [STANDING]),
        step("accept", [N.SENT], N.ACCEPTED, [STANDING]),
        step("review", [N.ACCEPTED], N.IN_REVIEW, [STANDING]),
        step("pass", [N.IN_REVIEW], N.PASSED, [CHAIR]),
        step("reject", [N.IN_REVIEW], N.REJECTED, [CHAIR]),
        step("decide", [N.PASSED], N.DECIDED, [ADMIN]),
    )
)

# What is posted stays as it was, whatever the council makes of it.
POSTED = frozenset({N.ACCEPTED, N.IN_REVIEW, N.PASSED, N.REJECTED, N.DECIDED})

S = SubmissionState

SUBMISSION = Workflow(
    (
        step("save", [S.DRAFT], S.DRAFT, [CLERK, HEAD]),
        step("hand_up", [S.DRAFT], S.DRAFT, [CLERK, HEAD]),
        step("send", [S.DRAFT], S.SENT, [HEAD]),
    )
)

R = RemarkState

REMARK = Workflow(
    (
        step("explain", [R.WAITING], R.WAITING, [NOMINEE]),
        step("answer", [R.WAITING], R.ANSWERED, [STANDING]),
        step("uphold", [R.WAITING], R.UPHELD, [STANDING]),
        step("dismiss", [R.WAITING], R.DISMISSED, [STANDING]),
    )
)

D = DecisionState

DECISION = Workflow(
    (
        step("word", [D.DRAFT], D.DRAFT, [ADMIN]),
        step("discard", [D.DRAFT], D.DRAFT, [ADMIN]),
        step("propose", [D.DRAFT], D.PROPOSED, [ADMIN]),
        step("return", [D.PROPOSED, D.APPROVED], D.DRAFT, [ADMIN, LEADERSHIP]),
        step("approve", [D.PROPOSED], D.APPROVED, [ADMIN, LEADERSHIP]),
        step("issue", [D.APPROVED], D.ISSUED, [ADMIN]),
    )
)

C = CertificateState
# A recipient holds, or waits for, at most one certificate.
LIVE_CERTIFICATE = (C.PRINTED, C.HANDED_OVER)

# `reissue` leaves the old certificate as it ended: its target is the state of the new one.
CERTIFICATE = Workflow(
    (
        step("hand_over", [C.PRINTED], C.HANDED_OVER, [ADMIN]),
        step("lose", LIVE_CERTIFICATE, C.LOST, [ADMIN]),
        step("spoil", LIVE_CERTIFICATE, C.SPOILT, [ADMIN]),
        step("recall", [C.HANDED_OVER], C.RECALLED, [ADMIN]),
        step("reissue", [C.LOST, C.SPOILT], C.PRINTED, [ADMIN]),
    )
)

H = HistoryState

HISTORY = Workflow(
    (
        step("match", [H.MATCHING], H.MATCHING, [ADMIN]),
        step("record", [H.MATCHING], H.DONE, [ADMIN]),
        step("discard", [H.FAULTY, H.MATCHING], H.MATCHING, [ADMIN]),
    )
)

P = PetitionState
WITH_AUTHORITY = frozenset({P.SENT, P.SUPPLEMENT_ASKED})
ON_THE_WAY = WITH_AUTHORITY | {P.DRAFT}
# The next step is the agency's.
WITH_AGENCY = frozenset({P.DRAFT, P.SUPPLEMENT_ASKED})

PETITION = Workflow(
    (
        step("word", [P.DRAFT], P.DRAFT, [ADMIN]),
        step("discard", [P.DRAFT], P.DRAFT, [ADMIN]),
        step("send", [P.DRAFT], P.SENT, [ADMIN]),
        step("ask_supplement", [P.SENT], P.SUPPLEMENT_ASKED, [ADMIN]),
        step("send_supplement", [P.SUPPLEMENT_ASKED], P.SENT, [ADMIN]),
        step("answer", WITH_AUTHORITY, P.ANSWERED, [ADMIN]),
        step("refuse", WITH_AUTHORITY, P.REFUSED, [ADMIN]),
    )
)

# The way of a nomination as its page draws it: the stages, and the states that stand in each.
STAGES = (
    (_("Soạn hồ sơ"), frozenset({N.DRAFT, N.RETURNED, N.WITHDRAWN})),
    (_("Thủ trưởng ký trình"), frozenset({N.WITH_HEAD})),
    (_("Thường trực kiểm tra"), frozenset({N.SENT, N.ACCEPTED})),
    (_("Hội đồng xét"), frozenset({N.IN_REVIEW, N.REJECTED})),
    (_("Quyết định"), frozenset({N.PASSED, N.DECIDED})),
)


def way(state: str) -> list[tuple[str, str]]:
    """The stages of a nomination, each "done", "current" or "todo"."""
    here = next(place for place, (_name, states) in enumerate(STAGES) if state in states)
    over = state == N.DECIDED
    return [
        (str(name), "done" if place < here or over else "current" if place == here else "todo")
        for place, (name, _states) in enumerate(STAGES)
    ]


# The way of a review as its page draws it: the stages, and the state that stands in each.
REVIEW_STAGES = (
    (_("Khai xung đột, cho ý kiến"), ReviewState.OPEN),
    (_("Họp và bỏ phiếu"), ReviewState.SITTING),
    (_("Ký biên bản"), ReviewState.CLOSED),
    (_("Công bố kết quả"), ReviewState.SIGNED),
)
# Whom a review waits for in each state.
REVIEW_TURNS = {
    ReviewState.OPEN: _("ủy viên khai xung đột lợi ích và cho ý kiến"),
    ReviewState.SITTING: _("Hội đồng bỏ phiếu"),
    ReviewState.CLOSED: _("chủ tọa và thư ký ký biên bản"),
    ReviewState.SIGNED: _("thường trực công bố kết quả"),
}


def review_way(state: str, *, announced: bool) -> list[tuple[str, str]]:
    """The stages of a review, each "done", "current" or "todo"."""
    here = [stage for _name, stage in REVIEW_STAGES].index(ReviewState(state))
    return [
        (str(name), "done" if place < here or announced else "current" if place == here else "todo")
        for place, (name, _stage) in enumerate(REVIEW_STAGES)
    ]
