"""The numbers in the codes: taken one after another, whoever submits at the same moment."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("initiatives", "0001_initiatives_authors_recognitions")]

    operations = [
        migrations.RunSQL(
            "CREATE SEQUENCE initiatives_code_number START WITH 51", "DROP SEQUENCE initiatives_code_number"
        )
    ]
