"""A deed becomes an ad hoc nomination, and who pointed it out hears what became of it."""

from collections import Counter

import pytest

from awards.actions.decisions import draft_decision
from awards.actions.deeds import nominate_for_deed
from awards.actions.issuing import issue_decision
from awards.actions.nominations import (
    accept_nomination,
    discard_nomination,
    hand_up_nomination,
    send_nomination,
)
from awards.models import DeedNomination, Nomination
from campaigns.actions.campaigns import close_campaign
from campaigns.actions.deeds import merge_deed
from campaigns.models import Campaign, Deed
from tests.awards import way
from tests.campaigns.exemplar_way import reported
from tests.cast import Office, peak, told
from units import clock
from units.errors import ActionRefused, NotAllowed
from units.models import Notice


def accepted(office: Office, deed: Deed) -> Nomination:
    """The deed's nomination, found complete by the standing body."""
    nomination = nominate_for_deed(deed=deed, award="GKHEN", actor=office.lan)
    hand_up_nomination(nomination=nomination, actor=office.lan)
    send_nomination(nomination=nomination, actor=office.hung)
    return accept_nomination(nomination=nomination, actor=office.thao)


def test_a_deed_becomes_an_ad_hoc_nomination(office: Office, campaign: Campaign) -> None:
    deed = reported(office)
    nomination = nominate_for_deed(deed=deed, award="GKHEN", actor=office.lan)
    assert (nomination.type, nomination.person, nomination.unit, nomination.award) == (
        "DOT_XUAT",
        office.people["mai"],
        office.a,
        "GKHEN",
    )
    assert nomination.achievement == "Ngày 07/01/2022: Trả lại ví nhặt được ở phòng tiếp dân."
    assert DeedNomination.objects.get().deed == deed
    deed.refresh_from_db()
    assert (deed.state, Counter(told("deed_nominated"))) == ("NOMINATED", {"roi": 1})
    with pytest.raises(ActionRefused, match="đã lập đề nghị"):
        nominate_for_deed(deed=deed, award="GKHEN", actor=office.lan)


def test_only_the_unit_nominates(office: Office, campaign: Campaign) -> None:
    deed = reported(office)
    for who in ("mai", "binh", "thao", "roi"):
        with pytest.raises(NotAllowed):
            nominate_for_deed(deed=deed, award="GKHEN", actor=getattr(office, who))
    assert not Nomination.objects.exists()


def test_a_refusal_leaves_the_deed_waiting(office: Office, campaign: Campaign) -> None:
    deed = reported(office)
    # A flag goes to collectives alone.
    with pytest.raises(ActionRefused, match="không dành cho"):
        nominate_for_deed(deed=deed, award="CO_BO", actor=office.lan)
    close_campaign(campaign=campaign, actor=office.thao)
    with pytest.raises(ActionRefused, match="Chưa có phong trào nào mở"):
        nominate_for_deed(deed=deed, award="GKHEN", actor=office.lan)
    deed.refresh_from_db()
    assert (deed.state, Counter(told("deed_nominated"))) == ("REPORTED", {})


def test_the_campaign_of_another_unit_takes_no_deed(office: Office, campaign: Campaign) -> None:
    elsewhere = peak(office, scope=office.b)
    assert nominate_for_deed(deed=reported(office), award="GKHEN", actor=office.lan).campaign == (
        campaign
    )
    close_campaign(campaign=campaign, actor=office.thao)
    with pytest.raises(ActionRefused, match="Chưa có phong trào nào mở"):
        nominate_for_deed(deed=reported(office), award="GKHEN", actor=office.lan)
    of_dung = reported(office, "dung")
    nomination = nominate_for_deed(deed=of_dung, award="GKHEN", actor=office.binh)
    assert nomination.campaign == elsewhere


def test_a_discarded_nomination_gives_the_deed_back(office: Office, campaign: Campaign) -> None:
    deed = reported(office)
    nomination = nominate_for_deed(deed=deed, award="GKHEN", actor=office.lan)
    discard_nomination(nomination=nomination, actor=office.lan)
    deed.refresh_from_db()
    assert (deed.state, DeedNomination.objects.count()) == ("REPORTED", 0)
    again = nominate_for_deed(deed=deed, award="GKHEN", actor=office.hung)
    assert again.from_deed.deed == deed


def test_the_decision_is_told_once_to_all_who_pointed_it_out(
    office: Office, campaign: Campaign
) -> None:
    deed = reported(office)
    merge_deed(deed=reported(office, by="binh"), into=deed, actor=office.lan)
    nomination = accepted(office, deed)
    way.passed(office, nomination)
    assert Counter(told("deed_rejected")) == {}
    draft = draft_decision(
        agency=office.agency, award="GKHEN", nominations=[nomination], actor=office.oanh
    )
    assert Counter(told("deed_awarded")) == {}
    draft = way.approved(office, draft)
    issue_decision(decision=draft, signed_on=clock.today(), actor=office.oanh)
    assert Counter(told("deed_awarded")) == {"roi": 1, "binh": 1}
    notice = Notice.objects.filter(kind="deed_awarded").first()
    assert notice.subject == "Đặng Thị Mai đã được khen thưởng vì việc bạn giới thiệu"


def test_so_is_the_councils_no(office: Office, campaign: Campaign) -> None:
    review = way.rejected(office, accepted(office, reported(office)))
    assert Counter(told("deed_rejected")) == {}
    way.announced(office, review)
    assert Counter(told("deed_rejected")) == {"roi": 1}
    assert Counter(told("deed_awarded")) == {}


def test_other_nominations_tell_nobody_of_deeds(office: Office, campaign: Campaign) -> None:
    reported(office)
    way.issued(office, way.accepted(office, campaign))
    assert Counter(told("deed_awarded")) == {}
