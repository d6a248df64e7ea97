"""Sums of years, quarters and months beside the facts, made from the facts that are there."""

from collections import Counter

import django.db.models.deletion
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from nhanai.facts.rules.spans import spans_of

FIELDS = [
    (0, "Không theo lĩnh vực"),
    (1, "Cứu trợ khẩn cấp và trợ giúp nhân đạo"),
    (2, "Chăm sóc sức khỏe"),
    (3, "Sơ cấp cứu ban đầu"),
    (4, "Hiến máu nhân đạo, hiến mô, bộ phận cơ thể người và hiến xác"),
    (5, "Tìm kiếm tin tức thân nhân thất lạc do chiến tranh, thiên tai, thảm họa"),
    (6, "Tuyên truyền các giá trị nhân đạo"),
    (7, "Tham gia phòng ngừa, ứng phó thảm họa"),
]


def fill(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Add up what was recorded before."""
    del editor
    quantities, numbers = Counter(), Counter()
    facts = apps.get_model("facts", "Fact").objects.filter(measure__adding__in=["SUM", "BALANCE"])
    names = ("measure_id", "unit_id", "field", "part")
    for day, quantity, *rest in facts.values_list("day", "quantity", *names).iterator(5000):
        for span in spans_of(day):
            quantities[(span, *rest)] += quantity
            numbers[(span, *rest)] += 1
    kept = apps.get_model("facts", "KeptSum")
    rows = (
        kept(
            **dict(zip(("span", *names), key, strict=True)), quantity=quantities[key], facts=number
        )
        for key, number in numbers.items()
    )
    kept.objects.bulk_create(rows, batch_size=1000)


class Migration(migrations.Migration):
    """The table, the order of an index, the sums."""

    dependencies = [("facts", "0001_tables"), ("units", "0002_kinds_below_a_chapter")]

    operations = [
        migrations.CreateModel(
            name="KeptSum",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("span", models.IntegerField(verbose_name="năm, quý hoặc tháng")),
                ("field", models.PositiveSmallIntegerField(choices=FIELDS, default=0, verbose_name="lĩnh vực")),
                ("part", models.CharField(blank=True, max_length=20, verbose_name="nhóm")),
                ("quantity", models.BigIntegerField(help_text="Theo bước nhỏ nhất của chỉ tiêu.", verbose_name="tổng")),
                ("facts", models.IntegerField(verbose_name="số dòng")),
                ("measure", models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="facts.measure")),
                ("unit", models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="units.unit")),
            ],
            options={"verbose_name": "số cộng sẵn", "verbose_name_plural": "số cộng sẵn"},
        ),
        migrations.AddConstraint(
            model_name="keptsum",
            constraint=models.UniqueConstraint(fields=("span", "measure", "unit", "field", "part"), name="facts_keptsum_once"),
        ),
        migrations.RemoveIndex(model_name="fact", name="facts_fact_rolled"),
        migrations.AddIndex(
            model_name="fact",
            index=models.Index(fields=["measure", "day", "unit", "quantity", "field", "part", "subject"], name="facts_fact_of_day"),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
