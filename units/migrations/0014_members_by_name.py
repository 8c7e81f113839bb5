from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("units", "0013_discipline_is_on_record")]

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
