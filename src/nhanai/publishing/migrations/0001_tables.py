"""The tables of what is published, and what the database itself refuses.

Nothing that was published can be changed or taken away. A later migration that makes one of these
tables anew on SQLite must end with `guard` again.
"""

import django.db.models.deletion
from django.conf import settings
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


_FIXED = ("publishing_publicentry", "publishing_lognode", "publishing_loghead")
_SQLITE = {
    **{f"{table}_stays": f"BEFORE UPDATE ON {table}" for table in _FIXED},
    **{f"{table}_kept": f"BEFORE DELETE ON {table}" for table in _FIXED},
    **{
        f"{table}_not_replaced": (
            f'BEFORE INSERT ON {table} WHEN EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id'
            f" OR {same})"
        )
        for table, same in zip(
            _FIXED,
            (
                '"index" = NEW."index"',
                '"level" = NEW."level" AND "index" = NEW."index"',
                "size = NEW.size",
            ),
            strict=True,
        )
    },
    "publishing_release_not_replaced": (
        "BEFORE INSERT ON publishing_release WHEN EXISTS (SELECT 1 FROM publishing_release"
        " WHERE state = 'PUBLISHED' AND (id = NEW.id OR number = NEW.number))"
    ),
    "publishing_release_stays": (
        "BEFORE UPDATE ON publishing_release WHEN OLD.state = 'PUBLISHED'"
    ),
    "publishing_release_kept": (
        "BEFORE DELETE ON publishing_release WHEN OLD.state = 'PUBLISHED'"
    ),
}
_FUNCTION = """CREATE OR REPLACE FUNCTION publishing_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'what was published is never altered nor removed'; END $$"""


def guard(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Have the database refuse what must never be."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(_FUNCTION, None)
        for table in _FIXED:
            schema_editor.execute(
                f"CREATE TRIGGER {table}_guarded BEFORE UPDATE OR DELETE ON {table}"
                " FOR EACH ROW EXECUTE FUNCTION publishing_refuse()"
            )
        schema_editor.execute(
            "CREATE TRIGGER publishing_release_guarded BEFORE UPDATE OR DELETE"
            " ON publishing_release FOR EACH ROW WHEN (OLD.state = 'PUBLISHED')"
            " EXECUTE FUNCTION publishing_refuse()"
        )
        return
    for name, when in _SQLITE.items():
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {name}")
        schema_editor.execute(
            f"CREATE TRIGGER {name} {when} BEGIN"
            " SELECT RAISE(ABORT, 'what was published is never altered nor removed'); END"
        )


def unguard(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Take the refusals away."""
    if schema_editor.connection.vendor == "postgresql":
        for table in (*_FIXED, "publishing_release"):
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_guarded ON {table}")
        schema_editor.execute("DROP FUNCTION IF EXISTS publishing_refuse")
        return
    for name in _SQLITE:
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {name}")


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('documents', '0006_mails'),
        ('units', '0002_kinds_below_a_chapter'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='LogHead',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('size', models.PositiveBigIntegerField(unique=True, verbose_name='số mục')),
                ('root', models.CharField(max_length=64, verbose_name='mã gốc')),
                ('checkpoint', models.TextField(verbose_name='đầu sổ đã ký')),
                ('at', models.DateTimeField(verbose_name='lúc')),
            ],
            options={
                'verbose_name': 'đầu sổ công khai',
                'verbose_name_plural': 'đầu sổ công khai',
                'ordering': ['-size'],
            },
        ),
        migrations.CreateModel(
            name='PublicLog',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('size', models.PositiveBigIntegerField(default=0, verbose_name='số mục')),
            ],
            options={
                'verbose_name': 'sổ công khai',
                'verbose_name_plural': 'sổ công khai',
            },
        ),
        migrations.CreateModel(
            name='LogNode',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('level', models.PositiveSmallIntegerField(verbose_name='tầng')),
                ('index', models.PositiveBigIntegerField(verbose_name='thứ tự')),
                ('hash', models.CharField(max_length=64, verbose_name='mã băm')),
            ],
            options={
                'verbose_name': 'nút sổ công khai',
                'verbose_name_plural': 'nút sổ công khai',
                'constraints': [models.UniqueConstraint(fields=('level', 'index'), name='publishing_lognode_once')],
            },
        ),
        migrations.CreateModel(
            name='Release',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(blank=True, null=True, unique=True, verbose_name='số')),
                ('kind', models.CharField(choices=[('MONEY', 'Tiền vào, tiền ra'), ('ADDRESSES', 'Địa chỉ nhân đạo'), ('REPORT', 'Báo cáo đã ban hành')], max_length=10, verbose_name='loại')),
                ('state', models.CharField(choices=[('PREPARED', 'Chờ công bố'), ('PUBLISHED', 'Đã công bố'), ('DROPPED', 'Đã bỏ')], max_length=10, verbose_name='tình trạng')),
                ('title', models.CharField(max_length=300, verbose_name='tên')),
                ('title_en', models.CharField(max_length=300, verbose_name='tên tiếng Anh')),
                ('start', models.DateField(blank=True, null=True, verbose_name='từ ngày')),
                ('end', models.DateField(blank=True, null=True, verbose_name='đến trước ngày')),
                ('content', models.JSONField(verbose_name='nội dung')),
                ('digest', models.CharField(max_length=71, verbose_name='mã băm')),
                ('prepared_at', models.DateTimeField(verbose_name='lập lúc')),
                ('published_at', models.DateTimeField(blank=True, db_index=True, null=True, verbose_name='công bố lúc')),
                ('reason', models.CharField(blank=True, max_length=400, verbose_name='lý do bỏ')),
                ('corrects', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='corrections', to='publishing.release', verbose_name='đính chính bản')),
                ('document', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.outgoingdocument', verbose_name='văn bản')),
                ('prepared_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('published_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit', verbose_name='đơn vị')),
            ],
            options={
                'verbose_name': 'bản công khai',
                'verbose_name_plural': 'bản công khai',
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='PublicEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('index', models.PositiveBigIntegerField(unique=True, verbose_name='thứ tự')),
                ('key', models.CharField(db_index=True, max_length=100, verbose_name='mã tra cứu')),
                ('content', models.TextField(verbose_name='nội dung')),
                ('leaf_hash', models.CharField(max_length=64, verbose_name='mã băm')),
                ('release', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='publishing.release', verbose_name='bản công khai')),
            ],
            options={
                'verbose_name': 'mục sổ công khai',
                'verbose_name_plural': 'mục sổ công khai',
                'ordering': ['index'],
            },
        ),
        migrations.AddConstraint(
            model_name='release',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('number__isnull', False), ('published_at__isnull', False), ('published_by__isnull', False), ('state', 'PUBLISHED')), models.Q(models.Q(('state', 'PUBLISHED'), _negated=True), ('number__isnull', True), ('published_at__isnull', True), ('published_by__isnull', True)), _connector='OR'), name='publishing_release_published_whole'),
        ),
        migrations.AddConstraint(
            model_name='release',
            constraint=models.CheckConstraint(condition=models.Q(('published_by__isnull', True), models.Q(('published_by', models.F('prepared_by')), _negated=True), _connector='OR'), name='publishing_release_two_persons'),
        ),
        migrations.RunPython(guard, reverse_code=unguard),
    ]
