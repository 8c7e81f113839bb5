from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("initiatives", "0002_initiative_codes")]

    operations = [
        migrations.AddField(
            model_name="initiative", name="saved_page", field=models.CharField(blank=True, max_length=32)
        ),
    ]
