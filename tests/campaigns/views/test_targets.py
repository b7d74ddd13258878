"""Pages of targets: the list, one target with its notes and evidence, the board of a campaign."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from campaigns.models import ProgressNote
from tests.campaigns import progress_way as way
from tests.campaigns.pages import rows, said
from tests.cast import Office, day, launched_campaign
from tests.units.files.samples import exif, jpeg, pdf
from units import clock

READERS = ["lan", "hung", "thao", "phong"]
STRANGERS = ["binh", "son", "dung", "khoa", "lien", "oanh", "quan", "roi"]


@pytest.fixture(autouse=True)
def today(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    with day(2022, 11, 15):
        yield


@pytest.fixture
def campaign(office: Office):
    with day(2022, 1, 10):
        return launched_campaign(office)


@pytest.fixture
def target(office: Office, campaign):
    return way.signed_pledge(office, campaign).targets.first()


def page(client: Client, office: Office, who: str, address: str):
    client.force_login(getattr(office, who))
    return client.get(address)


def address(target) -> str:
    return reverse("target", args=[target.pk])


def typed(**changes):
    return {"on": "15/11/2022", "reached": "47,5", "text": "Đã xong đợt 1"} | changes


# The list


def test_each_sees_the_targets_they_may(client, office, campaign, target):
    other = list(way.signed_pledge(office, campaign, unit=office.b).targets.all())
    ours = list(target.pledge.targets.all())
    expected = dict.fromkeys(("lan", "hung", "mai"), ours)
    expected |= dict.fromkeys(("binh", "son", "dung"), other)
    expected |= dict.fromkeys(("thao", "phong"), ours + other)
    for who in office.accounts:
        found = rows(page(client, office, who, reverse("targets")))
        assert sorted(one.pk for one in found) == sorted(one.pk for one in expected.get(who, [])), (
            who
        )


def test_the_list_is_filtered_by_where_targets_stand_and_exported(client, office, target):
    way.note(target, office.lan, 95)
    campaign, today = target.pledge.campaign, clock.today()
    late = list(way.signed_pledge(office, campaign, unit=office.b, due_on=today).targets.all())
    client.force_login(office.thao)
    with day(2022, 11, 16):
        for query, expected in (
            ({"progress": "DONE"}, [target]),
            ({"progress": "LATE"}, late),
            ({"unit": office.b.pk}, late),
            ({"commitment": target.commitment_id, "q": "vu ha"}, [target]),
            ({"q": "Dung"}, late),
            ({"progress": "AT_RISK", "unit": office.b.pk}, []),
        ):
            assert rows(client.get(reverse("targets"), query)) == expected, query
        text = client.get(reverse("targets"), {"export": "csv"}).content.decode("utf-8-sig")
    assert "Chỉ tiêu 1,Vụ Hạ,Đặng Thị Mai,95 %,95.00,30/11/2022,đã đạt,15/11/2022" in text


@pytest.mark.parametrize("count", [2, 6])
def test_the_list_asks_a_fixed_number_of_queries(
    client, office, campaign, count, django_assert_num_queries: DjangoAssertNumQueries
):
    for target in way.signed_pledge(office, campaign, targets=count).targets.all():
        way.note(target, office.lan, 1)
    client.force_login(office.lan)
    with django_assert_num_queries(12):
        client.get(reverse("targets"))


# One target


def test_strangers_find_nothing_at_any_address(client, office, target):
    note = way.note(target, office.lan, 1, evidence=[SimpleUploadedFile("a.pdf", pdf())])
    file = note.files.get()
    for who in STRANGERS:
        client.force_login(getattr(office, who))
        for name, key in (("target", target.pk), ("progress_file", file.pk)):
            assert client.get(reverse(name, args=[key])).status_code == 404, (who, name)
        for name, key in (("progress_record", target.pk), ("progress_withdraw", note.pk)):
            response = client.post(reverse(name, args=[key]), typed(**{"withdraw-note": "x"}))
            assert response.status_code == 404, (who, name)
    assert ProgressNote.objects.get().withdrawn_at is None


def test_the_page_shows_figure_share_and_days(client, office, target):
    way.note(target, office.lan, "47.5", "Đã xong đợt 1")
    html = page(client, office, "phong", address(target)).content.decode()
    assert "47,5 %" in html
    assert "(50 %)" in html
    assert "(còn 15 ngày)" in html
    assert 'value="47.5" max="95.00"' in html.replace("47.50", "47.5")
    assert "Đã xong đợt 1" in html
    assert "Ghi tiến độ" not in html, "leadership reads"
    with day(2022, 12, 2):
        assert "(đã quá 2 ngày)" in page(client, office, "phong", address(target)).content.decode()


@pytest.mark.parametrize("who", ["lan", "hung", "mai"])
def test_the_unit_and_the_person_in_charge_note_progress(client, office, target, who):
    assert "Ghi tiến độ" in page(client, office, who, address(target)).content.decode()
    sent = typed(evidence=[SimpleUploadedFile("Biên bản.pdf", pdf())])
    response = client.post(reverse("progress_record", args=[target.pk]), sent)
    assert (response.status_code, said(response)) == (302, ["Đã ghi nhận tiến độ."])
    note = ProgressNote.objects.get()
    assert (f"{note.on:%d/%m/%Y}", str(note.reached), note.by) == (
        "15/11/2022",
        "47.50",
        getattr(office, who),
    )
    assert note.files.get().name == "Biên bản.pdf"


def test_what_is_refused_comes_back_as_typed(client, office, target):
    client.force_login(office.lan)
    record = reverse("progress_record", args=[target.pk])
    wrong = client.post(record, typed(reached="", text=""))
    assert wrong.context["form"].errors["reached"] == ["Hãy ghi số đã đạt hoặc việc đã làm."]
    bad = client.post(record, typed(evidence=[SimpleUploadedFile("a.png", b"MZ\0\0")]))
    assert "Chưa lưu tệp “a.png”" in bad.content.decode()
    assert "Đã xong đợt 1" in bad.content.decode()
    early = client.post(record, typed(on="01/01/2021"))
    assert (early.status_code, ProgressNote.objects.count()) == (409, 0)
    assert "Ngày tính số liệu phải từ" in early.content.decode()


def test_a_note_is_withdrawn_and_stays_on_the_page(client, office, target):
    note = way.note(target, office.lan, 90, "Nhầm")
    client.force_login(office.lan)
    withdraw = reverse("progress_withdraw", args=[note.pk])
    assert said(client.post(withdraw, {})) == ["Hãy ghi lý do. Chưa có gì thay đổi."]
    client.post(withdraw, {"withdraw-note": "Sai đơn vị tính"})
    html = page(client, office, "thao", address(target)).content.decode()
    assert "Sai đơn vị tính" in html
    assert "chưa có số liệu" in html
    client.force_login(office.thao)
    other = way.note(target, office.lan, 1)
    refused = client.post(reverse("progress_withdraw", args=[other.pk]), {"withdraw-note": "x"})
    assert "Không có gì thay đổi" in said(refused)[0]


def test_evidence_is_saved_and_images_are_shown_without_their_notes(client, office, target):
    photo = jpeg(8, 8, exif(1, b"GPS 21.03"))
    uploads = [SimpleUploadedFile("anh.jpg", photo), SimpleUploadedFile("a.pdf", pdf())]
    image, paper = way.note(target, office.lan, 1, evidence=uploads).files.all()
    html = page(client, office, "mai", address(target)).content.decode()
    assert f'<img src="{image.get_absolute_url()}?preview=1"' in html
    assert f'href="{paper.get_absolute_url()}"' in html
    shown = client.get(image.get_absolute_url(), {"preview": "1"})
    assert (shown.content, shown["Content-Security-Policy"]) == (
        jpeg(),
        "default-src 'none'; sandbox",
    )
    saved = client.get(paper.get_absolute_url(), {"preview": "1"})
    assert saved["Content-Disposition"] == 'attachment; filename="a.pdf"'


@pytest.mark.parametrize("count", [1, 3])
def test_a_target_asks_a_fixed_number_of_queries(
    client, office, target, count, django_assert_num_queries: DjangoAssertNumQueries
):
    for number in range(count):
        way.note(target, office.lan, number, evidence=[SimpleUploadedFile("a.pdf", pdf())])
    client.force_login(office.lan)
    with django_assert_num_queries(14):
        client.get(address(target))


# A pledge and a campaign


def test_a_pledge_shows_the_progress_of_every_target(client, office, target):
    way.note(target, office.lan, 95, evidence=[SimpleUploadedFile("a.pdf", pdf())])
    url = reverse("pledge_progress", args=[target.pledge_id])
    for who in READERS:
        html = page(client, office, who, url).content.decode()
        assert "đã đạt" in html
        assert "95 / 95 %" in html
    for who in [*STRANGERS, "mai"]:
        assert page(client, office, who, url).status_code == 404, who


@pytest.mark.parametrize("count", [2, 6])
def test_a_pledge_asks_a_fixed_number_of_queries(
    client, office, campaign, count, django_assert_num_queries: DjangoAssertNumQueries
):
    pledge = way.signed_pledge(office, campaign, targets=count)
    for target in pledge.targets.all():
        way.note(target, office.lan, 1, evidence=[SimpleUploadedFile("a.pdf", pdf())])
    client.force_login(office.lan)
    with django_assert_num_queries(13):
        client.get(reverse("pledge_progress", args=[pledge.pk]))


def test_an_unsigned_pledge_has_no_progress(client, office, campaign):
    with day(2022, 1, 12):
        pledge = way.begin_pledge(campaign=campaign, unit=office.a, actor=office.lan)
    url = reverse("pledge_progress", args=[pledge.pk])
    assert page(client, office, "lan", url).status_code == 404


def test_every_figure_of_the_board_opens_its_list(client, office, campaign, target):
    way.signed_pledge(office, campaign, unit=office.b, targets=4)
    way.note(target, office.lan, 95)
    response = page(client, office, "phong", reverse("campaign_progress", args=[campaign.pk]))
    board = response.context["board"]
    cells = [cell for _unit, cells in board.rows for cell in cells] + board.sums
    for cell in cells:
        found = rows(client.get(f"{reverse('targets')}?{cell.query}"))
        assert len(found) == cell.total
        done = rows(client.get(f"{reverse('targets')}?{cell.query}&progress=DONE"))
        assert len(done) == cell.done
        risk = rows(client.get(f"{reverse('targets')}?{cell.query}&progress=AT_RISK"))
        assert len(risk) == cell.at_risk
    assert (board.total.total, board.total.done, board.total.at_risk) == (6, 1, 5)


def test_the_board_is_for_those_who_watch(client, office, campaign):
    url = reverse("campaign_progress", args=[campaign.pk])
    opened = [who for who in office.accounts if page(client, office, who, url).status_code == 200]
    assert opened == ["thao", "phong"]
    assert "chưa ký đăng ký thi đua" in page(client, office, "thao", url).content.decode()


@pytest.mark.parametrize("count", [2, 6])
def test_the_board_asks_a_fixed_number_of_queries(
    client, office, campaign, count, django_assert_num_queries: DjangoAssertNumQueries
):
    way.signed_pledge(office, campaign, targets=count)
    if count == 6:
        way.signed_pledge(office, campaign, unit=office.b, targets=count)
    client.force_login(office.thao)
    with django_assert_num_queries(11):
        client.get(reverse("campaign_progress", args=[campaign.pk]))
