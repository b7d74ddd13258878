"""The words of the minutes; and the chain from ballot to decision, held by PostgreSQL.

Whoever writes, an action, a shell or plain SQL, meets the same wall: a vote is frozen step by step,
its figures are its ballots, what it carried is set by its count, signed papers stay as they are,
and only what passed so reaches a decision. Each refusal names the lawful way. The checks take the
parent row under a lock: a write that races with the step that freezes it waits, and is then
refused.

Reviews that were closed before there were polls carried nominations without papers: their items
have no poll, and no new one can come to be without it.
"""

from django.db import migrations, models

POLLS = """
CREATE FUNCTION state_of_poll(key bigint) RETURNS text LANGUAGE sql AS $$
    SELECT state FROM awards_poll WHERE id = key FOR SHARE
$$;
CREATE FUNCTION state_of_polled(key bigint) RETURNS text LANGUAGE sql AS $$
    SELECT state_of_poll(poll_id) FROM awards_pollitem WHERE id = key
$$;
CREATE FUNCTION state_of_entry(key bigint) RETURNS text LANGUAGE sql AS $$
    SELECT state_of_polled(poll_item_id) FROM awards_rollentry WHERE id = key
$$;
CREATE FUNCTION refuse_in_chain(what text, way text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '%: %', what, way USING ERRCODE = 'restrict_violation';
END $$;

CREATE FUNCTION keep_poll_in_order() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.state <> 'PREPARED' THEN
            PERFORM refuse_in_chain('a poll begins as prepared', 'prepare it, then open it');
        END IF;
        RETURN NEW;
    END IF;
    IF TG_OP = 'DELETE' THEN
        IF OLD.state <> 'PREPARED' THEN
            PERFORM refuse_in_chain('a poll that was opened is never deleted',
                'declare it void with a reason');
        END IF;
        RETURN OLD;
    END IF;
    IF OLD.state IN ('COUNTED', 'VOID') THEN
        PERFORM refuse_in_chain('a poll that is counted or void never changes',
            'put the item to a second round');
    END IF;
    IF OLD.state <> 'PREPARED' AND (OLD.method, OLD.review_id, OLD.opened_at)
            IS DISTINCT FROM (NEW.method, NEW.review_id, NEW.opened_at)
        OR OLD.state IN ('CLOSED', 'STRIPPED') AND OLD.closed_at IS DISTINCT FROM NEW.closed_at
    THEN
        PERFORM refuse_in_chain('an open poll is frozen',
            'declare it void with a reason and prepare another');
    END IF;
    IF NEW.state <> OLD.state AND NEW.state <> 'VOID' AND NOT (
        (OLD.state, NEW.state) IN (('PREPARED', 'OPEN'), ('OPEN', 'CLOSED'))
        OR NEW.method = 'SECRET'
            AND (OLD.state, NEW.state) IN (('CLOSED', 'STRIPPED'), ('STRIPPED', 'COUNTED'))
        OR NEW.method <> 'SECRET' AND (OLD.state, NEW.state) = ('CLOSED', 'COUNTED')
    ) THEN
        PERFORM refuse_in_chain('a poll goes one step at a time',
            'open, close, take off the envelopes, open the ballots');
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION keep_polled_item() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    state text := state_of_poll(COALESCE(NEW.poll_id, OLD.poll_id));
BEGIN
    IF state = 'PREPARED' AND (TG_OP = 'DELETE' OR NEW.passed IS NULL) THEN
        RETURN COALESCE(NEW, OLD);
    END IF;
    IF TG_OP <> 'UPDATE' OR state IN ('COUNTED', 'VOID') OR (
        OLD.poll_id, OLD.item_id, OLD.round, OLD.award, OLD.definition, OLD.definition_sha256
    ) IS DISTINCT FROM (
        NEW.poll_id, NEW.item_id, NEW.round, NEW.award, NEW.definition, NEW.definition_sha256
    ) THEN
        PERFORM refuse_in_chain('what a poll is on is frozen when it opens',
            'declare it void with a reason and prepare another');
    END IF;
    IF state <> 'OPEN' AND (OLD.root, OLD.board -> 'envelopes')
            IS DISTINCT FROM (NEW.root, NEW.board -> 'envelopes') THEN
        PERFORM refuse_in_chain('the set of envelopes is fixed when the poll closes',
            'declare it void with a reason and prepare another');
    END IF;
    IF (OLD.agreed, OLD.disagreed, OLD.blank, OLD.invalid, OLD.written, OLD.absent, OLD.recused,
            OLD.members, OLD.passed)
        IS DISTINCT FROM (NEW.agreed, NEW.disagreed, NEW.blank, NEW.invalid, NEW.written,
            NEW.absent, NEW.recused, NEW.members, NEW.passed)
        AND (OLD.passed IS NOT NULL OR state NOT IN ('CLOSED', 'STRIPPED'))
    THEN
        PERFORM refuse_in_chain('figures are set once, by the count of a closed poll',
            'let the tellers open the ballots');
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION keep_roll() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    state text := state_of_polled(COALESCE(NEW.poll_item_id, OLD.poll_item_id));
BEGIN
    IF state = 'PREPARED' OR state = 'OPEN' AND TG_OP = 'UPDATE'
        AND (OLD.poll_item_id, OLD.member_id, OLD.is_recused)
            = (NEW.poll_item_id, NEW.member_id, NEW.is_recused)
    THEN
        RETURN COALESCE(NEW, OLD);
    END IF;
    PERFORM refuse_in_chain('the roll is frozen when the poll opens',
        'declare the poll void with a reason and prepare another');
    RETURN NULL;
END $$;

CREATE FUNCTION keep_key() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF state_of_poll(COALESCE(NEW.poll_id, OLD.poll_id)) <> 'PREPARED' THEN
        PERFORM refuse_in_chain('the keys are frozen when the poll opens',
            'declare the poll void with a reason and prepare another');
    END IF;
    RETURN COALESCE(NEW, OLD);
END $$;

-- A vote comes in while its poll is open.
CREATE FUNCTION keep_vote() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF state_of_entry(COALESCE(NEW.entry_id, OLD.entry_id)) <> 'OPEN' THEN
        PERFORM refuse_in_chain('votes come in while the poll is open and stay as they are',
            'vote on the sheet before the closing, or declare the poll void');
    END IF;
    RETURN COALESCE(NEW, OLD);
END $$;

-- Ballots and paper counts: written in the state of the first argument, deleted in that of the
-- second, changed where the third says so.
CREATE FUNCTION keep_ballot() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    state text := state_of_polled(COALESCE(NEW.poll_item_id, OLD.poll_item_id));
BEGIN
    IF TG_OP = 'UPDATE' AND TG_ARGV[2] <> 'UPDATE'
        OR state <> (CASE TG_OP WHEN 'DELETE' THEN TG_ARGV[1] ELSE TG_ARGV[0] END)
    THEN
        PERFORM refuse_in_chain('ballots are written once, by the step of the count that is due',
            'let the tellers open the ballots, or declare the poll void');
    END IF;
    RETURN COALESCE(NEW, OLD);
END $$;

CREATE FUNCTION count_is_of_its_ballots() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    one record;
BEGIN
    FOR one IN
        WITH votes AS (
            SELECT poll_item_id, choice FROM awards_openedballot
            UNION ALL
            SELECT poll_item_id, choice FROM awards_handvote
                JOIN awards_rollentry ON awards_rollentry.id = entry_id
            UNION ALL
            SELECT poll_item_id, choice FROM awards_papercount, LATERAL (
                SELECT 'AGREE' AS choice FROM generate_series(1, agreed)
                UNION ALL SELECT 'DISAGREE' FROM generate_series(1, disagreed)
                UNION ALL SELECT 'BLANK' FROM generate_series(1, blank)
                UNION ALL SELECT 'INVALID' FROM generate_series(1, invalid)
            ) AS ballots
            WHERE teller_id = (SELECT teller_id FROM awards_pollkey
                WHERE poll_id = NEW.id AND place = 1)
        ), opinions AS (
            SELECT poll_item_id, choice FROM awards_writtenopinion
                JOIN awards_rollentry ON awards_rollentry.id = entry_id
        ), given AS (
            SELECT poll_item_id, choice FROM votes UNION ALL SELECT * FROM opinions
        )
        SELECT polled.*,
            (SELECT count(*) FROM votes WHERE poll_item_id = polled.id) AS ballots,
            (SELECT count(*) FROM opinions WHERE poll_item_id = polled.id) AS opinions,
            (SELECT count(*) FROM given WHERE poll_item_id = polled.id AND choice = 'AGREE') AS yes,
            (SELECT count(*) FROM given WHERE poll_item_id = polled.id AND choice = 'DISAGREE')
                AS no,
            (SELECT count(*) FROM given WHERE poll_item_id = polled.id AND choice = 'BLANK')
                AS empty,
            (SELECT count(*) FROM given WHERE poll_item_id = polled.id AND choice = 'INVALID')
                AS spoilt,
            (SELECT count(*) FROM awards_rollentry WHERE poll_item_id = polled.id) AS roll,
            (SELECT count(*) FROM awards_rollentry WHERE poll_item_id = polled.id AND is_recused)
                AS kept_out,
            (SELECT count(*) FROM awards_rollentry WHERE poll_item_id = polled.id AND returned)
                AS returned
        FROM awards_pollitem AS polled WHERE poll_id = NEW.id
    LOOP
        IF one.passed IS NULL
            OR (one.agreed, one.disagreed, one.blank, one.invalid, one.written)
                IS DISTINCT FROM (one.yes, one.no, one.empty, one.spoilt, one.opinions)
            OR (one.members, one.recused) IS DISTINCT FROM (one.roll, one.kept_out)
            OR NEW.method <> 'PAPER' AND one.returned <> one.ballots
        THEN
            PERFORM refuse_in_chain('the figures are not those of the ballots',
                'let the tellers count again');
        END IF;
    END LOOP;
    RETURN NULL;
END $$;

CREATE TRIGGER stay_in_chain BEFORE INSERT OR UPDATE OR DELETE ON awards_poll
    FOR EACH ROW EXECUTE FUNCTION keep_poll_in_order();
CREATE CONSTRAINT TRIGGER count_is_of_its_ballots AFTER UPDATE ON awards_poll
    DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW WHEN (NEW.state = 'COUNTED') EXECUTE FUNCTION count_is_of_its_ballots();
CREATE TRIGGER stay_in_chain BEFORE INSERT OR UPDATE OR DELETE ON awards_pollitem
    FOR EACH ROW EXECUTE FUNCTION keep_polled_item();
CREATE TRIGGER stay_in_chain BEFORE INSERT OR UPDATE OR DELETE ON awards_rollentry
    FOR EACH ROW EXECUTE FUNCTION keep_roll();
CREATE TRIGGER stay_in_chain BEFORE INSERT OR UPDATE OR DELETE ON awards_pollkey
    FOR EACH ROW EXECUTE FUNCTION keep_key();
-- An envelope that was changed or taken away after the closing is found out by the root.
CREATE TRIGGER stay_in_chain BEFORE INSERT ON awards_envelope
    FOR EACH ROW EXECUTE FUNCTION keep_vote();
CREATE TRIGGER stay_in_chain BEFORE INSERT OR UPDATE OR DELETE ON awards_handvote
    FOR EACH ROW EXECUTE FUNCTION keep_vote();
CREATE TRIGGER stay_in_chain BEFORE INSERT OR UPDATE OR DELETE ON awards_writtenopinion
    FOR EACH ROW EXECUTE FUNCTION keep_vote();
CREATE TRIGGER stay_in_chain BEFORE INSERT OR UPDATE OR DELETE ON awards_innerenvelope
    FOR EACH ROW EXECUTE FUNCTION keep_ballot('CLOSED', 'STRIPPED', '');
CREATE TRIGGER stay_in_chain BEFORE INSERT OR UPDATE OR DELETE ON awards_openedballot
    FOR EACH ROW EXECUTE FUNCTION keep_ballot('STRIPPED', '', '');
CREATE TRIGGER stay_in_chain BEFORE INSERT OR UPDATE OR DELETE ON awards_papercount
    FOR EACH ROW EXECUTE FUNCTION keep_ballot('CLOSED', 'CLOSED', 'UPDATE');
"""

