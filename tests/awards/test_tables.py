from awards.models import Tally, TallyLine
from awards.tables import tally_table, with_total, years_of
from tests.awards import way


def counted(office, *lines):
    tally = Tally.objects.create(agency=office.agency, year=2021)
    TallyLine.objects.bulk_create(
        TallyLine(tally=tally, award=award, kind=kind, unit=unit, count=count)
        for award, kind, unit, count in lines
    )
    return tally


def test_awards_from_the_highest_and_units_by_name(office, django_assert_num_queries):
    tally = counted(
        office,
        ("BKTTG", "INDIVIDUAL", office.a, 2),
        ("BKTTG", "COLLECTIVE", office.a, 1),
        ("BKTTG", "INDIVIDUAL", office.b, 3),
        ("HCLD3", "INDIVIDUAL", office.b, 1),
    )
    with django_assert_num_queries(1):
        table = tally_table(tally)
    assert [
        (line.award, line.individuals, line.collectives, line.total) for line in table.awards
    ] == [
        ("HCLD3", 1, 0, 1),
        ("BKTTG", 5, 1, 6),
    ]
    assert [(line.unit.name, line.counts, line.total) for line in table.units] == [
        ("Cục Thu", [1, 3], 4),
        ("Vụ Hạ", [0, 3], 3),
    ]
    assert (table.individuals, table.collectives, table.total) == (6, 1, 7)


def test_an_empty_table(office):
    table = tally_table(counted(office))
    assert (table.awards, table.units, table.total) == ([], [], 0)


def test_totals_and_years(office):
    assert years_of(office.agency) == []
    counted(office, ("BKTTG", "INDIVIDUAL", office.a, 2), ("HCLD3", "INDIVIDUAL", office.b, 1))
    way.recorded(office, "CO_CP", 2020, office.a)
    assert [tally.total for tally in with_total(Tally.objects.all())] == [3]
    assert years_of(office.agency) == [2021, 2020]
