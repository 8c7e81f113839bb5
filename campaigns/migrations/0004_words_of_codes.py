"""The words of codes are indexed apart: what is on record too."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import migrations, models
from django.db.models import F

from portal.core.search import FoldedVector


class Migration(migrations.Migration):
    dependencies = [("campaigns", "0003_difficulties_are_followed"), ("core", "0008_words_of_codes_and_names")]

    operations = [
        migrations.RemoveIndex(model_name="campaign", name="campaign_search"),
        migrations.RemoveField(model_name="campaign", name="search"),
        migrations.AddField(
            model_name="campaign",
            name="search",
            field=models.GeneratedField(
                db_persist=True,
                expression=FoldedVector(F("code"), F("name"), F("short_name")),
                output_field=SearchVectorField(),
            ),
        ),
        migrations.AddIndex(model_name="campaign", index=GinIndex(fields=["search"], name="campaign_search")),
    ]
