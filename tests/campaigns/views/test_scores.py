"""Pages of scoring: the round, the board, and the sheets of scores."""

import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from campaigns.models import Score, ScoringRound
from tests.campaigns import scoring_way as way
from tests.campaigns.pages import said
from tests.campaigns.pledging import posted, sent, signed
from tests.cast import Office, launched_campaign
from units.actions.organisation import create_bloc, create_unit
from units.clock import at
from units.models import BlocMembership, Unit


@pytest.fixture
def round_(office: Office) -> ScoringRound:
    return way.opened(office, launched_campaign(office))


def sheet(name: str, round_: ScoringRound, *units: Unit) -> str:
    return reverse(f"scoring_{name}", args=[round_.campaign_id, *(unit.pk for unit in units)])


def box(round_: ScoringRound, criterion: str, field: str) -> str:
    return f"criterion-{way.named(round_.campaign, criterion).pk}-{field}"


def typed(client: Client, url: str, **changes: Any) -> dict[str, Any]:
    return posted(client.get(url).context["forms"].parts) | changes


def points() -> dict[str, Any]:
    return dict(Score.objects.values_list("criterion__name", "points"))


def test_a_unit_scores_itself_beside_what_it_pledged(client, office: Office, round_) -> None:
    with at(datetime.date(2022, 1, 10)):
        signed(office, round_.campaign)
    client.force_login(office.lan)
    url = sheet("self", round_, office.a)
    with at(way.CLAIMING):
        text = client.get(url).content.decode()
        assert text.count("Chỉ tiêu 1: <strong>95 %</strong>, trước 30/11/2022") == 1
        boxes = {box(round_, "Đúng hạn", "points"): "0", box(round_, "Cải tiến", "points"): ""}
        response = client.post(url, typed(client, url, **boxes))
        assert said(response) == ["Đã lưu điểm chấm."]
    assert points() == {"Đúng hạn": 0}


def test_reasons_are_asked_beside_the_box(client, office: Office, round_) -> None:
    client.force_login(office.lan)
    url = sheet("self", round_, office.a)
    with at(way.CLAIMING):
        way.give(round_, office.a, "SELF", {"Đúng hạn": 50}, office.lan)
        changed = {box(round_, "Đúng hạn", "points"): "49,5"}
        text = client.post(url, typed(client, url, **changed)).content.decode()
        assert "Hãy ghi lý do sửa điểm đã chấm." in text
        assert 'value="49,5"' in text
        assert points() == {"Đúng hạn": 50}
        changed |= {box(round_, "Đúng hạn", "reason"): "Đếm lại"}
        client.post(url, typed(client, url, **changed))
        assert points() == {"Đúng hạn": 49.5}
        # Saved again as it stands: no reason is asked, and the last one stays.
        client.post(url, typed(client, url))
    assert Score.objects.get().reason == "Đếm lại"


def test_a_cross_scorer_sees_claim_and_evidence(client, office: Office, round_) -> None:
    with at(way.CLAIMING):
        way.give(round_, office.a, "SELF", {"Đúng hạn": 51.5}, office.lan)
    client.force_login(office.binh)
    url = sheet("cross", round_, office.a, office.b)
    with at(way.CROSSING):
        text = client.get(url).content.decode()
        assert "Đơn vị tự chấm: <strong>51,5</strong>. Căn cứ: Sổ theo dõi" in text
        assert "Đơn vị tự chấm: —" in text  # the other criterion: missing is not zero
        too_many = {box(round_, "Đúng hạn", "points"): "60,5"}
        text = client.post(url, typed(client, url, **too_many)).content.decode()
        assert "Nhiều nhất là 60 điểm." in text
        client.post(url, typed(client, url, **{box(round_, "Đúng hạn", "points"): "48"}))
    assert sorted(Score.objects.values_list("sheet__kind", "points")) == [
        ("CROSS", 48),
        ("SELF", 51.5),
    ]


