"""Pages of scoring tables: begun, written row by row without scripts, put to use."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from campaigns.actions.scoring_tables import draft_table, save_table
from campaigns.models import Campaign, ScoringTable
from campaigns.queries.scoring_tables import criteria_of, table_in_use
from tests.campaigns import scoring_way as way
from tests.campaigns.pages import said
from tests.campaigns.pledging import posted
from tests.cast import Office, day, launched_campaign


@pytest.fixture(autouse=True)
def today():
    with day(2022, 1, 10):
        yield


@pytest.fixture
def campaign(office: Office) -> Campaign:
    return launched_campaign(office)


@pytest.fixture
def page(client: Client, office: Office) -> Client:
    client.force_login(office.thao)
    return client


def typed(client: Client, table: ScoringTable, **changes: Any) -> dict[str, Any]:
    """Give what the page would post: every box of who scores as it stands, then the changes."""
    forms = client.get(reverse("scoring_table_edit", args=[table.pk])).context["forms"]
    data = posted(forms.parts)
    for _group, criteria in forms.groups:
        data |= {form["kinds"].html_name: form["kinds"].value() for form in criteria}
    data = {name: value for name, value in data.items() if value is not False}
    return data | changes


def save(client: Client, table: ScoringTable, **changes: Any) -> Any:
    return client.post(
        reverse("scoring_table_edit", args=[table.pk]), typed(client, table, **changes)
    )


def labels(table: ScoringTable) -> list[tuple[str, Any]]:
    return [(one.label, one.maximum) for one in criteria_of(table)]


def test_a_table_begins_where_the_person_chooses(page: Client, campaign: Campaign) -> None:
    begin = reverse("scoring_table_begin", args=[campaign.pk])
    scoring = reverse("scoring", args=[campaign.pk])
    offered = page.get(scoring).context["begin"].fields["source"].choices
    assert [value for value, _label in offered] == ["template:template_2022", "empty"]
    assert page.post(begin, {"source": "table:99"}).url == scoring
    assert not ScoringTable.objects.exists()
    response = page.post(begin, {"source": "template:template_2022"})
    table = ScoringTable.objects.get()
    assert response.url == reverse("scoring_table_edit", args=[table.pk])
    assert criteria_of(table).count() == 14


def test_rows_and_groups_are_added_and_removed_without_scripts(
    page: Client, office: Office, campaign: Campaign
) -> None:
    table = draft_table(campaign=campaign, actor=office.thao)
    first = {"group-1-name": "Nhiệm vụ", "group-1-criteria-0-name": "Đúng hạn"}
    response = save(
        page, table, **first, **{"group-1-criteria-0-maximum": "60,5", "more": "group-1"}
    )
    assert response.url == reverse("scoring_table_edit", args=[table.pk]) + "#group-1"
    second = {"group-1-criteria-1-name": "Cải tiến", "group-1-criteria-1-maximum": "39,5"}
    save(page, table, **second, **{"group-2-name": "Trừ", "group-2-nature": "PENALTY"})
    assert labels(table) == [("1.1. Đúng hạn", 60.5), ("1.2. Cải tiến", 39.5)]
    assert [group.name for group in table.groups.all()] == ["Nhiệm vụ", "Trừ"]
    save(page, table, **{"group-1-criteria-0-DELETE": "on", "group-2-DELETE": "on"})
    assert labels(table) == [("1.1. Cải tiến", 39.5)]
    assert [group.name for group in table.groups.all()] == ["Nhiệm vụ"]


def test_what_is_wrong_is_said_and_what_was_typed_is_kept(
    page: Client, office: Office, campaign: Campaign
) -> None:
    table = draft_table(campaign=campaign, actor=office.thao)
    row = {"group-1-criteria-0-name": "Đúng hạn", "group-1-criteria-0-maximum": "0"}
    response = save(page, table, **row)
    text = response.content.decode()
    assert "Điểm nhiều nhất phải lớn hơn 0." in text
    assert 'value="Đúng hạn"' in text
    response = save(page, table, **row | {"group-1-criteria-0-maximum": "5"})
    assert "Hãy đặt tên cho nhóm của các tiêu chí này." in response.content.decode()
    assert labels(table) == []


def test_a_second_person_sees_that_somebody_saved(
    page: Client, office: Office, campaign: Campaign
) -> None:
    table = draft_table(campaign=campaign, actor=office.thao)
    data = typed(page, table, **{"group-1-name": "Của tôi"})
    save_table(table=table, content=way.content(campaign), edition=table.edition, actor=office.thao)
    response = page.post(reverse("scoring_table_edit", args=[table.pk]), data)
    assert response.status_code == 409
    text = response.content.decode()
    assert "người khác đã lưu bảng này" in text
    assert 'value="Của tôi"' in text
    assert len(labels(table)) == 4


def test_gaps_and_sums_stand_on_the_page(page: Client, office: Office, campaign: Campaign) -> None:
    table = way.drafted(office, campaign)
    content = way.content(campaign)
    content.groups[0]["criteria"][1] |= {"commitment_id": None, "maximum": 39}
    save_table(table=table, content=content, edition=table.edition, actor=office.thao)
    text = page.get(table.get_absolute_url()).content.decode()
    assert "cộng lại là 99, chưa đủ tổng 100" in text
    assert "Chưa có tiêu chí nào phục vụ nội dung kêu gọi “2. Cải tiến quy trình”" in text
    assert "99 / 100" in text
    assert 'action="/scoring-tables/1/use"' not in text


def test_a_table_is_put_to_use_after_a_tick(page: Client, office: Office, campaign) -> None:
    table = way.drafted(office, campaign)
    use = reverse("scoring_table_use", args=[table.pk])
    assert "ô xác nhận" in said(page.post(use))[0]
    assert table_in_use(campaign) is None
    response = page.post(use, {"use-sure": "on"})
    assert said(response)[-1] == "Bảng tiêu chí đã được áp dụng."
    assert table_in_use(campaign) == table
    assert page.get(reverse("scoring_table_edit", args=[table.pk])).url == table.get_absolute_url()


def test_a_second_version_asks_for_its_reason(page: Client, office: Office, campaign) -> None:
    first = way.in_use(office, campaign)
    begin = reverse("scoring_table_begin", args=[campaign.pk])
    page.post(begin, {"source": f"table:{first.pk}"})
    second = ScoringTable.objects.get(version=2)
    use = reverse("scoring_table_use", args=[second.pk])
    assert "Hãy ghi lý do" in page.post(use, {"use-sure": "on"}).content.decode()
    page.post(use, {"use-sure": "on", "use-note": "Bổ sung tiêu chí"})
    assert table_in_use(campaign) == second
    text = page.get(second.get_absolute_url()).content.decode()
    assert "Bổ sung tiêu chí" in text
    assert "Đã thay phiên bản" in text or "đã thay phiên bản" in text


def test_a_draft_is_thrown_away_after_a_tick(page: Client, office: Office, campaign) -> None:
    table = way.drafted(office, campaign)
    discard = reverse("scoring_table_discard", args=[table.pk])
    page.post(discard)
    assert ScoringTable.objects.exists()
    response = page.post(discard, {"discard-sure": "on"})
    assert response.url == reverse("scoring", args=[campaign.pk])
    assert not ScoringTable.objects.exists()
