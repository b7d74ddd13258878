"""The pact of a bloc: worded, signed by every member, and then kept."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import Count

from campaigns.actions.pacts import begin_pact, open_pact, reopen_pact, save_pact, sign_pact
from campaigns.models import Campaign, Pact, PactSignature
from campaigns.permissions.pacts import pacts_visible_to
from campaigns.workflow import PactState
from tests.campaigns.pledging import standing_pact, worded_pact
from tests.cast import Office, day, launched_campaign
from units.errors import ActionRefused, NotAllowed
from units.models import AuditEntry, BlocMembership, Notice


@pytest.fixture(autouse=True)
def today():
    with day(2022, 1, 10):
        yield


@pytest.fixture
def campaign(office: Office) -> Campaign:
    return launched_campaign(office)


def test_the_standing_body_lets_a_member_word_it(office: Office, campaign: Campaign) -> None:
    bloc = office.agency.blocs.get()
    pact = begin_pact(campaign=campaign, bloc=bloc, lead=office.a, actor=office.thao)
    assert begin_pact(campaign=campaign, bloc=bloc, lead=office.b, actor=office.thao) == pact
    assert (pact.lead, pact.state) == (office.a, PactState.DRAFT)
    with pytest.raises(ActionRefused, match="phải là thành viên của khối"):
        begin_pact(campaign=campaign, bloc=bloc, lead=office.root, actor=office.thao)
    with pytest.raises(NotAllowed):
        begin_pact(campaign=campaign, bloc=bloc, lead=office.a, actor=office.hung)


def test_only_the_leading_unit_and_the_standing_body_word_it(
    office: Office, campaign: Campaign
) -> None:
    pact = worded_pact(office, campaign)
    for edition, who in enumerate(("hung", "lan", "thao"), start=1):
        pact = save_pact(pact=pact, text=f" {who} ", edition=edition, actor=getattr(office, who))
        assert pact.text == who
    for who in set(office.accounts) - {"lan", "hung", "thao"}:
        with pytest.raises(NotAllowed):
            save_pact(pact=pact, text="Khác", edition=4, actor=getattr(office, who))


def test_the_second_of_two_writers_overwrites_nothing(office: Office, campaign: Campaign) -> None:
    pact = worded_pact(office, campaign)
    with pytest.raises(ActionRefused, match="người khác đã lưu giao ước"):
        save_pact(pact=pact, text="Của tôi", edition=0, actor=office.hung)
    assert Pact.objects.get().text == "Cùng xong 95 % việc."


def test_opening_asks_every_head(office: Office, campaign: Campaign) -> None:
    pact = open_pact(pact=worded_pact(office, campaign), actor=office.lan)
    assert pact.state == PactState.OPEN
    assert [(one.unit.name, one.signed_at) for one in pact.signatures.all()] == [
        ("Cục Thu", None),
        ("Vụ Hạ", None),
    ]
    told = Notice.objects.filter(kind="pact_opened").values_list("account__username", flat=True)
    assert set(told) == {"hung", "son"}


def test_an_empty_pact_is_not_opened(office: Office, campaign: Campaign) -> None:
    pact = worded_pact(office, campaign, text="  ")
    with pytest.raises(ActionRefused, match="chưa có nội dung"):
        open_pact(pact=pact, actor=office.lan)


def test_it_stands_with_the_last_signature(office: Office, campaign: Campaign) -> None:
    pact = open_pact(pact=worded_pact(office, campaign), actor=office.lan)
    pact = sign_pact(pact=pact, unit=office.a, actor=office.hung)
    assert pact.state == PactState.OPEN
    with pytest.raises(ActionRefused, match="Không có chữ ký nào"):
        sign_pact(pact=pact, unit=office.a, actor=office.hung)
    with pytest.raises(NotAllowed):
        sign_pact(pact=pact, unit=office.b, actor=office.hung)
    pact = sign_pact(pact=pact, unit=office.b, actor=office.son)
    assert pact.state == PactState.STANDS
    assert [one.signed_by for one in pact.signatures.all()] == [office.son, office.hung]


def test_reopening_voids_the_signatures(office: Office, campaign: Campaign) -> None:
    pact = open_pact(pact=worded_pact(office, campaign), actor=office.lan)
    sign_pact(pact=pact, unit=office.a, actor=office.hung)
    with pytest.raises(NotAllowed):
        reopen_pact(pact=pact, reason="Sửa.", actor=office.binh)
    with pytest.raises(ActionRefused, match="lý do"):
        reopen_pact(pact=pact, reason=" ", actor=office.lan)
    pact = reopen_pact(pact=pact, reason="Sửa số.", actor=office.lan)
    assert (pact.state, pact.signatures.count()) == (PactState.DRAFT, 0)
    [entry] = AuditEntry.objects.filter(action="reopen_pact")
    assert (entry.reason, entry.changes) == ("Sửa số.", {"void": [office.a.pk]})


def test_a_standing_pact_is_kept_by_the_database(office: Office, campaign: Campaign) -> None:
    pact = standing_pact(office, campaign)
    changes = (
        lambda: Pact.objects.update(text="Khác"),
        lambda: PactSignature.objects.update(signed_by=None, signed_at=None),
        lambda: PactSignature.objects.create(pact=pact, unit=office.root),
        lambda: PactSignature.objects.all().delete(),
    )
    for change in changes:
        with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
            change()
    with pytest.raises(ActionRefused, match="đã ký đủ"):
        reopen_pact(pact=pact, reason="Sửa.", actor=office.lan)


def test_without_the_triggers_a_standing_pact_would_change(
    office: Office, campaign: Campaign
) -> None:
    standing_pact(office, campaign)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE campaigns_pact DISABLE TRIGGER stay_signed")
        cursor.execute("ALTER TABLE campaigns_pactsignature DISABLE TRIGGER stay_signed")
    assert Pact.objects.update(text="Khác") == 1
    assert PactSignature.objects.update(signed_by=None, signed_at=None) == 2


def test_the_pact_is_seen_in_the_bloc_and_above(office: Office, campaign: Campaign) -> None:
    pact = worded_pact(office, campaign)
    seen = {who for who in office.accounts if pact in pacts_visible_to(getattr(office, who))}
    assert seen == {"lan", "hung", "binh", "son", "thao", "phong"}


def test_who_has_left_the_bloc_sees_every_signature(office: Office, campaign: Campaign) -> None:
    pact = standing_pact(office, campaign)
    BlocMembership.objects.filter(unit=office.a).delete()
    visible = pacts_visible_to(office.lan).annotate(asked=Count("signatures", distinct=True))
    assert list(visible.values_list("pk", "asked")) == [(pact.pk, 2)]
