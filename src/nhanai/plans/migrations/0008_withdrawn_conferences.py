"""A recorded conference can be withdrawn: it stays, with who, when and why."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('plans', '0007_written_plans'),
        ('units', '0002_kinds_below_a_chapter'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='conference',
            name='reason',
            field=models.CharField(blank=True, max_length=400, verbose_name='vì sao rút lại'),
        ),
        migrations.AddField(
            model_name='conference',
            name='withdrawn_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='rút lại lúc'),
        ),
        migrations.AddField(
            model_name='conference',
            name='withdrawn_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddConstraint(
            model_name='conference',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('reason', ''), ('withdrawn_at__isnull', True), ('withdrawn_by__isnull', True)), models.Q(('withdrawn_at__isnull', False), ('withdrawn_by__isnull', False), models.Q(('reason', ''), _negated=True)), _connector='OR'), name='plans_conference_withdrawn_by_someone_with_reason'),
        ),
    ]
