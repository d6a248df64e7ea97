"""Rounds, plans, campaigns and stories are published too: what each is about, and who agreed.

On SQLite the table of releases is made anew, so what the database refuses is put back.
"""

from importlib import import_module

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def guard_again(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Have SQLite refuse again what must never be."""
    if schema_editor.connection.vendor == "sqlite":
        import_module("nhanai.publishing.migrations.0001_tables").guard(apps, schema_editor)


class Migration(migrations.Migration):

    dependencies = [
        ('publishing', '0001_tables'),
    ]

    operations = [
        migrations.RunPython(migrations.RunPython.noop, reverse_code=guard_again),
        migrations.AddField(
            model_name='release',
            name='consent',
            field=models.CharField(blank=True, max_length=300, verbose_name='ai đã đồng ý công bố'),
        ),
        migrations.AddField(
            model_name='release',
            name='subject',
            field=models.CharField(blank=True, db_index=True, max_length=60, verbose_name='về'),
        ),
        migrations.AlterField(
            model_name='release',
            name='kind',
            field=models.CharField(choices=[('MONEY', 'Tiền vào, tiền ra'), ('ADDRESSES', 'Địa chỉ nhân đạo'), ('REPORT', 'Báo cáo đã ban hành'), ('ROUND', 'Đợt phân bổ'), ('PLAN', 'Tiến độ kế hoạch'), ('APPEAL', 'Đợt vận động đang tiếp nhận'), ('STORY', 'Điển hình, mô hình tốt')], max_length=10, verbose_name='loại'),
        ),
        migrations.RunPython(guard_again, reverse_code=migrations.RunPython.noop),
    ]
