from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("units", "0014_members_by_name")]

    operations = [
        migrations.AlterField(
            model_name="correctionrequest",
            name="field",
            field=models.CharField(
                choices=[
                    ("full_name", "Họ và tên"),
                    ("birth_date", "Ngày sinh"),
                    ("gender", "Giới tính"),
                    ("phone", "Số điện thoại"),
                    ("address", "Địa chỉ"),
                    ("position", "Chức vụ, công việc"),
                    ("education", "Trình độ"),
                    ("joined_on", "Ngày vào công đoàn"),
                    ("disciplines", "Kỷ luật"),
                ],
                max_length=20,
            ),
        ),
    ]
