"""Who is in a bloc, who heads it, and how it ranked its units."""

import datetime
from collections.abc import Mapping

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from campaigns.models import BlocDocument, BlocResult, BlocTerm, Ranking
from campaigns.permissions.scores import may_keep_documents
from campaigns.queries.blocs import bloc_members
from units import audit, clock
from units.actions.files import attach
from units.errors import ActionRefused, NotAllowed
from units.models import Account, Bloc, BlocMembership, Role, Unit
from units.permissions import require
from units.queries import agency_root


@transaction.atomic
def record_bloc_results(
    *, bloc: Bloc, year: int, ranks: Mapping[Unit, int], actor: Account
) -> list[BlocResult]:
    """Record the ranking of a bloc for a year; it takes the place of an earlier one.

    A unit is ranked by the bloc in which it stands at the end of the year.
    """
    require(actor, agency_root(bloc.agency).pk, [Role.STANDING_BODY])
    if year > clock.today().year:
        raise ActionRefused(_("Chưa đến năm này. Kết quả chưa được ghi."))
    if not ranks or min(ranks.values()) < 1:
        raise ActionRefused(_("Thứ hạng phải bắt đầu từ 1. Kết quả chưa được ghi."))
    lock_bloc(bloc)
    if Ranking.objects.filter(bloc=bloc, round__campaign__year=year).exists():
        raise ActionRefused(
            _(
                "Khối này đã công bố xếp hạng năm %(year)d. Kết quả chưa được ghi; nếu có sai sót, "
                "hãy công bố lại và nêu lý do."
            )
            % {"year": year}
        )
    old, results = write_bloc_results(bloc, year, ranks)
    new = {unit.pk: rank for unit, rank in ranks.items()}
    audit.record(
        actor=actor, action="record_bloc_results", target=bloc, year=year, ranks=[old, new]
    )
    return results


def lock_bloc(bloc: Bloc) -> None:
    """Let two rankings of one bloc follow each other."""
    Bloc.objects.select_for_update().get(pk=bloc.pk)


def write_bloc_results(
    bloc: Bloc, year: int, ranks: Mapping[Unit, int]
) -> tuple[dict[int, int], list[BlocResult]]:
    """Put a ranking in the place of an earlier one, which is returned with the new rows.

    What another bloc recorded for a unit that joined this one since gives way too.
    """
    if not {unit.pk for unit in ranks} <= set(
        bloc_members(bloc, year).values_list("pk", flat=True)
    ):
        raise ActionRefused(
            _("Có đơn vị không thuộc khối này cuối năm %(year)d. Kết quả chưa được ghi.")
            % {"year": year}
        )
    earlier = BlocResult.objects.filter(Q(bloc=bloc) | Q(unit__in=list(ranks)), year=year)
    old = dict(earlier.values_list("unit", "rank"))
    earlier.delete()
    results = BlocResult.objects.bulk_create(
        BlocResult(bloc=bloc, unit=unit, year=year, rank=rank) for unit, rank in ranks.items()
    )
    return old, results


@transaction.atomic
def set_bloc_term(
    *, bloc: Bloc, year: int, head: Unit, deputy: Unit | None, actor: Account
) -> BlocTerm:
    """Say which units head a bloc in a year; it takes the place of what was said before."""
    require(actor, agency_root(bloc.agency).pk, [Role.STANDING_BODY])
    lock_bloc(bloc)
    if deputy == head:
        raise ActionRefused(_("Phó trưởng khối phải là đơn vị khác. Chưa có gì được lưu."))
    members = bloc_members(bloc, year)
    if any(unit not in members for unit in (head, deputy) if unit):
        raise ActionRefused(
            _("Trưởng khối, phó trưởng khối phải thuộc khối năm %(year)d. Chưa có gì được lưu.")
            % {"year": year}
        )
    before = BlocTerm.objects.filter(bloc=bloc, year=year).values_list("head", "deputy").first()
    term, _created = BlocTerm.objects.update_or_create(
        bloc=bloc, year=year, defaults={"head": head, "deputy": deputy}
    )
    after = [head.pk, deputy.pk if deputy else None]
    audit.record(actor=actor, action="set_bloc_term", target=bloc, year=year, units=[before, after])
    return term


@transaction.atomic
def attach_bloc_document(
    *, bloc: Bloc, year: int, title: str, uploads: list[UploadedFile], actor: Account
) -> list[BlocDocument]:
    """Keep papers of a bloc: by the standing body, or by a unit that heads the bloc that year."""
    if not may_keep_documents(actor, bloc, year):
        raise NotAllowed(
            _(
                "Chỉ thường trực Hội đồng và đơn vị trưởng khối, phó trưởng khối của năm này đưa "
                "văn bản lên. Chưa có tệp nào được lưu."
            )
        )
    kept = [
        attach(
            to=BlocDocument, upload=upload, actor=actor, bloc=bloc, year=year, title=title.strip()
        )
        for upload in uploads
    ]
    audit.record(
        actor=actor,
        action="attach_bloc_document",
        target=bloc,
        year=year,
        documents=[document.pk for document in kept],
    )
    return kept


@transaction.atomic
def join_bloc(*, bloc: Bloc, unit: Unit, since: datetime.date, actor: Account) -> BlocMembership:
    """Put a unit into a bloc from a day on; it leaves the bloc in which it stood that day."""
    require(actor, agency_root(bloc.agency).pk, [Role.STANDING_BODY])
    lock_bloc(bloc)
    if unit.agency_id != bloc.agency_id:
        raise ActionRefused(_("Đơn vị này thuộc cơ quan khác. Chưa có gì được lưu."))
    memberships = BlocMembership.objects.select_for_update().filter(unit=unit)
    if memberships.filter(since__gte=since).exists():
        raise ActionRefused(
            _(
                "Đơn vị này đã có khối từ ngày đó trở đi. Chưa có gì được lưu; hãy chọn ngày muộn "
                "hơn, hoặc cho đơn vị rời khối trước."
            )
        )
    left = list(memberships.on(since).values_list("bloc", flat=True))
    if bloc.pk in left:
        raise ActionRefused(_("Đơn vị này đang ở trong khối. Không có gì thay đổi."))
    memberships.on(since).update(until=since)
    membership = BlocMembership.objects.create(bloc=bloc, unit=unit, since=since)
    audit.record(actor=actor, action="join_bloc", target=bloc, unit=unit.pk, since=since, left=left)
    return membership


@transaction.atomic
def leave_bloc(*, membership: BlocMembership, until: datetime.date, actor: Account) -> None:
    """Let a unit leave its bloc; `until` is the first day outside."""
    require(actor, agency_root(membership.bloc.agency).pk, [Role.STANDING_BODY])
    membership = (
        BlocMembership.objects.select_for_update(of=("self",))
        .select_related("bloc", "unit")
        .get(pk=membership.pk)
    )
    if until <= membership.since or (membership.until and until > membership.until):
        raise ActionRefused(
            _("Ngày rời khối phải sau ngày vào khối (%(since)s). Chưa có gì được lưu.")
            % {"since": f"{membership.since:%d/%m/%Y}"}
        )
    membership.until = until
    membership.save(update_fields=["until"])
    audit.record(
        actor=actor,
        action="leave_bloc",
        target=membership.bloc,
        unit=membership.unit_id,
        until=until,
    )