REVIEWS = """
CREATE FUNCTION keep_review_in_order() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (OLD.state, NEW.state) NOT IN (
        ('OPEN', 'SITTING'), ('SITTING', 'CLOSED'), ('CLOSED', 'SIGNED')
    ) OR NEW.state = 'SIGNED' AND (
        NOT EXISTS (SELECT FROM awards_minutes WHERE review_id = NEW.id)
        OR EXISTS (SELECT FROM awards_minutes WHERE review_id = NEW.id AND signed_at IS NULL)
    ) THEN
        PERFORM refuse_in_chain('a review goes one step at a time',
            'sit, close, let the signers sign every paper');
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION keep_member() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    state text;
BEGIN
    SELECT review.state INTO state FROM awards_review AS review
        WHERE id = COALESCE(NEW.review_id, OLD.review_id) FOR SHARE;
    IF state <> 'OPEN' AND (TG_OP <> 'UPDATE' OR state <> 'SITTING' OR (
        OLD.review_id, OLD.account_id, OLD.seat, OLD.votes, OLD."order", OLD.stands_for_id,
        OLD.mandate
    ) IS DISTINCT FROM (
        NEW.review_id, NEW.account_id, NEW.seat, NEW.votes, NEW."order", NEW.stands_for_id,
        NEW.mandate
    )) THEN
        PERFORM refuse_in_chain('the seats of a review are frozen when the council sits',
            'mark who is there, or open another review');
    END IF;
    RETURN COALESCE(NEW, OLD);
END $$;

CREATE FUNCTION keep_item() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    state text;
BEGIN
    SELECT review.state INTO state FROM awards_review AS review
        WHERE id = COALESCE(NEW.review_id, OLD.review_id) FOR SHARE;
    IF TG_OP = 'DELETE' OR TG_OP = 'INSERT' THEN
        IF state <> 'OPEN' OR TG_OP = 'INSERT' AND NEW.passed IS NOT NULL THEN
            PERFORM refuse_in_chain('the items of a review are frozen when the council sits',
                'put the nomination before another review');
        END IF;
        RETURN COALESCE(NEW, OLD);
    END IF;
    IF (OLD.review_id, OLD.nomination_id) <> (NEW.review_id, NEW.nomination_id) THEN
        PERFORM refuse_in_chain('an item stays what it is', 'open another review');
    END IF;
    IF OLD.reason <> NEW.reason AND EXISTS (
        SELECT FROM awards_minutes_items AS listed
        JOIN awards_signature AS signature USING (minutes_id)
        WHERE listed.reviewitem_id = NEW.id AND signature.signed_at IS NOT NULL
        AND NOT EXISTS (
            SELECT FROM awards_minutes WHERE id = listed.minutes_id AND kind = 'COUNT'
        )
    ) THEN
        PERFORM refuse_in_chain('the reason stands in signed minutes',
            'word it before the first signature');
    END IF;
    IF (OLD.passed, OLD.award, OLD.agreed, OLD.members, OLD.rule)
        IS DISTINCT FROM (NEW.passed, NEW.award, NEW.agreed, NEW.members, NEW.rule)
        AND (OLD.passed IS NOT NULL OR state <> 'SITTING' OR NOT EXISTS (
            SELECT FROM awards_pollitem AS polled
            WHERE item_id = NEW.id AND NOT is_void AND polled.passed IS NOT NULL
            AND polled.passed = COALESCE(NEW.passed, FALSE)
            AND (NEW.passed IS NOT TRUE OR polled.award = NEW.award)
            AND (polled.agreed, polled.members) = (NEW.agreed, NEW.members)
            AND round = (
                SELECT max(last.round) FROM awards_pollitem AS last
                WHERE last.item_id = NEW.id AND NOT last.is_void AND last.passed IS NOT NULL
            )
        ))
    THEN
        PERFORM refuse_in_chain('an outcome is set by the count of the last poll, and stays',
            'put the item to the vote while the council sits');
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER stay_in_chain BEFORE UPDATE ON awards_review
    FOR EACH ROW WHEN (OLD.state <> NEW.state) EXECUTE FUNCTION keep_review_in_order();
CREATE TRIGGER stay_in_chain BEFORE INSERT OR UPDATE OR DELETE ON awards_reviewmember
    FOR EACH ROW EXECUTE FUNCTION keep_member();
CREATE TRIGGER stay_in_chain BEFORE INSERT OR UPDATE OR DELETE ON awards_reviewitem
    FOR EACH ROW EXECUTE FUNCTION keep_item();
"""

