"""From the ballot to the decision nothing can be slipped in, whoever writes and by whatever way.

Every wrong write is tried twice: PostgreSQL refuses it and names the lawful way; with the triggers
off, which is the control, it goes through.
"""

import datetime
from collections.abc import Callable

import pytest
from django.db import IntegrityError, connection, transaction

from awards.actions.counts import enter_paper_count, open_ballots, take_off_envelopes
from awards.actions.meetings import close_review
from awards.actions.polls import close_poll, open_poll, prepare_poll
from awards.models import (
    Decision,
    Envelope,
    HandVote,
    InnerEnvelope,
    Minutes,
    Nomination,
    OpenedBallot,
    PaperCount,
    Poll,
    PollItem,
    PollKey,
    Recipient,
    Review,
    ReviewItem,
    ReviewMember,
    RollEntry,
    Signature,
    Submission,
    WrittenOpinion,
)
from awards.queries.polls import whole_root
from tests.awards.actions.test_polls import cast, prepared
from tests.awards.council_papers import signed_by_all
from tests.awards.way import accepted, decision_on, passed, rejected, review_of, sitting, vote
from tests.cast import Office
from units import clock
from units.text import name_key

Ways = dict[str, Callable[[], object]]
OPEN_AGAIN = [
    model._meta.db_table
    for model in (
        Decision,
        Envelope,
        HandVote,
        InnerEnvelope,
        Minutes,
        Nomination,
        OpenedBallot,
        PaperCount,
        Poll,
        PollItem,
        PollKey,
        Recipient,
        Review,
        ReviewItem,
        ReviewMember,
        RollEntry,
        Signature,
        WrittenOpinion,
        Minutes.items.through,
    )
]


def sql(statement: str) -> Callable[[], None]:
    def run() -> None:
        with connection.cursor() as cursor:
            cursor.execute(statement)

    return run


def walled(ways: Ways, because: str = "chain|never|frozen|fixed|one step|once|stay|only") -> None:
    """None of the ways goes through, and each does where the triggers are off."""
    sql("SET CONSTRAINTS ALL IMMEDIATE")()
    for name, act in ways.items():
        with pytest.raises(IntegrityError, match=because) as refusal, transaction.atomic():
            act()
        assert ": " in str(refusal.value), name
        with transaction.atomic():
            for table in OPEN_AGAIN:
                sql(f"ALTER TABLE {table} DISABLE TRIGGER USER")()
            try:
                act()
            except IntegrityError as error:
                raise AssertionError(f"{name}: something else refuses it: {error}") from error
            transaction.set_rollback(True)


@pytest.fixture
def review(office: Office, campaign) -> Review:
    """A meeting on the title of Mai and of Dung."""
    files = accepted(office, campaign, "mai"), accepted(office, campaign, "dung")
    return sitting(office, review_of(office, *files))


