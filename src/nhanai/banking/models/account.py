"""Accounts at banks, and how the tables of their statements are read."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from nhanai.units.models import Unit


class BankAccount(models.Model):
    """Tài khoản ngân hàng của một đơn vị; `bank` là sáu chữ số của Napas."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="đơn vị")
    bank = models.CharField("ngân hàng", max_length=6)
    number = models.CharField("số tài khoản", max_length=19)
    holder = models.CharField("chủ tài khoản", max_length=200)
    name = models.CharField("tên gọi", max_length=200)
    currency = models.CharField("loại tiền", max_length=3, default="VND")
    opened_on = models.DateField("dùng từ ngày")
    closed_on = models.DateField("thôi dùng từ ngày", null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField("ghi lúc")

    class Meta:
        verbose_name = "tài khoản ngân hàng"
        verbose_name_plural = "tài khoản ngân hàng"
        ordering = ["unit", "name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["bank", "number", "currency"], name="%(app_label)s_%(class)s_once"
            ),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(closed_on__gte=F("opened_on")),
                name="%(app_label)s_%(class)s_closed_after_opened",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class StatementShape(models.Model):
    """Cách đọc một bảng sao kê mà người dùng đã chỉ ra: hàng đầu bảng nào, cột nào là gì."""

    shape = models.CharField("hàng đầu bảng", max_length=500, unique=True)
    columns = models.JSONField("cột")
    """Meaning → place, from 0."""
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField("ghi lúc")

    class Meta:
        verbose_name = "cách đọc sao kê"
        verbose_name_plural = "cách đọc sao kê"
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.shape[:80]
