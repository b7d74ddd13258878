import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from awards.actions.tallies import begin_tally, freeze_tally
from awards.models import Tally
from tests.awards import way
from tests.cast import FOUNDED
from units.actions.organisation import found_agency
from units.tasks import run_due_jobs


def told(*arguments):
    out = StringIO()
    call_command("tally", *arguments, stdout=out)
    return out.getvalue()


@pytest.fixture
def awarded(office):
    people = office.people
    way.recorded(office, "BKTTG", 2021, people["mai"], people["dung"], office.a)
    way.recorded(office, "HCLD3", 2021, people["hung"])


AS_JSON = {
    "year": 2021,
    "lines": [
        {"award": "HCLD3", "recipients": "INDIVIDUAL", "count": 1},
        {"award": "BKTTG", "recipients": "INDIVIDUAL", "count": 2},
        {"award": "BKTTG", "recipients": "COLLECTIVE", "count": 1},
    ],
    "total": 4,
}


def test_json_for_programs(awarded):
    assert json.loads(told("2021", "--json")) == AS_JSON


def test_a_frozen_year_reads_as_frozen(office, awarded):
    begin_tally(agency=office.agency, year=2021, actor=office.thao)
    run_due_jobs()
    freeze_tally(tally=Tally.objects.get(), actor=office.thao)
    way.recorded(office, "CO_CP", 2021, office.a)
    assert json.loads(told("2021", "--json")) == AS_JSON


def test_a_year_without_awards(office):
    assert json.loads(told("1999", "--json")) == {"year": 1999, "lines": [], "total": 0}


def test_a_table_for_people(awarded):
    assert told("2021").splitlines() == [
        "     1  cá nhân   Huân chương Lao động hạng Ba",
        "     2  cá nhân   Bằng khen của Thủ tướng Chính phủ",
        "     1  tập thể   Bằng khen của Thủ tướng Chính phủ",
        "     4            2021",
    ]


def another_agency():
    found_agency(
        code="bo-x",
        name="Bộ X",
        symbol="BX",
        place="Hà Nội",
        head_office="BỘ TRƯỞNG",
        head_name="Lê Văn Thử",
        since=FOUNDED,
    )


def test_of_several_agencies_one_is_named(awarded):
    another_agency()
    with pytest.raises(CommandError, match=r"Name one agency with --agency CODE.*bo-x, vpqh"):
        told("2021")
    assert json.loads(told("2021", "--agency", "vpqh", "--json"))["total"] == 4
    assert json.loads(told("2021", "--agency", "bo-x", "--json"))["total"] == 0


def test_an_unknown_agency(awarded):
    with pytest.raises(CommandError, match=r"There is no agency 'moon'\. Agencies: vpqh\."):
        told("2021", "--agency", "moon")


def test_no_agency_at_all(db):
    with pytest.raises(CommandError, match="Agencies: none"):
        told("2021")


def test_a_year_must_be_a_number(office):
    with pytest.raises(CommandError, match="invalid int value"):
        told("năm nay")
