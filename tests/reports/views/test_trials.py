"""The what-if page: who would be in or out, and records that loosen the law."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import Office
from units.actions.ratings import record_ratings
from units.models import YearRating

EXTRA = """
[[everywhere]]
code = "VPQH.LDTT"
awards = ["LDTT"]
from = 2017-10-01
cites = ["L2003"]
evidence = "found"
checked = 2026-11-23
asks = [{ kind = "rating", least = "%s" }]
"""
ASKED = {"award": "LDTT", "year": "2021", "regime": "R3"}


@pytest.fixture
def standing(client: Client, office: Office) -> Client:
    client.force_login(office.thao)
    return client


@pytest.fixture
def rated(office: Office) -> Office:
    """In 2021 Mai did excellently and Dung well."""
    record_ratings(
        agency=office.agency,
        year=2021,
        ratings={office.people["mai"]: "HTXS", office.people["dung"]: "HTT"},
        source="Quyết định xếp loại năm 2021",
        actor=office.thao,
    )
    return office


def changes(client, **asked) -> dict[str, tuple[str, str]]:
    trial = client.get(reverse("trial"), ASKED | asked).context["trial"]
    return {str(one.subject): (one.before, one.after) for one in trial.changes}


def test_another_regime_lists_who_would_change(standing, rated):
    # R1 asks for months of service, which nobody has recorded for the two; R3 does not.
    assert changes(standing) == {
        "Đặng Thị Mai": ("Chưa kết luận được", "Đủ điều kiện"),
        "Hoàng Thị Dung": ("Chưa kết luận được", "Đủ điều kiện"),
    }


def test_a_stricter_rule_of_the_agency_lists_who_would_be_out(standing, rated):
    assert changes(standing, records=EXTRA % "HTXS", regime="") == {
        "Hoàng Thị Dung": ("Chưa kết luận được", "Chưa đủ điều kiện"),
    }


def test_a_rule_that_loosens_the_law_is_refused_with_record_and_reason(standing, rated):
    response = standing.get(reverse("trial"), ASKED | {"records": EXTRA % "HT"})
    assert response.context["trial"] is None
    (said,) = response.context["form"].errors["records"]
    loosens = "loosens national law: its rating asks less in least than LDTT.R1 (L2003 Đ24.1)"
    assert said == f"trial.toml, record VPQH.LDTT: {loosens}"
    assert "HT&quot;" in response.content.decode()  # what was typed is still there


def test_a_broken_record_is_refused_and_nothing_is_stored(standing, rated):
    client = standing
    response = client.get(reverse("trial"), ASKED | {"records": "[[everywhere]]\nwrong = 1"})
    assert response.context["form"].errors["records"] == ["trial.toml, record 1: unknown key wrong"]
    assert YearRating.objects.count() == 2
