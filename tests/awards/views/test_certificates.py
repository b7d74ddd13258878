"""Pages of certificates: print, hand over, the register, the sheets."""

import pytest
from django.urls import reverse

from awards.actions.certificates import end_certificate
from awards.models import Certificate, CertificateBatch, CertificateStock, Decision, Printer
from tests.awards.printing import preprinted, printed, stock
from tests.awards.views.pages import rows, text
from tests.awards.way import accepted, issued
from tests.cast import Office

QUERIES_OF_THE_REGISTER = 13
QUERIES_OF_A_DECISION = 15
QUERIES_OF_A_BATCH = 10


@pytest.fixture
def decision(office: Office, campaign) -> Decision:
    return issued(office, accepted(office, campaign, "mai"), accepted(office, campaign, "dung"))


def at(name: str, *args) -> str:
    return reverse(name, args=args)


# --- printing -------------------------------------------------------------------------------------
def test_everybody_or_those_ticked_are_printed_from_the_decision(sign_in, office, decision):
    sheet, page = stock(office), at("decision_certificates", decision.pk)
    client = sign_in("oanh")
    mai = decision.recipients.get(name__endswith="Mai")
    assert "chưa in" in text(client.get(page))
    refused = client.post(page, {"stock": sheet.pk, "achievement": "Đã tận tụy"})
    assert "Không có ai để in" in text(refused)
    assert "Đã tận tụy" in text(refused)
    client.post(page, {"stock": sheet.pk, "recipients": [mai.pk], "achievement": "Đã tận tụy"})
    assert Certificate.objects.get().achievement == "Đã tận tụy"
    answer = client.post(page, {"stock": sheet.pk, "all": "yes"})
    assert Certificate.objects.count() == 2
    batch = CertificateBatch.objects.latest("pk")
    assert answer.url == batch.get_absolute_url()
    file = client.get(at("certificate_batch_file", batch.pk))
    assert file.content.startswith(b"%PDF")
    listed = client.get(page, {"state": "PRINTED"})
    assert len(rows(listed)) == 2
    assert not rows(client.get(page, {"state": "NOT_PRINTED"}))
    again = client.post(page, {"stock": sheet.pk, "recipients": [mai.pk]})
    assert "Đã có giấy in trước đây" in text(again)


def test_a_reader_of_the_register_prints_nothing(sign_in, office, decision):
    sheet, page = stock(office), at("decision_certificates", decision.pk)
    client = sign_in("thao")
    assert "In mọi giấy chưa in" not in text(client.get(page))
    client.post(page, {"stock": sheet.pk, "all": "yes"})
    assert not Certificate.objects.exists()


def test_a_ceremony_prints_several_decisions_highest_first(sign_in, office, campaign, decision):
    higher = issued(office, accepted(office, campaign, "lan", award="BKB"))
    client, page = sign_in("oanh"), at("certificate_ceremony")
    shown = client.get(page)
    assert (shown.context["called"], shown.context["waiting"]) == (3, 3)
    only = client.get(page, {"year": "2022", "decision": [higher.pk]})
    assert (only.context["called"], only.context["waiting"]) == (1, 1)
    client.post(page, {"stock": stock(office).pk})
    first = CertificateBatch.objects.get().certificates.first()
    assert (first.name, first.recipient.decision) == ("Nguyễn Thị Lan", higher)
    query = {"decision": [decision.pk, higher.pk]}
    assert client.get(at("certificate_call_list"), query).content.startswith(b"%PDF")
    book = client.get(at("certificate_call_list"), query | {"format": "xlsx"})
    assert book.content.startswith(b"PK")
    assert "attachment" in book["Content-Disposition"]


# --- one certificate ------------------------------------------------------------------------------
def test_the_way_of_a_certificate(sign_in, office, decision):
    batch = printed(office, decision)
    one = batch.certificates.get(name__endswith="Mai")
    client = sign_in("oanh")
    future = client.post(at("certificate_hand_over", one.pk), {"hand-on": "01/12/2022"})
    assert future.status_code == 409
    client.post(at("certificate_batch_hand_over", batch.pk), {"on": "15/11/2022"})
    assert not Certificate.objects.filter(state="HANDED_OVER").exists()
    ticked = {"on": "15/11/2022", "certificates": [one.pk]}
    client.post(at("certificate_batch_hand_over", batch.pk), ticked)
    assert list(Certificate.objects.filter(state="HANDED_OVER")) == [one]
    assert "lý do" in text(client.post(at("certificate_end", one.pk), {"step": "lose"}))
    client.post(at("certificate_end", one.pk), {"step": "lose", "end-note": "Cháy nhà"})
    client.post(at("certificate_reissue", one.pk), {"again-stock": batch.stock_id})
    new = Certificate.objects.get(serial=2)
    page = text(client.get(new.get_absolute_url()))
    assert "bản 1: báo mất" in page
    assert rows(client.get(at("certificates"), {"reissued": "1"})) == [new]