def test_a_checker_sees_how_the_cross_scores_spread(client, office: Office, round_) -> None:
    members = [office.b]
    for number in (1, 2):
        unit = create_unit(
            parent=office.root,
            code=f"vu-{number}",
            name=f"Vụ {number}",
            since=datetime.date(2020, 1, 1),
            actor=None,
        )
        bloc = BlocMembership.objects.first().bloc
        BlocMembership.objects.create(bloc=bloc, unit=unit, since=datetime.date(2020, 1, 1))
        members.append(unit)
    with at(way.CLAIMING):
        way.give(round_, office.a, "SELF", {"Đúng hạn": 51}, office.lan)
    with at(way.CROSSING):
        way.give(round_, office.a, "CROSS", {"Đúng hạn": 50}, office.binh, scorer=office.b)
        for unit, given in zip(members[1:], (49, 20), strict=True):
            cross = round_.sheets.create(unit=office.a, kind="CROSS", scorer=unit)
            cross.scores.create(criterion=way.named(round_.campaign, "Đúng hạn"), points=given)
    client.force_login(office.thao)
    url = sheet("check", round_, office.a)
    with at(way.CHECKING):
        text = client.get(url).content.decode()
        assert "trung bình <strong>39,67</strong>, từ 20 đến 50 (3 đơn vị)." in text
        assert "có điểm lệch xa" in text
        differs = {box(round_, "Đúng hạn", "points"): "40"}
        text = client.post(url, typed(client, url, **differs)).content.decode()
        assert "Khác điểm đơn vị tự chấm: hãy ghi lý do." in text
        text = client.get(sheet("unit", round_, office.a)).content.decode()
        assert text.count("lệch xa</span>") == 1


def test_outside_its_window_a_sheet_is_read_and_typed_text_is_kept(
    client, office: Office, round_
) -> None:
    client.force_login(office.lan)
    url = sheet("self", round_, office.a)
    with at(way.CLAIMING):
        way.give(round_, office.a, "SELF", {"Đúng hạn": 50}, office.lan)
        data = typed(client, url, **{box(round_, "Cải tiến", "points"): "33"})
    with at(way.CROSSING):
        response = client.post(url, data)
        assert response.status_code == 409
        text = response.content.decode()
        assert "Chỉ chấm được từ ngày 01/11/2022 đến hết ngày 10/11/2022" in text
        assert 'value="33"' in text
        text = client.get(url).content.decode()
    assert "Lưu điểm" not in text
    assert "Điểm: 50" in text
    assert "Điểm: —" in text


def test_who_reads_what_before_and_after_publication(client, office: Office, round_) -> None:
    def opened(who: str) -> list[str]:
        client.force_login(getattr(office, who))
        urls = {
            "self a": sheet("self", round_, office.a),
            "cross a": sheet("cross", round_, office.a, office.b),
            "check a": sheet("check", round_, office.a),
            "unit a": sheet("unit", round_, office.a),
        }
        return [name for name, url in urls.items() if client.get(url).status_code == 200]

    way.scored(office, round_, way.CHECKED_A, way.CHECKED_B)
    with at(way.CLAIMING):
        assert opened("lan") == ["self a"]
        assert opened("binh") == ["cross a"]
    with at(way.CROSSING):
        assert opened("binh") == ["self a", "cross a"]
        assert opened("mai") == []
    with at(way.OVER):
        assert opened("lan") == ["self a"]
        assert opened("phong") == ["self a", "cross a", "check a", "unit a"]
        way.published(office, round_)
        assert opened("lan") == ["self a", "cross a", "check a", "unit a"]
        assert opened("binh") == ["cross a"]


def test_another_bloc_opens_no_sheet_of_the_unit(client, office: Office, round_) -> None:
    url = sheet("cross", round_, office.a, office.b)
    client.force_login(office.binh)
    with at(way.CROSSING):
        assert client.get(url).status_code == 200
        BlocMembership.objects.filter(unit=office.b).delete()
        since = datetime.date(2020, 1, 1)
        create_bloc(
            agency=office.agency, name="Khối Hai", units=[office.b], since=since, actor=None
        )
        assert client.get(url).status_code == 404


