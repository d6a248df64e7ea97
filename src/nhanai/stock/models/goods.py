"""Items, warehouses, and the lots in which goods came."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from nhanai.activities.models import Campaign
from nhanai.units.models import Unit


class Warehouse(models.Model):
    """Kho của một đơn vị."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="đơn vị")
    name = models.CharField("tên kho", max_length=200)
    place = models.CharField("địa chỉ", max_length=300, blank=True)
    keeper = models.CharField("thủ kho", max_length=200, blank=True)
    opened_on = models.DateField("dùng từ ngày")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField("ghi lúc")

    class Meta:
        verbose_name = "kho"
        verbose_name_plural = "kho"
        ordering = ["unit", "name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "name"], name="%(app_label)s_%(class)s_once")
        ]

    def __str__(self) -> str:
        return self.name


class Item(models.Model):
    """Mặt hàng, tính bằng một đơn vị tính không đổi."""

    name = models.CharField("tên mặt hàng", max_length=200)
    folded = models.CharField("tên không dấu", max_length=200, unique=True)
    unit_of_measure = models.CharField("đơn vị tính", max_length=30)
    decimals = models.PositiveSmallIntegerField("chữ số thập phân", default=0)

    class Meta:
        verbose_name = "mặt hàng"
        verbose_name_plural = "mặt hàng"
        ordering = ["folded", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(decimals__lte=3), name="%(app_label)s_%(class)s_decimals"
            )
        ]

    def __str__(self) -> str:
        return self.name


class Lot(models.Model):
    """Lô hàng nhập cùng lúc: cùng hạn dùng, cùng nguồn, cùng ràng buộc của người cho.

    `value` is what one unit of measure is worth, in đồng; empty where nobody knows. Goods of a
    campaign, or given for a purpose, may only be used for it.
    """

    item = models.ForeignKey(Item, models.PROTECT, related_name="lots", verbose_name="mặt hàng")
    received_on = models.DateField("nhập ngày")
    expires_on = models.DateField("hạn dùng", null=True, blank=True)
    value = models.PositiveBigIntegerField("đơn giá (đồng)", null=True, blank=True)
    campaign = models.ForeignKey(
        Campaign, models.PROTECT, related_name="+", null=True, blank=True, verbose_name="chiến dịch"
    )
    purpose = models.CharField("chỉ dùng cho", max_length=300, blank=True)
    giver = models.CharField("nguồn", max_length=300, blank=True)
    folded = models.TextField("không dấu, để tìm", blank=True)

    class Meta:
        verbose_name = "lô hàng"
        verbose_name_plural = "lô hàng"
        ordering = ["expires_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_on__isnull=True) | Q(expires_on__gte=F("received_on")),
                name="%(app_label)s_%(class)s_expires_after_received",
            )
        ]

    def __str__(self) -> str:
        return f"Lô {self.pk}"
