"""Nominees are posted as long as the law asks, and a complaint stops the file."""

import datetime

import pytest
from django.db import IntegrityError, transaction

from awards.actions.consultations import (
    extend_consultation,
    tell_nominees,
    withdraw_posting,
)
from awards.actions.decisions import draft_decision
from awards.actions.issuing import issue_decision
from awards.actions.nominations import (
    accept_nomination,
    discard_nomination,
    hand_up_nomination,
    return_nomination,
    save_nomination,
    send_nomination,
)
from awards.actions.reviews import open_review
from awards.models import Consultation, Nomination, Review
from awards.queries.consultations import blocked_by_complaint, consultation_summary, posting_missing
from awards.tasks import tell_posted_nominees
from campaigns.actions.public import set_public_pages
from tests.awards.consulting import held, posted, said, settled
from tests.awards.way import accepted, approved, content, decision_on, passed, review_of, sent
from tests.cast import Office, day, told
from units.errors import ActionRefused, NotAllowed
from units.models import AuditEntry

D = datetime.date
AUTUMN = D(2024, 11, 15)


def reviewed(office: Office, *nominations: Nomination) -> Review:
    return open_review(
        agency=office.agency,
        title="Phiên cuối năm",
        due_on=D(2025, 12, 15),
        nominations=list(nominations),
        actor=office.thao,
    )


@pytest.fixture
def medal(office, campaign) -> Nomination:
    """An order, which the law wants posted; accepted while the campaign was open."""
    return accepted(office, campaign, "mai", award="HCLD3")


# Opening


def test_the_last_day_is_counted_in_working_days_by_the_rule_in_force(office, medal):
    with day(2024, 11, 15):
        found = posted(office, medal, last_day=None)
    # Ten working days after Friday, which does not count: two weeks later.
    assert (found.first_day, found.last_day) == (AUTUMN, D(2024, 11, 29))
    (item,) = found.items.all()
    assert (item.name, item.place, item.award) == ("Đặng Thị Mai", "Chuyên viên, Vụ Hạ", "HCLD3")
    entry = AuditEntry.objects.get(action="open_consultation")
    assert entry.changes["days"] == ["2024-11-15", "2024-11-29"]
    assert entry.changes["nominations"] == [medal.pk]


def test_a_longer_posting_may_be_chosen_and_no_shorter_one(office, medal):
    with day(2024, 11, 15):
        with pytest.raises(ActionRefused, match=r"ít nhất 10 ngày .*29/11/2024.*98/2023/NĐ-CP"):
            posted(office, medal, last_day=D(2024, 11, 28))
        assert posted(office, medal, last_day=D(2024, 12, 6)).last_day == D(2024, 12, 6)


def test_the_longest_rule_of_the_chosen_awards_counts(office, campaign, medal):
    other = accepted(office, campaign, "dung")
    with day(2024, 11, 15):
        assert posted(office, medal, other, last_day=None).last_day == D(2024, 11, 29)


def test_without_a_rule_the_agency_chooses(office, campaign):
    nomination = accepted(office, campaign)
    for last_day in (None, D(2022, 11, 14)):
        with pytest.raises(ActionRefused, match="hãy chọn ngày cuối"):
            posted(office, nomination, last_day=last_day)
    assert posted(office, nomination, last_day=D(2022, 11, 15)).last_day == D(2022, 11, 15)


def test_a_year_without_holidays_is_refused_in_plain_words(office, medal):
    with day(2027, 12, 27), pytest.raises(ActionRefused, match="Chưa có lịch nghỉ lễ"):
        posted(office, medal, last_day=None)


def test_a_rule_that_nobody_verified_only_warns(office, campaign, tmp_path, use_folder):
    (tmp_path / "posting.toml").write_text(
        '[defaults]\nevidence = "unverified"\nchecked = 2022-01-01\n'
        '[[posting]]\ncode = "OWN"\nawards = ["LDTT"]\ndays = 5\nfrom = 2020-01-01\n'
        'cites = ["N91"]\n',
        encoding="utf-8",
    )
    use_folder(tmp_path)
    nomination = accepted(office, campaign)
    posted(office, nomination, last_day=D(2022, 11, 15))
    rule = posting_missing(nomination, D(2022, 11, 16))
    assert (rule.code, rule.verified) == ("OWN", False)
    with day(2022, 11, 16):
        assert review_of(office, nomination)


