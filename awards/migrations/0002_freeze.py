"""Issued decisions and frozen tallies stay as they are, with all that belongs to them.

PostgreSQL refuses the change, so that bulk updates, the admin, a shell and plain SQL meet the same
wall. A row of a list asks its parent under a lock: an insert that races with the freezing of the
parent waits for it, and is then refused.
"""

from django.db import migrations

FREEZE = """
CREATE FUNCTION refuse_change_of_frozen_row() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% % is frozen and is never changed or deleted', TG_TABLE_NAME, OLD.id
        USING ERRCODE = 'restrict_violation';
END $$;

CREATE FUNCTION refuse_change_below_issued_decision() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM FROM awards_decision WHERE id IN (OLD.decision_id, NEW.decision_id) FOR SHARE;
    IF EXISTS (
        SELECT FROM awards_decision
        WHERE id IN (OLD.decision_id, NEW.decision_id) AND state = 'ISSUED'
    ) THEN
        RAISE EXCEPTION '% of an issued decision is never changed', TG_TABLE_NAME
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN COALESCE(NEW, OLD);
END $$;

CREATE FUNCTION refuse_change_below_frozen_tally() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM FROM awards_tally WHERE id IN (OLD.tally_id, NEW.tally_id) FOR SHARE;
    IF EXISTS (
        SELECT FROM awards_tally
        WHERE id IN (OLD.tally_id, NEW.tally_id) AND state = 'FROZEN'
    ) THEN
        RAISE EXCEPTION '% of a frozen tally is never changed', TG_TABLE_NAME
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN COALESCE(NEW, OLD);
END $$;

CREATE TRIGGER stay_frozen BEFORE UPDATE OR DELETE ON awards_decision
    FOR EACH ROW WHEN (OLD.state = 'ISSUED') EXECUTE FUNCTION refuse_change_of_frozen_row();
CREATE TRIGGER stay_frozen BEFORE INSERT OR UPDATE OR DELETE ON awards_recipient
    FOR EACH ROW EXECUTE FUNCTION refuse_change_below_issued_decision();
CREATE TRIGGER stay_frozen BEFORE UPDATE OR DELETE ON awards_decisionfile
    FOR EACH ROW EXECUTE FUNCTION refuse_change_below_issued_decision();

CREATE TRIGGER stay_frozen BEFORE UPDATE OR DELETE ON awards_tally
    FOR EACH ROW WHEN (OLD.state = 'FROZEN') EXECUTE FUNCTION refuse_change_of_frozen_row();
CREATE TRIGGER stay_frozen BEFORE INSERT OR UPDATE OR DELETE ON awards_tallyline
    FOR EACH ROW EXECUTE FUNCTION refuse_change_below_frozen_tally();
"""

THAW = """
DROP TRIGGER stay_frozen ON awards_decision;
DROP TRIGGER stay_frozen ON awards_recipient;
DROP TRIGGER stay_frozen ON awards_decisionfile;
DROP TRIGGER stay_frozen ON awards_tally;
DROP TRIGGER stay_frozen ON awards_tallyline;
DROP FUNCTION refuse_change_below_frozen_tally();
DROP FUNCTION refuse_change_below_issued_decision();
DROP FUNCTION refuse_change_of_frozen_row();
"""


class Migration(migrations.Migration):
    dependencies = [("awards", "0001_initial")]
    operations = [migrations.RunSQL(FREEZE, THAW)]
