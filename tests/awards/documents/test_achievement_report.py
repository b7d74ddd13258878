"""The report of achievements: what is known stands there, what is not is left to the pen."""

import datetime

from django.urls import reverse

from awards.documents.achievement_report import render_report, report_form
from tests.awards.documents.papers import pages
from tests.awards.way import accepted, issued
from units import clock


def test_a_report_says_what_is_on_record_and_leaves_the_rest_open(office, campaign):
    with clock.at(datetime.date(2022, 11, 15)):
        earlier = issued(office, accepted(office, campaign, award="LDTT"))
    with clock.at(datetime.date(2022, 11, 28)):
        nomination = accepted(office, campaign, award="BKB", achievement="Đoạn một.\n\nĐoạn hai.")
        text = " ".join(pages(render_report(nomination)))
    who = nomination.person.full_name
    assert f"Họ và tên: {who}" in text
    assert "Quê quán: ...." in text
    assert "Đoạn một. Đoạn hai." in text
    assert "Đề nghị tặng Bằng khen" in text
    assert f"{earlier.reference} ngày 15/11/2022; {earlier.authority}" in text
    assert text.index("XÁC NHẬN CỦA THỦ TRƯỞNG") < text.index("NGƯỜI BÁO CÁO")
    assert text.endswith(who)


def test_a_collective_reports_on_its_own_form(office, campaign):
    with clock.at(datetime.date(2022, 11, 28)):
        nomination = accepted(office, campaign, office.b, award="TTLDTT")
        text = " ".join(pages(render_report(nomination)))
    assert "SƠ LƯỢC ĐẶC ĐIỂM, TÌNH HÌNH" in text
    assert "Họ và tên" not in text
    assert "NGƯỜI BÁO CÁO" not in text


def test_the_form_is_that_of_its_day_and_an_unverified_number_is_not_printed(office, campaign):
    """The number of 2017 was counted in the list of forms, that of 2025 was seen in the annex."""
    nomination = accepted(office, campaign, award="LDTT")
    label = report_form(nomination).label()
    assert label.startswith("Mẫu ban hành kèm theo")
    assert label in " ".join(pages(render_report(nomination)))
    nomination.submission.sent_at = datetime.datetime(2025, 12, 1, tzinfo=datetime.UTC)
    assert report_form(nomination).label().startswith("Mẫu số 05 ban hành kèm theo")
    assert "Mẫu số 05" in pages(render_report(nomination))[0]


def test_a_character_without_a_glyph_is_refused_in_words(office, campaign, client):
    nomination = accepted(office, campaign, achievement="Thành tích 王")
    client.force_login(office.thao)
    response = client.get(reverse("nomination_report", args=[nomination.pk]), follow=True)
    assert "王" in response.content.decode()
    assert "chưa được lập" in response.content.decode()
