"""The tables of the books, and what the database itself refuses.

An entry is written open, gets its lines, and is sealed: the seal is refused where the lines do not
balance, and after it nothing can be changed, added or removed. A later migration that makes one of
these tables anew on SQLite must end with `guard` again.
"""

import django.db.models.deletion
from django.apps.registry import Apps
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


_BALANCES = """(SELECT COUNT(*) FROM ledger_entryline WHERE entry_id = {row}.id) >= 2
    AND (SELECT SUM(debit) - SUM(credit) FROM ledger_entryline WHERE entry_id = {row}.id) = 0"""
_OPEN = "(SELECT sealed FROM ledger_entry WHERE id = NEW.entry_id)"
_SETTLED = (
    *("id", "book_id", "kind", "year", "number", "day", "party_name", "party_address"),
    *("party_paper", "content", "amount", "fund_id", "account", "place", "attached", "source"),
    *("record", "recorded_by_id", "approved_by_id", "settled_by_id", "entry_id"),
)
"""What of a voucher stays once it has a number; that its entry was reversed may follow."""
_SQLITE = {
    "ledger_entry_born_open": (
        "BEFORE INSERT ON ledger_entry WHEN NEW.sealed", "an entry begins open",
    ),
    "ledger_entry_not_replaced": (
        "BEFORE INSERT ON ledger_entry WHEN EXISTS (SELECT 1 FROM ledger_entry WHERE id = NEW.id"
        " OR book_id = NEW.book_id AND number = NEW.number OR reverses_id = NEW.reverses_id)",
        "an entry is never replaced",
    ),
    "ledger_entry_stays": (
        "BEFORE UPDATE ON ledger_entry WHEN OLD.sealed OR NEW.id <> OLD.id"
        " OR NEW.book_id <> OLD.book_id OR NEW.number <> OLD.number"
        " OR NEW.reverses_id IS NOT OLD.reverses_id",
        "a sealed entry is never altered",
    ),
    "ledger_entry_balances": (
        "BEFORE UPDATE ON ledger_entry WHEN NEW.sealed AND NOT ("
        + _BALANCES.format(row="NEW") + ")",
        "an entry that does not balance is not sealed",
    ),
    "ledger_entry_kept": ("BEFORE DELETE ON ledger_entry", "an entry is never removed"),
    "ledger_entryline_of_open": (
        f"BEFORE INSERT ON ledger_entryline WHEN {_OPEN}", "a sealed entry takes no line",
    ),
    "ledger_entryline_not_replaced": (
        "BEFORE INSERT ON ledger_entryline"
        " WHEN EXISTS (SELECT 1 FROM ledger_entryline WHERE id = NEW.id)",
        "a line is never replaced",
    ),
    "ledger_entryline_stays": ("BEFORE UPDATE ON ledger_entryline", "a line is never altered"),
    "ledger_entryline_kept": ("BEFORE DELETE ON ledger_entryline", "a line is never removed"),
    "ledger_voucher_not_replaced": (
        "BEFORE INSERT ON ledger_voucher WHEN EXISTS (SELECT 1 FROM ledger_voucher"
        " WHERE number IS NOT NULL AND (id = NEW.id OR entry_id = NEW.entry_id"
        " OR book_id = NEW.book_id AND kind = NEW.kind AND year = NEW.year"
        " AND number = NEW.number))",
        "a numbered voucher is never replaced",
    ),
    "ledger_voucher_stays": (
        "BEFORE UPDATE ON ledger_voucher WHEN OLD.number IS NOT NULL AND ("
        + " OR ".join(f"NEW.{one} IS NOT OLD.{one}" for one in _SETTLED) + ")",
        "a numbered voucher is never altered",
    ),
    "ledger_voucher_kept": (
        "BEFORE DELETE ON ledger_voucher WHEN OLD.number IS NOT NULL",
        "a numbered voucher is never removed",
    ),
}  # fmt: skip
_POSTGRESQL = [
    f"""CREATE OR REPLACE FUNCTION ledger_guard_entry() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP = 'DELETE' THEN RAISE EXCEPTION 'an entry is never removed'; END IF;
        IF TG_OP = 'INSERT' THEN
            IF NEW.sealed THEN RAISE EXCEPTION 'an entry begins open'; END IF;
            RETURN NEW;
        END IF;
        IF OLD.sealed THEN RAISE EXCEPTION 'a sealed entry is never altered'; END IF;
        IF NEW.sealed AND NOT ({_BALANCES.format(row="NEW")}) THEN
            RAISE EXCEPTION 'an entry that does not balance is not sealed';
        END IF;
        RETURN NEW;
    END $$""",
    f"""CREATE OR REPLACE FUNCTION ledger_guard_line() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP <> 'INSERT' THEN RAISE EXCEPTION 'a line is never altered nor removed'; END IF;
        IF {_OPEN} THEN RAISE EXCEPTION 'a sealed entry takes no line'; END IF;
        RETURN NEW;
    END $$""",
    """CREATE OR REPLACE FUNCTION ledger_guard_seal() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF NOT (SELECT sealed FROM ledger_entry WHERE id = NEW.id) THEN
            RAISE EXCEPTION 'an entry is sealed before its transaction ends';
        END IF;
        RETURN NULL;
    END $$""",
    f"""CREATE OR REPLACE FUNCTION ledger_guard_voucher() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF OLD.number IS NULL THEN RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END; END IF;
        IF TG_OP = 'DELETE' THEN RAISE EXCEPTION 'a numbered voucher is never removed'; END IF;
        IF {" OR ".join(f"NEW.{one} IS DISTINCT FROM OLD.{one}" for one in _SETTLED)} THEN
            RAISE EXCEPTION 'a numbered voucher is never altered';
        END IF;
        RETURN NEW;
    END $$""",
    """CREATE TRIGGER ledger_voucher_guarded BEFORE UPDATE OR DELETE ON ledger_voucher
    FOR EACH ROW EXECUTE FUNCTION ledger_guard_voucher()""",
    """CREATE TRIGGER ledger_entry_guarded BEFORE INSERT OR UPDATE OR DELETE ON ledger_entry
    FOR EACH ROW EXECUTE FUNCTION ledger_guard_entry()""",
    """CREATE TRIGGER ledger_entryline_guarded BEFORE INSERT OR UPDATE OR DELETE
    ON ledger_entryline FOR EACH ROW EXECUTE FUNCTION ledger_guard_line()""",
    """CREATE CONSTRAINT TRIGGER ledger_entry_sealed AFTER INSERT ON ledger_entry
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ledger_guard_seal()""",
]


