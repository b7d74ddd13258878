"""Certificates are printed once for what stands, handed over, ended for a reason, printed anew."""

import datetime

import pytest
from django.db import IntegrityError, transaction

from awards.actions.amendments import draft_amendment
from awards.actions.certificates import (
    Setup,
    end_certificate,
    hand_over_certificate,
    print_certificates,
    reissue_certificate,
)
from awards.actions.issuing import issue_decision
from awards.actions.stocks import StockContent, change_stock
from awards.models import Certificate, CertificateBatch, Decision, Recipient
from awards.queries.certificates import awarded
from tests.awards.printing import preprinted, printed, printer, stock
from tests.awards.way import accepted, approved, decision_on, issued, recorded
from tests.cast import Office
from units.errors import ActionRefused, NotAllowed
from units.models import AuditEntry

TODAY = datetime.date(2022, 11, 15)


@pytest.fixture
def decision(office: Office, campaign) -> Decision:
    return issued(office, accepted(office, campaign, "mai"), accepted(office, campaign, "dung"))


def amended(office: Office, decision: Decision, kind: str, ground: str, *lines: Recipient, **words):
    """An issued amendment of some lines, which read as in `words`."""
    draft = draft_amendment(
        decision=decision,
        kind=kind,
        ground=ground,
        reason="Nhầm khi soạn thảo",
        lines={
            one.pk: (words.get("name", one.name), words.get("place", one.place)) for one in lines
        },
        actor=office.oanh,
    )
    return issue_decision(decision=approved(office, draft), signed_on=TODAY, actor=office.oanh)


def revoked(office: Office, decision: Decision, *lines: Recipient) -> Decision:
    return amended(office, decision, "REVOCATION", "HUY_BO_L2003", *lines)


def of(batch: CertificateBatch, name: str) -> Certificate:
    return batch.certificates.get(name__endswith=name)


def states(decision: Decision) -> list[tuple[str, int, str]]:
    found = Certificate.objects.filter(recipient__decision=decision)
    return sorted(found.values_list("name", "serial", "state"))


# --- printing -------------------------------------------------------------------------------------
def test_a_batch_has_everybody_in_the_order_of_the_ceremony(office, campaign, decision):
    higher = issued(office, accepted(office, campaign, "lan", award="BKB"))
    batch = print_certificates(
        recipients=[*decision.recipients.all(), *higher.recipients.all()],
        setup=Setup(stock(office)),
        actor=office.oanh,
    )
    assert [(one.place_in_batch, one.name) for one in batch.certificates.all()] == [
        (1, "Nguyễn Thị Lan"),
        (2, decision.recipients.get(ordinal=1).name),
        (3, decision.recipients.get(ordinal=2).name),
    ]
    assert {one.serial for one in batch.certificates.all()} == {1}
    entry = AuditEntry.objects.latest("pk")
    assert (entry.action, len(entry.changes["recipients"])) == ("print_certificates", 3)


def test_what_is_printed_says_what_the_decision_says_today(office, decision):
    line = decision.recipients.get(name__endswith="Mai")
    amended(office, decision, "CORRECTION", "SAI_THE_THUC", line, place="Chuyên viên chính, Vụ Hạ")
    one = of(printed(office, decision), "Mai")
    assert (one.place, one.achievement) == ("Chuyên viên chính, Vụ Hạ", "Năm 2022")


def test_nobody_is_printed_twice(office, decision):
    batch = printed(office, decision)
    with pytest.raises(ActionRefused, match="Đã có giấy in trước đây"):
        printed(office, decision, stock=batch.stock)
    assert Certificate.objects.count() == 2


def test_only_what_stands_and_is_the_agencys_own_is_printed(office, campaign, decision):
    sheet = stock(office)
    line = decision.recipients.get(name__endswith="Mai")
    revoked(office, decision, line)
    draft = decision_on(office, accepted(office, campaign, "lan"))
    external = recorded(office, "BKB", 2021, office.people["hung"])
    for recipients in ([line], draft.recipients.all(), external.recipients.all(), []):
        with pytest.raises(ActionRefused, match="Chỉ in cho người"):
            print_certificates(recipients=list(recipients), setup=Setup(sheet), actor=office.oanh)
    # PostgreSQL says the same to whoever goes around the action.
    batch = printed(office, decision, stock=sheet, recipients=awarded([decision]))
    for one in (*draft.recipients.all(), *external.recipients.all()):
        with pytest.raises(IntegrityError, match="what the agency gave"), transaction.atomic():
            Certificate.objects.create(recipient=one, batch=batch, place_in_batch=9, name=one.name)


def test_a_stock_serves_its_awards_and_kinds_only(office, decision):
    for changes in ({"awards": ["BKB"]}, {"kind": "COLLECTIVE"}):
        sheet = stock(office, name=f"Giấy {changes}", **changes)
        with pytest.raises(ActionRefused, match="không dùng để in cho"):
            printed(office, decision, stock=sheet)
    assert not CertificateBatch.objects.exists()


def test_only_who_issues_decisions_prints(office, decision):
    sheet = stock(office)
    for name in ("thao", "phong", "lan", "mai"):
        with pytest.raises(NotAllowed):
            print_certificates(
                recipients=list(decision.recipients.all()),
                setup=Setup(sheet),
                actor=getattr(office, name),
            )


