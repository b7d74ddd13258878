"""`manage.py benchmark`: what it refuses, and what it prints."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from units.models import Person

pytestmark = pytest.mark.django_db


def benchmark(*what, **options):
    out = StringIO()
    call_command("benchmark", *what, stdout=out, **options)
    return out.getvalue().splitlines()


def test_the_pages_stand_beside_the_lightest_one(office):
    head, *lines = benchmark("pages", rounds=1)
    assert head.split() == ["page", "queries", "median", "ms", "x", "floor"]
    assert [line.split()[0] for line in lines] == [
        "healthz",
        "campaigns",
        "nominations",
        "dashboard",
    ]
    assert lines[0].endswith(" 1.0")


def test_pages_need_somebody_who_sees_them_all():
    with pytest.raises(CommandError, match="Nobody holds the leadership role here"):
        benchmark("pages", rounds=1)


def test_no_crowd_is_brought_into_a_real_office(office):
    before = set(Person.objects.values_list("pk", flat=True))
    with pytest.raises(CommandError, match="This database holds data that the demo did not make"):
        benchmark("law", people=5)
    assert set(Person.objects.values_list("pk", flat=True)) == before


def test_what_can_be_measured_is_though_the_rest_is_refused(office):
    out = StringIO()
    with pytest.raises(CommandError, match="no crowd is brought into it") as refused:
        call_command("benchmark", people=5, rounds=1, stdout=out)
    assert "leadership" not in str(refused.value)
    told = [line.split()[0] for line in out.getvalue().splitlines()]
    assert told[-1] == "certificates"
    assert "dashboard" in told


def test_documents_are_measured_without_a_row():
    head, _columns, *lines = benchmark("documents", rounds=1)
    assert head == "118 recipients, median and longest of 1 rounds"
    assert [line.split()[0] for line in lines] == ["decision", "certificates"]


def test_the_law_is_measured_in_an_empty_database():
    assert benchmark("law", people=5)[0].startswith("5 people x 8 awards")
    assert not Person.objects.exists()
