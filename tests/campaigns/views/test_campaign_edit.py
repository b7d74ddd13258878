"""Pages that make, correct, launch and end a campaign."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from campaigns.actions.campaigns import close_campaign, draft_campaign
from campaigns.models import Campaign
from campaigns.workflow import CampaignState
from tests.campaigns.pages import said
from tests.campaigns.pledging import posted
from tests.cast import LAUNCH, Office, day, launched_campaign
from units.models import AuditEntry

EVERYONE = ["lan", "hung", "mai", "thao", "khoa", "lien", "oanh", "phong", "quan", "roi"]


@pytest.fixture(autouse=True)
def today():
    with day(2022, 1, 10):
        yield


@pytest.fixture
def campaign(office: Office) -> Campaign:
    return launched_campaign(office)


@pytest.fixture
def draft(office: Office) -> Campaign:
    return draft_campaign(agency=office.agency, source_text=LAUNCH, actor=office.thao)


# From a text to a draft


def test_a_pasted_text_becomes_a_draft(client: Client, office: Office) -> None:
    client.force_login(office.thao)
    assert client.get(reverse("campaign_new")).status_code == 200
    response = client.post(reverse("campaign_new"), {"source_text": LAUNCH})
    draft = Campaign.objects.get()
    assert response.url == reverse("campaign_edit", args=[draft.pk])
    assert (draft.theme, draft.state) == ("Kỷ cương, hiệu quả", CampaignState.DRAFT)


def test_a_file_becomes_a_draft(client: Client, office: Office) -> None:
    client.force_login(office.thao)
    file = SimpleUploadedFile("bai.txt", LAUNCH.encode())
    client.post(reverse("campaign_new"), {"source_text": "", "file": file})
    assert Campaign.objects.get().theme == "Kỷ cương, hiệu quả"


def test_a_wrong_file_keeps_the_typed_text(client: Client, office: Office) -> None:
    client.force_login(office.thao)
    file = SimpleUploadedFile("bai.pdf", b"\xff\xfe\x00")
    response = client.post(reverse("campaign_new"), {"source_text": "Đã dán", "file": file})
    assert "không phải văn bản thuần" in response.text
    assert "Đã dán" in response.text
    assert not Campaign.objects.exists()


def test_nobody_else_opens_the_page_of_a_new_campaign(client: Client, office: Office) -> None:
    for who in set(EVERYONE) - {"thao"}:
        client.force_login(getattr(office, who))
        assert client.get(reverse("campaign_new")).status_code == 404, who
        posting = client.post(reverse("campaign_new"), {"source_text": LAUNCH})
        assert posting.status_code == 404, who
    assert not Campaign.objects.exists()


# Correcting and launching


def page_of(client: Client, draft: Campaign, **changes: Any) -> dict[str, Any]:
    """Give what the page of a draft would post, with changes."""
    forms = client.get(reverse("campaign_edit", args=[draft.pk])).context["forms"]
    return posted([forms.campaign, forms.commitments, forms.awards], **changes)


def test_the_page_shows_the_text_beside_what_was_read(
    client: Client, office: Office, draft: Campaign
) -> None:
    client.force_login(office.thao)
    text = client.get(reverse("campaign_edit", args=[draft.pk])).text
    assert "Ông Nguyễn Văn Mẫu phát động phong trào thi đua năm 2022" in text
    assert 'value="Nguyễn Văn Mẫu"' in text


def test_corrections_are_kept(client: Client, office: Office, draft: Campaign) -> None:
    client.force_login(office.thao)
    changes = {"theme": "Chủ đề mới", "commitments-0-heading": "Tiêu đề mới"}
    data = page_of(client, draft, **changes)
    response = client.post(reverse("campaign_edit", args=[draft.pk]), data)
    assert response.url == reverse("campaign_edit", args=[draft.pk])
    draft.refresh_from_db()
    assert (draft.theme, draft.commitments.first().heading) == ("Chủ đề mới", "Tiêu đề mới")
    assert AuditEntry.objects.filter(action="correct_campaign").count() == 1


def test_one_more_row_comes_back_to_its_part_of_the_page(
    client: Client, office: Office, draft: Campaign
) -> None:
    client.force_login(office.thao)
    data = page_of(client, draft, more="commitments", **{"commitments-2-heading": "Ba"})
    data["commitments-2-text"] = "Nội dung ba."
    response = client.post(reverse("campaign_edit", args=[draft.pk]), data)
    assert response.url == reverse("campaign_edit", args=[draft.pk]) + "#commitments"
    assert draft.commitments.count() == 3


def test_a_mistake_keeps_all_that_was_typed(
    client: Client, office: Office, draft: Campaign
) -> None:
    client.force_login(office.thao)
    data = page_of(client, draft, theme="Chủ đề đang gõ", pledges_due="31/02/2022")
    response = client.post(reverse("campaign_edit", args=[draft.pk]), data)
    assert "Chủ đề đang gõ" in response.text
    assert 'value="31/02/2022"' in response.text
    assert Campaign.objects.get().theme == "Kỷ cương, hiệu quả"


def test_a_launch_saves_the_page_and_opens_the_campaign(
    client: Client, office: Office, draft: Campaign
) -> None:
    client.force_login(office.thao)
    data = page_of(client, draft, theme="Chủ đề cuối", **{"launch-sure": "on"})
    response = client.post(reverse("campaign_launch", args=[draft.pk]), data)
    assert response.url == reverse("campaign", args=[draft.pk])
    draft.refresh_from_db()
    assert (draft.state, draft.theme) == (CampaignState.LAUNCHED, "Chủ đề cuối")
    assert str(draft.council_on) == "2022-12-15"


def test_a_launch_without_the_tick_changes_nothing_and_keeps_the_page(
    client: Client, office: Office, draft: Campaign
) -> None:
    client.force_login(office.thao)
    data = page_of(client, draft, theme="Chủ đề đang gõ")
    response = client.post(reverse("campaign_launch", args=[draft.pk]), data)
    assert "Hãy đánh dấu vào ô xác nhận" in response.text
    assert "Chủ đề đang gõ" in response.text
    draft.refresh_from_db()
    assert (draft.state, draft.theme) == (CampaignState.DRAFT, "Kỷ cương, hiệu quả")


def test_a_launch_of_a_page_with_a_mistake_changes_nothing(
    client: Client, office: Office, draft: Campaign
) -> None:
    client.force_login(office.thao)
    data = page_of(client, draft, theme="", title="Tên đang gõ", **{"launch-sure": "on"})
    response = client.post(reverse("campaign_launch", args=[draft.pk]), data)
    assert list(response.context["forms"].campaign.errors) == ["theme"]
    assert "Tên đang gõ" in response.text
    assert Campaign.objects.get().state == CampaignState.DRAFT


def test_a_launch_without_a_day_says_which_and_keeps_what_was_typed(
    client: Client, office: Office, draft: Campaign
) -> None:
    client.force_login(office.thao)
    data = page_of(client, draft, theme="Chủ đề mới", council_on="", **{"launch-sure": "on"})
    response = client.post(reverse("campaign_launch", args=[draft.pk]), data)
    assert said(response) == [
        "Chưa phát động được: còn thiếu ngày họp Hội đồng. Bản thảo vẫn được giữ nguyên."
    ]
    draft.refresh_from_db()
    assert (draft.state, draft.theme) == (CampaignState.DRAFT, "Chủ đề mới")
    again = client.get(response.url, follow=True).context["forms"].campaign
    assert (again["theme"].value(), again["council_on"].value()) == ("Chủ đề mới", None)


def test_a_draft_that_was_launched_meanwhile_is_not_overwritten(
    client: Client, office: Office, draft: Campaign
) -> None:
    client.force_login(office.thao)
    data = page_of(client, draft, theme="Quá muộn")
    Campaign.objects.filter(pk=draft.pk).update(
        state=CampaignState.LAUNCHED,
        **{
            name: f"2022-{month:02}-28"
            for month, name in enumerate(
                ("pledges_due", "midyear_on", "nominations_due", "council_on", "yearend_on"), 2
            )
        },
    )
    response = client.post(reverse("campaign_edit", args=[draft.pk]), data)
    assert response.status_code == 409
    assert "Quá muộn" in response.text
    assert "đã phát động nên không làm được" in response.text
    assert client.get(reverse("campaign_edit", args=[draft.pk])).url == reverse(
        "campaign", args=[draft.pk]
    )


# Ends


def test_discarding_asks_for_a_tick(client: Client, office: Office, draft: Campaign) -> None:
    client.force_login(office.thao)
    address = reverse("campaign_discard", args=[draft.pk])
    assert client.post(address).url == reverse("campaign", args=[draft.pk])
    assert Campaign.objects.exists()
    assert client.post(address, {"discard-sure": "on"}).url == reverse("campaigns")
    assert not Campaign.objects.exists()


def test_closing_asks_for_a_tick(client: Client, office: Office, campaign: Campaign) -> None:
    client.force_login(office.thao)
    address = reverse("campaign_close", args=[campaign.pk])
    assert said(client.post(address)) == ["Hãy đánh dấu vào ô xác nhận. Chưa có gì thay đổi."]
    client.post(address, {"close-sure": "on"})
    campaign.refresh_from_db()
    assert campaign.state == CampaignState.CLOSED
    assert address not in client.get(reverse("campaign", args=[campaign.pk])).text


def test_after_the_close_no_pledge_is_begun(
    client: Client, office: Office, campaign: Campaign
) -> None:
    close_campaign(campaign=campaign, actor=office.thao)
    client.force_login(office.lan)
    page = client.get(reverse("campaign", args=[campaign.pk])).text
    assert "Phong trào không nhận đăng ký nữa." in page
    assert reverse("pledge_begin", args=[campaign.pk, office.a.pk]) not in page


@pytest.mark.parametrize(
    "name", ["campaign_edit", "campaign_launch", "campaign_discard", "campaign_close"]
)
def test_nobody_else_finds_the_steps_of_a_campaign(
    client: Client, office: Office, campaign: Campaign, draft: Campaign, name: str
) -> None:
    before = AuditEntry.objects.count()
    for who in set(EVERYONE) - {"thao"}:
        client.force_login(getattr(office, who))
        for one in (campaign, draft):
            assert client.post(reverse(name, args=[one.pk])).status_code == 404, who
    assert AuditEntry.objects.count() == before


@pytest.mark.parametrize("name", ["campaign_launch", "campaign_discard", "campaign_close"])
def test_a_step_is_posted(client: Client, office: Office, draft: Campaign, name: str) -> None:
    client.force_login(office.thao)
    assert client.get(reverse(name, args=[draft.pk])).status_code == 405


def test_a_visitor_is_sent_to_sign_in(client: Client, campaign: Campaign) -> None:
    for address in (reverse("campaigns"), reverse("campaign", args=[campaign.pk])):
        assert client.get(address).url == f"{reverse('login')}?next={address}"
