"""News and documents to read and confirm."""

import datetime
from collections.abc import Iterator

from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from campaigns.models import Publication
from campaigns.permissions.publications import publications_addressed_to
from campaigns.queries.publications import unconfirmed
from reports.queries.due.lines import Due, few_or_many
from units.models import Account


def news(account: Account, on: datetime.date) -> Iterator[Due]:
    """What asks this account to confirm that it was read."""
    where = _("chưa xác nhận")

    def one(publication: Publication) -> Due:
        since = localtime(publication.published_at).date()
        url, due = publication.get_absolute_url(), publication.confirm_by
        return Due(publication.title, where, url, _("Đọc và xác nhận"), since, due)

    def many(count: int, first: Publication) -> Due:
        title = ngettext("%(n)d tin, văn bản cần đọc", "%(n)d tin, văn bản cần đọc", count)
        url, due = reverse("publications"), first.confirm_by
        return Due(title % {"n": count}, where, url, _("Xem danh sách"), None, due)

    yield from few_or_many(unconfirmed(publications_addressed_to(account, on), account), one, many)