def test_an_open_poll_is_frozen(office, review):
    poll, _codes = prepared(office, review)
    open_poll(poll=poll, actor=office.khoa)
    entry, member = RollEntry.objects.first(), review.members.get(account=office.minh)
    one, item = poll.items.first(), review.items.first()
    walled(
        {
            "the definition": lambda: PollItem.objects.update(definition={}),
            "its hash": sql("UPDATE awards_pollitem SET definition_sha256 = 'x'"),
            "the award": lambda: PollItem.objects.filter(pk=one.pk).update(award="BKB"),
            "the round": sql("UPDATE awards_pollitem SET round = round + 1"),
            "figures too early": sql("UPDATE awards_pollitem SET agreed = 4"),
            "the way to vote": lambda: Poll.objects.update(method="OPEN"),
            "counted at a blow": lambda: Poll.objects.update(
                state="COUNTED", closed_at=clock.now()
            ),
            "the poll gone": sql(
                "DELETE FROM awards_pollkey; DELETE FROM awards_rollentry;"
                "DELETE FROM awards_pollitem; DELETE FROM awards_poll"
            ),
            "recused on the roll": lambda: RollEntry.objects.filter(pk=entry.pk).update(
                is_recused=True
            ),
            "somebody else on the roll": sql("DELETE FROM awards_rollentry"),
            "a teller's key": lambda: PollKey.objects.update(proven=False),
            "another teller": sql("DELETE FROM awards_pollkey WHERE place = 1"),
            "a ballot from nowhere": lambda: OpenedBallot.objects.bulk_create(
                [OpenedBallot(poll_item=one, choice="AGREE")]
            ),
            "an envelope from nowhere": lambda: InnerEnvelope.objects.create(
                poll_item=one, sealed=b"x"
            ),
            "a paper count": lambda: PaperCount.objects.create(
                poll_item=one, teller=member, agreed=4, disagreed=0, blank=0, invalid=0
            ),
            "an outcome without a count": lambda: ReviewItem.objects.update(
                passed=True, award="LDTT", agreed=4, members=4
            ),
            "an item dropped": sql("DELETE FROM awards_rollentry; DELETE FROM awards_pollitem"),
            "a seat": lambda: ReviewMember.objects.filter(pk=member.pk).update(votes=False),
            "a seat less": sql(
                f"DELETE FROM awards_rollentry WHERE member_id = {member.pk};"
                f"UPDATE awards_reviewitem SET rapporteur_id = NULL;"
                f"DELETE FROM awards_reviewmember WHERE id = {member.pk}"
            ),
            "a seat more": lambda: ReviewMember.objects.create(review=review, account=office.roi),
            "a late candidate": lambda: ReviewItem.objects.create(
                review=review, nomination=Nomination.objects.create(**late(office))
            ),
            "another candidate": lambda: Nomination.objects.filter(review_items=item).update(
                person=office.people["son"]
            ),
            "the review closed at a blow": lambda: Review.objects.update(
                state="SIGNED", closed_at=clock.now()
            ),
        }
    )
    ReviewMember.objects.filter(pk=member.pk).update(attendance="REMOTE")
    cast(office, poll, "khoa", "AGREE")


def late(office: Office) -> dict[str, object]:
    """A nomination that nobody sent, in the submission of another unit."""
    return {
        "submission": Submission.objects.first(),
        "agency": office.agency,
        "unit": office.b,
        "kind": "INDIVIDUAL",
        "person": office.people["son"],
        "award": "LDTT",
        "year": 2022,
        "state": "ACCEPTED",
        "created_by": office.binh,
        "state_since": clock.now(),
    }


