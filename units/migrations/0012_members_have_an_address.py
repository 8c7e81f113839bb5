"""A member has an address, and may ask to have it put right."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('units', '0011_spreadsheets_that_were_sent'),
    ]

    operations = [
        migrations.AddField(
            model_name='member',
            name='address',
            field=models.CharField(blank=True, max_length=160),
        ),
        migrations.AlterField(
            model_name='correctionrequest',
            name='field',
            field=models.CharField(choices=[('full_name', 'Họ và tên'), ('birth_date', 'Ngày sinh'), ('gender', 'Giới tính'), ('phone', 'Số điện thoại'), ('address', 'Địa chỉ'), ('position', 'Chức vụ, công việc'), ('education', 'Trình độ'), ('joined_on', 'Ngày vào công đoàn')], max_length=20),
        ),
    ]
