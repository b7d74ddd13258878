"""Forms of a campaign."""

import codecs
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import override

from campaigns.actions.campaigns import draft_campaign
from campaigns.forms.campaigns import LARGEST_FILE, CampaignForms, LaunchTextForm, Places
from campaigns.models import Campaign
from campaigns.permissions.campaigns import agencies_run_by
from tests.campaigns.pledging import posted
from tests.cast import LAUNCH, Office, day
from units.models import Agency


@pytest.fixture(autouse=True)
def today():
    with day(2022, 1, 10), override("vi"):
        yield


def launch_text(office: Office, text: str = "", file: bytes | None = None) -> LaunchTextForm:
    files = {} if file is None else {"file": SimpleUploadedFile("bai.txt", file)}
    return LaunchTextForm(agencies_run_by(office.thao), {"source_text": text}, files)


def test_a_pasted_text_is_taken(office: Office) -> None:
    form = launch_text(office, text=LAUNCH)
    assert form.is_valid()
    assert (form.text, form.chosen_agency) == (LAUNCH.strip(), office.agency)


@pytest.mark.parametrize(
    "content",
    [
        LAUNCH.encode(),
        codecs.BOM_UTF8 + LAUNCH.encode(),
        LAUNCH.encode("utf-16"),
        codecs.BOM_UTF16_BE + LAUNCH.encode("utf-16-be"),
    ],
    ids=["utf-8", "utf-8 with mark", "utf-16", "utf-16 big end first"],
)
def test_a_file_is_read_in_every_unicode_form(office: Office, content: bytes) -> None:
    form = launch_text(office, file=content)
    assert form.is_valid(), form.errors
    assert form.text == LAUNCH


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (LAUNCH.encode("cp1258", errors="ignore"), "không phải văn bản thuần"),
        (b"%PDF-1.7\x00\xff\xfe", "không phải văn bản thuần"),
        (b"chu\x00 thuong", "không phải văn bản thuần"),
        (b" \n \t ", "không có chữ nào"),
        (b"a" * (LARGEST_FILE + 1), "lớn hơn 1 MB"),
    ],
    ids=["old code page", "PDF", "zero byte", "blank", "too large"],
)
def test_a_file_that_is_no_text_is_refused_in_a_sentence(
    office: Office, content: bytes, said: str
) -> None:
    form = launch_text(office, file=content)
    assert not form.is_valid()
    [error] = form.errors["file"]
    assert said in error


def test_text_or_file_not_both_not_neither(office: Office) -> None:
    both = launch_text(office, text=LAUNCH, file=LAUNCH.encode())
    neither = launch_text(office, text="  \n")
    assert both.non_field_errors() == ["Bạn vừa dán văn bản vừa chọn tệp; hãy giữ một trong hai."]
    assert neither.non_field_errors() == ["Hãy dán văn bản phát động hoặc chọn một tệp."]


def test_whoever_runs_two_agencies_chooses_one(office: Office) -> None:
    other = Agency.objects.create(code="khac", name="Cơ quan Khác")
    data = {"source_text": LAUNCH}
    unchosen = LaunchTextForm(Agency.objects.all(), data)
    assert list(unchosen.errors) == ["agency"]
    chosen = LaunchTextForm(Agency.objects.all(), data | {"agency": other.pk})
    assert chosen.is_valid()
    assert chosen.chosen_agency == other


@pytest.fixture
def draft(office: Office) -> Campaign:
    return draft_campaign(agency=office.agency, source_text=LAUNCH, actor=office.thao)


def places(draft: Campaign) -> Places:
    """Give a draft every place in its agency."""
    agency = draft.agency
    return Places(
        scopes=agency.units.exclude(parent=None),
        runs_whole=True,
        parents=agency.campaigns.exclude(pk=draft.pk),
        higher=agency.higher_campaigns.all(),
    )


def edited(draft: Campaign, **changes: Any) -> CampaignForms:
    """Give the forms as posted from the page of the draft, with changes."""
    shown = CampaignForms(draft, places(draft))
    parts = (shown.campaign, shown.commitments, shown.awards)
    return CampaignForms(draft, places(draft), posted(parts, **changes))


