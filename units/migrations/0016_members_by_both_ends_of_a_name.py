from django.db import migrations, models
from django.db.models import F, Q

from portal.core.models import FamilyFirst, FamilyGiven, GivenFirst

LIVING = Q(("left_on__isnull", True), ("merged_into__isnull", True))


class Migration(migrations.Migration):
    dependencies = [("units", "0015_discipline_is_put_right"), ("core", "0008_words_of_codes_and_names")]

    operations = [
        migrations.AddField(
            model_name="member",
            name="family_first",
            field=models.GeneratedField(
                db_persist=True,
                expression=FamilyFirst(F("full_name")),
                output_field=models.TextField(db_collation="C"),
            ),
        ),
        migrations.AddField(
            model_name="member",
            name="given_first",
            field=models.GeneratedField(
                db_persist=True,
                expression=GivenFirst(F("full_name")),
                output_field=models.TextField(db_collation="C"),
            ),
        ),
        migrations.AddField(
            model_name="member",
            name="family_given",
            field=models.GeneratedField(
                db_persist=True,
                expression=FamilyGiven(F("full_name")),
                output_field=models.TextField(db_collation="C"),
            ),
        ),
        migrations.AddIndex(
            model_name="member",
            index=models.Index(condition=LIVING, fields=["family_first", "id"], name="member_by_family"),
        ),
        migrations.AddIndex(
            model_name="member",
            index=models.Index(condition=LIVING, fields=["given_first", "id"], name="member_by_given"),
        ),
        migrations.AddIndex(
            model_name="member",
            index=models.Index(condition=LIVING, fields=["family_given", "id"], name="member_by_both"),
        ),
    ]
