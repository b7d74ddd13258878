"""Record how well people and units completed their tasks in a year."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from units import audit, clock
from units.errors import ActionRefused
from units.models import Account, Agency, Person, Role, Unit, YearRating
from units.permissions import require
from units.queries import agency_root


@transaction.atomic
def record_ratings(
    *, agency: Agency, year: int, ratings: Mapping[Person | Unit, str], source: str, actor: Account
) -> list[YearRating]:
    """Record the ratings of a year as `source` gives them; an earlier one of a subject gives way.

    The trail names the ratings that were replaced as "person 12" or "unit 3": [old, new].
    """
    require(actor, agency_root(agency).pk, [Role.STANDING_BODY])
    _check_recordable(agency, year, ratings)
    replaced: dict[str, list[str]] = {}
    recorded: list[YearRating] = []
    for name, model in (("person", Person), ("unit", Unit)):
        rows = {
            subject.pk: YearRating(
                agency=agency,
                year=year,
                rating=YearRating.Rating(rating),
                source=source,
                recorded_by=actor,
                **{name: subject},
            )
            for subject, rating in ratings.items()
            if isinstance(subject, model)
        }
        replaced |= _replaced(name, year, rows)
        recorded += YearRating.objects.bulk_create(
            rows.values(),
            update_conflicts=True,
            unique_fields=[name, "year"],
            update_fields=["rating", "source", "recorded_by"],
        )
    kept: dict[str, Any] = {"year": year, "source": source, "replaced": replaced}
    kept["recorded"] = len(recorded)
    audit.record(actor=actor, action="record_ratings", target=agency, **kept)
    return recorded


def _check_recordable(agency: Agency, year: int, ratings: Mapping[Person | Unit, str]) -> None:
    """Refuse a year that has not come, an empty list, and subjects of another agency."""
    if year > clock.today().year:
        raise ActionRefused(_("Chưa đến năm này. Xếp loại chưa được ghi."))
    if not ratings:
        raise ActionRefused(_("Chưa có ai trong danh sách. Xếp loại chưa được ghi."))
    if any(subject.agency_id != agency.pk for subject in ratings):
        raise ActionRefused(
            _("Có người hoặc tập thể không thuộc cơ quan này. Xếp loại chưa được ghi.")
        )


def _replaced(name: str, year: int, rows: Mapping[int, YearRating]) -> dict[str, list[str]]:
    """Lock the ratings that give way to other ones; return them as [old, new] by subject."""
    known = YearRating.objects.select_for_update().filter(year=year, **{f"{name}__in": rows})
    return {
        f"{name} {key}": [old, rows[key].rating]
        for key, old in known.values_list(name, "rating")
        if old != rows[key].rating
    }