MINUTES = """
CREATE FUNCTION keep_minutes() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    signed boolean := EXISTS (
        SELECT FROM awards_signature WHERE minutes_id = OLD.id AND signed_at IS NOT NULL
    );
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.signed_at IS NOT NULL THEN
            PERFORM refuse_in_chain('a paper begins unsigned', 'let its signers sign it');
        END IF;
        RETURN NEW;
    END IF;
    IF OLD.signed_at IS NOT NULL OR signed AND (TG_OP = 'DELETE' OR (
        OLD.review_id, OLD.kind, OLD.poll_id, OLD.content, OLD.words, OLD.edition
    ) IS DISTINCT FROM (
        NEW.review_id, NEW.kind, NEW.poll_id, NEW.content, NEW.words, NEW.edition
    )) THEN
        PERFORM refuse_in_chain('a signed paper never changes',
            'record what is to be corrected in the minutes of another meeting');
    END IF;
    IF TG_OP = 'UPDATE' AND NEW.signed_at IS NOT NULL AND (NOT signed OR EXISTS (
        SELECT FROM awards_signature WHERE minutes_id = NEW.id AND signed_at IS NULL
    )) THEN
        PERFORM refuse_in_chain('a paper is signed when all its signers have signed',
            'let them sign');
    END IF;
    RETURN COALESCE(NEW, OLD);
END $$;

-- The items and the signers of a paper are fixed with its first signature.
CREATE FUNCTION keep_below_minutes() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    paper bigint := COALESCE(NEW.minutes_id, OLD.minutes_id);
BEGIN
    PERFORM FROM awards_minutes WHERE id = paper FOR SHARE;
    IF EXISTS (SELECT FROM awards_minutes WHERE id = paper AND signed_at IS NOT NULL)
        OR TG_TABLE_NAME = 'awards_minutes_items' AND EXISTS (
            SELECT FROM awards_signature WHERE minutes_id = paper AND signed_at IS NOT NULL
        )
    THEN
        PERFORM refuse_in_chain('a signed paper never changes, nor what belongs to it',
            'record what is to be corrected in the minutes of another meeting');
    END IF;
    RETURN COALESCE(NEW, OLD);
END $$;

CREATE FUNCTION keep_signature() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM refuse_in_chain('a signature stands', 'sign another paper');
    RETURN NULL;
END $$;

CREATE TRIGGER stay_frozen BEFORE INSERT OR UPDATE OR DELETE ON awards_minutes
    FOR EACH ROW EXECUTE FUNCTION keep_minutes();
CREATE TRIGGER stay_frozen BEFORE INSERT OR UPDATE OR DELETE ON awards_minutes_items
    FOR EACH ROW EXECUTE FUNCTION keep_below_minutes();
CREATE TRIGGER stay_frozen BEFORE INSERT OR UPDATE OR DELETE ON awards_signature
    FOR EACH ROW EXECUTE FUNCTION keep_below_minutes();
CREATE TRIGGER stay_signed BEFORE UPDATE OR DELETE ON awards_signature
    FOR EACH ROW WHEN (OLD.signed_at IS NOT NULL) EXECUTE FUNCTION keep_signature();
"""

