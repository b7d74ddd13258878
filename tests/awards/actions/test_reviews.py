"""A council's review: who is in it, what each says, and what comes of it."""

import datetime

import pytest

from awards.actions.nominations import accept_nomination, return_nomination
from awards.actions.reviews import close_review, give_opinion, open_review
from awards.models import Nomination, Opinion, Review, ReviewItem
from awards.permissions import items_visible_to, nominations_visible_to
from awards.queries.reviews import members_still_missing
from tests.awards.way import COUNCIL, accepted, passed, review_of, say, sent
from tests.cast import Office, day
from units.actions.accounts import end_role, grant_role
from units.errors import ActionRefused, NotAllowed
from units.models import AuditEntry, Notice, Role, RoleGrant

ON = {"since": datetime.date(2020, 1, 1)}


def states(*nominations: Nomination) -> list[str]:
    return [Nomination.objects.get(pk=nomination.pk).state for nomination in nominations]


def test_opening_freezes_the_council_as_it_stands(office: Office, campaign):
    nomination = accepted(office, campaign)
    review = review_of(office, nomination)
    grant = RoleGrant.objects.get(account__username="nga")
    end_role(grant=grant, actor=office.quan)
    members = list(review.members.values_list("account__username", "is_chair"))
    assert members == [("khoa", True), ("lien", False), ("minh", False), ("nga", False)]
    assert states(nomination) == ["IN_REVIEW"]
    entry = AuditEntry.objects.get(action="open_review")
    assert (entry.actor, entry.changes) == (office.thao, {"nominations": [nomination.pk]})
    told = Notice.objects.filter(kind="review_opened")
    assert set(told.values_list("account__username", flat=True)) == set(COUNCIL)


def test_a_chair_who_is_also_a_member_counts_once(office, campaign):
    grant_role(
        account=office.khoa, role=Role.COUNCIL_MEMBER, unit=office.root, actor=office.quan, **ON
    )
    assert review_of(office, accepted(office, campaign)).members.count() == 4


def test_only_the_standing_body_opens(office, campaign):
    nomination = accepted(office, campaign)
    for who in ("lan", "khoa", "oanh", "phong"):
        with pytest.raises(NotAllowed):
            open_review(
                agency=office.agency,
                title="Phiên",
                due_on=datetime.date(2022, 12, 1),
                nominations=[nomination],
                actor=getattr(office, who),
            )
    assert not Review.objects.exists()


def test_a_review_needs_accepted_files_and_a_day_to_come(office, campaign):
    nomination = sent(office, campaign)
    with pytest.raises(ActionRefused, match="ít nhất một hồ sơ"):
        review_of(office)
    with pytest.raises(ActionRefused, match="hồ sơ đủ điều kiện"):
        review_of(office, nomination)
    accept_nomination(nomination=nomination, actor=office.thao)
    with day(2022, 12, 16), pytest.raises(ActionRefused, match="Hạn cho ý kiến đã qua"):
        review_of(office, nomination)
    assert (states(nomination), Review.objects.count()) == (["ACCEPTED"], 0)


def test_a_file_is_in_one_review_only(office, campaign):
    nomination = accepted(office, campaign)
    review_of(office, nomination)
    with pytest.raises(ActionRefused):
        review_of(office, nomination)
    with pytest.raises(ActionRefused):
        return_nomination(nomination=nomination, note="Muộn", actor=office.thao)


def test_a_review_needs_exactly_one_chair(office, campaign):
    nomination = accepted(office, campaign)
    grant_role(
        account=office.minh, role=Role.COUNCIL_CHAIR, unit=office.root, actor=office.quan, **ON
    )
    with pytest.raises(ActionRefused, match="đúng một Chủ tịch"):
        review_of(office, nomination)
    RoleGrant.objects.filter(role=Role.COUNCIL_CHAIR).delete()
    with pytest.raises(ActionRefused, match="đúng một Chủ tịch"):
        review_of(office, nomination)


def test_an_opinion_may_be_changed_until_the_close(office, campaign):
    review = review_of(office, accepted(office, campaign))
    item = review.items.get()
    say(office, review, "lien", comment="Tốt")
    say(office, review, "lien", view=Opinion.View.DISAGREE)
    opinion = Opinion.objects.get()
    assert (opinion.view, opinion.comment) == ("DISAGREE", "")
    changed = AuditEntry.objects.filter(action="give_opinion").order_by("pk")
    assert [entry.changes["changed"] for entry in changed] == [False, True]
    close_review(review=review, actor=office.khoa)
    with pytest.raises(ActionRefused, match="đã kết thúc"):
        give_opinion(item=item, view="AGREE", comment="", actor=office.lien)
    assert Opinion.objects.get().view == "DISAGREE"


