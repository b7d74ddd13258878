"""Forms of a pledge."""

import datetime
from decimal import Decimal
from typing import Any

import pytest
from django.utils.translation import override

from campaigns import catalogue
from campaigns.actions.pledges import begin_pledge
from campaigns.forms.pledges import PledgeForms, may_be_aimed_at
from campaigns.models import Campaign, Pledge
from tests.campaigns.pledging import drafted, posted
from tests.cast import Office, day, launched_campaign

TODAY = datetime.date(2022, 1, 10)


@pytest.fixture(autouse=True)
def today():
    with day(2022, 1, 10), override("vi"):
        yield


@pytest.fixture
def campaign(office: Office) -> Campaign:
    return launched_campaign(office)


@pytest.fixture
def empty(office: Office, campaign: Campaign) -> Pledge:
    return begin_pledge(campaign=campaign, unit=office.a, actor=office.lan)


def edited(pledge: Pledge, **changes: Any) -> PledgeForms:
    """Give the forms as posted from the page of the pledge, with changes."""
    return PledgeForms(pledge, TODAY, posted(PledgeForms(pledge, TODAY).parts, **changes))


def row(pledge: Pledge, number: int, **typed: Any) -> dict[str, Any]:
    """Give what is typed into the first row of a commitment."""
    prefix = f"commitment-{pledge.campaign.commitments.get(number=number).pk}"
    return {f"{prefix}-0-{name}": value for name, value in typed.items()}


def test_awards_that_a_unit_may_aim_at() -> None:
    codes = [award.code for award in catalogue.awards() if may_be_aimed_at(award)]
    assert codes == [
        "CO_CP",
        "CSTDTQ",
        "CO_BO",
        "CSTDB",
        "BKB",
        "TTLDXS",
        "CSTDCS",
        "TTLDTT",
        "LDTT",
        "GKHEN",
    ]


def test_an_untouched_page_holds_nothing(empty: Pledge) -> None:
    forms = edited(empty)
    assert forms.is_valid()
    assert forms.content == {"targets": [], "aims": []}


def test_posting_the_page_unchanged_keeps_every_row(office: Office, campaign: Campaign) -> None:
    pledge = drafted(office, campaign)
    forms = edited(pledge)
    assert forms.is_valid(), [part.errors for part in forms.parts]
    first, second = forms.content["targets"]
    assert first == {
        "pk": pledge.targets.first().pk,
        "commitment_id": campaign.commitments.get(number=1).pk,
        "indicator": "Chỉ tiêu 1",
        "value": Decimal(95),
        "measure": "%",
        "due_on": datetime.date(2022, 11, 30),
        "person_id": office.people["mai"].pk,
    }
    assert second["indicator"] == "Chỉ tiêu 2"
    assert forms.content["aims"] == [
        {"award": "LDTT", "person_id": office.people["mai"].pk},
        {"award": "TTLDXS", "person_id": None},
    ]


@pytest.mark.parametrize(
    ("language", "typed", "value"),
    [
        ("vi", "1.234,5", "1234.5"),
        ("vi", "1.234", "1234"),
        ("vi", "1.234.567", "1234567"),
        ("vi", "0,25", "0.25"),
        ("vi", "1234,5", "1234.5"),
        ("en", "1,234.5", "1234.5"),
    ],
)
def test_numbers_are_read_as_people_write_them(
    empty: Pledge, language: str, typed: str, value: str
) -> None:
    with override(language):
        forms = edited(empty, **row(empty, 1, indicator="Hồ sơ", value=typed))
        assert forms.is_valid()
    assert forms.content["targets"][0]["value"] == Decimal(value)


@pytest.mark.parametrize("typed", ["-1", "rất nhiều", "1,234", "99999999999"])
def test_what_is_no_amount_is_refused(empty: Pledge, typed: str) -> None:
    forms = edited(empty, **row(empty, 1, value=typed))
    assert not forms.is_valid()
    assert list(forms.targets[0][1][0].errors) == ["value"]


def test_half_a_target_is_kept_for_a_draft(empty: Pledge) -> None:
    forms = edited(empty, **row(empty, 2, indicator="Mới nghĩ tới"))
    assert forms.is_valid()
    [kept] = forms.content["targets"]
    assert (kept["indicator"], kept["value"], kept["person_id"]) == ("Mới nghĩ tới", None, None)


def test_a_row_that_was_emptied_or_ticked_is_left_out(office: Office, campaign: Campaign) -> None:
    pledge = drafted(office, campaign)
    blank = dict.fromkeys(("indicator", "value", "measure", "due_on", "person_id"), "")
    forms = edited(pledge, **row(pledge, 1, **blank), **row(pledge, 2, DELETE="on"))
    assert forms.is_valid()
    assert forms.content["targets"] == []


def test_people_of_other_units_cannot_be_chosen(office: Office, empty: Pledge) -> None:
    forms = edited(empty, **row(empty, 1, person_id=office.people["dung"].pk))
    assert not forms.is_valid()
    assert list(forms.targets[0][1][0].errors) == ["person_id"]


@pytest.mark.parametrize(
    ("award", "who", "field", "said"),
    [
        ("LDTT", None, "person_id", "chỉ tặng cá nhân"),
        ("TTLDXS", "mai", "person_id", "chỉ tặng tập thể"),
        ("", "mai", "award", "Hãy chọn danh hiệu"),
        ("HCLD3", "mai", "award", "không nằm trong"),
    ],
)
def test_a_title_fits_its_recipient(
    office: Office, empty: Pledge, award: str, who: str | None, field: str, said: str
) -> None:
    person = office.people[who].pk if who else ""
    forms = edited(empty, **{"aims-0-award": award, "aims-0-person_id": person})
    assert not forms.is_valid()
    errors = forms.aims[0].errors
    assert list(errors) == [field]
    assert said in errors[field][0] or award == "HCLD3"


def test_a_title_stands_once_for_each_recipient(office: Office, campaign: Campaign) -> None:
    pledge = drafted(office, campaign)
    mai = office.people["mai"].pk
    forms = edited(pledge, **{"aims-2-award": "LDTT", "aims-2-person_id": mai})
    assert not forms.is_valid()
    assert list(forms.aims[2].errors) == ["award"]
    swapped = edited(
        pledge, **{"aims-2-award": "LDTT", "aims-2-person_id": mai, "aims-0-DELETE": "on"}
    )
    assert swapped.is_valid()
    assert [aim["award"] for aim in swapped.content["aims"]] == ["TTLDXS", "LDTT"]


def test_many_rows_cost_no_more_questions(
    office: Office, campaign: Campaign, django_assert_num_queries
) -> None:
    pledge = drafted(office, campaign)
    with django_assert_num_queries(7):
        PledgeForms(
            Pledge.objects.select_related("campaign__agency", "unit").get(pk=pledge.pk), TODAY
        )