DECISIONS = """
-- The award that the council carried for a nomination, in a review all of whose papers that name
-- it are signed; none if there is no such.
CREATE FUNCTION carried_award(key bigint) RETURNS text LANGUAGE sql AS $$
    SELECT item.award FROM awards_reviewitem AS item
    JOIN awards_review AS review ON review.id = item.review_id
    WHERE item.nomination_id = key AND item.passed AND review.state = 'SIGNED' AND (
        NOT EXISTS (SELECT FROM awards_pollitem WHERE item_id = item.id)
        OR EXISTS (
            SELECT FROM awards_minutes AS paper
            JOIN awards_minutes_items AS listed ON listed.minutes_id = paper.id
            WHERE listed.reviewitem_id = item.id AND paper.kind <> 'COUNT'
        ) AND NOT EXISTS (
            SELECT FROM awards_minutes AS paper
            JOIN awards_minutes_items AS listed ON listed.minutes_id = paper.id
            WHERE listed.reviewitem_id = item.id AND paper.signed_at IS NULL
        )
    )
    ORDER BY item.id DESC LIMIT 1
$$;

CREATE FUNCTION keep_nomination() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND (OLD.person_id, OLD.collective_id)
            IS DISTINCT FROM (NEW.person_id, NEW.collective_id) THEN
        PERFORM refuse_in_chain('whom the council reviews stays the same',
            'send the nomination back and write another');
    END IF;
    IF NEW.state <> 'IN_REVIEW'
        AND (TG_OP = 'INSERT' OR (OLD.state, OLD.award) <> (NEW.state, NEW.award))
        AND carried_award(NEW.id) IS DISTINCT FROM NEW.award
    THEN
        PERFORM refuse_in_chain('only what the council carried in signed minutes has passed',
            'put the nomination before a review, vote, sign the minutes');
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION keep_recipient() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    nomination record;
    decision record;
BEGIN
    SELECT * INTO decision FROM awards_decision WHERE id = NEW.decision_id;
    SELECT * INTO nomination FROM awards_nomination WHERE id = NEW.nomination_id FOR SHARE;
    IF NEW.nomination_id IS NULL AND decision.origin = 'OWN'
        OR NEW.nomination_id IS NOT NULL AND (
            nomination.state <> 'PASSED'
            OR carried_award(NEW.nomination_id) IS DISTINCT FROM decision.award
            OR (nomination.person_id, nomination.collective_id)
                IS DISTINCT FROM (NEW.person_id, NEW.collective_id)
        )
    THEN
        PERFORM refuse_in_chain('a decision names only whom the council passed for its award',
            'draft it on passed nominations');
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION keep_award() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM refuse_in_chain('a decision stays on the award that it was drafted on',
        'discard the draft and draft another');
    RETURN NULL;
END $$;

CREATE TRIGGER stay_in_chain BEFORE INSERT OR UPDATE ON awards_nomination
    FOR EACH ROW WHEN (NEW.state IN ('IN_REVIEW', 'PASSED', 'DECIDED')) EXECUTE FUNCTION keep_nomination();
CREATE TRIGGER stay_in_chain BEFORE INSERT ON awards_recipient
    FOR EACH ROW EXECUTE FUNCTION keep_recipient();
CREATE TRIGGER stay_in_chain_still BEFORE UPDATE ON awards_recipient
    FOR EACH ROW WHEN (
        (OLD.decision_id, OLD.nomination_id, OLD.person_id, OLD.collective_id)
        IS DISTINCT FROM (NEW.decision_id, NEW.nomination_id, NEW.person_id, NEW.collective_id)
    ) EXECUTE FUNCTION keep_recipient();
CREATE TRIGGER stay_in_chain BEFORE UPDATE ON awards_decision
    FOR EACH ROW WHEN (OLD.award <> NEW.award OR OLD.origin <> NEW.origin)
    EXECUTE FUNCTION keep_award();
"""

