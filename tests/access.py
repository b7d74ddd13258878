"""What each address answers to each of the cast: the whole table, read by tests/test_access.py.

A rule names who may open the address for a row of unit A; for a row of unit B, A's clerk and head
give way to B's. Everybody else gets 404, as if nothing were there.
"""

from dataclasses import dataclass

CLERK, HEAD = "clerk", "head"
UNIT = frozenset({CLERK, HEAD})
RUN = frozenset({"thao"})
LEAD = frozenset({"phong"})
COUNCIL = frozenset({"khoa", "lien", "minh", "nga"})
DECIDE = frozenset({"oanh"})
ADMIN = frozenset({"quan"})
NOBODY: frozenset[str] = frozenset()
# Both units of the cast are members of its one bloc.
BLOC = frozenset({"lan", "hung", "binh", "son"})
CAST = frozenset(
    [
        "lan",
        "hung",
        "mai",
        "binh",
        "son",
        "dung",
        "thao",
        "khoa",
        "lien",
        "minh",
        "nga",
        "oanh",
        "phong",
        "quan",
        "roi",
    ]
)
OWN = "own"
STAND_FOR = {
    "a": {CLERK: "lan", HEAD: "hung", OWN: "mai"},
    "b": {CLERK: "binh", HEAD: "son", OWN: "dung"},
}
# Open to whoever asks: signing in and out, the language switch, the health pages, and the private
# calendar to whoever has its address.
OPEN_TO_THE_WORLD = frozenset(
    [
        "login",
        "logout",
        "password_change",
        "password_change_done",
        "set_language",
        "healthz",
        "readyz",
        "calendar_feed",
    ]
)


@dataclass(frozen=True)
class Rule:
    """Who may open an address: roles over the row's unit, and members of the cast by name.

    `row` is the key of the row in the address ("" for none); `post` is an address that only
    changes something.
    """

    row: str = ""
    unit: frozenset[str] = NOBODY
    cast: frozenset[str] = NOBODY
    post: bool = False

    def open_to(self, side: str) -> frozenset[str]:
        """Names of those who may open it for a row of unit `side`."""
        return self._named(self.unit | self.cast, side)

    @staticmethod
    def _named(who: frozenset[str], side: str) -> frozenset[str]:
        return frozenset(STAND_FOR[side].get(one, one) for one in who)


def everyone(*, post: bool = False) -> Rule:
    """Open to whoever is signed in."""
    return Rule(cast=CAST, post=post)


WATCH = UNIT | RUN | LEAD | DECIDE | ADMIN
PLEDGE = UNIT | RUN | LEAD
REVIEW = RUN | LEAD | COUNCIL
REGISTER = RUN | LEAD | DECIDE

