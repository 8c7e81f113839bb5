"""Disciplinary measures of members, with effect for a time; what was written by mistake stays as a row."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('units', '0012_members_have_an_address'),
    ]

    operations = [
        migrations.CreateModel(
            name='Discipline',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('form', models.CharField(choices=[('dang_xem_xet', 'Đang xem xét kỷ luật'), ('khien_trach', 'Khiển trách'), ('keo_dai_nang_luong', 'Kéo dài thời hạn nâng lương'), ('canh_cao', 'Cảnh cáo'), ('ha_bac_cach_chuc', 'Hạ bậc lương, giáng chức, cách chức'), ('sa_thai', 'Sa thải, buộc thôi việc, khai trừ')], max_length=20)),
                ('decision_no', models.CharField(blank=True, max_length=60)),
                ('decided_on', models.DateField()),
                ('issued_by', models.CharField(blank=True, max_length=160)),
                ('valid_from', models.DateField()),
                ('valid_to', models.DateField(blank=True, null=True)),
                ('created_at', models.DateTimeField()),
                ('end_reason', models.CharField(blank=True, max_length=200)),
                ('voided_at', models.DateTimeField(blank=True, null=True)),
                ('ended_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='disciplines', to='units.member')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('valid_to__isnull', True), ('valid_to__gt', models.F('valid_from')), _connector='OR'), name='discipline_dates_in_order'), models.CheckConstraint(condition=models.Q(('form', 'dang_xem_xet'), models.Q(('decision_no', ''), _negated=True), _connector='OR'), name='discipline_has_decision'), models.UniqueConstraint(condition=models.Q(('voided_at__isnull', True)), fields=('member', 'form', 'decided_on', 'decision_no'), name='discipline_once')],
            },
        ),
    ]