@pytest.mark.parametrize(
    ("changes", "said_why"),
    [
        ({"first_day": D(2022, 11, 14)}, "Ngày đầu đã qua"),
        ({"audience": "PUBLIC"}, "chưa mở trang công khai"),
    ],
)
def test_what_cannot_be_opened(office, campaign, changes, said_why):
    with pytest.raises(ActionRefused, match=said_why):
        posted(office, accepted(office, campaign), **changes)
    assert not Consultation.objects.exists()


def test_only_accepted_files_and_each_once_at_a_time(office, campaign):
    nomination, unchecked = accepted(office, campaign), sent(office, campaign, "dung")
    with pytest.raises(ActionRefused, match="đủ điều kiện trình Hội đồng"):
        posted(office, nomination, unchecked)
    first = posted(office, nomination)
    with pytest.raises(ActionRefused, match="đợt khác: Đặng Thị Mai"):
        posted(office, nomination)
    twin = first.items.get()
    twin.pk = None
    with transaction.atomic(), pytest.raises(IntegrityError):
        twin.save()


def test_nobody_else_opens_extends_or_withdraws(office, campaign):
    found = posted(office, accepted(office, campaign))
    acts = {
        "extend": lambda who: extend_consultation(
            consultation=found, last_day=D(2022, 12, 1), note="Thêm ngày", actor=who
        ),
        "withdraw": lambda who: withdraw_posting(item=found.items.get(), note="Nhầm", actor=who),
    }
    for who in ("lan", "khoa", "oanh", "phong"):
        for act in acts.values():
            with pytest.raises(NotAllowed):
                act(getattr(office, who))


def test_nominees_are_told_on_the_first_day_and_once(office, campaign):
    nominations = [accepted(office, campaign), accepted(office, campaign, office.b, award="CO_BO")]
    found = posted(office, *nominations, first_day=D(2022, 11, 17))
    assert told("nominee_posted") == []
    with day(2022, 11, 17):
        assert tell_posted_nominees() == 2
        assert tell_nominees(consultation=found) == 0
    assert told("nominee_posted") == ["mai", "son"]


# Extending and withdrawing


def test_it_is_extended_with_a_reason_and_never_cut(office, campaign):
    found = posted(office, accepted(office, campaign))
    for last_day, note, why in (
        (D(2022, 11, 22), "Vì", "sau ngày 22/11/2022"),
        (D(2022, 11, 25), "  ", "lý do gia hạn"),
    ):
        with pytest.raises(ActionRefused, match=why):
            extend_consultation(consultation=found, last_day=last_day, note=note, actor=office.thao)
    extended = extend_consultation(
        consultation=found, last_day=D(2022, 11, 25), note="Thêm ngày nghỉ", actor=office.thao
    )
    assert (extended.last_day, extended.extension_note) == (D(2022, 11, 25), "Thêm ngày nghỉ")
    entry = AuditEntry.objects.get(action="extend_consultation")
    assert entry.changes == {"last_day": ["2022-11-22", "2022-11-25"]}
    with day(2022, 11, 26), pytest.raises(ActionRefused, match="đã kết thúc hết ngày 25/11/2022"):
        extend_consultation(
            consultation=found, last_day=D(2022, 12, 1), note="Nữa", actor=office.thao
        )


def test_a_nominee_is_withdrawn_with_a_reason_once(office, medal):
    item = posted(office, medal).items.get()
    with pytest.raises(ActionRefused, match="lý do rút"):
        withdraw_posting(item=item, note=" ", actor=office.thao)
    withdraw_posting(item=item, note="Đơn vị xin rút", actor=office.thao)
    with pytest.raises(ActionRefused, match="rút từ trước"):
        withdraw_posting(item=item, note="Lần nữa", actor=office.thao)
    with day(2022, 12, 1):
        assert posting_missing(medal, D(2022, 12, 1))


# Before the council


