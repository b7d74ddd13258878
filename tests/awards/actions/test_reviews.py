"""A council's review: who is in it, what each says, and what comes of it."""

import datetime

import pytest

from awards.actions.nominations import accept_nomination, return_nomination
from awards.actions.outcomes import announce_results
from awards.actions.reviews import give_opinion, open_review
from awards.models import Nomination, Opinion, Review, ReviewItem
from awards.permissions.nominations import nominations_visible_to
from awards.permissions.reviews import items_visible_to
from awards.queries.reviews import members_still_missing
from tests.awards.way import (
    COUNCIL,
    accepted,
    rejected,
    review_of,
    say,
    sent,
    settled,
    signed,
    sitting,
    vote,
)
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
    seats = list(review.members.values_list("account__username", "seat", "votes"))
    assert seats == [
        ("khoa", "CHAIR", True),
        ("lien", "MEMBER", True),
        ("minh", "MEMBER", True),
        ("nga", "MEMBER", True),
        ("thao", "SECRETARY", False),
    ]
    assert states(nomination) == ["IN_REVIEW"]
    entry = AuditEntry.objects.get(action="open_review")
    assert entry.actor == office.thao
    assert entry.changes == {"nominations": [nomination.pk], "recusals": 0}
    told = Notice.objects.filter(kind="review_opened")
    assert set(told.values_list("account__username", flat=True)) == {*COUNCIL, "thao"}


def test_a_chair_who_is_also_a_member_counts_once(office, campaign):
    grant_role(
        account=office.khoa, role=Role.COUNCIL_MEMBER, unit=office.root, actor=office.quan, **ON
    )
    assert review_of(office, accepted(office, campaign)).members.filter(votes=True).count() == 4


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
    vote(office, sitting(office, review))
    signed(office, review)
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
    item = review.items.get()
    for who in ("lan", "thao", "phong", "oanh"):
        with pytest.raises(NotAllowed):
            give_opinion(item=item, view="AGREE", comment="", actor=getattr(office, who))
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
    assert [item.nomination for item in items_visible_to(office.mai)] == [other]
    assert own not in nominations_visible_to(office.mai)
    every = list(review.items.all())
    missing = {account.username for account in members_still_missing(review, every)}
    say(office, review, "mai")
    after = {account.username for account in members_still_missing(review, every)}
    assert (missing - after, len(after)) == ({"mai"}, 4)


@pytest.mark.parametrize("role", [Role.STANDING_BODY, Role.DECISION_ADMIN, Role.LEADERSHIP])
def test_no_role_opens_the_own_file_while_the_council_has_it(office, campaign, role):
    grant_role(account=office.mai, role=role, unit=office.root, actor=office.quan, **ON)
    nomination = sent(office, campaign, "mai")
    assert nomination not in nominations_visible_to(office.mai)
    accept_nomination(nomination=nomination, actor=office.thao)
    review = settled(office, nomination)
    assert nomination not in nominations_visible_to(office.mai)
    # Nor afterwards, while somebody still drafts the decision.
    announce_results(review=review, actor=office.thao)
    assert nomination not in nominations_visible_to(office.mai)


def test_a_rejected_file_of_ones_own_shows_when_the_results_are_announced(office, campaign):
    nomination = accepted(office, campaign, "lan")
    review = rejected(office, nomination)
    assert states(nomination) == ["REJECTED"]
    assert nomination not in nominations_visible_to(office.lan)
    announce_results(review=review, actor=office.thao)
    assert nomination in nominations_visible_to(office.lan)


def test_a_verified_rule_of_the_day_decides(office, campaign):
    """Three of four are 75 %: enough in 2022, too few under Decree 98/2023/NĐ-CP."""
    title, form = (
        accepted(office, campaign, office.a, award="CO_BO"),
        accepted(office, campaign, "dung", award="GKHEN"),
    )
    review = sitting(office, review_of(office, title, form))
    with day(2024, 6, 1):
        vote(office, review, against=["nga"])
    signed(office, review)
    assert states(title, form) == ["REJECTED", "PASSED"]
    rule = ReviewItem.objects.get(nomination=title).rule
    assert (rule["percent"], rule["citation"]) == (80, "khoản 7 Điều 30 Nghị định số 98/2023/NĐ-CP")


def test_an_unverified_rule_warns_and_does_not_block(office, campaign):
    nomination = accepted(office, campaign, "mai", award="CSTDB")
    review = sitting(office, review_of(office, nomination))
    vote(office, review, against=["nga"])
    signed(office, review)
    rule = review.items.get().rule
    assert states(nomination) == ["PASSED"]
    assert (rule["percent"], rule["warning_percent"]) == (None, 90)
    assert rule["warning_text"] == "Nghị định số 91/2017/NĐ-CP"


def test_a_rejected_file_may_be_nominated_anew(office, campaign):
    rejected(office, accepted(office, campaign))
    assert sent(office, campaign).state == "SENT"
