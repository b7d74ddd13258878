"""Count a year's awards in the background, and freeze the count."""

from collections.abc import Iterator

from django.db import transaction
from django.db.models import Count
from django.utils.translation import gettext as _

from awards.models import Tally, TallyLine
from awards.queries.records import recipients_of_year
from awards.queries.tallies import award_counts, tally_counts
from awards.workflow import TallyState
from units import audit, clock
from units.actions.jobs import queue_job
from units.errors import ActionRefused
from units.jobs import job_kind
from units.models import Account, Agency, Job, Role
from units.permissions import require
from units.queries import agency_root

KIND = "tally"


@transaction.atomic
def begin_tally(*, agency: Agency, year: int, actor: Account) -> Job:
    """Count, or count again, a year that is not frozen; the job it leaves does the work."""
    require(actor, agency_root(agency).pk, [Role.STANDING_BODY])
    tally, _created = Tally.objects.select_for_update().get_or_create(agency=agency, year=year)
    _refuse_frozen(tally)
    tally.state = TallyState.COUNTING
    tally.save(update_fields=["state"])
    audit.record(actor=actor, action="begin_tally", target=tally, year=year)
    return queue_job(kind=KIND, argument=tally.pk, path=tally.get_absolute_url(), owner=actor)


@job_kind(KIND)
def count_tally(job: Job) -> Iterator[tuple[int, int]]:
    """Recount the tally's year, one award after another; running it twice changes nothing."""
    tally = Tally.objects.select_related("agency").get(pk=job.argument)
    records = recipients_of_year(tally.agency, tally.year).order_by()
    awards = sorted(set(records.values_list("decision__award", flat=True)))
    total = len(awards) + 1
    yield 0, total
    lines: list[TallyLine] = []
    for done, award in enumerate(awards, start=1):
        groups = records.filter(decision__award=award).values_list("kind", "unit")
        for kind, unit, count in groups.annotate(count=Count("pk")):
            lines.append(TallyLine(tally=tally, award=award, kind=kind, unit_id=unit, count=count))
        yield done, total
    _replace_lines(tally, lines)
    yield total, total


@transaction.atomic
def freeze_tally(*, tally: Tally, actor: Account) -> Tally:
    """Close the year: from here on neither the tally nor its lines can change.

    Refused when the records no longer agree with the count.
    """
    tally = Tally.objects.select_for_update(of=("self",)).select_related("agency").get(pk=tally.pk)
    require(actor, agency_root(tally.agency).pk, [Role.STANDING_BODY])
    _refuse_frozen(tally)
    if tally.state != TallyState.COUNTED:
        raise ActionRefused(_("Đang đếm, chưa chốt được. Hãy đợi đếm xong rồi chốt."))
    if tally_counts(tally) != award_counts(tally.agency, tally.year):
        raise ActionRefused(
            _("Sau lần đếm này có quyết định mới nên chưa chốt được. Hãy đếm lại rồi chốt.")
        )
    tally.state, tally.frozen_at, tally.frozen_by = TallyState.FROZEN, clock.now(), actor
    tally.save(update_fields=["state", "frozen_at", "frozen_by"])
    audit.record(actor=actor, action="freeze_tally", target=tally, year=tally.year)
    return tally


@transaction.atomic
def _replace_lines(tally: Tally, lines: list[TallyLine]) -> None:
    tally = Tally.objects.select_for_update().get(pk=tally.pk)
    _refuse_frozen(tally)
    tally.lines.all().delete()
    TallyLine.objects.bulk_create(lines)
    tally.state, tally.counted_at = TallyState.COUNTED, clock.now()
    tally.save(update_fields=["state", "counted_at"])


def _refuse_frozen(tally: Tally) -> None:
    if tally.state == TallyState.FROZEN:
        raise ActionRefused(
            _("Năm %(year)d đã chốt nên không đếm lại được nữa.") % {"year": tally.year}
        )
