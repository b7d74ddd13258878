"""Word the year-end report."""

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from awards.models import Tally, YearReport
from campaigns.actions.editions import EditionConflict, is_latest
from units import audit
from units.models import Account, Role
from units.permissions import require
from units.queries import agency_root


@transaction.atomic
def word_year_report(
    *, tally: Tally, words: Mapping[str, str], edition: int, actor: Account
) -> YearReport:
    """Keep the words of each section; `edition` is the one that the page was opened with."""
    require(actor, agency_root(tally.agency).pk, [Role.STANDING_BODY])
    report, _created = YearReport.objects.select_for_update().get_or_create(tally=tally)
    if not is_latest(report, edition):
        raise EditionConflict(
            _(
                "Trong lúc bạn nhập, người khác đã lưu báo cáo này. Phần bạn nhập chưa được lưu "
                "nhưng vẫn còn trên trang, bên cạnh bản đã lưu; lưu lần nữa thì thay bản đã lưu."
            )
        )
    report.words = {section: words.get(section, "").strip() for section in YearReport.Section}
    report.edition, report.worded_by = report.edition + 1, actor
    report.save(update_fields=["words", "edition", "worded_by"])
    audit.record(actor=actor, action="word_year_report", target=tally, edition=report.edition)
    return report
