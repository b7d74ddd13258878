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
# Clerks and heads of both units, which are one bloc.
BLOC = frozenset({"lan", "hung", "binh", "son"})
NOBODY: frozenset[str] = frozenset()
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
        "public",
        "public_agency",
        "public_exemplars",
        "public_exemplar",
        "public_exemplar_photo",
        "public_honours",
        "public_consultation",
        "public_consultation_item",
        "public_remark_sent",
        "signing_file",
        "robots",
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
PREPARE = RUN | frozenset({"khoa"})
READERS = UNIT | {OWN} | RUN | LEAD
STORY = UNIT | {OWN} | RUN
NOMINATE = frozenset({"lan", "hung", "binh", "son"})
TELLER = frozenset({"roi"})
# Who presides over the cast's review and keeps its minutes.
SIGNERS = frozenset({"khoa", "thao"})
REGISTER = RUN | LEAD | DECIDE
# Who presides over the meeting, and who keeps its minutes.
RUNS_MEETING = frozenset({"khoa", "thao"})

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
    "kin": Rule("person", frozenset({OWN}) | RUN),
    "kin_withdraw": Rule("kinship", frozenset({OWN}) | RUN, cast=TELLER, post=True),
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
    "publications": everyone(),
    "publication_new": Rule(cast=RUN),
    "publication": Rule("publication", READERS),
    "publication_confirm": Rule("publication", READERS, post=True),
    "publication_readers": Rule("publication", PLEDGE),
    "publication_edit": Rule("publication", cast=RUN),
    "publication_publish": Rule("publication", cast=RUN, post=True),
    "publication_discard": Rule("publication", cast=RUN, post=True),
    "publication_withdraw": Rule("publication", cast=RUN, post=True),
    "publication_file": Rule("publication_file", READERS),
    "publication_file_remove": Rule("publication_file", cast=RUN, post=True),
    "exemplars": everyone(),
    "exemplar_new": Rule(cast=NOMINATE),
    "exemplar": Rule("exemplar", STORY),
    "exemplar_photo": Rule("exemplar", STORY),
    "exemplar_edit": Rule("exemplar", STORY),
    "exemplar_ask": Rule("exemplar", STORY, post=True),
    "exemplar_agree": Rule("exemplar", STORY, post=True),
    "exemplar_decline": Rule("exemplar", STORY, post=True),
    "exemplar_return": Rule("exemplar", STORY, post=True),
    "exemplar_publish": Rule("exemplar", STORY, post=True),
    "exemplar_withdraw": Rule("exemplar", STORY, post=True),
    "exemplar_discard": Rule("exemplar", STORY, post=True),
    "exemplar_adopt": Rule("shown_exemplar", cast=NOMINATE, post=True),
    "deeds": everyone(),
    "deed_new": everyone(),
    "deed": Rule("deed", PLEDGE, cast=TELLER),
    "deed_thank": Rule("deed", PLEDGE, cast=TELLER, post=True),
    "deed_merge": Rule("deed", PLEDGE, cast=TELLER, post=True),
    "deed_nominate": Rule("deed", PLEDGE, cast=TELLER, post=True),
    "public_pages": Rule(cast=RUN),
    "proposals": everyone(),
    "proposal_new": everyone(),
    "proposal": Rule("sent_proposal", UNIT | {OWN}),
    "proposal_edit": Rule("draft_proposal", frozenset({OWN})),
    "proposal_confirm": Rule("draft_proposal", frozenset({OWN}), post=True),
    "proposal_send": Rule("draft_proposal", frozenset({OWN}), post=True),
    "proposal_discard": Rule("draft_proposal", frozenset({OWN}), post=True),
    "proposal_recall": Rule("sent_proposal", UNIT | {OWN}, post=True),
    "proposal_endorse": Rule("sent_proposal", UNIT | {OWN}, post=True),
    "proposal_return": Rule("sent_proposal", UNIT | {OWN}, post=True),
    "proposal_recognise": Rule("passed_proposal", PLEDGE | {OWN} | DECIDE | COUNCIL, post=True),
    "proposal_refuse": Rule("passed_proposal", PLEDGE | {OWN} | DECIDE | COUNCIL, post=True),
    "sittings": everyone(),
    "sitting_new": Rule(cast=RUN),
    "sitting": Rule("sitting", cast=REVIEW),
    "sitting_item": Rule("sitting sitting_item", cast=REVIEW),
    "sitting_keep_out": Rule("sitting sitting_item", cast=REVIEW, post=True),
    "sitting_close": Rule("sitting", cast=REVIEW, post=True),
    "initiatives": everyone(),
    "initiative": Rule("others_initiative", cast=CAST),
    "initiative_certificate": Rule("others_initiative", cast=CAST),
    "initiative_adopt": Rule("others_initiative", UNIT),
    "adoption_confirm": Rule("adoption", UNIT, post=True),
    "scorings": everyone(),
    "scoring": Rule("campaign", cast=CAST),
    "scoring_round": Rule("campaign", cast=RUN),
    "scoring_table_begin": Rule("campaign", cast=RUN, post=True),
    "scoring_table": Rule("scoring_table", cast=CAST),
    "scoring_table_edit": Rule("draft_table", cast=RUN),
    "scoring_table_use": Rule("draft_table", cast=RUN, post=True),
    "scoring_table_discard": Rule("draft_table", cast=RUN, post=True),
    "scoring_unit": Rule("campaign unit", cast=RUN | LEAD),
    # Both sides cross-score each other that day, and so read what the other claims.
    "scoring_self": Rule("campaign unit", cast=BLOC | RUN | LEAD),
    "scoring_cross": Rule("campaign peer unit", UNIT | RUN | LEAD),
    "scoring_check": Rule("campaign unit", cast=RUN | LEAD),
    "scoring_bloc": Rule("campaign bloc", cast=RUN | LEAD),
    "ranking": Rule("ranking", cast=BLOC | RUN | LEAD),
    "ranking_copy": Rule("ranking", cast=BLOC | RUN | LEAD),
    "blocs": everyone(),
    "bloc": Rule("bloc", cast=BLOC | RUN | LEAD),
    "bloc_join": Rule("bloc", cast=RUN, post=True),
    "bloc_term": Rule("bloc", cast=RUN, post=True),
    "bloc_leave": Rule("bloc", cast=RUN, post=True),
    "bloc_attach": Rule("bloc", cast=RUN, post=True),
    "bloc_document": Rule("bloc_document", cast=BLOC | RUN | LEAD),
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
    "targets": everyone(),
    "target": Rule("target", PLEDGE | {OWN}),
    "progress_record": Rule("target", PLEDGE | {OWN}, post=True),
    "progress_withdraw": Rule("progress_note", PLEDGE | {OWN}, post=True),
    "progress_file": Rule("progress_file", PLEDGE | {OWN}),
    "pledge_progress": Rule("signed_pledge", PLEDGE),
    "campaign_progress": Rule("campaign", cast=RUN | LEAD),
    "assessments": everyone(),
    "midyear_begin": Rule("signed_pledge", PLEDGE, post=True),
    "yearend_begin": Rule("signed_pledge", PLEDGE, post=True),
    "assessment": Rule("assessment", PLEDGE),
    "assessment_edit": Rule("assessment", PLEDGE),
    "assessment_hand_up": Rule("assessment", PLEDGE, post=True),
    "assessment_recall": Rule("assessment", PLEDGE, post=True),
    "assessment_send": Rule("assessment", PLEDGE, post=True),
    "assessment_return": Rule("assessment", PLEDGE, post=True),
    "assessment_read": Rule("assessment", PLEDGE, post=True),
    # awards
    "nominations": everyone(),
    "nominations_accept": everyone(post=True),
    "nominations_assign": everyone(post=True),
    "nomination_autosave_new": Rule(cast=NOBODY, post=True),
    "nomination_new": Rule(cast=NOMINATE),
    "nomination": Rule("nomination", PLEDGE),
    "nomination_edit": Rule("draft_nomination", UNIT),
    "nomination_hand_up": Rule("draft_nomination", UNIT, post=True),
    "nomination_recall": Rule("nomination", PLEDGE, post=True),
    "nomination_send": Rule("nomination", PLEDGE, post=True),
    "nomination_return": Rule("nomination", PLEDGE, post=True),
    "nomination_accept": Rule("nomination", PLEDGE, post=True),
    "nomination_autosave": Rule("draft_nomination", UNIT, post=True),
    "nomination_pull_back": Rule("nomination", PLEDGE, post=True),
    "nomination_check": Rule("nomination", PLEDGE, post=True),
    "nomination_assign": Rule("nomination", PLEDGE, post=True),
    "nomination_version": Rule("nomination first_version", PLEDGE),
    "nomination_readers": Rule("nomination", cast=RUN),
    "nomination_discard": Rule("draft_nomination", UNIT, post=True),
    "consultations": everyone(),
    "consultation_new": Rule(cast=RUN),
    "consultation": Rule("consultation", cast=CAST),
    "consultation_extend": Rule("consultation", cast=RUN, post=True),
    "consultation_item": Rule("consultation posted", cast=CAST),
    "consultation_item_withdraw": Rule("consultation posted", cast=RUN, post=True),
    "consultation_remark": Rule("remark", frozenset({OWN}), cast=RUN | TELLER),
    "consultation_remark_explain": Rule("remark", frozenset({OWN}), cast=RUN | TELLER, post=True),
    "consultation_remark_answer": Rule("remark", frozenset({OWN}), cast=RUN | TELLER, post=True),
    "nomination_papers": Rule("nomination paper_code", PLEDGE, post=True),
    "nomination_paper": Rule("nomination_paper", UNIT),
    "nomination_paper_remove": Rule("nomination_paper", UNIT, post=True),
    "submissions": everyone(),
    "submission_new": Rule(cast=NOMINATE),
    "submission": Rule("submission", UNIT),
    "submission_edit": Rule("submission", UNIT),
    "submission_vote": Rule("submission", UNIT),
    "submission_file": Rule("submission", UNIT),
    "submission_hand_up": Rule("submission", UNIT, post=True),
    "submission_send": Rule("submission", UNIT, post=True),
    "submission_discard": Rule("submission", UNIT, post=True),
    "unit_minutes": Rule("unit_minutes", UNIT),
    "unit_minutes_remove": Rule("unit_minutes", UNIT, post=True),
    "reviews": everyone(),
    "review_new": Rule(cast=RUN),
    "review": Rule("review", cast=REVIEW),
    "review_item": Rule("review item", cast=REVIEW),
    "review_agenda": Rule("review", cast=REVIEW),
    "review_compare": Rule("review", cast=REVIEW),
    # Whoever has a seat: the council, the opener who keeps its minutes, the leader as a guest.
    "review_declare": Rule("review", cast=REVIEW),
    "review_conflict": Rule("review item", cast=REVIEW),
    "review_seats": Rule("review", cast=PREPARE),
    "review_seat_withdraw": Rule("review guest", cast=PREPARE, post=True),
    "review_rapporteurs": Rule("review", cast=PREPARE),
    "review_rapporteurs_assign": Rule("review", cast=PREPARE, post=True),
    "councils": everyone(),
    "council": Rule("council", cast=CAST),
    "review_close": Rule("review", cast=REVIEW, post=True),
    "minutes_list": Rule("review", cast=REVIEW),
    "results_announce": Rule("review", cast=REVIEW, post=True),
    "minutes": Rule("minutes", cast=REVIEW),
    "minutes_edit": Rule("minutes", cast=REVIEW),
    "minutes_reasons": Rule("minutes", cast=REVIEW),
    "minutes_sign": Rule("minutes", cast=REVIEW, post=True),
    "minutes_preview": Rule("minutes", cast=SIGNERS),
    "minutes_file": Rule("minutes", cast=SIGNERS),
    "meeting": Rule("review", cast=REVIEW),
    "meeting_screen": Rule("review", cast=REVIEW),
    "meeting_attendance": Rule("review", cast=REVIEW, post=True),
    "meeting_begin": Rule("review", cast=REVIEW, post=True),
    "meeting_take_up": Rule("review", cast=REVIEW, post=True),
    "poll_new": Rule("sitting_review", cast=RUNS_MEETING),
    "poll": Rule("poll", cast=REVIEW),
    "poll_open": Rule("poll", cast=REVIEW, post=True),
    "poll_close": Rule("poll", cast=REVIEW, post=True),
    "poll_void": Rule("poll", cast=REVIEW, post=True),
    "poll_board": Rule("poll", cast=REVIEW),
    "poll_board_json": Rule("poll", cast=REVIEW),
    "poll_sheet": Rule("poll", NOBODY),
    "ballot": Rule("poll", cast=REVIEW),
    "poll_hands": Rule("open_poll", cast=RUNS_MEETING),
    "poll_written": Rule("open_poll", cast=RUNS_MEETING),
    "poll_key": Rule("poll", cast=REVIEW, post=True),
    "poll_prove": Rule("poll", cast=REVIEW, post=True),
    "poll_take_off": Rule("poll", cast=REVIEW, post=True),
    "poll_open_ballots": Rule("poll", cast=REVIEW, post=True),
    "poll_count": Rule("poll", cast=REVIEW, post=True),
    "poll_paper": Rule("poll", NOBODY),
    "decisions": everyone(),
    "decision_new": Rule(cast=DECIDE),
    "decision_record": Rule(cast=DECIDE),
    "decision": Rule("decision", UNIT | {OWN} | REGISTER),
    "decision_file": Rule("decision", NOBODY),
    "decision_preview": Rule("draft_decision", cast=DECIDE),
    "decision_edit": Rule("draft_decision", cast=DECIDE),
    "decision_amend": Rule("decision correction", NOBODY),
    "decision_signers": Rule(cast=DECIDE),
    "decision_signer_withdraw": Rule("signer", cast=DECIDE, post=True),
    "decision_to_sign": Rule("draft_decision", NOBODY, post=True),
    "decision_signed": Rule("draft_decision", NOBODY, post=True),
    "decision_propose": Rule("draft_decision", cast=DECIDE, post=True),
    "decision_approve": Rule("draft_decision", cast=DECIDE, post=True),
    "decision_return": Rule("draft_decision", cast=DECIDE, post=True),
    "decision_issue": Rule("draft_decision", cast=DECIDE, post=True),
    "decision_discard": Rule("draft_decision", cast=DECIDE, post=True),
    "decision_docx": Rule("draft_decision", cast=DECIDE),
    "submission_docx": Rule("submission", UNIT),
    "petitions": everyone(),
    "petition_draft": Rule(cast=DECIDE, post=True),
    "petition": Rule("petition", cast=REGISTER),
    "petition_edit": Rule("draft_petition", cast=DECIDE),
    "petition_discard": Rule("draft_petition", cast=DECIDE, post=True),
    "petition_send": Rule("draft_petition", cast=DECIDE, post=True),
    "petition_file": Rule("petition", cast=REGISTER),
    "petition_docx": Rule("draft_petition", cast=DECIDE),
    "petition_ask": Rule("petition", cast=REGISTER, post=True),
    "petition_supplement": Rule("petition", cast=REGISTER, post=True),
    "petition_refuse": Rule("petition", cast=REGISTER, post=True),
    "petition_answer": Rule("petition", cast=REGISTER),
    "petition_reply": Rule("petition_reply", cast=REGISTER),
    "petition_dossier": Rule("draft_petition", cast=DECIDE, post=True),
    "petition_dossier_file": Rule("petition_dossier", cast=REGISTER),
    "tallies": everyone(),
    "tally": Rule("tally", cast=REGISTER),
    "tally_begin": Rule(cast=RUN, post=True),
    "tally_freeze": Rule("tally", cast=REGISTER, post=True),
}

