"""The words of codes are indexed apart: what is on record too."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import migrations, models
from django.db.models import F

from portal.core.search import FoldedVector


class Migration(migrations.Migration):
    dependencies = [("units", "0016_members_by_both_ends_of_a_name")]

    operations = [
        migrations.RemoveIndex(model_name="member", name="member_search"),
        migrations.RemoveField(model_name="member", name="search"),
        migrations.AddField(
            model_name="member",
            name="search",
            field=models.GeneratedField(
                db_persist=True,
                expression=FoldedVector(F("code"), F("full_name")),
                output_field=SearchVectorField(),
            ),
        ),
        migrations.AddIndex(model_name="member", index=GinIndex(fields=["search"], name="member_search")),
        migrations.RemoveIndex(model_name="unit", name="unit_search"),
        migrations.RemoveField(model_name="unit", name="search"),
        migrations.AddField(
            model_name="unit",
            name="search",
            field=models.GeneratedField(
                db_persist=True,
                expression=FoldedVector(F("code"), F("name"), F("short_name")),
                output_field=SearchVectorField(),
            ),
        ),
        migrations.AddIndex(model_name="unit", index=GinIndex(fields=["search"], name="unit_search")),
    ]
