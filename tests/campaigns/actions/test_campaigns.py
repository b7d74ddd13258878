"""Draft, correct, launch, close and discard a campaign."""

import datetime
from typing import Any

import pytest
from django.utils.translation import override

from campaigns.actions.campaigns import (
    CampaignContent,
    close_campaign,
    correct_campaign,
    discard_campaign,
    draft_campaign,
    launch_campaign,
)
from campaigns.models import Campaign
from campaigns.models.campaigns import MILESTONES
from campaigns.workflow import CampaignState
from tests.cast import LAUNCH, Office, day, launched_campaign
from units.errors import ActionRefused, NotAllowed
from units.models import AuditEntry, Notice

DAYS = {
    "launched_on": datetime.date(2021, 12, 31),
    "pledges_due": datetime.date(2022, 2, 15),
    "midyear_on": datetime.date(2022, 6, 30),
    "nominations_due": datetime.date(2022, 11, 30),
    "council_on": datetime.date(2022, 12, 15),
    "yearend_on": datetime.date(2022, 12, 31),
}


@pytest.fixture(autouse=True)
def today():
    with day(2022, 1, 10), override("vi"):
        yield


@pytest.fixture
def draft(office: Office) -> Campaign:
    return draft_campaign(agency=office.agency, source_text=LAUNCH, actor=office.thao)


def entries(action: str) -> list[AuditEntry]:
    return list(AuditEntry.objects.filter(action=action))


def test_a_draft_is_what_the_reader_found(office: Office, draft: Campaign) -> None:
    draft.refresh_from_db()
    assert (draft.theme, draft.launcher, draft.launched_on, draft.state) == (
        "Kỷ cương, hiệu quả",
        "Nguyễn Văn Mẫu",
        datetime.date(2021, 12, 31),
        CampaignState.DRAFT,
    )
    assert (draft.source_text, draft.created_by) == (LAUNCH, office.thao)
    assert [c.number for c in draft.commitments.all()] == [1, 2]
    [entry] = entries("draft_campaign")
    assert (entry.actor, entry.target_id) == (office.thao, draft.pk)
    assert entry.changes == {"commitments": 2, "awards": 0}


def test_a_launch_in_december_is_for_the_next_year(draft: Campaign) -> None:
    assert draft.year == 2022


def test_a_launch_in_another_month_is_for_its_own_year(office: Office) -> None:
    text = LAUNCH.replace("31/12/2021", "15/01/2022")
    assert draft_campaign(agency=office.agency, source_text=text, actor=office.thao).year == 2022


def test_a_text_without_a_date_is_for_the_year_of_today(office: Office) -> None:
    draft = draft_campaign(agency=office.agency, source_text="Thi đua.", actor=office.thao)
    assert (draft.year, draft.launched_on, draft.commitments.count()) == (2022, None, 0)


def test_announced_awards_are_kept_with_their_words(office: Office) -> None:
    text = f"{LAUNCH}\nHội nghị đã trao Cờ thi đua của Chính phủ cho 2 tập thể.\n"
    draft = draft_campaign(agency=office.agency, source_text=text, actor=office.thao)
    [award] = draft.announced_awards.all()
    assert (award.award, award.individuals, award.collectives) == ("CO_CP", 0, 2)
    assert "Cờ thi đua của Chính phủ" in award.text


def test_a_text_in_decomposed_letters_is_kept_composed(office: Office) -> None:
    import unicodedata

    decomposed = unicodedata.normalize("NFD", LAUNCH)
    draft = draft_campaign(agency=office.agency, source_text=decomposed, actor=office.thao)
    assert (draft.source_text, draft.theme) == (LAUNCH, "Kỷ cương, hiệu quả")


def test_titles_longer_than_the_column_are_cut(office: Office) -> None:
    text = f"PHÁT ĐỘNG PHONG TRÀO THI ĐUA “{'RẤT DÀI ' * 200}”\n\nMột là, làm tốt.\n"
    draft = draft_campaign(agency=office.agency, source_text=text, actor=office.thao)
    assert max(len(draft.title), len(draft.theme)) <= 500


def test_correcting_replaces_everything_and_numbers_by_position(
    office: Office, draft: Campaign
) -> None:
    content = CampaignContent(
        fields={"title": "Tên mới", "theme": "Chủ đề mới"},
        commitments=[{"heading": "Hai", "text": "Nội dung hai."}],
        awards=[{"award": "CO_CP", "individuals": 0, "collectives": 2, "text": ""}],
    )
    correct_campaign(campaign=draft, content=content, actor=office.thao)
    draft.refresh_from_db()
    assert (draft.title, draft.theme, draft.folded) == ("Tên mới", "Chủ đề mới", "chu de moi")
    assert [str(c) for c in draft.commitments.all()] == ["1. Hai"]
    assert [(a.award, a.collectives) for a in draft.announced_awards.all()] == [("CO_CP", 2)]
    [entry] = entries("correct_campaign")
    assert entry.changes["theme"] == ["Kỷ cương, hiệu quả", "Chủ đề mới"]
    assert set(entry.changes) == {"title", "theme"}