def test_the_council_waits_for_the_end_of_a_posting(office, medal):
    with day(2024, 11, 15):
        with pytest.raises(ActionRefused, match=r"khoản 2 Điều 46 .*Mai – Huân chương Lao động"):
            reviewed(office, medal)
        posted(office, medal, last_day=None)
    with day(2024, 11, 29), pytest.raises(ActionRefused, match="chờ hết hạn"):
        reviewed(office, medal)
    with day(2024, 11, 30):
        assert posting_missing(medal, D(2024, 11, 30)) is None
        assert reviewed(office, medal).items.count() == 1


def test_a_posting_that_was_too_short_for_the_day_of_the_council_does_not_count(office, medal):
    held(office, medal)
    assert posting_missing(medal, D(2022, 11, 15)) is None
    # From 2024 on ten working days are asked for.
    assert posting_missing(medal, D(2024, 1, 2)).days == 10


def test_an_edited_file_must_be_posted_anew(office, medal):
    held(office, medal)
    back = return_nomination(nomination=medal, note="Bổ sung", actor=office.thao)
    assert posting_missing(back, D(2022, 11, 15))
    said_anew = content(office, award="HCLD3", achievement="Viết lại")
    save_nomination(nomination=back, content=said_anew, edition=back.edition, actor=office.lan)
    up = hand_up_nomination(nomination=back, actor=office.lan)
    up = send_nomination(nomination=up, actor=office.hung)
    up = accept_nomination(nomination=up, actor=office.thao)
    assert posting_missing(up, D(2022, 11, 15))


def test_what_was_posted_is_not_thrown_away(office, campaign):
    nomination = accepted(office, campaign)
    posted(office, nomination)
    back = return_nomination(nomination=nomination, note="Bổ sung", actor=office.thao)
    with pytest.raises(ActionRefused, match="không bỏ được"):
        discard_nomination(nomination=back, actor=office.lan)


def test_an_open_complaint_stops_the_file_until_it_is_settled(office, campaign):
    nomination, quiet = accepted(office, campaign), accepted(office, campaign, "dung")
    complaint = said(office, posted(office, nomination, quiet).items.get(nomination=nomination))
    assert blocked_by_complaint([nomination, quiet]) == {nomination.pk}
    with pytest.raises(ActionRefused, match="chưa giải quyết về Đặng Thị Mai"):
        review_of(office, nomination, quiet)
    assert review_of(office, quiet)
    settled(office, complaint)
    assert review_of(office, nomination)


def test_a_complaint_after_the_council_stops_the_decision(office, campaign):
    nomination = accepted(office, campaign)
    item = posted(office, nomination).items.get()
    draft = approved(office, decision_on(office, nomination))
    complaint = said(office, item)
    with pytest.raises(ActionRefused, match="chưa giải quyết về Đặng Thị Mai"):
        issue_decision(decision=draft, signed_on=D(2022, 11, 15), actor=office.oanh)
    draft.refresh_from_db()
    assert (draft.state, draft.number) == ("APPROVED", None)
    settled(office, complaint)
    assert issue_decision(decision=draft, signed_on=D(2022, 11, 15), actor=office.oanh).number


def test_no_decision_is_drafted_over_a_complaint(office, campaign):
    nomination = accepted(office, campaign)
    item = posted(office, nomination).items.get()
    passed(office, nomination)
    said(office, item)
    with pytest.raises(ActionRefused, match="chưa giải quyết về Đặng Thị Mai"):
        draft_decision(
            agency=office.agency, award="LDTT", nominations=[nomination], actor=office.oanh
        )


def test_the_summary_counts_and_names_nobody(office, campaign, django_assert_num_queries):
    nomination = accepted(office, campaign)
    set_public_pages(agency=office.agency, shown={"is_on": True}, actor=office.thao)
    item = posted(office, nomination, audience="PUBLIC").items.get()
    said(office, item, kind="COMMENT")
    settled(office, said(office, item, text="Một"), "UPHELD")
    settled(office, said(office, item, text="Hai"))
    said(office, item, text="Ba")
    with django_assert_num_queries(1):
        (one,) = consultation_summary(nomination)
    assert (one.comments, one.complaints, one.upheld, one.dismissed, one.waiting) == (1, 3, 1, 1, 1)
    assert one.is_standing
    assert (one.consultation.audience, one.consultation.last_day) == ("PUBLIC", D(2022, 11, 22))
    withdraw_posting(item=item, note="Rút", actor=office.thao)
    assert not consultation_summary(nomination)[0].is_standing