# --- after printing -------------------------------------------------------------------------------
def test_a_certificate_is_handed_over_once_and_not_before_it_was_printed(office, decision):
    batch = printed(office, decision)
    mai, dung = of(batch, "Mai"), of(batch, "Dung")
    for day in (TODAY - datetime.timedelta(days=1), TODAY + datetime.timedelta(days=1)):
        with pytest.raises(ActionRefused, match="Ngày trao"):
            hand_over_certificate(certificate=mai, on=day, actor=office.oanh)
    given = hand_over_certificate(certificate=mai, on=TODAY, actor=office.oanh)
    assert (given.handed_to, given.handed_on, given.state) == ("Đặng Thị Mai", TODAY, "HANDED_OVER")
    by_another = hand_over_certificate(
        certificate=dung, on=TODAY, to="Phạm Văn Sơn", actor=office.oanh
    )
    assert by_another.handed_to == "Phạm Văn Sơn"
    with pytest.raises(ActionRefused, match="đã trao"):
        hand_over_certificate(certificate=mai, on=TODAY, actor=office.oanh)


def test_a_revoked_award_is_not_handed_over_and_its_certificate_is_recalled(office, decision):
    batch = printed(office, decision)
    mai, dung = of(batch, "Mai"), of(batch, "Dung")
    hand_over_certificate(certificate=dung, on=TODAY, actor=office.oanh)
    revoked(office, decision, mai.recipient, dung.recipient)
    with pytest.raises(ActionRefused, match="không còn hiệu lực"):
        hand_over_certificate(certificate=mai, on=TODAY, actor=office.oanh)
    end_certificate(certificate=dung, step="recall", reason="Hủy bỏ", actor=office.oanh)
    end_certificate(certificate=mai, step="spoil", reason="Hủy bỏ", actor=office.oanh)
    assert [state for _name, _serial, state in states(decision)] == ["RECALLED", "SPOILT"]
    with pytest.raises(ActionRefused, match="không cấp lại được"):
        reissue_certificate(certificate=mai, setup=Setup(batch.stock), actor=office.oanh)


def test_a_lost_one_is_printed_anew_and_both_stay_in_the_register(office, decision):
    batch = printed(office, decision)
    mai = of(batch, "Mai")
    hand_over_certificate(certificate=mai, on=TODAY, actor=office.oanh)
    setup = Setup(batch.stock)
    with pytest.raises(ActionRefused, match="đã trao"):
        reissue_certificate(certificate=mai, setup=setup, actor=office.oanh)
    with pytest.raises(ActionRefused, match="lý do"):
        end_certificate(certificate=mai, step="lose", reason=" ", actor=office.oanh)
    end_certificate(certificate=mai, step="lose", reason="Mất khi chuyển nhà", actor=office.oanh)
    new = reissue_certificate(certificate=mai, setup=setup, actor=office.oanh)
    assert (new.serial, new.state, new.achievement) == (2, "PRINTED", mai.achievement)
    assert states(decision)[1:] == [("Đặng Thị Mai", 1, "LOST"), ("Đặng Thị Mai", 2, "PRINTED")]
    with pytest.raises(ActionRefused, match="không cấp lại được"):
        reissue_certificate(certificate=mai, setup=setup, actor=office.oanh)


def test_postgresql_keeps_the_register(office, decision):
    batch = printed(office, decision)
    mai = of(batch, "Mai")
    hand_over_certificate(certificate=mai, on=TODAY, actor=office.oanh)
    one = Certificate.objects.filter(pk=mai.pk)
    for change in (
        {"name": "Ai khác"},
        {"handed_to": "Ai khác"},
        {"state": "PRINTED"},
        {"state": "LOST"},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            one.update(**change)
    with pytest.raises(IntegrityError, match="stays in the register"), transaction.atomic():
        one.delete()
    with pytest.raises(IntegrityError, match="one_live_certificate"), transaction.atomic():
        Certificate.objects.create(
            recipient=mai.recipient, batch=batch, place_in_batch=9, serial=2, name="Mai"
        )


# --- sheets ---------------------------------------------------------------------------------------
def test_every_box_stands_on_its_sheet(office):
    sheet = preprinted(office)
    assert all(
        box.x + box.width <= sheet.width and box.y + box.height <= sheet.height
        for box in sheet.fields.all()
    )
    box = sheet.fields.first()
    values = {
        "name": box.name,
        "x": 400,
        "y": box.y,
        "width": 30,
        "height": 10,
        "size": 14,
        "align": "left",
        "colour": "#000000",
    }
    said = {"name": "Phôi A3", "is_preprinted": True, "awards": ["BKB"], "fields": (values,)}
    with pytest.raises(ActionRefused, match="vượt ra ngoài khổ giấy"):
        change_stock(
            stock=sheet, content=StockContent(width=420, height=297, **said), actor=office.oanh
        )
    with pytest.raises(IntegrityError, match="stand on its sheet"), transaction.atomic():
        sheet.fields.filter(pk=box.pk).update(x=400, width=30)
    sheet.height = 150
    with pytest.raises(IntegrityError, match="no longer stand"), transaction.atomic():
        sheet.save()


def test_names_of_sheets_and_printers_are_taken_once(office):
    stock(office)
    with pytest.raises(ActionRefused, match="Đã có phôi tên này"):
        stock(office)
    printer(office)
    with pytest.raises(ActionRefused, match="Đã có máy in tên này"):
        printer(office)
