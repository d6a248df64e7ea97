"""What people type here: figures that no register counts yet, and what a year is to bring."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from nhanai.facts.models import Measure
from nhanai.facts.rules.values import LARGEST
from nhanai.units.models import Unit


class Figure(models.Model):
    """Số liệu nhập tay: một chỉ tiêu của một đơn vị vào một ngày, do người nhập chịu trách nhiệm.

    `quantity` is in steps of the measure, as in a fact. What it was before a correction stands in
    the journal; a withdrawn figure stays, and counts for nothing.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="đơn vị")
    measure = models.ForeignKey(Measure, models.PROTECT, related_name="+", verbose_name="chỉ tiêu")
    day = models.DateField("ngày")
    part = models.CharField("nhóm", max_length=20, blank=True)
    quantity = models.BigIntegerField("số lượng", help_text="Theo bước nhỏ nhất của chỉ tiêu.")
    note = models.CharField("ghi chú", max_length=500, blank=True)
    link = models.CharField("đường dẫn minh chứng", max_length=600, blank=True)
    file = models.FileField("tệp minh chứng", upload_to="figures", blank=True)
    file_title = models.CharField("tên tệp minh chứng", max_length=300, blank=True)
    version = models.PositiveIntegerField("lần sửa", default=1)
    is_on_behalf = models.BooleanField("nhập thay", default=False)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField("nhập lúc")
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField("sửa lúc")
    withdrawn_at = models.DateTimeField("rút lúc", null=True, blank=True)
    reason = models.CharField("lý do rút", max_length=400, blank=True)

    class Meta:
        verbose_name = "số liệu nhập tay"
        verbose_name_plural = "số liệu nhập tay"
        ordering = ["-day", "-pk"]
        indexes = [
            models.Index(fields=["unit", "measure", "day"], name="figures_of_unit"),
            models.Index(fields=["day"], name="figures_by_day"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "measure", "day", "part"],
                condition=Q(withdrawn_at__isnull=True),
                name="%(app_label)s_%(class)s_once_a_day",
            ),
            models.CheckConstraint(
                condition=Q(quantity__gte=0) & Q(quantity__lte=LARGEST),
                name="%(app_label)s_%(class)s_fits",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, reason="")
                | Q(withdrawn_at__isnull=False) & ~Q(reason=""),
                name="%(app_label)s_%(class)s_withdrawn_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.measure} {self.day:%d/%m/%Y}"

    @property
    def stands(self) -> bool:
        """Whether it counts."""
        return self.withdrawn_at is None


class PlannedValue(models.Model):
    """Chỉ tiêu kế hoạch năm: đơn vị được giao đạt bao nhiêu của một chỉ tiêu trong một năm.

    Each row is one version. The newest of a unit, measure and year has no `replaced_at`; what it
    was before stays. `quantity` is in steps of the measure; without one nothing is handed out any
    longer, which is not zero. `year` is the year that a reporting period is called after.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="đơn vị")
    measure = models.ForeignKey(Measure, models.PROTECT, related_name="+", verbose_name="chỉ tiêu")
    year = models.PositiveSmallIntegerField("năm")
    version = models.PositiveIntegerField("lần", default=1)
    quantity = models.BigIntegerField("số giao", null=True, blank=True)
    on = models.DateField("giao từ ngày")
    reference = models.CharField("văn bản giao", max_length=200)
    reason = models.CharField("lý do điều chỉnh", max_length=400, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField("ghi lúc")
    replaced_at = models.DateTimeField("thay lúc", null=True, blank=True)

    class Meta:
        verbose_name = "chỉ tiêu kế hoạch năm"
        verbose_name_plural = "chỉ tiêu kế hoạch năm"
        ordering = ["year", "unit", "measure", "version"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "measure", "year"],
                condition=Q(replaced_at__isnull=True),
                name="%(app_label)s_%(class)s_one_stands",
            ),
            models.UniqueConstraint(
                fields=["year", "unit", "measure", "version"],
                name="%(app_label)s_%(class)s_each_version_once",
            ),
            models.CheckConstraint(
                condition=Q(quantity__isnull=True) | Q(quantity__gte=0, quantity__lte=LARGEST),
                name="%(app_label)s_%(class)s_fits",
            ),
            models.CheckConstraint(
                condition=Q(version=1, quantity__isnull=False) | Q(version__gt=1) & ~Q(reason=""),
                name="%(app_label)s_%(class)s_changed_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.measure}, năm {self.year}"
