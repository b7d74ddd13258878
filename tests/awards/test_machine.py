"""Random steps by random people: nothing but lawful changes, one audit entry for each.

The law of this test is its own table; it knows nothing of `awards.workflow`.
"""

from typing import Any

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from awards.actions import issuing
from awards.models import Nomination, Poll, Review
from tests.awards.machine import STEPS, NothingThere, Workshop
from tests.awards.way import accepted, with_head
from tests.cast import Office
from units.errors import ActionRefused

# step: what may change, from what to what. What is not here changes nothing of these rows.
LAWFUL: dict[str, set[tuple[str, str | None, str | None]]] = {
    "hand_up_nomination": {("n", "DRAFT", "WITH_HEAD"), ("n", "RETURNED", "WITH_HEAD")},
    "recall_nomination": {("n", "WITH_HEAD", "DRAFT")},
    "send_nomination": {("n", "WITH_HEAD", "SENT")},
    "return_nomination": {
        ("n", "WITH_HEAD", "RETURNED"),
        ("n", "SENT", "RETURNED"),
        ("n", "ACCEPTED", "RETURNED"),
    },
    "accept_nomination": {("n", "SENT", "ACCEPTED")},
    "open_review": {("n", "ACCEPTED", "IN_REVIEW"), ("r", None, "OPEN")},
    "begin_sitting": {("r", "OPEN", "SITTING")},
    "prepare_poll": {("p", None, "PREPARED")},
    "open_poll": {("p", "PREPARED", "OPEN")},
    "close_poll": {("p", "OPEN", "CLOSED")},
    "take_off_envelopes": {("p", "CLOSED", "STRIPPED")},
    "open_ballots": {("p", "STRIPPED", "COUNTED"), ("i", "None", "True")},
    "count_hands": {("p", "CLOSED", "COUNTED"), ("i", "None", "True")},
    "void_poll": {("p", state, "VOID") for state in ("PREPARED", "OPEN", "CLOSED", "STRIPPED")},
    "close_review": {("r", "SITTING", "CLOSED"), ("i", "None", "False")},
    "sign_minutes": {
        ("r", "CLOSED", "SIGNED"),
        ("n", "IN_REVIEW", "PASSED"),
        ("n", "IN_REVIEW", "REJECTED"),
    },
    "draft_decision": {("d", None, "DRAFT")},
    "discard_decision": {("d", "DRAFT", None)},
    "propose_decision": {("d", "DRAFT", "PROPOSED")},
    "return_decision": {("d", "PROPOSED", "DRAFT"), ("d", "APPROVED", "DRAFT")},
    "approve_decision": {("d", "PROPOSED", "APPROVED")},
    "issue_decision": {("d", "APPROVED", "ISSUED"), ("n", "PASSED", "DECIDED")},
}
# Who may ever succeed at a step; by the cast, whoever is not named may not.
RUNS = {"khoa", "lien", "minh", "nga", "thao"}
VOTES = {"khoa", "lien", "minh", "nga"}
MAY = {
    "hand_up_nomination": {"lan", "hung"},
    "recall_nomination": {"lan"},
    "send_nomination": {"hung"},
    "return_nomination": {"hung", "thao"},
    "accept_nomination": {"thao"},
    "open_review": {"thao"},
    "give_opinion": VOTES,
    "make_key": {"nga", "thao"},
    "prove_key": {"nga", "thao"},
    "cast_ballot": VOTES,
    "take_off_envelopes": {"nga", "thao"},
    "open_ballots": {"nga", "thao"},
    "announce_results": {"thao"},
    "draft_decision": {"oanh"},
    "discard_decision": {"oanh"},
    "propose_decision": {"oanh"},
    "return_decision": {"oanh", "phong"},
    "approve_decision": {"phong"},
    "issue_decision": {"oanh"},
}
# Casting leaves no entry: it would tell when somebody voted.
SILENT = {"cast_ballot"}
PEOPLE = ("lan", "hung", "thao", "khoa", "lien", "minh", "nga", "oanh", "phong")
# Those who get furthest, more often, so that a walk reaches the end.
LIKELY = {"khoa": 4, "thao": 5, "nga": 3, "hung": 2, "lien": 2, "minh": 2, "oanh": 2}
CROWD = [who for who in PEOPLE for _ in range(LIKELY.get(who, 1))]


# How it goes on when everybody does their part, by the state of the review and of its last poll.
FORWARD = {
    (None, None): [("open_review", "thao")],
    ("OPEN", None): [
        ("mark_attendance", "khoa"),
        ("declare_no_conflict", "lien"),
        ("give_opinion", "lien"),
        ("begin_sitting", "khoa"),
    ],
    ("SITTING", "PREPARED"): [
        *((step, who) for step in ("make_key", "prove_key") for who in ("nga", "thao")),
        ("open_poll", "khoa"),
    ],
    ("SITTING", "OPEN"): [*(("cast_ballot", who) for who in sorted(VOTES)), ("close_poll", "khoa")],
    ("SITTING", "CLOSED"): [
        ("take_off_envelopes", "nga"),
        ("take_off_envelopes", "thao"),
        ("count_hands", "thao"),
    ],
    ("SITTING", "STRIPPED"): [("open_ballots", "nga"), ("open_ballots", "thao")],
    ("SITTING", None): [("prepare_poll", "khoa"), ("close_review", "khoa")],
    ("CLOSED", None): [("sign_minutes", who) for who in ("khoa", "thao", "nga", "lien")],
    ("SIGNED", None): [
        ("announce_results", "thao"),
        ("draft_decision", "oanh"),
        ("propose_decision", "oanh"),
        ("approve_decision", "phong"),
        ("issue_decision", "oanh"),
    ],
}


