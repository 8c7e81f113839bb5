"""An opinion on a list changes its state by the one door: it counts its changes and says when it was made as all do."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("awards", "0004_record_keeps_its_evidence")]
    operations = [
        migrations.RenameField("objection", "made_at", "created_at"),
        migrations.AddField("objection", "version", models.PositiveIntegerField(default=1)),
        migrations.AlterField(
            "objection",
            "state",
            models.CharField(
                choices=[
                    ("open", "Chưa trả lời"),
                    ("answered", "Đã trả lời"),
                    ("upheld", "Đúng, đưa về thẩm định"),
                ],
                default="open",
                max_length=20,
            ),
        ),
    ]
