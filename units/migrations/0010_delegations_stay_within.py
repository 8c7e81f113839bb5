"""A delegation reaches no further than its source, and is passed on to nobody."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION units_refuse_delegation(words text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '%', words USING ERRCODE = 'check_violation', CONSTRAINT = 'delegation_within_source';
END $$;

CREATE FUNCTION units_keep_delegation_within() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    source units_assignment%ROWTYPE;
BEGIN
    IF NEW.delegated_from_id IS NOT NULL AND NEW.valid_to > NEW.valid_from THEN
        SELECT * INTO source FROM units_assignment WHERE id = NEW.delegated_from_id FOR SHARE;
        IF source.delegated_from_id IS NOT NULL THEN
            PERFORM units_refuse_delegation('a delegation is not delegated on');
        END IF;
        IF source.user_id = NEW.user_id OR source.role <> NEW.role OR source.waits THEN
            PERFORM units_refuse_delegation('a delegation is of a role in force, to somebody else');
        END IF;
        IF NEW.valid_from < source.valid_from OR NEW.valid_to > coalesce(source.valid_to, 'infinity'::date) THEN
            PERFORM units_refuse_delegation('a delegation lies within the days of its source');
        END IF;
        IF NOT (
            (NEW.unit_id = source.unit_id AND (source.whole_branch OR NOT NEW.whole_branch))
            OR (source.whole_branch AND EXISTS (
                SELECT 1 FROM units_unit inner_unit, units_unit outer_unit
                WHERE inner_unit.id = NEW.unit_id AND outer_unit.id = source.unit_id
                    AND starts_with(inner_unit.path, outer_unit.path)))
        ) THEN
            PERFORM units_refuse_delegation('a delegation lies within the branch of its source');
        END IF;
    END IF;
    IF TG_OP = 'UPDATE' AND EXISTS (
        SELECT 1 FROM units_assignment delegation
        WHERE delegation.delegated_from_id = NEW.id AND delegation.valid_to > delegation.valid_from
            AND (delegation.valid_from < NEW.valid_from
                OR delegation.valid_to > coalesce(NEW.valid_to, 'infinity'::date)
                OR delegation.role <> NEW.role OR (delegation.whole_branch AND NOT NEW.whole_branch))
    ) THEN
        PERFORM units_refuse_delegation('a delegation of this role reaches further');
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER units_delegation_within AFTER INSERT OR UPDATE ON units_assignment
    FOR EACH ROW EXECUTE FUNCTION units_keep_delegation_within();
"""

BACKWARD = """
DROP TRIGGER units_delegation_within ON units_assignment;
DROP FUNCTION units_keep_delegation_within();
DROP FUNCTION units_refuse_delegation(text);
"""


class Migration(migrations.Migration):
    dependencies = [("units", "0009_roles_have_scope_and_delegations")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
