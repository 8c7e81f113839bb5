"""The words of codes are indexed apart: what is on record too."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import migrations, models
from django.db.models import F

from portal.core.search import FoldedVector


class Migration(migrations.Migration):
    dependencies = [("initiatives", "0005_owner_as_one_column"), ("core", "0008_words_of_codes_and_names")]

    operations = [
        migrations.RemoveIndex(model_name="initiative", name="initiative_search"),
        migrations.RemoveField(model_name="initiative", name="search"),
        migrations.AddField(
            model_name="initiative",
            name="search",
            field=models.GeneratedField(
                db_persist=True,
                expression=FoldedVector(F("code"), F("title"), F("author_names")),
                output_field=SearchVectorField(),
            ),
        ),
        migrations.AddIndex(model_name="initiative", index=GinIndex(fields=["search"], name="initiative_search")),
    ]
