"""A council at work on two titles, for the tests of its papers.

In `two_rounds` Mai is proposed for a title that the council does not carry, and in a second round
carries a lower one; Dung is carried at once. Minh is away and sends his opinion. In `split_review`
the chair keeps out of Dung's file.
"""

from awards.actions.counts import enter_written_opinion, open_ballots, take_off_envelopes
from awards.actions.meetings import close_review
from awards.actions.minutes import sign_minutes
from awards.actions.polls import cast_ballot, close_poll, open_poll
from awards.actions.recusals import declare_conflict
from awards.models import Poll, Review, ReviewItem, RollEntry
from awards.permissions.polls import my_entries
from awards.queries.polls import whole_root
from campaigns.models import Campaign
from tests.awards.actions.test_polls import prepared
from tests.awards.way import accepted, review_of, sitting, vote
from tests.cast import Office


def two_rounds(office: Office, campaign: Campaign) -> Review:
    """The meeting after its two polls, not yet closed."""
    files = accepted(office, campaign, "mai", award="CSTDB"), accepted(office, campaign, "dung")
    review = sitting(office, review_of(office, *files), absent=("minh",))
    mai, _dung = (item_of(review, who) for who in ("Đặng Thị Mai", "Hoàng Thị Dung"))
    secret_ballot(office, review, against_mai=("lien",))
    vote(office, review, mai, awards={mai.pk: "LDTT"})
    return review


PRIVATE = "Là em họ bên ngoại"


def split_review(office: Office, campaign: Campaign) -> Review:
    """A closed meeting: Liên presides over Dung's file, which passes; Mai's does not."""
    files = accepted(office, campaign, "mai"), accepted(office, campaign, "dung")
    review = review_of(office, *files)
    dung = item_of(review, "Hoàng Thị Dung")
    declare_conflict(item=dung, note=PRIVATE, actor=office.khoa)
    sitting(office, review)
    vote(office, review, item_of(review, "Đặng Thị Mai"), against=("lien", "minh", "nga"))
    vote(office, review, dung, by="lien")
    return close_review(review=review, actor=office.khoa)


def signed_by_all(office: Office, review: Review) -> None:
    """Let everybody sign what waits for them."""
    for paper in review.minutes.all():
        for signature in paper.signatures.filter(signed_at=None):
            actor = getattr(office, signature.member.account.username)
            sign_minutes(minutes=paper, actor=actor)


def item_of(review: Review, name: str) -> ReviewItem:
    """The item on somebody of this name."""
    return review.items.get(nomination__person__full_name=name)


def secret_ballot(office: Office, review: Review, *, against_mai: tuple[str, ...]) -> Poll:
    """A secret ballot on everything: Nga leaves Mai's blank, Minh agrees in writing."""
    poll, codes = prepared(office, review)
    poll = open_poll(poll=poll, actor=office.khoa)
    for entry in RollEntry.objects.filter(poll_item__poll=poll, member__account=office.minh):
        for actor in (office.thao, office.khoa):
            enter_written_opinion(entry=entry, choice="AGREE", actor=actor)
    for who in ("khoa", "lien", "nga"):
        actor = getattr(office, who)
        choices = {}
        for entry in my_entries(actor, poll).select_related("poll_item"):
            on_mai = entry.poll_item.award == "CSTDB"
            said = "BLANK" if who == "nga" else "DISAGREE" if who in against_mai else "AGREE"
            choices[entry.poll_item_id] = said if on_mai else "AGREE"
        cast_ballot(poll=poll, choices=choices, actor=actor)
    poll = close_poll(poll=poll, actor=office.khoa)
    root = whole_root(poll)
    poll = take_off_envelopes(poll=poll, code=codes["nga"], root=root, actor=office.nga)
    return open_ballots(poll=poll, code=codes["thao"], actor=office.thao)
