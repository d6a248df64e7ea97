"""Cash boxes, and the protocols of their opening."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from nhanai.units.models import Unit


class CashBox(models.Model):
    """Thùng, hòm quỹ nhân đạo đặt ở nơi công cộng, có niêm phong."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="đơn vị")
    code = models.CharField("số hiệu", max_length=30)
    place = models.CharField("nơi đặt", max_length=300)
    keeper = models.CharField("người trông", max_length=200, blank=True)
    seal = models.CharField("số niêm phong", max_length=30)
    purpose = models.CharField("mục đích ghi trên hòm", max_length=300, blank=True)
    folded = models.TextField("không dấu, để tìm", blank=True)
    placed_on = models.DateField("đặt từ ngày")
    retired_on = models.DateField("thu về ngày", null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField("ghi lúc")

    class Meta:
        verbose_name = "hòm quỹ"
        verbose_name_plural = "hòm quỹ"
        ordering = ["unit", "code", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "code"], name="%(app_label)s_%(class)s_code_once"
            ),
            models.CheckConstraint(
                condition=Q(retired_on__isnull=True) | Q(retired_on__gte=F("placed_on")),
                name="%(app_label)s_%(class)s_retired_after_placed",
            ),
        ]

    def __str__(self) -> str:
        return f"Hòm {self.code}"


class BoxOpening(models.Model):
    """Biên bản mở hòm quỹ: hai người chứng kiến, số niêm phong cũ và mới, số tiền kiểm đếm."""

    box = models.ForeignKey(CashBox, models.PROTECT, related_name="openings")
    number = models.PositiveIntegerField("lần thứ")
    day = models.DateField("ngày mở")
    old_seal = models.CharField("số niêm phong cũ", max_length=30)
    is_intact = models.BooleanField("niêm phong còn nguyên")
    new_seal = models.CharField("số niêm phong mới", max_length=30)
    first_witness = models.CharField("người chứng kiến thứ nhất", max_length=200)
    second_witness = models.CharField("người chứng kiến thứ hai", max_length=200)
    cashier = models.CharField("người nhận tiền", max_length=200)
    total = models.PositiveBigIntegerField("số tiền (đồng)")
    note = models.TextField("ghi chú", blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField("ghi lúc")

    class Meta:
        verbose_name = "biên bản mở hòm quỹ"
        verbose_name_plural = "biên bản mở hòm quỹ"
        ordering = ["-day", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["box", "number"], name="%(app_label)s_%(class)s_number_once"
            ),
            models.CheckConstraint(
                condition=~Q(first_witness=F("second_witness"))
                & ~Q(cashier=F("first_witness"))
                & ~Q(cashier=F("second_witness")),
                name="%(app_label)s_%(class)s_three_people",
            ),
        ]

    def __str__(self) -> str:
        return f"Mở hòm lần {self.number}"


class BoxCount(models.Model):
    """Số tờ của một mệnh giá khi mở hòm quỹ."""

    opening = models.ForeignKey(BoxOpening, models.CASCADE, related_name="counts")
    note = models.PositiveIntegerField("mệnh giá (đồng)")
    number = models.PositiveIntegerField("số tờ")

    class Meta:
        verbose_name = "số tờ theo mệnh giá"
        verbose_name_plural = "số tờ theo mệnh giá"
        ordering = ["opening", "-note"]
        constraints = [
            models.UniqueConstraint(
                fields=["opening", "note"], name="%(app_label)s_%(class)s_note_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.number} × {self.note}"
