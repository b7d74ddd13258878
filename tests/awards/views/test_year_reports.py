"""The year-end report: figures of two years beside the words of the office; and a pact on paper."""

import datetime

import pytest
from django.urls import reverse

from awards.actions.tallies import begin_tally, count_tally, freeze_tally
from awards.actions.year_reports import word_year_report
from awards.documents.pacts import render_pact
from awards.documents.year_reports import render_year_report
from awards.models import Tally, YearReport
from campaigns.actions.editions import EditionConflict
from tests.awards.documents.papers import pages
from tests.awards.way import accepted, issued
from tests.campaigns.pledging import standing_pact, worded_pact
from units import clock
from units.errors import NotAllowed

WORDS = {"direction": "Đã ban hành 02 kế hoạch.", "next": "Phát động phong trào năm sau."}


@pytest.fixture
def tally(office, campaign):
    with clock.at(datetime.date(2022, 11, 15)):
        issued(office, accepted(office, campaign))
        list(count_tally(begin_tally(agency=office.agency, year=2022, actor=office.thao)))
    return Tally.objects.get()


def test_the_report_has_the_figures_of_the_tally_and_the_words_of_the_office(office, tally):
    word_year_report(tally=tally, words=WORDS, edition=0, actor=office.thao)
    draft = " ".join(pages(render_year_report(tally)))
    assert "DỰ THẢO" in draft
    frozen = freeze_tally(tally=tally, actor=office.thao)
    text = " ".join(pages(render_year_report(frozen)))
    assert "DỰ THẢO" not in text
    assert "I. CÔNG TÁC CHỈ ĐẠO, TỔ CHỨC THỰC HIỆN Đã ban hành 02 kế hoạch." in text
    assert "Năm 2022 Năm 2021 Tăng, giảm Lao động tiên tiến (cá nhân) 1 0 +1 Cộng 1 0 +1" in text
    assert "ĐÁNH GIÁ CHUNG" in text
    assert "....." in text


def test_only_the_standing_body_words_it_and_nobody_overwrites_unseen(office, tally, client):
    with pytest.raises(NotAllowed):
        word_year_report(tally=tally, words=WORDS, edition=0, actor=office.lan)
    page = reverse("tally_report_edit", args=[tally.pk])
    client.force_login(office.lan)
    assert client.get(page).status_code == 404
    client.force_login(office.thao)
    assert client.post(page, WORDS | {"edition": 0}).status_code == 302
    with pytest.raises(EditionConflict):
        word_year_report(tally=tally, words={}, edition=0, actor=office.thao)
    refused = client.post(page, {"edition": 0, "direction": "Đã ban hành 03 kế hoạch."})
    assert refused.status_code == 409
    assert "Đã ban hành 02 kế hoạch." in refused.content.decode()
    assert "Đã ban hành 03 kế hoạch." in refused.content.decode()
    assert YearReport.objects.get().words["direction"] == "Đã ban hành 02 kế hoạch."
    again = refused.context["form"]["edition"].value()
    assert client.post(page, {"edition": again, "direction": "x"}).status_code == 302


def test_what_cannot_be_printed_is_said_in_words(office, tally, client):
    word_year_report(tally=tally, words={"next": "王"}, edition=0, actor=office.thao)
    client.force_login(office.thao)
    response = client.get(reverse("tally_report", args=[tally.pk]), follow=True)
    assert "ký tự không in được: 王" in response.content.decode()


def test_a_pact_is_printed_with_its_signatures(office, campaign):
    draft = " ".join(pages(render_pact(worded_pact(office, campaign))))
    assert "DỰ THẢO" in draft


def test_a_pact_that_stands_names_who_signed(office, campaign):
    text = " ".join(pages(render_pact(standing_pact(office, campaign))))
    assert "DỰ THẢO" not in text
    assert "Cùng xong 95 % việc." in text
    assert "1 Cục Thu" in text
    assert str(office.hung) in text