def test_everybody_sees_the_own_and_nobody_elses(sign_in, office, decision):
    printed(office, decision)
    seen = {
        name: sorted(one.name for one in rows(sign_in(name).get(at("certificates"))))
        for name in ("oanh", "thao", "lan", "mai", "roi")
    }
    mai, both = ["Đặng Thị Mai"], ["Hoàng Thị Dung", "Đặng Thị Mai"]
    assert seen == {"oanh": both, "thao": both, "lan": mai, "mai": mai, "roi": []}
    page = sign_in("mai").get(decision.get_absolute_url())
    assert "Giấy của bạn" in text(page)
    assert "đã in, chưa trao" in text(page)


def test_the_register_is_searched_without_accents_and_exported(sign_in, office, decision):
    batch = printed(office, decision)
    lost = batch.certificates.get(name__endswith="Dung")
    end_certificate(certificate=lost, step="lose", reason="Mất", actor=office.oanh)
    client = sign_in("oanh")
    assert [one.name for one in rows(client.get(at("certificates"), {"q": "dang thi"}))] == [
        "Đặng Thị Mai"
    ]
    assert rows(client.get(at("certificates"), {"state": "LOST"})) == [lost]
    export = client.get(at("certificates"), {"export": "csv"}).content.decode()
    assert "Hoàng Thị Dung,Cục Thu," in export
    assert "báo mất" in export


@pytest.mark.parametrize("people", [("mai",), ("mai", "dung", "lan")])
def test_long_lists_cost_as_many_queries_as_short_ones(
    sign_in, office, campaign, django_assert_num_queries, people
):
    decision = issued(office, *(accepted(office, campaign, who) for who in people))
    batch = printed(office, decision)
    client = sign_in("oanh")
    for url, queries in (
        (at("certificates"), QUERIES_OF_THE_REGISTER),
        (at("decision_certificates", decision.pk), QUERIES_OF_A_DECISION),
        (batch.get_absolute_url(), QUERIES_OF_A_BATCH),
    ):
        client.get(url)
        with django_assert_num_queries(queries):
            client.get(url)


# --- sheets and printers --------------------------------------------------------------------------
def test_a_preprinted_sheet_is_described_box_by_box(sign_in, office):
    client = sign_in("oanh")
    said = {"name": "Phôi", "width": "420", "height": "297", "awards": ["BKB"]}
    client.post(at("certificate_stock_new"), said | {"is_preprinted": "on"})
    sheet = CertificateStock.objects.get()
    assert sheet.fields.count() == 8
    box = {"x": "50", "y": "100", "width": "320", "height": "20", "size": "30"}
    look = {"align": "center", "colour": "#000000"}
    only = {f"NAME-{name}": value for name, value in (box | look).items()}
    page = sheet.get_absolute_url()
    client.post(page, said | {"is_preprinted": "on"} | only)
    assert list(sheet.fields.values_list("name", "x")) == [("NAME", 50)]
    outside = client.post(page, said | {"is_preprinted": "on"} | only | {"NAME-x": "150"})
    assert outside.status_code == 409
    assert "vượt ra ngoài khổ giấy" in text(outside)
    for name in ("sample", "picture", "calibration"):
        assert client.get(at(f"certificate_stock_{name}", sheet.pk)).status_code == 200
    assert "phôi có sẵn" in text(client.get(at("certificate_stocks")))


def test_a_printer_is_moved_a_little(sign_in, office):
    client, sheet = sign_in("oanh"), preprinted(office)
    new = at("certificate_printer_new")
    far = client.post(new, {"name": "Máy 1", "offset_x": "25", "offset_y": "0"})
    assert far.status_code == 200
    client.post(new, {"name": "Máy 1", "offset_x": "1.5", "offset_y": "-2"})
    one = Printer.objects.get()
    page = client.get(one.get_absolute_url())
    calibration = f"{at('certificate_stock_calibration', sheet.pk)}?printer={one.pk}"
    assert calibration in page.content.decode()
    assert client.get(calibration).content.startswith(b"%PDF")
