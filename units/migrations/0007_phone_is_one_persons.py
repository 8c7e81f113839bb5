"""A phone number is one member's. Where two have the same, a person has to say whose it is: nothing is thrown away."""

from django.db import migrations, models

NAME_THEM = """
DO $$
DECLARE
    shared text;
BEGIN
    SELECT string_agg(codes, '; ') INTO shared FROM (
        SELECT string_agg(code, ', ' ORDER BY code) AS codes FROM units_member
        WHERE phone <> '' AND merged_into_id IS NULL AND left_on IS NULL
        GROUP BY phone HAVING count(*) > 1 ORDER BY 1 LIMIT 20
    ) twice;
    IF shared IS NOT NULL THEN
        RAISE EXCEPTION 'Các đoàn viên sau đang dùng chung số điện thoại; hãy sửa cho mỗi người một số rồi chạy lại: %', shared;
    END IF;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("units", "0006_members_keep_their_history")]

    operations = [
        migrations.RunSQL(NAME_THEM, migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name='member',
            constraint=models.UniqueConstraint(condition=models.Q(models.Q(('phone', ''), _negated=True), ('left_on__isnull', True), ('merged_into__isnull', True)), fields=('phone',), name='member_phone_once'),
        ),
    ]