# Kinds of rows that are a nomination in a review, or hang on one: who is kept from it finds
# nothing at any address that names one. Every kind stands in one of the two.
OF_AN_ITEM = frozenset({"nomination", "draft_nomination", "item"})
OF_NO_ITEM = frozenset(
    [
        *("adoption", "assessment", "bloc", "bloc_document", "bounce", "campaign", "council"),
        *(
            "correction",
            "decision",
            "deed",
            "draft_campaign",
            "draft_decision",
            "draft_proposal",
            "draft_table",
        ),
        *(
            "exemplar",
            "first_version",
            "grant",
            "guest",
            "job",
            "kinship",
            "notice",
            "others_initiative",
        ),
        *("pact", "passed_proposal", "peer", "person", "plan", "pledge", "progress_file"),
        *("progress_note", "publication", "publication_file", "ranking", "review"),
        *("scoring_table", "sent_proposal", "shown_exemplar", "signed_pledge", "sitting"),
        *("signer", "sitting_item", "tally", "target", "unit"),
        # Whole petitions are hidden with any of those they name.
        *("draft_petition", "petition", "petition_dossier", "petition_reply"),
        # Of drafts, in the table; a paper of a hidden file is hidden with it.
        *("nomination_paper", "paper_code", "submission", "unit_minutes"),
        # Of several items, and shown without those that are hidden; or posted for all to read.
        *("consultation", "minutes", "open_poll", "poll", "posted", "remark", "sitting_review"),
    ]
)
