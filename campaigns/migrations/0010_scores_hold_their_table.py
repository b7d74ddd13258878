"""A score holds the table that it is given by, so that none is lost while the table is replaced.

Whoever replaces the table waits for scores under way and carries them over; a score that comes
later waits, and is refused once its table is replaced.
"""

from django.db import migrations

FUNCTION = """
CREATE OR REPLACE FUNCTION refuse_score_out_of_place() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    most numeric;
BEGIN
    SELECT criterion.maximum INTO most
    FROM campaigns_criterion criterion
    JOIN campaigns_criteriongroup grp ON grp.id = criterion.group_id
    JOIN campaigns_scoringtable tbl ON tbl.id = grp.table_id AND tbl.state = 'IN_USE'
    JOIN campaigns_scoringround rnd ON rnd.campaign_id = tbl.campaign_id
    JOIN campaigns_scoresheet sheet ON sheet.round_id = rnd.id AND sheet.id = NEW.sheet_id
    WHERE criterion.id = NEW.criterion_id AND CASE sheet.kind
        WHEN 'SELF' THEN criterion.by_self
        WHEN 'CROSS' THEN criterion.by_cross
        ELSE criterion.by_check
    END{hold};
    IF most IS NULL THEN
        RAISE EXCEPTION 'criterion % is not scored on this sheet', NEW.criterion_id
            USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.points > most THEN
        RAISE EXCEPTION 'points % exceed the maximum %', NEW.points, most
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
"""
HOLD = FUNCTION.format(hold="\n    FOR SHARE OF tbl")
LET_GO = FUNCTION.format(hold="")


class Migration(migrations.Migration):

    dependencies = [
        ('campaigns', '0009_duties'),
    ]

    operations = [
        migrations.RunSQL(HOLD, LET_GO),
    ]
