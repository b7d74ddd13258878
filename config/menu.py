"""The menu: what stands in it, and which roles see which line."""

from dataclasses import dataclass, field

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from units.models import Account, Role
from units.permissions import WATCHERS, standing

Text = str | Promise

UNIT = (Role.UNIT_CLERK, Role.UNIT_HEAD)
RUNS = (Role.STANDING_BODY, Role.LEADERSHIP)
PLEDGES = (*UNIT, *RUNS)
JUDGES_INITIATIVES = (Role.INITIATIVE_MEMBER, Role.INITIATIVE_CHAIR, *RUNS)
REVIEWERS = (
    Role.COUNCIL_MEMBER,
    Role.COUNCIL_VICE_CHAIR,
    Role.COUNCIL_CHAIR,
    Role.COUNCIL_SECRETARY,
    *RUNS,
)
DECIDERS = (*UNIT, Role.DECISION_ADMIN, *RUNS)
OFFICE = (Role.DECISION_ADMIN, *RUNS)
KEEPS = (Role.STANDING_BODY,)


@dataclass(frozen=True)
class Line:
    """A line for holders of `open_to`, for everybody when there are none.

    It is the current one on every page whose address is called `part`, or `part` and more.
    """

    title: Text
    name: str
    part: str
    icon: str
    open_to: tuple[str, ...] = ()


@dataclass(frozen=True)
class Item:
    """A line as somebody sees it."""

    title: Text
    url: str
    icon: str
    current: bool


@dataclass(frozen=True)
class Group:
    """A titled part of the menu."""

    title: Text
    items: list[Item] = field(default_factory=list)


MENU: tuple[tuple[Text, tuple[Line, ...]], ...] = (
    (
        "",
        (
            Line(_("Trang chính"), "home", "home", "home"),
            Line(_("Lịch"), "calendar", "calendar", "calendar"),
            Line(_("Tin và văn bản"), "publications", "publication", "speakerphone"),
        ),
    ),
    (
        _("Năm thi đua"),
        (
            Line(pgettext_lazy("list", "Phong trào"), "campaigns", "campaign", "flag"),
            Line(pgettext_lazy("list", "Đăng ký thi đua"), "pledges", "pledge", "writing", PLEDGES),
            Line(_("Chỉ tiêu, tiến độ"), "targets", "target", "target"),
            Line(_("Sơ kết, tổng kết"), "assessments", "assessment", "list-check", PLEDGES),
            Line(_("Chấm điểm"), "scorings", "scoring", "pencil", PLEDGES),
            Line(pgettext_lazy("list", "Khối thi đua"), "blocs", "bloc", "trophy", PLEDGES),
        ),
    ),
    (
        _("Sáng kiến, điển hình"),
        (
            Line(_("Đơn sáng kiến"), "proposals", "proposal", "file-text"),
            Line(_("Xét sáng kiến"), "sittings", "sitting", "gavel", JUDGES_INITIATIVES),
            Line(_("Kho sáng kiến"), "initiatives", "initiative", "certificate"),
            Line(pgettext_lazy("list", "Điển hình tiên tiến"), "exemplars", "exemplar", "trophy"),
            Line(_("Người tốt, việc tốt"), "deeds", "deed", "medal"),
        ),
    ),
    (
        _("Khen thưởng"),
        (
            Line(_("Đề nghị"), "nominations", "nomination", "file-text", DECIDERS),
            Line(
                pgettext_lazy("list", "Tờ trình"), "submissions", "submission", "signature", PLEDGES
            ),
            Line(_("Lấy ý kiến công khai"), "consultations", "consultation", "list-check"),
            Line(pgettext_lazy("list", "Phiên xét"), "reviews", "review", "gavel", REVIEWERS),
            Line(_("Các Hội đồng"), "councils", "council", "users"),
            Line(_("Trình cấp trên"), "petitions", "petition", "send", OFFICE),
            Line(pgettext_lazy("list", "Quyết định"), "decisions", "decision", "certificate"),
            Line(_("Giấy khen, bằng khen"), "certificates", "certificate", "award"),
            Line(_("Quỹ khen thưởng"), "funds", "fund", "sum", OFFICE),
            Line(_("Thu hồi"), "recoveries", "recovery", "arrow-back-up", OFFICE),
        ),
    ),
    (
        _("Tổng hợp"),
        (
            Line(_("Bảng điều hành"), "dashboard", "dashboard", "chart-bar", RUNS),
            Line(_("Tổng hợp năm"), "tallies", "tally", "sum", OFFICE),
            Line(_("Thử quy định"), "trial", "trial", "filter", KEEPS),
        ),
    ),
    (
        _("Tổ chức"),
        (
            Line(pgettext_lazy("list", "Đơn vị"), "units", "unit", "sitemap", WATCHERS),
            Line(_("Con người"), "people", "person", "user", WATCHERS),
            Line(pgettext_lazy("list", "Vai trò"), "roles", "role", "key", (Role.SYSTEM_ADMIN,)),
            Line(_("Lịch nhắc việc"), "reminders", "reminders", "bell", KEEPS),
            Line(_("Thư chờ gửi"), "outbox", "outbox", "send", KEEPS),
            Line(_("Trang công khai"), "public_pages", "public_pages", "external-link", KEEPS),
        ),
    ),
)


def menu(request: HttpRequest, account: Account) -> list[Group]:
    """The menu of the roles that an account holds; a group without a line is left out."""
    roles = standing(account).roles
    here = request.resolver_match.view_name if request.resolver_match else ""
    groups = [
        Group(title, [_item(line, here) for line in lines if _is_open(line, roles)])
        for title, lines in MENU
    ]
    return [group for group in groups if group.items]


def _is_open(line: Line, roles: frozenset[str]) -> bool:
    return not line.open_to or bool(roles & set(line.open_to))


def _item(line: Line, here: str) -> Item:
    current = here in {line.name, line.part} or here.startswith(f"{line.part}_")
    return Item(line.title, reverse(line.name), line.icon, current)