def guard(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Have the database refuse what must never be."""
    if schema_editor.connection.vendor == "postgresql":
        for statement in _POSTGRESQL:
            schema_editor.execute(statement, None)
        return
    for name, (when, words) in _SQLITE.items():
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {name}")
        schema_editor.execute(
            f"CREATE TRIGGER {name} {when} BEGIN SELECT RAISE(ABORT, '{words}'); END"
        )


def unguard(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Take the refusals away."""
    if schema_editor.connection.vendor == "postgresql":
        for statement in (
            "DROP TRIGGER IF EXISTS ledger_entry_sealed ON ledger_entry",
            "DROP TRIGGER IF EXISTS ledger_entry_guarded ON ledger_entry",
            "DROP TRIGGER IF EXISTS ledger_entryline_guarded ON ledger_entryline",
            "DROP TRIGGER IF EXISTS ledger_voucher_guarded ON ledger_voucher",
            "DROP FUNCTION IF EXISTS ledger_guard_entry, ledger_guard_line, ledger_guard_seal,"
            " ledger_guard_voucher",
        ):
            schema_editor.execute(statement)
        return
    for name in _SQLITE:
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {name}")


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('units', '0002_kinds_below_a_chapter'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Fund',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.SlugField(max_length=60, unique=True, verbose_name='mã không đổi')),
                ('code', models.CharField(max_length=20, verbose_name='mã')),
                ('name', models.CharField(max_length=200, verbose_name='tên quỹ')),
                ('name_folded', models.CharField(max_length=200, verbose_name='không dấu để tìm')),
                ('purpose', models.CharField(blank=True, max_length=500, verbose_name='mục đích')),
                ('restricted', models.BooleanField(default=True, verbose_name='chỉ dùng cho mục đích này')),
                ('opened_on', models.DateField(verbose_name='mở từ ngày')),
                ('closed_on', models.DateField(blank=True, null=True, verbose_name='đóng ngày')),
            ],
            options={
                'verbose_name': 'quỹ',
                'verbose_name_plural': 'quỹ',
                'ordering': ['code'],
            },
        ),
        migrations.CreateModel(
            name='Book',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('source', models.CharField(choices=[('FUND', 'Tiền quỹ, tiền vận động'), ('DUES', 'Hội phí'), ('BUDGET', 'Ngân sách nhà nước'), ('ENTRUSTED', 'Ủy thác, thu hộ')], max_length=10, verbose_name='nguồn')),
                ('opened_on', models.DateField(verbose_name='mở từ ngày')),
                ('closed_through', models.DateField(blank=True, null=True, verbose_name='khóa đến hết ngày')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit', verbose_name='đơn vị')),
            ],
            options={
                'verbose_name': 'sổ',
                'verbose_name_plural': 'sổ',
                'ordering': ['unit', 'source'],
            },
        ),
        migrations.CreateModel(
            name='Closing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('through', models.DateField(blank=True, null=True, verbose_name='đến hết ngày')),
                ('reopens', models.BooleanField(default=False, verbose_name='mở lại')),
                ('reason', models.CharField(blank=True, max_length=400, verbose_name='lý do')),
                ('last_number', models.PositiveIntegerField(verbose_name='số bút toán cuối')),
                ('last_hash', models.CharField(max_length=64, verbose_name='mã băm bút toán cuối')),
                ('made_at', models.DateTimeField(verbose_name='lúc')),
                ('book', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='closings', to='ledger.book', verbose_name='sổ')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'khóa sổ',
                'verbose_name_plural': 'khóa sổ',
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='Entry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(verbose_name='số')),
                ('day', models.DateField(verbose_name='ngày')),
                ('memo', models.CharField(max_length=500, verbose_name='nội dung')),
                ('memo_folded', models.CharField(max_length=500, verbose_name='không dấu để tìm')),
                ('source', models.CharField(blank=True, max_length=60, verbose_name='từ sổ nào')),
                ('record', models.BigIntegerField(blank=True, null=True, verbose_name='số của bản ghi')),
                ('made_at', models.DateTimeField(verbose_name='ghi lúc')),
                ('previous_hash', models.CharField(max_length=64, verbose_name='mã băm bút toán trước')),
                ('hash', models.CharField(blank=True, max_length=64, verbose_name='mã băm')),
                ('sealed', models.BooleanField(default=False, verbose_name='đã chốt')),
                ('book', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='ledger.book', verbose_name='sổ')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('reverses', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reversal', to='ledger.entry', verbose_name='đảo bút toán')),
            ],
            options={
                'verbose_name': 'bút toán',
                'verbose_name_plural': 'bút toán',
                'ordering': ['-day', '-number'],
            },
        ),
        migrations.CreateModel(
            name='FundBalance',
            fields=[
                ('fund', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='balance', serialize=False, to='ledger.fund')),
                ('amount', models.BigIntegerField(default=0, verbose_name='số dư, đồng')),
            ],
            options={
                'verbose_name': 'số dư quỹ',
                'verbose_name_plural': 'số dư quỹ',
            },
        ),
        migrations.AddField(
            model_name='fund',
            name='book',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='funds', to='ledger.book', verbose_name='sổ'),
        ),
        migrations.AddField(
            model_name='fund',
            name='parent',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='components', to='ledger.fund', verbose_name='thuộc quỹ'),
        ),
        migrations.CreateModel(
            name='EntryLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('account', models.CharField(max_length=10, verbose_name='tài khoản')),
                ('debit', models.BigIntegerField(default=0, verbose_name='nợ, đồng')),
                ('credit', models.BigIntegerField(default=0, verbose_name='có, đồng')),
                ('party', models.CharField(blank=True, max_length=200, verbose_name='ai nộp, ai nhận')),
                ('currency', models.CharField(blank=True, max_length=3, verbose_name='ngoại tệ')),
                ('foreign', models.DecimalField(blank=True, decimal_places=4, max_digits=20, null=True, verbose_name='số ngoại tệ')),
                ('rate', models.DecimalField(blank=True, decimal_places=6, max_digits=20, null=True, verbose_name='tỷ giá')),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='ledger.entry', verbose_name='bút toán')),
                ('fund', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='ledger.fund', verbose_name='quỹ')),
            ],
            options={
                'verbose_name': 'dòng bút toán',
                'verbose_name_plural': 'dòng bút toán',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='MoneyBalance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('account', models.CharField(max_length=10, verbose_name='tài khoản')),
                ('amount', models.BigIntegerField(default=0, verbose_name='số dư, đồng')),
                ('book', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.book', verbose_name='sổ')),
            ],
            options={
                'verbose_name': 'số dư tài khoản',
                'verbose_name_plural': 'số dư tài khoản',
            },
        ),
        migrations.CreateModel(
            name='Voucher',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('RECEIPT', 'Phiếu thu'), ('PAYMENT', 'Phiếu chi'), ('GOODS_IN', 'Phiếu nhập kho'), ('GOODS_OUT', 'Phiếu xuất kho')], max_length=10, verbose_name='loại')),
                ('state', models.CharField(choices=[('PROPOSED', 'Chờ duyệt'), ('APPROVED', 'Chờ thu, chi'), ('SETTLED', 'Đã thu, chi'), ('REFUSED', 'Không duyệt'), ('CANCELLED', 'Đã bỏ'), ('REVERSED', 'Đã đảo')], max_length=10, verbose_name='tình trạng')),
                ('year', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='năm')),
                ('number', models.PositiveIntegerField(blank=True, null=True, verbose_name='số')),
                ('day', models.DateField(verbose_name='ngày lập')),
                ('party_name', models.CharField(max_length=200, verbose_name='người nộp, người nhận')),
                ('party_folded', models.CharField(max_length=800, verbose_name='không dấu để tìm')),
                ('party_address', models.CharField(blank=True, max_length=300, verbose_name='địa chỉ')),
                ('party_paper', models.CharField(blank=True, max_length=60, verbose_name='giấy tờ')),
                ('content', models.CharField(max_length=500, verbose_name='nội dung')),
                ('amount', models.BigIntegerField(verbose_name='số tiền, đồng')),
                ('account', models.CharField(max_length=10, verbose_name='khoản thu, chi')),
                ('place', models.CharField(max_length=10, verbose_name='nơi giữ')),
                ('attached', models.CharField(blank=True, max_length=200, verbose_name='chứng từ kèm theo')),
                ('source', models.CharField(blank=True, max_length=60, verbose_name='từ sổ nào')),
                ('record', models.BigIntegerField(blank=True, null=True, verbose_name='số của bản ghi')),
                ('recorded_at', models.DateTimeField(verbose_name='lập lúc')),
                ('approved_at', models.DateTimeField(blank=True, null=True, verbose_name='duyệt lúc')),
                ('settled_at', models.DateTimeField(blank=True, null=True, verbose_name='thu, chi lúc')),
                ('reason', models.CharField(blank=True, max_length=400, verbose_name='lý do không duyệt, bỏ')),
                ('approved_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('book', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='vouchers', to='ledger.book', verbose_name='sổ')),
                ('entry', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='voucher', to='ledger.entry', verbose_name='bút toán')),
                ('fund', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='vouchers', to='ledger.fund', verbose_name='quỹ')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('settled_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'chứng từ',
                'verbose_name_plural': 'chứng từ',
                'ordering': ['-day', '-pk'],
            },
        ),
        migrations.AddConstraint(
            model_name='book',
            constraint=models.UniqueConstraint(fields=('unit', 'source'), name='ledger_book_once'),
        ),
        migrations.AddConstraint(
            model_name='book',
            constraint=models.CheckConstraint(condition=models.Q(('source__in', ['FUND', 'DUES', 'BUDGET', 'ENTRUSTED'])), name='ledger_book_source'),
        ),
        migrations.AddConstraint(
            model_name='closing',
            constraint=models.CheckConstraint(condition=models.Q(('reopens', False), models.Q(('reason', ''), _negated=True), _connector='OR'), name='ledger_closing_reopened_with_reason'),
        ),
        migrations.AddIndex(
            model_name='entry',
            index=models.Index(fields=['book', 'day'], name='ledger_entry_by_day'),
        ),
        migrations.AddIndex(
            model_name='entry',
            index=models.Index(fields=['source', 'record'], name='ledger_entry_of_record'),
        ),
        migrations.AddConstraint(
            model_name='entry',
            constraint=models.UniqueConstraint(fields=('book', 'number'), name='ledger_entry_number_once'),
        ),
        migrations.AddConstraint(
            model_name='entry',
            constraint=models.CheckConstraint(condition=models.Q(('sealed', False), models.Q(('hash', ''), _negated=True), _connector='OR'), name='ledger_entry_hash'),
        ),
        migrations.AddConstraint(
            model_name='fundbalance',
            constraint=models.CheckConstraint(condition=models.Q(('amount__gte', 0)), name='ledger_fundbalance_not_negative'),
        ),
        migrations.AddConstraint(
            model_name='fund',
            constraint=models.UniqueConstraint(fields=('book', 'code'), name='ledger_fund_code_once'),
        ),
        migrations.AddConstraint(
            model_name='fund',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('restricted', True), _negated=True), models.Q(('purpose', ''), _negated=True), _connector='OR'), name='ledger_fund_purpose'),
        ),
        migrations.AddConstraint(
            model_name='fund',
            constraint=models.CheckConstraint(condition=models.Q(('closed_on__isnull', True), ('closed_on__gte', models.F('opened_on')), _connector='OR'), name='ledger_fund_closed_after_opened'),
        ),
        migrations.AddIndex(
            model_name='entryline',
            index=models.Index(fields=['account', 'fund'], name='ledger_line_of_account'),
        ),
        migrations.AddConstraint(
            model_name='entryline',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('credit', 0), ('debit__gt', 0)), models.Q(('credit__gt', 0), ('debit', 0)), _connector='OR'), name='ledger_entryline_one_side'),
        ),
        migrations.AddConstraint(
            model_name='entryline',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('currency', ''), ('foreign__isnull', True), ('rate__isnull', True)), models.Q(models.Q(('currency', ''), _negated=True), ('foreign__gt', 0), ('rate__gt', 0)), _connector='OR'), name='ledger_entryline_currency'),
        ),
        migrations.AddConstraint(
            model_name='moneybalance',
            constraint=models.UniqueConstraint(fields=('book', 'account'), name='ledger_moneybalance_once'),
        ),
        migrations.AddConstraint(
            model_name='moneybalance',
            constraint=models.CheckConstraint(condition=models.Q(('amount__gte', 0)), name='ledger_moneybalance_not_negative'),
        ),
        migrations.AddIndex(
            model_name='voucher',
            index=models.Index(fields=['book', 'state', 'day'], name='ledger_voucher_waiting'),
        ),
        migrations.AddIndex(
            model_name='voucher',
            index=models.Index(fields=['source', 'record'], name='ledger_voucher_of_record'),
        ),
        migrations.AddConstraint(
            model_name='voucher',
            constraint=models.UniqueConstraint(fields=('book', 'kind', 'year', 'number'), name='ledger_voucher_number_once'),
        ),
        migrations.AddConstraint(
            model_name='voucher',
            constraint=models.CheckConstraint(condition=models.Q(('amount__gt', 0)), name='ledger_voucher_amount'),
        ),
        migrations.AddConstraint(
            model_name='voucher',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('entry__isnull', False), ('number__isnull', False), ('settled_by__isnull', False), ('state__in', ['SETTLED', 'REVERSED']), ('year__isnull', False)), models.Q(('entry__isnull', True), ('number__isnull', True), ('settled_by__isnull', True), models.Q(('state__in', ['SETTLED', 'REVERSED']), _negated=True)), _connector='OR'), name='ledger_voucher_settled_whole'),
        ),
        migrations.AddConstraint(
            model_name='voucher',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('approved_by__isnull', True), models.Q(('approved_by', models.F('recorded_by')), _negated=True), _connector='OR'), models.Q(('settled_by__isnull', True), models.Q(('settled_by', models.F('recorded_by')), _negated=True), _connector='OR'), models.Q(('settled_by__isnull', True), ('approved_by__isnull', True), models.Q(('settled_by', models.F('approved_by')), _negated=True), _connector='OR')), name='ledger_voucher_three_persons'),
        ),
        migrations.RunPython(guard, reverse_code=unguard),
    ]