OPEN_THE_CHAIN = """
DROP TRIGGER stay_in_chain ON awards_poll;
DROP TRIGGER count_is_of_its_ballots ON awards_poll;
DROP TRIGGER stay_in_chain ON awards_pollitem;
DROP TRIGGER stay_in_chain ON awards_rollentry;
DROP TRIGGER stay_in_chain ON awards_pollkey;
DROP TRIGGER stay_in_chain ON awards_envelope;
DROP TRIGGER stay_in_chain ON awards_handvote;
DROP TRIGGER stay_in_chain ON awards_writtenopinion;
DROP TRIGGER stay_in_chain ON awards_innerenvelope;
DROP TRIGGER stay_in_chain ON awards_openedballot;
DROP TRIGGER stay_in_chain ON awards_papercount;
DROP TRIGGER stay_in_chain ON awards_review;
DROP TRIGGER stay_in_chain ON awards_reviewmember;
DROP TRIGGER stay_in_chain ON awards_reviewitem;
DROP TRIGGER stay_frozen ON awards_minutes;
DROP TRIGGER stay_frozen ON awards_minutes_items;
DROP TRIGGER stay_frozen ON awards_signature;
DROP TRIGGER stay_signed ON awards_signature;
DROP TRIGGER stay_in_chain ON awards_nomination;
DROP TRIGGER stay_in_chain ON awards_recipient;
DROP TRIGGER stay_in_chain_still ON awards_recipient;
DROP TRIGGER stay_in_chain ON awards_decision;
DROP FUNCTION keep_poll_in_order, keep_polled_item, keep_roll, keep_key, keep_vote, keep_ballot,
    count_is_of_its_ballots, keep_review_in_order, keep_member, keep_item, keep_minutes,
    keep_below_minutes, keep_signature, keep_nomination, keep_recipient, keep_award,
    carried_award, state_of_entry, state_of_polled, state_of_poll, refuse_in_chain;
"""


class Migration(migrations.Migration):
    dependencies = [("awards", "0008_submissions")]
    operations = [
        migrations.AddField(
            model_name="minutes",
            name="words",
            field=models.JSONField(default=dict, verbose_name="phần ghi của thư ký"),
        ),
        migrations.AddField(
            model_name="minutes",
            name="edition",
            field=models.PositiveIntegerField(default=0, verbose_name="lần sửa"),
        ),
        migrations.RunSQL(POLLS + REVIEWS + MINUTES + DECISIONS, OPEN_THE_CHAIN),
    ]