def test_a_launch_opens_the_campaign_and_tells_clerks_and_heads(office: Office) -> None:
    campaign = launched_campaign(office)
    assert campaign.state == CampaignState.LAUNCHED
    notices = Notice.objects.filter(kind="campaign_launched")
    assert {n.account for n in notices} == {office.lan, office.hung, office.binh, office.son}
    [first, *_rest] = notices
    assert first.subject == "Phát động thi đua năm 2022"
    assert first.body == "Chủ đề: “Kỷ cương, hiệu quả”. Hạn đăng ký thi đua: 15/02/2022."
    assert first.path == campaign.get_absolute_url()
    assert [e.changes for e in entries("launch_campaign")] == [{"year": 2022}]


@pytest.mark.parametrize("name", MILESTONES)
def test_a_launch_without_one_of_its_days_is_refused_by_its_name(
    office: Office, draft: Campaign, name: str
) -> None:
    content = CampaignContent(DAYS | {name: None}, [{"heading": "Một", "text": "Nội dung."}])
    correct_campaign(campaign=draft, content=content, actor=office.thao)
    label = str(Campaign._meta.get_field(name).verbose_name)
    with pytest.raises(ActionRefused, match=f"còn thiếu {label}"):
        launch_campaign(campaign=draft, actor=office.thao)
    draft.refresh_from_db()
    assert draft.state == CampaignState.DRAFT
    assert (entries("launch_campaign"), Notice.objects.count()) == ([], 0)


def test_a_launch_without_any_commitment_is_refused(office: Office, draft: Campaign) -> None:
    correct_campaign(campaign=draft, content=CampaignContent(DAYS), actor=office.thao)
    with pytest.raises(ActionRefused, match="chưa có nội dung kêu gọi nào"):
        launch_campaign(campaign=draft, actor=office.thao)
    assert Notice.objects.count() == 0


def test_closing_ends_a_launched_campaign(office: Office) -> None:
    campaign = close_campaign(campaign=launched_campaign(office), actor=office.thao)
    campaign.refresh_from_db()
    assert campaign.state == CampaignState.CLOSED
    assert len(entries("close_campaign")) == 1


def test_discarding_leaves_only_the_audit_entry(office: Office, draft: Campaign) -> None:
    discard_campaign(campaign=draft, actor=office.thao)
    assert not Campaign.objects.exists()
    [entry] = entries("discard_campaign")
    assert entry.target_name == "Kỷ cương, hiệu quả"


def act(name: str, campaign: Campaign, actor: Any) -> None:
    """Do one of the actions on a campaign by its name."""
    actions = {
        "correct": lambda: correct_campaign(
            campaign=campaign, content=CampaignContent({}), actor=actor
        ),
        "launch": lambda: launch_campaign(campaign=campaign, actor=actor),
        "discard": lambda: discard_campaign(campaign=campaign, actor=actor),
        "close": lambda: close_campaign(campaign=campaign, actor=actor),
    }
    actions[name]()


@pytest.mark.parametrize("name", ["correct", "launch", "discard"])
def test_a_launched_campaign_is_no_draft_any_more(office: Office, name: str) -> None:
    campaign = launched_campaign(office)
    before = AuditEntry.objects.count()
    with pytest.raises(ActionRefused, match="đã phát động nên không làm được"):
        act(name, campaign, office.thao)
    assert AuditEntry.objects.count() == before
    assert campaign.commitments.count() == 2


def test_a_draft_cannot_be_closed(office: Office, draft: Campaign) -> None:
    with pytest.raises(ActionRefused, match="đang soạn"):
        act("close", draft, office.thao)


def test_a_closed_campaign_stays_closed(office: Office) -> None:
    campaign = close_campaign(campaign=launched_campaign(office), actor=office.thao)
    for name in ("correct", "launch", "discard", "close"):
        with pytest.raises(ActionRefused, match="đã tổng kết"):
            act(name, campaign, office.thao)


@pytest.mark.parametrize("name", ["correct", "launch", "discard", "close"])
def test_nobody_else_runs_a_campaign(office: Office, draft: Campaign, name: str) -> None:
    for who in set(office.accounts) - {"thao"}:
        with pytest.raises(NotAllowed):
            act(name, draft, getattr(office, who))


def test_nobody_else_drafts_one(office: Office) -> None:
    with pytest.raises(NotAllowed):
        draft_campaign(agency=office.agency, source_text=LAUNCH, actor=office.lan)
    assert not Campaign.objects.exists()
