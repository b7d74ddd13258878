"""What every page needs: the agency, who is here, the menu, the unread notices."""

from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from units.models import Account, Agency, Role
from units.permissions import WATCHERS, standing
from units.queries import unread_count

UNIT = (Role.UNIT_CLERK, Role.UNIT_HEAD)
RUNS = (Role.STANDING_BODY, Role.LEADERSHIP)


@dataclass(frozen=True)
class Item:
    """One line of the menu; open to holders of `roles`, to everybody when there are none."""

    title: str
    url: str
    icon: str
    current: bool
    count: int | None = None


@dataclass(frozen=True)
class Group:
    """A titled part of the menu."""

    title: str
    items: list[Item] = field(default_factory=list)


def page(request: HttpRequest) -> dict[str, Any]:
    """Give templates `page`, worked out only when a template asks for it."""
    return {"page": SimpleLazyObject(lambda: _page(request))}


def _page(request: HttpRequest) -> dict[str, Any]:
    account = request.user if isinstance(request.user, Account) else None
    return {
        "site_name": "Thi Đua",
        "agency_name": _agency_name(account),
        "menu": _menu(request, account) if account else [],
        "unread": unread_count(account) if account else 0,
        "office_today": settings.OFFICE_TODAY,
        "account": account,
        "person": account.person if account else None,
    }


def _agency_name(account: Account | None) -> str:
    if account is None:
        return ""
    names = Agency.objects.filter(pk__in=standing(account).agencies).values_list("name", flat=True)
    return names[0] if len(names) == 1 else ""


def _menu(request: HttpRequest, account: Account) -> list[Group]:
    """The menu of the roles held; a group without a line is left out."""
    roles = standing(account).roles
    here = request.resolver_match.view_name if request.resolver_match else ""

    def item(title: str, name: str, part: str, icon: str, *open_to: str) -> Item | None:
        """A line, current on every page whose name starts with `part`."""
        if open_to and not roles & set(open_to):
            return None
        return Item(title, reverse(name), icon, here in {name, part} or here.startswith(f"{part}_"))

    reviewers = (Role.COUNCIL_MEMBER, Role.COUNCIL_CHAIR, *RUNS)
    initiative_council = (Role.INITIATIVE_MEMBER, Role.INITIATIVE_CHAIR, *RUNS)
    deciders = (*UNIT, Role.DECISION_ADMIN, *RUNS)
    groups = {
        "": [
            item(_("Trang chính"), "home", "home", "home"),
            item(_("Lịch"), "calendar", "calendar", "calendar"),
        ],
        _("Năm thi đua"): [
            item(pgettext("list", "Phong trào"), "campaigns", "campaign", "flag"),
            item(pgettext("list", "Đăng ký thi đua"), "pledges", "pledge", "writing", *UNIT, *RUNS),
            item(_("Tin và văn bản"), "publications", "publication", "speakerphone"),
            item(pgettext("list", "Điển hình tiên tiến"), "exemplars", "exemplar", "trophy"),
            item(_("Người tốt, việc tốt"), "deeds", "deed", "medal"),
            item(_("Đơn sáng kiến"), "proposals", "proposal", "file-text"),
            item(_("Xét sáng kiến"), "sittings", "sitting", "gavel", *initiative_council),
            item(_("Kho sáng kiến"), "initiatives", "initiative", "list-check"),
            item(_("Chấm điểm"), "scorings", "scoring", "list-check", *UNIT, *RUNS),
            item(pgettext("list", "Khối thi đua"), "blocs", "bloc", "trophy", *UNIT, *RUNS),
            item(_("Chỉ tiêu, tiến độ"), "targets", "target", "target"),
            item(_("Sơ kết, tổng kết"), "assessments", "assessment", "list-check", *UNIT, *RUNS),
        ],
        _("Khen thưởng"): [
            item(_("Đề nghị"), "nominations", "nomination", "file-text", *deciders),
            item(_("Hội đồng"), "reviews", "review", "users", *reviewers),
            item(pgettext("list", "Quyết định"), "decisions", "decision", "certificate"),
        ],
        _("Tổng hợp"): [
            item(_("Bảng điều hành"), "dashboard", "dashboard", "chart-bar", *RUNS),
            item(_("Tổng hợp năm"), "tallies", "tally", "sum", Role.DECISION_ADMIN, *RUNS),
            item(_("Thử quy định"), "trial", "trial", "filter", Role.STANDING_BODY),
            item(_("Lịch nhắc việc"), "reminders", "reminders", "bell", Role.STANDING_BODY),
            item(_("Thư chờ gửi"), "outbox", "outbox", "send", Role.STANDING_BODY),
        ],
        _("Tổ chức"): [
            item(pgettext("list", "Đơn vị"), "units", "unit", "sitemap", *WATCHERS),
            item(_("Con người"), "people", "person", "user", *WATCHERS),
            item(
                _("Trang công khai"),
                "public_pages",
                "public_pages",
                "external-link",
                Role.STANDING_BODY,
            ),
            item(pgettext("list", "Vai trò"), "roles", "role", "key", Role.SYSTEM_ADMIN),
        ],
    }
    kept = [Group(title, [line for line in lines if line]) for title, lines in groups.items()]
    return [group for group in kept if group.items]