def test_a_closed_poll_is_fixed_and_its_count_is_of_its_ballots(office, review):
    poll, codes = prepared(office, review)
    open_poll(poll=poll, actor=office.khoa)
    for who in ("khoa", "lien", "minh"):
        cast(office, poll, who, "AGREE")
    close_poll(poll=poll, actor=office.khoa)
    one = poll.items.first()
    missing = one.roll.get(member__account=office.nga)
    envelope = one.roll.get(member__account=office.khoa)
    walled(
        {
            "the root": lambda: PollItem.objects.update(root="0" * 64),
            "the board": lambda: PollItem.objects.update(board={"envelopes": []}),
            "who voted": sql("UPDATE awards_rollentry SET returned = FALSE"),
            "a late envelope": lambda: Envelope.objects.create(entry=missing, sealed=b"x"),
            "a late opinion": lambda: WrittenOpinion.objects.create(
                entry=missing, choice="AGREE", entered_by=office.thao
            ),
            "a late hand": lambda: HandVote.objects.create(entry=missing, choice="AGREE"),
            "opened in one step": lambda: Poll.objects.update(state="COUNTED"),
            "when it closed": lambda: Poll.objects.update(closed_at=clock.now()),
        }
    )
    assert Envelope.objects.filter(entry=envelope).exists()
    root = whole_root(poll)
    take_off_envelopes(poll=poll, code=codes["nga"], root=root, actor=office.nga)
    opened = (
        "INSERT INTO awards_openedballot (id, poll_item_id, choice) "
        "SELECT gen_random_uuid(), id, 'AGREE' FROM awards_pollitem, generate_series(1, {});"
        "UPDATE awards_pollitem SET agreed = {}, disagreed = 0, blank = 0, invalid = 0, "
        "written = 0, absent = 4 - {}, recused = 0, members = 4, passed = TRUE;"
        "UPDATE awards_poll SET state = 'COUNTED'"
    )
    walled(
        {
            "a ballot too many": sql(opened.format(4, 4, 4)),
            "a vote too many": sql(opened.format(3, 4, 4)),
            "a ballot lost": sql(opened.format(2, 2, 2)),
            "an envelope changed": lambda: InnerEnvelope.objects.update(sealed=b"x"),
        },
        because="not those of the ballots|written once",
    )
    open_ballots(poll=poll, code=codes["thao"], actor=office.thao)
    sql("SET CONSTRAINTS ALL IMMEDIATE")()
    walled(
        {
            "the figures": sql("UPDATE awards_pollitem SET agreed = 4, absent = 0"),
            "the outcome of the vote": lambda: PollItem.objects.update(passed=False),
            "declared void too late": lambda: PollItem.objects.update(is_void=True),
            "the poll void": lambda: Poll.objects.update(state="VOID", void_reason="x"),
            "a ballot": lambda: OpenedBallot.objects.update(choice="DISAGREE"),
            "a ballot gone": lambda: OpenedBallot.objects.all().delete(),
            "a ballot more": lambda: OpenedBallot.objects.create(poll_item=one, choice="AGREE"),
            "what was carried": lambda: ReviewItem.objects.update(award="BKB"),
            "no more carried": sql("UPDATE awards_reviewitem SET passed = FALSE, award = ''"),
            "more agreed": lambda: ReviewItem.objects.update(agreed=4),
        }
    )


def test_signed_papers_and_what_they_carry_stay(office, review):
    vote(office, review)
    close_review(review=review, actor=office.khoa)
    item = review.items.first()
    unsigned = {
        "passed before the papers are signed": lambda: Nomination.objects.filter(
            review_items=item
        ).update(state="PASSED"),
        "the review signed by nobody": lambda: Review.objects.update(state="SIGNED"),
        "a paper signed by nobody": lambda: Minutes.objects.update(
            signed_at=clock.now(), sha256="0" * 64
        ),
        "a paper made signed": lambda: Minutes.objects.create(
            review=review,
            kind="ANNEX",
            content={},
            sha256="0" * 64,
            signed_at=clock.now(),
            made_by=office.thao,
            made_at=clock.now(),
        ),
        "an outcome after the closing": lambda: ReviewItem.objects.update(passed=False),
    }
    walled(unsigned)
    signed_by_all(office, review)
    paper = Minutes.objects.get(kind="MINUTES")
    walled(
        {
            "save": paper.save,
            "the content": lambda: Minutes.objects.update(content={}),
            "the file": sql("UPDATE awards_minutes SET sha256 = repeat('0', 64)"),
            "unsigned": lambda: Minutes.objects.update(signed_at=None),
            "an item less": paper.items.clear,
            "an item less, plainly": sql("DELETE FROM awards_minutes_items"),
            "a signature back": lambda: Signature.objects.update(signed_at=None),
            "a signature gone": sql("DELETE FROM awards_signature"),
            "a signature more": lambda: Signature.objects.create(
                minutes=paper, member=review.members.get(account=office.minh), seat="x", order=9
            ),
            "a reason": lambda: ReviewItem.objects.update(reason="Khác"),
            "an item moved": sql("UPDATE awards_reviewitem SET passed = NULL, award = ''"),
            "sitting again": lambda: Review.objects.update(state="SITTING", closed_at=None),
            "a higher award": lambda: Nomination.objects.update(award="CSTDCS"),
            "attendance": lambda: ReviewMember.objects.update(attendance="ABSENT"),
        }
    )


