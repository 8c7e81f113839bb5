"""
The trail refuses UPDATE and DELETE, whoever asks.

TRUNCATE is not guarded by the trigger: it would also stop the clean-up of tests with real
transactions. In production it is taken from the application's database role instead (docs/runbook.md).
"""

from django.db import migrations

GUARD = """
    CREATE FUNCTION core_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION 'the trail is append-only: % on % refused', TG_OP, TG_TABLE_NAME
            USING ERRCODE = 'integrity_constraint_violation';
    END
    $$;
    CREATE TRIGGER audit_line_append_only BEFORE UPDATE OR DELETE ON core_auditline
        FOR EACH ROW EXECUTE FUNCTION core_refuse_change();
    CREATE TRIGGER audit_seal_append_only BEFORE UPDATE OR DELETE ON core_auditseal
        FOR EACH ROW EXECUTE FUNCTION core_refuse_change();
"""
UNGUARD = """
    DROP TRIGGER audit_line_append_only ON core_auditline;
    DROP TRIGGER audit_seal_append_only ON core_auditseal;
    DROP FUNCTION core_refuse_change();
"""


class Migration(migrations.Migration):
    dependencies = [("core", "0003_people_of_trail_and_messages")]
    operations = [migrations.RunSQL(GUARD, UNGUARD)]
