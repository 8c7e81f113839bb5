"""Where a person holds a role at a unit twice at a time, the earlier row ends when the later one begins."""

from django.db import migrations

FORWARD = """
UPDATE units_assignment earlier SET valid_to = (
    SELECT min(later.valid_from) FROM units_assignment later
    WHERE (later.user_id, later.role, later.unit_id) = (earlier.user_id, earlier.role, earlier.unit_id)
        AND later.valid_from > earlier.valid_from)
WHERE EXISTS (
    SELECT 1 FROM units_assignment later
    WHERE (later.user_id, later.role, later.unit_id) = (earlier.user_id, earlier.role, earlier.unit_id)
        AND later.valid_from > earlier.valid_from
        AND (earlier.valid_to IS NULL OR earlier.valid_to > later.valid_from))
"""


class Migration(migrations.Migration):
    dependencies = [("units", "0007_phone_is_one_persons")]
    operations = [migrations.RunSQL(FORWARD, migrations.RunSQL.noop)]