def test_only_what_passed_reaches_a_decision(office, campaign):
    draft = decision_on(office, accepted(office, campaign, "mai"))
    rejected(office, accepted(office, campaign, "dung"))
    no = Nomination.objects.get(person=office.people["dung"])
    yes = Nomination.objects.get(person=office.people["mai"])
    never = accepted(office, campaign, "son")
    higher = Nomination.objects.get(
        pk=passed(office, accepted(office, campaign, "hung", award="GKHEN"))
        .items.get()
        .nomination_id
    )

    def listed(nomination: Nomination | None, who: str, ordinal: int = 2) -> Recipient:
        person = office.people[who]
        return Recipient(
            decision=draft,
            nomination=nomination,
            ordinal=ordinal,
            kind="INDIVIDUAL",
            person=person,
            name=person.full_name,
            sort_key=name_key(person.full_name),
            unit=office.a,
        )

    walled(
        {
            "passed by a save": lambda: Nomination.objects.filter(pk=never.pk).update(
                state="PASSED"
            ),
            "passed in bulk": lambda: Nomination.objects.bulk_update(
                [Nomination(pk=never.pk, state="PASSED")], ["state"]
            ),
            "rejected, then passed": sql(
                f"UPDATE awards_nomination SET state = 'PASSED' WHERE id = {no.pk}"
            ),
            "decided at a blow": lambda: Nomination.objects.filter(pk=never.pk).update(
                state="DECIDED"
            ),
            "made passed": lambda: (
                Nomination.objects.create(**late(office) | {"state": "PASSED"})
                if Nomination.objects.filter(pk=never.pk).update(year=2021)
                else None
            ),
            "one who did not pass": lambda: listed(no, "dung").save(),
            "one who was never reviewed": lambda: Recipient.objects.bulk_create(
                [listed(never, "son")]
            ),
            "one who passed for something else": lambda: listed(higher, "hung").save(),
            "one without a nomination": lambda: listed(None, "roi").save(),
            "somebody else's pass": lambda: Recipient.objects.update(person=office.people["roi"]),
            "another nomination": sql(f"UPDATE awards_recipient SET nomination_id = {no.pk}"),
            "another award": lambda: Decision.objects.filter(pk=draft.pk).update(award="BKB"),
        }
    )
    draft.delete()
    again = Decision.objects.create(
        agency=office.agency,
        authority="x",
        award="LDTT",
        year=2022,
        subject="x",
        signer_office="x",
        signer_name="x",
        created_by=office.oanh,
    )
    mine = listed(yes, "mai")
    mine.decision = again
    mine.save()
    assert again.recipients.count() == 1


def test_another_authoritys_decision_needs_no_nomination(office):
    decision = Decision.objects.create(
        agency=office.agency,
        origin="EXTERNAL",
        authority="Thủ tướng Chính phủ",
        award="BKTTG",
        year=2021,
        subject="x",
        signed_on=datetime.date(2022, 1, 5),
        created_by=office.oanh,
    )
    person = office.people["mai"]
    Recipient.objects.create(
        decision=decision,
        ordinal=1,
        kind="INDIVIDUAL",
        person=person,
        name=person.full_name,
        unit=office.a,
    )


def test_a_count_of_paper_ballots_is_that_of_both_tellers(office, review):
    tellers = tuple(review.members.filter(account__username__in=("nga", "thao")))
    poll = prepare_poll(
        review=review,
        method="PAPER",
        items=list(review.items.all()),
        tellers=tellers,
        actor=office.khoa,
    )
    open_poll(poll=poll, actor=office.khoa)
    close_poll(poll=poll, actor=office.khoa)
    counted = {"AGREE": 3, "DISAGREE": 0, "BLANK": 0, "INVALID": 1}
    figures = {one.pk: counted for one in poll.items.all()}
    for who in (office.nga, office.thao):
        enter_paper_count(poll=poll, figures=figures, actor=who)
    sql("SET CONSTRAINTS ALL IMMEDIATE")()
    sheet = Minutes.objects.get(poll=poll)
    (vote_, *_more) = (one["rounds"][0] for one in sheet.content["items"])
    assert (vote_["ballots"], vote_["figures"]["invalid"], vote_["passed"]) == (4, 1, True)
    walled({"a teller's figures": lambda: PaperCount.objects.update(agreed=4)})
