"""Give units that stood before the history was kept their first versions, and the units of each level on their way."""

from django.db import migrations

KEYS = """
    UPDATE units_unit u SET province_id = k.province, upper_id = k.upper, grassroots_id = k.grassroots
    FROM (
        SELECT d.id,
               (array_agg(a.id ORDER BY length(a.path)) FILTER (WHERE a.level = 2))[1] AS province,
               (array_agg(a.id ORDER BY length(a.path)) FILTER (WHERE a.level = 3))[1] AS upper,
               (array_agg(a.id ORDER BY length(a.path)) FILTER (WHERE a.level = 4))[1] AS grassroots
        FROM units_unit d
        JOIN units_unit a ON a.id = ANY(string_to_array(trim(BOTH '/' FROM d.path), '/')::bigint[])
        GROUP BY d.id
    ) k
    WHERE u.id = k.id
"""
STOOD = """
    INSERT INTO units_unitversion (unit_id, valid_from, valid_to, name, short_name, area, doc_suffix, place, status,
                                   parent_id, path)
    SELECT id, valid_from, valid_to, name, short_name, area, doc_suffix, place, 'active', parent_id, path
    FROM units_unit
"""
ENDED = """
    INSERT INTO units_unitversion (unit_id, valid_from, name, short_name, area, doc_suffix, place, status,
                                   parent_id, path)
    SELECT id, valid_to, name, short_name, area, doc_suffix, place, status, parent_id, path
    FROM units_unit WHERE valid_to IS NOT NULL
"""


class Migration(migrations.Migration):
    dependencies = [("units", "0002_units_keep_their_history")]

    operations = [migrations.RunSQL([KEYS, STOOD, ENDED], migrations.RunSQL.noop)]