def test_claim_and_pledge_are_told_to_peers_while_they_cross_score(
    client, office: Office, round_
) -> None:
    with at(datetime.date(2022, 1, 10)):
        signed(office, round_.campaign)
    with at(way.CLAIMING):
        way.give(round_, office.a, "SELF", {"Đúng hạn": 51.5}, office.lan)
    client.force_login(office.binh)
    url = sheet("cross", round_, office.a, office.b)

    def told() -> list[bool]:
        text = client.get(url).content.decode()
        return [part in text for part in ("Chỉ tiêu 1", "Căn cứ: Sổ theo dõi", "Đơn vị tự chấm:")]

    seen = {}
    for window in (way.CLAIMING, way.CROSSING, way.CHECKING):
        with at(window):
            seen[window] = told()
    assert list(seen.values()) == [[False] * 3, [True] * 3, [False] * 3]


def test_a_pledge_that_is_not_signed_is_told_to_nobody(client, office: Office, round_) -> None:
    with at(datetime.date(2022, 1, 10)):
        sent(office, round_.campaign)
    client.force_login(office.binh)
    with at(way.CROSSING):
        text = client.get(sheet("cross", round_, office.a, office.b)).content.decode()
    assert "Chỉ tiêu 1" not in text


def test_the_board_says_who_has_scored(client, office: Office, round_) -> None:
    with at(way.CLAIMING):
        way.give(round_, office.a, "SELF", {"Đúng hạn": 0}, office.lan)
        client.force_login(office.thao)
        page = client.get(reverse("scoring", args=[round_.campaign_id]))
    [board] = page.context["boards"]
    rows = [(row.unit.name, row.claimed.given, row.crossed, row.crossers) for row in board.rows]
    assert rows == [("Cục Thu", 0, 0, 1), ("Vụ Hạ", 1, 0, 1)]
    assert "1/2" in page.content.decode()


@pytest.mark.parametrize(("who", "queries"), [("lan", 18), ("thao", 19)])
def test_the_page_asks_as_often_however_many_units_there_are(
    client, office: Office, round_, who, queries, django_assert_max_num_queries
) -> None:
    client.force_login(getattr(office, who))
    url = reverse("scoring", args=[round_.campaign_id])
    counts = []
    for number in (1, 2):
        with at(way.CROSSING), django_assert_max_num_queries(queries) as asked:
            client.get(url)
        counts.append(len(asked))
        for n in range(3):
            unit = create_unit(
                parent=office.root,
                code=f"vu-{number}-{n}",
                name=f"Vụ {number}-{n}",
                since=datetime.date(2020, 1, 1),
                actor=None,
            )
            bloc = BlocMembership.objects.first().bloc
            BlocMembership.objects.create(bloc=bloc, unit=unit, since=datetime.date(2020, 1, 1))
    assert counts[0] == counts[1]


def test_the_list_of_campaigns_asks_as_often(client, office, round_, django_assert_num_queries):
    client.force_login(office.lan)
    client.get(reverse("scorings"))
    for _more in range(2):
        with django_assert_num_queries(9):
            page = client.get(reverse("scorings"))
        launched_campaign(office)
        launched_campaign(office)
    assert "20/11/2022" in page.content.decode()


def test_a_round_is_declared_on_its_page(client, office: Office) -> None:
    campaign = launched_campaign(office)
    client.force_login(office.thao)
    url = reverse("scoring_round", args=[campaign.pk])
    with at(datetime.date(2022, 10, 1)):
        form = client.get(url).context["form"]
        assert "Chưa thấy văn bản nào" in form["first_places"].help_text
        data = posted([form])
        assert (data["tie_0"], data["tie_1"], data["first_places"]) == (
            "FEWER_PENALTIES",
            "HIGHER_CHECK",
            "1",
        )
        wrong = data | {"cross_from": data["self_until"], "check_weight": "40"}
        text = client.post(url, wrong).content.decode()
        assert "Ba tỷ trọng phải cộng lại thành 100." in text
        assert "Phải từ ngày" in text
        response = client.post(url, data | {"tie_1": "FEWER_PENALTIES"})
        assert response.url == reverse("scoring", args=[campaign.pk])
    round_ = ScoringRound.objects.get()
    assert (round_.tie_rules, round_.check_until) == (
        ["FEWER_PENALTIES"],
        datetime.date(2022, 11, 23),
    )
    with at(round_.cross_from):
        response = client.post(url, data | {"self_weight": "50", "cross_weight": "0"})
        assert response.status_code == 409
        assert "hãy ghi lý do thay đổi" in response.content.decode()