def test_a_draft_is_shown_with_usual_days_to_check(draft: Campaign) -> None:
    form = CampaignForms(draft, places(draft)).campaign
    assert form["launched_on"].value().isoformat() == "2021-12-31"
    assert {name: form[name].value() for name in ("pledges_due", "yearend_on")} == {
        "pledges_due": "15/02/2022",
        "yearend_on": "31/12/2022",
    }
    assert form.fields["pledges_due"].help_text == "Ngày gợi ý; hãy kiểm tra lại."


def test_days_that_a_person_has_set_are_not_suggested_over(draft: Campaign) -> None:
    draft.council_on = draft.launched_on.replace(year=2022)
    form = CampaignForms(draft, places(draft)).campaign
    assert form["pledges_due"].value() is None
    assert form.fields["pledges_due"].help_text == ""


def test_posting_the_page_unchanged_keeps_what_was_read(draft: Campaign) -> None:
    forms = edited(draft)
    assert forms.is_valid()
    content = forms.content
    assert content["fields"]["theme"] == "Kỷ cương, hiệu quả"
    assert [row["heading"] for row in content["commitments"]] == list(
        draft.commitments.values_list("heading", flat=True)
    )
    assert content["awards"] == []


def test_rows_are_added_and_ticked_rows_are_left_out(draft: Campaign) -> None:
    forms = edited(
        draft,
        **{
            "commitments-0-DELETE": "on",
            "commitments-2-heading": "Thêm",
            "commitments-2-text": "Nội dung thêm.",
            "awards-0-award": "CO_CP",
            "awards-0-collectives": "2",
        },
    )
    assert forms.is_valid()
    assert [row["heading"] for row in forms.content["commitments"]][-1] == "Thêm"
    assert len(forms.content["commitments"]) == 2
    assert forms.content["awards"] == [
        {"award": "CO_CP", "individuals": 0, "collectives": 2, "text": ""}
    ]


def test_an_award_needs_a_number(draft: Campaign) -> None:
    forms = edited(draft, **{"awards-0-award": "CO_CP", "awards-0-individuals": "0"})
    assert not forms.is_valid()
    assert forms.awards[0].non_field_errors() == [
        "Hãy ghi số cá nhân hoặc số tập thể được khen thưởng."
    ]


def test_half_a_commitment_is_pointed_out_where_it_stands(draft: Campaign) -> None:
    forms = edited(draft, **{"commitments-2-heading": "Chỉ có tiêu đề"})
    assert not forms.is_valid()
    assert list(forms.commitments[2].errors) == ["text"]


def test_days_out_of_order_are_said_at_the_later_one(draft: Campaign) -> None:
    forms = edited(draft, pledges_due="30/12/2021", council_on="", nominations_due="01/06/2022")
    assert not forms.is_valid()
    assert dict(forms.campaign.errors) == {
        "pledges_due": ["Phải từ Ngày phát động (31/12/2021) trở đi."],
        "nominations_due": ["Phải từ Ngày sơ kết (30/06/2022) trở đi."],
    }


def test_a_day_may_be_typed_without_slashes(draft: Campaign) -> None:
    forms = edited(draft, pledges_due="20022022")
    assert forms.is_valid()
    assert forms.content["fields"]["pledges_due"].isoformat() == "2022-02-20"


def test_all_errors_are_found_at_once(draft: Campaign) -> None:
    forms = edited(draft, title="", **{"commitments-0-heading": "", "awards-0-award": "KHONG_CO"})
    assert not forms.is_valid()
    assert list(forms.campaign.errors) == ["title"]
    assert list(forms.commitments[0].errors) == ["heading"]
    assert list(forms.awards[0].errors) == ["award"]


def test_what_the_reader_did_not_find_is_said_beside_the_field(office: Office) -> None:
    draft = draft_campaign(agency=office.agency, source_text="Xin chào.", actor=office.thao)
    forms = CampaignForms(draft, places(draft))
    assert forms.campaign.fields["launcher"].help_text == (
        "Không tìm thấy người phát động; hãy nhập họ và tên."
    )
    [note] = forms.commitment_notes
    assert note.startswith("Không tìm thấy nội dung kêu gọi")


def test_what_a_person_has_filled_in_is_no_longer_called_missing(office: Office) -> None:
    draft = draft_campaign(agency=office.agency, source_text="Xin chào.", actor=office.thao)
    draft.launcher = "Nguyễn Văn Mẫu"
    draft.commitments.create(number=1, heading="Một", text="Nội dung.")
    forms = CampaignForms(draft, places(draft))
    assert forms.campaign.fields["launcher"].help_text == ""
    assert forms.commitment_notes == []
