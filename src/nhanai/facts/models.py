"""What may be counted, and what was counted: nothing else in the product is ever added up."""

from django.db import models
from django.db.models import F, Q

from nhanai.facts.rules.values import LARGEST
from nhanai.facts.vocab import Adding, FactSource, MeasureKind, StatutoryField
from nhanai.units.models import Unit


class Measure(models.Model):
    """Chỉ tiêu."""

    code = models.CharField("mã", max_length=20, unique=True)
    name = models.CharField("tên chỉ tiêu", max_length=300)
    unit_of_measure = models.CharField("đơn vị tính", max_length=50)
    kind = models.CharField("loại", max_length=10, choices=MeasureKind)
    adding = models.CharField("cách cộng", max_length=10, choices=Adding)
    decimals = models.PositiveSmallIntegerField("số chữ số thập phân", default=0)
    field = models.PositiveSmallIntegerField("lĩnh vực", choices=StatutoryField, default=0)
    source = models.CharField("nguồn", max_length=20, choices=FactSource, blank=True)
    formula = models.CharField("công thức", max_length=300, blank=True)
    parts = models.JSONField("các nhóm", default=dict, blank=True)
    start = models.DateField("áp dụng từ")
    end = models.DateField("đến hết trước ngày", null=True, blank=True)
    order = models.PositiveSmallIntegerField("thứ tự", default=0)
    is_shipped = models.BooleanField("có sẵn", default=False)
    is_verified = models.BooleanField("đã kiểm chứng", default=True)
    note = models.CharField("ghi chú", max_length=500, blank=True)

    class Meta:
        verbose_name = "chỉ tiêu"
        verbose_name_plural = "chỉ tiêu"
        ordering = ["order", "code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(end__isnull=True) | Q(end__gt=F("start")),
                name="%(app_label)s_%(class)s_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(adding=Adding.FORMULA, source="") & ~Q(formula="")
                | ~Q(adding=Adding.FORMULA) & ~Q(source="") & Q(formula=""),
                name="%(app_label)s_%(class)s_computed_or_written",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class Fact(models.Model):
    """Số liệu gốc: a quantity of a measure at a unit on a day, and the record that says so."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False)
    day = models.DateField("ngày")
    measure = models.ForeignKey(Measure, models.PROTECT, related_name="+", db_index=False)
    quantity = models.BigIntegerField("số lượng", help_text="Theo bước nhỏ nhất của chỉ tiêu.")
    subject = models.BigIntegerField("người được đếm", null=True, blank=True)
    field = models.PositiveSmallIntegerField("lĩnh vực", choices=StatutoryField, default=0)
    part = models.CharField("nhóm", max_length=20, blank=True)
    source = models.CharField("nguồn", max_length=40)
    record = models.BigIntegerField("bản ghi")

    class Meta:
        verbose_name = "số liệu gốc"
        verbose_name_plural = "số liệu gốc"
        indexes = [
            # Holds all that a roll-up reads of the days at the edges, so that it never visits the
            # table.
            models.Index(
                fields=["measure", "day", "unit", "quantity", "field", "part", "subject"],
                name="facts_fact_of_day",
            ),
            models.Index(fields=["source", "record"], name="facts_fact_of_record"),
            models.Index(fields=["unit", "day"], name="facts_fact_of_unit"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(quantity__lte=LARGEST) & Q(quantity__gte=-LARGEST),
                name="%(app_label)s_%(class)s_fits",
            )
        ]

    def __str__(self) -> str:
        return f"{self.measure_id} {self.day} {self.quantity}"


class KeptSum(models.Model):
    """Số cộng sẵn: what the facts of a year, a quarter or a month at one unit add up to.

    Of measures that add up only; `span` as in `rules.spans`. Where every fact of it was taken away
    `facts` is 0, and the row says nothing.
    """

    span = models.IntegerField("năm, quý hoặc tháng")
    measure = models.ForeignKey(Measure, models.PROTECT, related_name="+", db_index=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False)
    field = models.PositiveSmallIntegerField("lĩnh vực", choices=StatutoryField, default=0)
    part = models.CharField("nhóm", max_length=20, blank=True)
    quantity = models.BigIntegerField("tổng", help_text="Theo bước nhỏ nhất của chỉ tiêu.")
    facts = models.IntegerField("số dòng")

    class Meta:
        verbose_name = "số cộng sẵn"
        verbose_name_plural = "số cộng sẵn"
        constraints = [
            models.UniqueConstraint(
                fields=["span", "measure", "unit", "field", "part"],
                name="%(app_label)s_%(class)s_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.span} {self.measure_id} {self.unit_id} {self.quantity}"
