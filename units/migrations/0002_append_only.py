"""The audit trail only grows: PostgreSQL refuses to change or delete an entry."""

from django.db import migrations

APPEND_ONLY = """
CREATE FUNCTION refuse_change_of_audit_entry() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'audit entry % is never changed or deleted', OLD.id
        USING ERRCODE = 'restrict_violation';
END $$;

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON units_auditentry
    FOR EACH ROW EXECUTE FUNCTION refuse_change_of_audit_entry();
"""

OPEN_AGAIN = """
DROP TRIGGER append_only ON units_auditentry;
DROP FUNCTION refuse_change_of_audit_entry();
"""


class Migration(migrations.Migration):
    dependencies = [("units", "0001_initial")]
    operations = [migrations.RunSQL(APPEND_ONLY, OPEN_AGAIN)]