RULES: dict[str, Rule] = {
    # reports
    "home": everyone(),
    "dashboard": Rule(cast=RUN | LEAD),
    "dashboard_recipients": Rule(cast=RUN | LEAD),
    "dashboard_targets": Rule("campaign", cast=RUN | LEAD),
    # units
    "units": everyone(),
    "unit": Rule("unit", WATCH),
    "people": everyone(),
    "person": Rule("person", WATCH | {OWN}),
    "unit_eligibility": Rule("unit", WATCH),
    "collective_eligibility": Rule("unit", WATCH),
    "trial": Rule("", RUN),
    "calendar": everyone(),
    "calendar_feed_open": everyone(post=True),
    "calendar_feed_close": everyone(post=True),
    "person_eligibility": Rule("person", WATCH | {OWN}),
    "roles": Rule(cast=ADMIN),
    "role_grant": Rule(cast=ADMIN),
    "role_end": Rule("grant", cast=ADMIN, post=True),
    "inbox": everyone(),
    "inbox_read_all": everyone(post=True),
    "notice": Rule("notice", frozenset({HEAD}), post=True),
    "job": Rule("job", cast=RUN),
    "mail": everyone(),
    "outbox": Rule(cast=RUN),
    "outbox_release": Rule(cast=RUN, post=True),
    "outbox_stop": Rule(cast=RUN, post=True),
    "bounce_clear": Rule("bounce", cast=RUN | ADMIN, post=True),
    # campaigns
    "reminders": Rule(cast=RUN),
    "campaigns": everyone(),
    "campaign": Rule("campaign", cast=CAST),
    "campaign_new": Rule(cast=RUN),
    "campaign_edit": Rule("draft_campaign", cast=RUN),
    "campaign_launch": Rule("draft_campaign", cast=RUN, post=True),
    "campaign_discard": Rule("draft_campaign", cast=RUN, post=True),
    "campaign_close": Rule("campaign", cast=RUN, post=True),
    "pledge_begin": Rule("campaign unit", UNIT, post=True),
    "pledges": everyone(),
    "pledge": Rule("pledge", PLEDGE),
    "pledge_edit": Rule("pledge", PLEDGE),
    "pledge_send": Rule("pledge", PLEDGE, post=True),
    "pledge_recall": Rule("pledge", PLEDGE, post=True),
    "pledge_sign": Rule("pledge", PLEDGE, post=True),
    "pledge_return": Rule("pledge", PLEDGE, post=True),
    "pledge_autosave": Rule("pledge", PLEDGE, post=True),
    "pledge_accept": Rule("pledge", PLEDGE, post=True),
    "pledge_question": Rule("pledge", PLEDGE, post=True),
    "pledge_amend": Rule("pledge", PLEDGE, post=True),
    "pledge_withdraw": Rule("pledge", PLEDGE, post=True),
    "pledge_version": Rule("signed_pledge first_version", PLEDGE),
    "pledge_registrations": Rule("pledge", PLEDGE),
    "pledge_take_over": Rule("pledge", PLEDGE, post=True),
    "pledge_copy": Rule("pledge", PLEDGE, post=True),
    "pledge_export": Rule("pledge", PLEDGE),
    "pledge_import": Rule("pledge", PLEDGE),
    "higher_campaigns": Rule(cast=RUN),
    "campaign_plan": Rule("plan", cast=CAST),
    "campaign_plan_attach": Rule("campaign", cast=RUN, post=True),
    "campaign_plan_remove": Rule("plan", cast=RUN, post=True),
    "registration": Rule("campaign", cast=CAST),
    "pacts": Rule("campaign", cast=CAST),
    "pact": Rule("pact", cast=BLOC | RUN | LEAD),
    "pact_sign": Rule("pact unit", frozenset({HEAD}), post=True),
    "pact_reopen": Rule("pact", cast=BLOC | RUN | LEAD, post=True),
    # awards
    "nominations": everyone(),
    "nominations_accept": everyone(post=True),
    "nomination_new": Rule(cast=frozenset({"lan", "hung", "binh", "son"})),
    "nomination": Rule("nomination", PLEDGE),
    "nomination_edit": Rule("draft_nomination", UNIT),
    "nomination_hand_up": Rule("draft_nomination", UNIT, post=True),
    "nomination_recall": Rule("nomination", PLEDGE, post=True),
    "nomination_send": Rule("nomination", PLEDGE, post=True),
    "nomination_return": Rule("nomination", PLEDGE, post=True),
    "nomination_accept": Rule("nomination", PLEDGE, post=True),
    "nomination_discard": Rule("draft_nomination", UNIT, post=True),
    "reviews": everyone(),
    "review_new": Rule(cast=RUN),
    "review": Rule("review", cast=REVIEW),
    "review_item": Rule("review item", cast=REVIEW),
    "review_close": Rule("review", cast=REVIEW, post=True),
    "decisions": everyone(),
    "decision_new": Rule(cast=DECIDE),
    "decision_record": Rule(cast=DECIDE),
    "decision": Rule("decision", UNIT | {OWN} | REGISTER),
    "decision_file": Rule("decision", NOBODY),
    "decision_preview": Rule("draft_decision", cast=DECIDE),
    "decision_edit": Rule("draft_decision", cast=DECIDE),
    "decision_issue": Rule("draft_decision", cast=DECIDE, post=True),
    "decision_discard": Rule("draft_decision", cast=DECIDE, post=True),
    "tallies": everyone(),
    "tally": Rule("tally", cast=REGISTER),
    "tally_begin": Rule(cast=RUN, post=True),
    "tally_freeze": Rule("tally", cast=REGISTER, post=True),
}