def test_the_audit_trail_does_not_tell_the_view(office, campaign):
    review = review_of(office, accepted(office, campaign))
    say(office, review, "lien", view=Opinion.View.DISAGREE)
    entry = AuditEntry.objects.get(action="give_opinion")
    assert entry.changes == {"changed": False}
    assert entry.target_name == "Đặng Thị Mai – Lao động tiên tiến"


def test_who_is_no_member_says_nothing(office, campaign):
    review = review_of(office, accepted(office, campaign))
    for who in ("lan", "thao", "phong", "oanh"):
        with pytest.raises(NotAllowed):
            say(office, review, who)
    assert not Opinion.objects.exists()


def test_nobody_judges_their_own_nomination_or_sees_that_it_is_there(office, campaign):
    grant_role(
        account=office.mai, role=Role.COUNCIL_MEMBER, unit=office.root, actor=office.quan, **ON
    )
    own, other = accepted(office, campaign, "mai"), accepted(office, campaign, "dung")
    review = review_of(office, own, other)
    with pytest.raises(NotAllowed):
        give_opinion(
            item=review.items.get(nomination=own), view="AGREE", comment="", actor=office.mai
        )
    assert [item.nomination for item in items_visible_to(office.mai, review)] == [other]
    assert own not in nominations_visible_to(office.mai)
    missing = {account.username for account in members_still_missing(review)}
    give_opinion(
        item=review.items.get(nomination=other), view="AGREE", comment="", actor=office.mai
    )
    after = {account.username for account in members_still_missing(review)}
    assert (missing - after, len(after)) == ({"mai"}, 4)


@pytest.mark.parametrize("role", [Role.STANDING_BODY, Role.DECISION_ADMIN, Role.LEADERSHIP])
def test_no_role_opens_the_own_file_while_the_council_has_it(office, campaign, role):
    grant_role(account=office.mai, role=role, unit=office.root, actor=office.quan, **ON)
    nomination = sent(office, campaign, "mai")
    assert nomination not in nominations_visible_to(office.mai)
    accept_nomination(nomination=nomination, actor=office.thao)
    passed(office, nomination)
    assert nomination not in nominations_visible_to(office.mai)


def test_only_the_chair_closes_and_only_once(office, campaign):
    review = review_of(office, accepted(office, campaign))
    for who in ("lien", "thao", "phong"):
        with pytest.raises(NotAllowed):
            close_review(review=review, actor=getattr(office, who))
    close_review(review=review, actor=office.khoa)
    with pytest.raises(ActionRefused, match="từ trước"):
        close_review(review=review, actor=office.khoa)
    review.refresh_from_db()
    assert (review.state, review.closed_by) == ("CLOSED", office.khoa)
    assert AuditEntry.objects.filter(action="close_review").count() == 1


@pytest.mark.parametrize(("agreeing", "state"), [(0, "REJECTED"), (2, "REJECTED"), (3, "PASSED")])
def test_more_than_half_of_all_members_pass_where_no_verified_rule_is(
    office, campaign, agreeing, state
):
    nomination = accepted(office, campaign)
    review = review_of(office, nomination)
    say(office, review, *COUNCIL[:agreeing])
    close_review(review=review, actor=office.khoa)
    item = review.items.get()
    assert (item.passed, item.agreed, item.members) == (state == "PASSED", agreeing, 4)
    assert item.rule == {
        "percent": None,
        "citation": "",
        "warning_percent": None,
        "warning_text": "",
    }
    assert states(nomination) == [state]


def test_a_verified_rule_of_the_day_decides(office, campaign):
    """Three of four are 75 %: enough in 2022, too few under Decree 98/2023/NĐ-CP."""
    title, form = (
        accepted(office, campaign, office.a, award="CO_BO"),
        accepted(office, campaign, "dung", award="GKHEN"),
    )
    with day(2022, 11, 15):
        review = review_of(office, title, form)
        say(office, review, "khoa", "lien", "minh")
    with day(2024, 6, 1):
        close_review(review=review, actor=office.khoa)
    assert states(title, form) == ["REJECTED", "PASSED"]
    rule = ReviewItem.objects.get(nomination=title).rule
    assert (rule["percent"], rule["citation"]) == (80, "khoản 7 Điều 30 Nghị định số 98/2023/NĐ-CP")


def test_an_unverified_rule_warns_and_does_not_block(office, campaign):
    nomination = accepted(office, campaign, "mai", award="CSTDB")
    review = review_of(office, nomination)
    say(office, review, "khoa", "lien", "minh")
    close_review(review=review, actor=office.khoa)
    rule = review.items.get().rule
    assert states(nomination) == ["PASSED"]
    assert (rule["percent"], rule["warning_percent"]) == (None, 90)
    assert rule["warning_text"] == "Nghị định số 91/2017/NĐ-CP"


def test_a_rejected_file_may_be_nominated_anew(office, campaign):
    review = review_of(office, accepted(office, campaign))
    close_review(review=review, actor=office.khoa)
    assert sent(office, campaign).state == "SENT"
