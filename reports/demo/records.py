"""What is put on record at the end of a year: initiatives, ratings, the ranking of the blocs."""

from collections.abc import Collection

from campaigns.actions.blocs import record_bloc_results
from campaigns.actions.initiatives import recognise_initiative
from campaigns.models import BlocResult
from reports.demo.careers import HT, HTT, HTXS, Career
from reports.demo.chance import chance
from reports.demo.office import Office
from units.actions.ratings import record_ratings
from units.models import Person, Role, Unit, YearRating

UNIT_RATINGS = {HTXS: 30, HTT: 62, HT: 8}


def recognise_ideas(office: Office, careers: list[Career], year: int) -> None:
    """Keep the initiatives of a year, numbered in the order of their days."""
    found = [(idea, career.person) for career in careers for idea in career.ideas.get(year, [])]
    found.sort(key=lambda pair: (pair[0].recognised_on, pair[1].staff_code, pair[0].title))
    for number, (idea, author) in enumerate(found, start=1):
        recognise_initiative(
            agency=office.agency,
            title=idea.title,
            scope=idea.scope,
            recognised_on=idea.recognised_on,
            certificate=f"MH-{number:02d}/{year}/GCN-SK",
            authors=[author],
            actor=office.holder(Role.STANDING_BODY),
        )


def rate(
    office: Office, careers: list[Career], year: int, *, leading: Collection[str] = ()
) -> None:
    """Rate the people and departments of whom nobody has recorded a rating for the year."""
    ratings: dict[Person | Unit, str] = {
        career.person: career.ratings[year] for career in careers if year in career.ratings
    }
    ratings |= {unit: unit_rating(unit, year, leading) for unit in office.departments}
    rated = YearRating.objects.filter(agency=office.agency, year=year)
    known = {row.person or row.unit for row in rated.select_related("person", "unit")}
    left = {subject: rating for subject, rating in ratings.items() if subject not in known}
    record_ratings(
        agency=office.agency,
        year=year,
        ratings=left,
        source=f"Thông báo MH-{year % 100}/TB-VPQH về kết quả đánh giá, xếp loại năm {year}",
        actor=office.holder(Role.STANDING_BODY),
    )


def rank_blocs(office: Office, year: int, *, leading: Collection[str] = ()) -> None:
    """Rank each bloc that nobody has ranked: those named first, then by rating and chance."""
    for bloc in office.agency.blocs.all():
        if BlocResult.objects.filter(bloc=bloc, year=year).exists():
            continue
        members = [one.unit for one in bloc.memberships.select_related("unit").order_by("pk")]
        chance("bloc", bloc.name, year).shuffle(members)
        order: list[str] = list(UNIT_RATINGS)
        members.sort(
            key=lambda unit: (
                unit.code not in leading,
                order.index(unit_rating(unit, year, leading)),
            )
        )
        record_bloc_results(
            bloc=bloc,
            year=year,
            ranks={unit: rank for rank, unit in enumerate(members, start=1)},
            actor=office.holder(Role.STANDING_BODY),
        )


def unit_rating(unit: Unit, year: int, leading: Collection[str] = ()) -> str:
    """How a department is rated: the best for those that lead, else by chance."""
    if unit.code in leading:
        return HTXS
    random = chance("unit rating", unit.code, year)
    (rating,) = random.choices(list(UNIT_RATINGS), weights=list(UNIT_RATINGS.values()))
    return rating
