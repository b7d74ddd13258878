"""Pages of self-assessments: pledge and result side by side, and the way to the standing body."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from campaigns.actions.assessments import recall_assessment
from campaigns.models import Assessment
from campaigns.workflow import AssessmentState
from tests.campaigns import progress_way as way
from tests.campaigns.pages import address, edition_on, rows, said
from tests.campaigns.pledging import posted
from tests.cast import day, launched_campaign
from tests.units.files.samples import pdf
from units.actions.inbox import mark_all_read

STRANGERS = ["binh", "son", "mai", "khoa", "lien", "oanh", "quan", "roi"]


@pytest.fixture(autouse=True)
def today(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    with day(2022, 6, 20):
        yield


@pytest.fixture
def campaign(office):
    with day(2022, 1, 10):
        return launched_campaign(office)


@pytest.fixture
def pledge(office, campaign):
    return way.signed_pledge(office, campaign)


def state(assessment) -> str:
    return Assessment.objects.get(pk=assessment.pk).state


def form_of(client, assessment) -> dict:
    return posted([client.get(address("assessment_edit", assessment)).context["form"]])


@pytest.mark.parametrize("name", ["midyear_begin", "yearend_begin"])
def test_it_begins_from_the_page_of_progress(client, office, pledge, name):
    client.force_login(office.lan)
    page = client.get(address("pledge_progress", pledge)).content.decode()
    assert address(name, pledge) in page
    response = client.post(address(name, pledge))
    assessment = Assessment.objects.get()
    assert response.url == address("assessment_edit", assessment)
    assert name.startswith(assessment.kind.lower())
    client.force_login(office.thao)
    assert (
        address(name, pledge) not in client.get(address("pledge_progress", pledge)).content.decode()
    )
    assert "quyền" in said(client.post(address(name, pledge)))[0]


def test_the_clerk_edits_beside_results_and_hands_up(client, office, pledge):
    way.note(pledge.targets.first(), office.lan, 40, "Xong đợt 1")
    assessment = way.begun(office, pledge)
    client.force_login(office.lan)
    page = client.get(address("assessment_edit", assessment))
    html = page.content.decode()
    assert "1 ghi nhận: Chỉ tiêu 1" in html
    assert "20/06/2022 – 40 %: Xong đợt 1" in html
    typed = form_of(client, assessment) | {"overall": "Kết quả khá."}
    saved = client.post(address("assessment_edit", assessment), typed)
    assert (said(saved), state(assessment)) == (["Đã lưu nháp."], AssessmentState.DRAFT)
    typed = form_of(client, assessment) | {"hand_up": "1"}
    assert client.post(address("assessment_edit", assessment), typed).status_code == 302
    assert state(assessment) == AssessmentState.WITH_HEAD
    assert Assessment.objects.get().overall == "Kết quả khá."


def test_empty_parts_are_filled_from_what_is_recorded_and_typed_text_stays(client, office, pledge):
    assessment = way.begun(office, pledge)
    client.force_login(office.lan)
    typed = form_of(client, assessment)
    first, second = (f"part-{part.commitment_id}" for part in assessment.parts.all())
    typed |= {first: "Của tôi", second: "", "overall": "Chung", "compose": "1"}
    way.note(pledge.targets.last(), office.lan, 50)
    form = client.post(address("assessment_edit", assessment), typed).context["form"]
    assert [form[first].value(), form["overall"].value()] == ["Của tôi", "Chung"]
    assert form[second].value().startswith("– Chỉ tiêu 2: đạt 50 %")
    assert state(assessment) == AssessmentState.DRAFT
    assert Assessment.objects.get().edition == 0, "nothing is saved"


def test_the_second_of_two_clerks_keeps_what_they_typed(client, office, pledge):
    assessment = way.begun(office, pledge)
    client.force_login(office.hung)
    typed = form_of(client, assessment) | {"overall": "Của Hùng"}
    way.save_assessment(
        assessment=assessment, content=way.said(assessment), edition=0, actor=office.lan
    )
    response = client.post(address("assessment_edit", assessment), typed)
    assert response.status_code == 409
    assert "Của Hùng" in response.content.decode()
    assert "người khác đã lưu" in response.content.decode()


def test_the_head_sends_and_the_standing_body_reads(client, office, pledge):
    target = pledge.targets.first()
    way.note(target, office.lan, 40)
    assessment = way.with_head(office, pledge)
    client.force_login(office.thao)
    assert client.get(address("assessment", assessment)).status_code == 404, "not sent yet"
    client.force_login(office.hung)
    opened = edition_on(client.get(address("assessment", assessment)))
    recalled = recall_assessment(assessment=assessment, actor=office.lan)
    other = way.said(assessment, "Đã làm rất tốt.")
    saved = way.save_assessment(assessment=recalled, content=other, edition=1, actor=office.lan)
    way.hand_up_assessment(assessment=saved, actor=office.lan)
    [refused] = said(client.post(address("assessment_send", assessment), opened))
    assert refused.startswith("Nội dung đã được sửa sau khi bạn mở trang này.")
    assert state(assessment) == AssessmentState.WITH_HEAD
    read = edition_on(client.get(address("assessment", assessment)))
    client.post(address("assessment_send", assessment), read)
    way.note(target, office.lan, 60)
    client.force_login(office.thao)
    html = client.get(address("assessment", assessment)).content.decode()
    assert "số liệu chốt tại lúc gửi" in html
    assert '<td class="number" data-label="Kết quả">40</td>' in html
    client.post(address("assessment_read", assessment))
    assert state(assessment) == AssessmentState.READ


def test_it_is_returned_with_a_reason(client, office, pledge):
    assessment = way.sent(office, pledge)
    client.force_login(office.thao)
    empty = client.post(address("assessment_return", assessment), {})
    assert "Hãy ghi lý do" in empty.content.decode()
    client.post(address("assessment_return", assessment), {"return-note": "Thiếu số liệu"})
    client.force_login(office.lan)
    html = client.get(address("assessment_edit", assessment)).content.decode()
    assert "Thiếu số liệu" in html
    assert "chốt khi gửi" in client.get(address("assessment", assessment)).content.decode()


def test_strangers_find_nothing(client, office, pledge):
    assessment = way.sent(office, pledge)
    steps = ("hand_up", "recall", "send", "return", "read")
    for who in STRANGERS:
        client.force_login(getattr(office, who))
        assert client.get(address("assessment", assessment)).status_code == 404, who
        assert client.get(address("assessment_edit", assessment)).status_code == 404, who
        for step in steps:
            url = address(f"assessment_{step}", assessment)
            assert client.post(url, {"return-note": "x"}).status_code == 404, (who, step)
    assert state(assessment) == AssessmentState.SENT


def test_the_list_is_filtered_and_shows_the_watchers_what_was_sent(
    client, office, campaign, pledge, django_assert_num_queries: DjangoAssertNumQueries
):
    ours = way.begun(office, pledge)
    theirs = way.sent(office, way.signed_pledge(office, campaign, unit=office.b))
    expected = {"lan": [ours], "hung": [ours], "binh": [theirs], "son": [theirs]}
    expected |= {"thao": [theirs], "phong": [theirs]}
    for who in office.accounts:
        client.force_login(getattr(office, who))
        assert rows(client.get(reverse("assessments"))) == expected.get(who, []), who
    client.force_login(office.thao)
    assert rows(client.get(reverse("assessments"), {"kind": "YEAREND"})) == []
    with django_assert_num_queries(10):
        assert rows(client.get(reverse("assessments"), {"q": "cuc thu"})) == [theirs]
    text = client.get(reverse("assessments"), {"export": "csv"}).content.decode("utf-8-sig")
    assert "Cục Thu,sơ kết giữa năm,2022,đã gửi,20/06/2022" in text


@pytest.mark.parametrize("count", [2, 6])
def test_pages_ask_a_fixed_number_of_queries(
    client, office, campaign, count, django_assert_num_queries: DjangoAssertNumQueries
):
    pledge = way.signed_pledge(office, campaign, targets=count)
    for target in pledge.targets.all():
        way.note(target, office.lan, 1, "Việc", evidence=[SimpleUploadedFile("a.pdf", pdf())])
    assessment = way.begun(office, pledge)
    mark_all_read(actor=office.lan)
    client.force_login(office.lan)
    with django_assert_num_queries(13):
        client.get(address("assessment_edit", assessment))
    with django_assert_num_queries(13):
        client.get(address("assessment", assessment))
