"""
Codes, logins and e-mails are looked for in any case: by an index, not by reading everybody.

An e-mail is one account's. Where two differ by case alone, a person has to say whose it is: nothing is thrown away.
"""

from django.db import migrations, models
from django.db.models import Q
from django.db.models.functions import Upper

NAME_THEM = """
DO $$
DECLARE
    shared text;
BEGIN
    SELECT string_agg(logins, '; ') INTO shared FROM (
        SELECT string_agg(username, ', ' ORDER BY username) AS logins FROM units_user
        WHERE email <> '' GROUP BY upper(email) HAVING count(*) > 1 ORDER BY 1 LIMIT 20
    ) twice;
    IF shared IS NOT NULL THEN
        RAISE EXCEPTION 'Các tài khoản sau đang dùng chung e-mail; hãy sửa cho mỗi người một e-mail rồi chạy lại: %', shared;
    END IF;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("units", "0017_words_of_codes")]

    operations = [
        migrations.RunSQL(NAME_THEM, migrations.RunSQL.noop),
        migrations.RemoveConstraint(model_name="user", name="user_email_once"),
        migrations.AddConstraint(
            model_name="user",
            constraint=models.UniqueConstraint(
                Upper("email"),
                condition=~Q(email=""),
                name="user_email_once",
                violation_error_message="E-mail này đã có người dùng.",
            ),
        ),
        migrations.AddIndex(model_name="user", index=models.Index(Upper("username"), name="user_by_login")),
        migrations.AddIndex(model_name="member", index=models.Index(Upper("code"), name="member_by_code")),
        migrations.AddIndex(model_name="unit", index=models.Index(Upper("code"), name="unit_by_code")),
    ]
