import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('awards', '0005_objections_count_their_changes'),
    ]

    operations = [
        migrations.AddField(
            model_name='nomination',
            name='preparer_ids',
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.BigIntegerField(), blank=True, default=list, size=None
            ),
        ),
    ]
