"""Pages of rankings: the preview, the publication, and the copy that anybody may count again."""

import hashlib

import pytest
from django.test import Client
from django.urls import reverse

from campaigns.models import Ranking, ScoringRound
from tests.campaigns import scoring_way as way
from tests.campaigns.pages import said
from tests.cast import Office, launched_campaign
from units.clock import at
from units.models import Bloc


@pytest.fixture
def round_(office: Office) -> ScoringRound:
    return way.opened(office, launched_campaign(office))


@pytest.fixture
def page(client: Client, office: Office) -> Client:
    client.force_login(office.thao)
    return client


@pytest.fixture
def url(round_: ScoringRound) -> str:
    return reverse("scoring_bloc", args=[round_.campaign_id, Bloc.objects.get().pk])


def test_the_preview_lists_what_is_missing(page, office: Office, round_, url: str) -> None:
    with at(way.CROSSING):
        way.give(round_, office.a, "CROSS", {"Đúng hạn": 1}, office.binh, scorer=office.b)
        text = page.get(url).content.decode()
    assert "Thiếu 2 tiêu chí: tự chấm" in text
    assert "Thiếu 1 tiêu chí: Cục Thu" in text
    assert "Thiếu 4 tiêu chí: thẩm định" in text
    assert "Công bố được sau khi hết hạn chấm chéo, 20/11/2022" in text
    with at(way.OVER):
        text = page.get(url).content.decode()
    assert "Điểm thiếu không bao giờ được tính là 0." in text


def test_whoever_has_no_total_comes_last_without_a_rank(page, office, round_, url: str) -> None:
    way.scored(office, round_, {"Đúng hạn": 1}, way.CHECKED_B)
    with at(way.OVER):
        lines = page.get(url).context["lines"]
    places = [(line.unit.name, line.place and line.place.rank) for line, _words in lines]
    assert places == [("Cục Thu", 1), ("Vụ Hạ", None)]


def test_the_preview_says_how_a_tie_was_broken_and_publishes(page, office, round_, url) -> None:
    way.scored(office, round_, way.CHECKED_A, way.CHECKED_B)
    with at(way.OVER):
        first = page.get(url)
        lines = first.context["lines"]
        assert [(line.unit.name, parted_by) for line, parted_by in lines] == [
            ("Vụ Hạ", ["ít điểm trừ hơn"]),
            ("Cục Thu", ["ít điểm trừ hơn"]),
        ]
        assert first.content.decode().count("ít điểm trừ hơn") == 3  # the rule, and both lines
        seen = first.context["form"]["seen"].value()
        refused = page.post(url, {"seen": seen}).content.decode()
        assert "ô xác nhận" in refused
        assert not Ranking.objects.exists()
        response = page.post(url, {"seen": seen, "sure": "on"})
        ranking = Ranking.objects.get()
        assert response.url == ranking.get_absolute_url()
        text = page.get(response.url).content.decode()
        assert ranking.sha256 in text
        assert "ít điểm trừ hơn" in text
        again = page.post(url, {"seen": seen, "sure": "on"})
        assert again.status_code == 409
        assert "Hãy ghi lý do công bố lại" in again.content.decode()
        page.post(url, {"seen": seen, "sure": "on", "reason": "Sửa lời dẫn"})
        text = page.get(ranking.get_absolute_url()).content.decode()
    assert "Đã có lần công bố 2 thay cho bảng này" in text


def test_a_changed_score_is_shown_before_anything_is_published(page, office, round_, url) -> None:
    way.scored(office, round_, way.CHECKED_A, way.CHECKED_B)
    with at(way.OVER):
        response = page.post(url, {"seen": "0" * 64, "sure": "on"})
    assert response.status_code == 409
    assert "Điểm đã thay đổi sau khi bạn mở trang" in response.content.decode()


def test_a_tie_for_the_first_place_is_voted(page, office: Office, round_, url: str) -> None:
    way.scored(office, round_, way.CHECKED_A, way.CHECKED_A)
    with at(way.OVER):
        form = page.get(url).context["form"]
        data = {"seen": form["seen"].value(), "sure": "on"}
        assert page.post(url, data).status_code == 409
        data |= {"voted": [office.b.pk], "note": "Biên bản họp khối 03/12"}
        ranking_page = page.post(url, data).url
        text = page.get(ranking_page).content.decode()
    assert "theo biểu quyết của khối" in text
    assert "Biên bản họp khối 03/12" in text


def test_the_copy_has_the_fingerprint_on_the_page(page, office: Office, round_) -> None:
    way.scored(office, round_, way.CHECKED_A, way.CHECKED_B)
    with at(way.OVER):
        ranking = way.published(office, round_)
        copy = page.get(reverse("ranking_copy", args=[ranking.pk]))
    assert hashlib.sha256(copy.content).hexdigest() == ranking.sha256
    assert copy["Content-Disposition"].startswith("attachment")


def test_leadership_reads_and_does_not_publish(client, office: Office, round_, url: str) -> None:
    way.scored(office, round_, way.CHECKED_A, way.CHECKED_B)
    client.force_login(office.phong)
    with at(way.OVER):
        assert client.get(url).context["form"] is None
        client.post(url, {"seen": way.seen(round_, Bloc.objects.get()), "sure": "on"})
    assert not Ranking.objects.exists()


def test_a_published_ranking_is_told_on_the_scoring_page(client, office: Office, round_) -> None:
    way.scored(office, round_, way.CHECKED_A, way.CHECKED_B)
    client.force_login(office.lan)
    scoring = reverse("scoring", args=[round_.campaign_id])
    with at(way.OVER):
        assert not client.get(scoring).context["rankings"]
        way.published(office, round_)
        second = way.published(office, round_, reason="Sửa")
        assert list(client.get(scoring).context["rankings"]) == [second]
    assert said(client.get(scoring)) == []
