from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("units", "0011_spreadsheets_that_were_sent")]

    operations = [
        migrations.AddIndex(
            model_name="member",
            index=models.Index(
                condition=models.Q(("left_on__isnull", True), ("merged_into__isnull", True)),
                fields=["sort_key", "id"],
                name="member_by_name",
            ),
        ),
    ]
