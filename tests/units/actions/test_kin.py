"""Kin: who declares and withdraws it, who reads it, what stays in the trail."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.cast import Office
from units import clock
from units.actions.kin import declare_kin, withdraw_kin
from units.errors import ActionRefused, NotAllowed
from units.models import Account, AuditEntry, Kinship
from units.permissions import kinships_visible_to


def declared(office: Office, by: str = "mai", note: str = "") -> Kinship:
    """Mai and Dung are sisters."""
    return declare_kin(
        person=office.people["mai"],
        other=office.people["dung"],
        relation=Kinship.Relation.SIBLING,
        note=note,
        actor=getattr(office, by),
    )


def test_one_declares_for_oneself_and_the_standing_body_for_others_with_a_reason(office):
    for name in ("dung", "hung", "khoa"):
        with pytest.raises(NotAllowed):
            declared(office, by=name, note="Tôi biết.")
    with pytest.raises(ActionRefused, match="lý do"):
        declared(office, by="thao")
    assert declared(office, by="thao", note="Theo lý lịch.").declared_by == office.thao


def test_it_is_declared_once_whichever_of_the_two_says_so(office):
    declared(office)
    with pytest.raises(ActionRefused, match="đã được khai"):
        declare_kin(
            person=office.people["dung"],
            other=office.people["mai"],
            relation=Kinship.Relation.OTHER,
            actor=office.dung,
        )
    with pytest.raises(ActionRefused, match="người khác"):
        declare_kin(
            person=office.people["mai"],
            other=office.people["mai"],
            relation=Kinship.Relation.OTHER,
            actor=office.mai,
        )
    mai = office.people["mai"]
    with pytest.raises(IntegrityError), transaction.atomic():
        Kinship.objects.create(
            person=mai,
            other=mai,
            relation="OTHER",
            declared_by=office.mai,
            declared_at=clock.now(),
        )


def test_only_the_two_and_the_standing_body_see_it(office):
    kinship = declared(office)
    seen = {
        account.username
        for account in Account.objects.all()
        if kinship in kinships_visible_to(account)
    }
    assert seen == {"mai", "dung", "thao"}


def test_who_was_named_cannot_take_it_back(office):
    kinship = declared(office)
    with pytest.raises(NotAllowed):
        withdraw_kin(kinship=kinship, note="Không đúng.", actor=office.dung)
    with pytest.raises(ActionRefused, match="lý do"):
        withdraw_kin(kinship=kinship, note=" ", actor=office.mai)


def test_one_that_is_withdrawn_stays_and_may_be_declared_anew(office):
    kinship = withdraw_kin(kinship=declared(office), note="Khai nhầm.", actor=office.mai)
    assert (kinship.withdrawn_by, kinship.withdrawn_note) == (office.mai, "Khai nhầm.")
    with pytest.raises(ActionRefused, match="đã được rút"):
        withdraw_kin(kinship=kinship, note="Lần nữa.", actor=office.mai)
    declared(office)
    assert Kinship.objects.count() == 2


def test_the_trail_says_that_somebody_declared_and_not_who_is_kin(office):
    withdraw_kin(kinship=declared(office), note="Chị Dung không là chị em.", actor=office.mai)
    entries = AuditEntry.objects.filter(action__in=["declare_kin", "withdraw_kin"])
    said = [(e.action, e.target_name, e.changes, e.reason) for e in entries.order_by("pk")]
    assert said == [
        ("declare_kin", "quan hệ gia đình", {}, ""),
        ("withdraw_kin", "quan hệ gia đình", {}, ""),
    ]


def test_the_page_is_for_oneself_and_the_standing_body(office, client):
    url = reverse("kin", args=[office.people["mai"].pk])
    answers = {}
    for name in ("mai", "thao", "hung", "dung", "quan"):
        client.force_login(getattr(office, name))
        answers[name] = client.get(url).status_code
    assert answers == {"mai": 200, "thao": 200, "hung": 404, "dung": 404, "quan": 404}


def test_one_declares_and_withdraws_on_the_page(office, client):
    mai, dung = office.people["mai"], office.people["dung"]
    client.force_login(office.mai)
    url = reverse("kin", args=[mai.pk])
    assert url in client.get(mai.get_absolute_url()).content.decode()
    refused = client.post(url, {"other": dung.pk, "relation": ""})
    assert (refused.status_code, Kinship.objects.count()) == (409, 0)
    client.post(url, {"other": dung.pk, "relation": "SIBLING"})
    kinship = Kinship.objects.get()
    assert "Hoàng Thị Dung" in client.get(url).content.decode()
    # Dung reads of it on her own page, and cannot take it back.
    client.force_login(office.dung)
    hers = client.get(reverse("kin", args=[dung.pk])).content.decode()
    withdraw = reverse("kin_withdraw", args=[kinship.pk])
    assert "Đặng Thị Mai" in hers
    assert withdraw not in hers
    client.force_login(office.mai)
    client.post(withdraw, {f"kin-{kinship.pk}-note": "Khai nhầm."})
    assert "Khai nhầm." in client.get(url).content.decode()


def test_the_standing_body_says_why_it_declares_for_somebody(office, client):
    client.force_login(office.thao)
    url = reverse("kin", args=[office.people["mai"].pk])
    said = {"other": office.people["dung"].pk, "relation": "SPOUSE"}
    assert client.post(url, said).status_code == 409
    client.post(url, said | {"note": "Theo lý lịch."})
    assert Kinship.objects.get().note == "Theo lý lịch."


def test_one_row_and_three_take_the_same_queries(office, client):
    client.force_login(office.mai)
    url, counts = reverse("kin", args=[office.people["mai"].pk]), []
    for names in (["dung"], ["hung", "lan"]):
        for name in names:
            declare_kin(
                person=office.people["mai"],
                other=office.people[name],
                relation=Kinship.Relation.OTHER,
                actor=office.mai,
            )
        with CaptureQueriesContext(connection) as queries:
            client.get(url)
        counts.append(len(queries))
    assert counts[0] == counts[1]
