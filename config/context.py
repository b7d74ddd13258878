"""What every page needs: the agency, who is here, the menu, the unread notices."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from config.menu import menu
from units.models import Account, Agency
from units.permissions import standing
from units.queries import unread_count


def page(request: HttpRequest) -> dict[str, Any]:
    """Give templates `page`, worked out only when a template asks for it."""
    return {"page": SimpleLazyObject(lambda: _page(request))}


def _page(request: HttpRequest) -> dict[str, Any]:
    account = request.user if isinstance(request.user, Account) else None
    return {
        "site_name": "Thi Đua",
        "agency_name": _agency_name(account),
        "menu": menu(request, account) if account else [],
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