STANDING = " UNION ALL ".join(
    f"SELECT '{kind}', id, {column}::text FROM awards_{table}"
    for kind, table, column in (
        ("n", "nomination", "state"),
        ("r", "review", "state"),
        ("p", "poll", "state"),
        ("i", "reviewitem", "coalesce(initcap(passed::text), 'None')"),
        ("d", "decision", "state"),
    )
)
ENTRIES = " UNION ALL SELECT 'entries', 0, count(*)::text FROM units_auditentry"
Rows = dict[tuple[str, int], str]


def standing() -> tuple[Rows, int]:
    """The state of every row that has one, and how many entries the trail has."""
    with connection.cursor() as cursor:
        cursor.execute(STANDING + ENTRIES)
        *rows, (_kind, _zero, entries) = cursor.fetchall()
    return {(kind, key): value for kind, key, value in rows}, int(entries)


class Walk(RuleBasedStateMachine):
    """Two nominations on their way, and everybody who has something to do with them."""

    office: Office
    steps = 0
    seen: set[tuple[str, str, str | None, str | None]] = set()

    def __init__(self) -> None:
        super().__init__()
        self._undo = transaction.atomic()
        self._undo.__enter__()

    def teardown(self) -> None:
        """Throw the walk away; the next one begins where this one did."""
        transaction.set_rollback(True)
        self._undo.__exit__(None, None, None)

    @initialize(method=st.sampled_from(["SECRET", "OPEN"]))
    def begin(self, method: str) -> None:
        """Nothing is known of any poll yet."""
        self.shop = Workshop(self.office, method)

    @rule(name=st.sampled_from(sorted(STEPS)), who=st.sampled_from(CROWD))
    def act(self, name: str, who: str) -> None:
        """Somebody tries something."""
        self.try_(name, who)

    @rule(turn=st.integers(0, 11))
    def go_on(self, turn: int) -> None:
        """Somebody does their part: the first of those who may."""
        review = Review.objects.order_by("-pk").values_list("state", flat=True).first()
        poll = Poll.objects.order_by("-pk").values_list("state", flat=True).first()
        steps = FORWARD.get((review, poll)) or FORWARD[review, None]
        for place in range(len(steps)):
            if self.try_(*steps[(turn + place) % len(steps)]):
                return

    def try_(self, name: str, who: str) -> bool:
        """Try it, see that nothing happens but what may, and tell whether it was done."""
        Walk.steps += 1
        before, entries = standing()
        try:
            with transaction.atomic():
                STEPS[name](self.shop, getattr(self.office, who))
            done = True
        except (ActionRefused, NothingThere):
            done = False
        after, new = standing()
        changes, new = changed(before, after), new - entries
        if not done:
            assert (changes, new) == (set(), 0), f"{name} by {who} was refused, and changed this"
            return False
        assert changes <= LAWFUL.get(name, set()), f"{name} by {who}"
        assert new == (name not in SILENT), f"{name} by {who} left {new} entries"
        assert who in MAY.get(name, RUNS), f"{who} may not {name}"
        Walk.seen |= {(name, *change) for change in changes}
        return True


def changed(before: dict, after: dict) -> set[tuple[str, str | None, str | None]]:
    """What changed: the kind of row, its state before and after; None where there is no row."""
    return {
        (kind, before.get((kind, pk)), after.get((kind, pk)))
        for kind, pk in before.keys() | after.keys()
        if before.get((kind, pk)) != after.get((kind, pk))
        # An item begins with its review.
        and not (kind == "i" and (kind, pk) not in before)
    }


@pytest.fixture
def walk(office: Office, campaign: Any, monkeypatch: pytest.MonkeyPatch) -> type[Walk]:
    """The machine: one nomination with the head, one that the standing body accepted."""
    monkeypatch.setattr(issuing, "render_decision", lambda _paper: b"%PDF-1.7")
    with_head(office, campaign, "mai")
    accepted(office, campaign, "dung")
    Walk.office, Walk.steps, Walk.seen = office, 0, set()
    return Walk


def take(walk: type[Walk], walks: int, steps: int) -> None:
    run_state_machine_as_test(
        walk,
        settings=settings(
            max_examples=walks,
            stateful_step_count=steps,
            deadline=None,
            database=None,
            report_multiple_bugs=False,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_random_steps_change_only_what_is_lawful(walk: type[Walk]) -> None:
    take(walk, walks=6, steps=50)


@pytest.mark.faults
def test_two_hundred_thousand_random_steps_change_only_what_is_lawful(walk: type[Walk]) -> None:
    while walk.steps < 200_000:
        take(walk, walks=100, steps=300)
    every = {(name, *change) for name, changes in LAWFUL.items() for change in changes}
    assert every - walk.seen == set()


def test_a_step_that_skips_its_check_is_found(
    walk: type[Walk], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: a step that asks nobody and leaves no entry is caught at once."""

    # No constraint of the database stands behind it: it would be a lawful state.
    def accept(shop: Workshop, _actor: Any) -> None:
        Nomination.objects.filter(pk=shop.nomination().pk).update(state="RETURNED")

    monkeypatch.setitem(STEPS, "accept_nomination", accept)
    with pytest.raises(AssertionError):
        take(walk, walks=50, steps=50)
