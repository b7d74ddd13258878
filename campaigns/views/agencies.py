"""Which agency a page is about, for the rare account that runs several."""

from django.db.models import QuerySet
from django.http import Http404

from units.models import Agency
from units.requests import AccountRequest


def chosen_agency(
    request: AccountRequest, agencies: QuerySet[Agency]
) -> tuple[list[Agency], Agency]:
    """All agencies to choose from, and the one that the address names, the first by default.

    404 where the account runs none, or not the one named.
    """
    run = list(agencies.order_by("name"))
    code = request.GET.get("agency")
    for agency in run:
        if code in {None, agency.code}:
            return run, agency
    raise Http404
