"""Slips, which move goods, and what they leave in each warehouse."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from nhanai.stock.models.goods import Lot, Warehouse
from nhanai.stock.vocab import SlipKind


class Slip(models.Model):
    """Phiếu kho: nhập, xuất, chuyển, kiểm kê hay hao hụt; không sửa, chỉ hủy bằng phiếu khác.

    Numbered without gaps by warehouse, kind and year.
    """

    warehouse = models.ForeignKey(
        Warehouse, models.PROTECT, related_name="slips", verbose_name="kho"
    )
    to = models.ForeignKey(
        Warehouse, models.PROTECT, related_name="+", null=True, blank=True, verbose_name="đến kho"
    )
    kind = models.CharField("loại", max_length=10, choices=SlipKind)
    year = models.PositiveSmallIntegerField("năm")
    number = models.PositiveIntegerField("số")
    day = models.DateField("ngày")
    party = models.CharField("người giao hoặc nhận", max_length=200, blank=True)
    reason = models.CharField("lý do", max_length=400)
    reverses = models.OneToOneField(
        "self", models.PROTECT, related_name="reversal", null=True, blank=True,
        verbose_name="hủy phiếu",
    )  # fmt: skip
    source = models.CharField("nguồn", max_length=60, blank=True)
    record = models.PositiveBigIntegerField("bản ghi", null=True, blank=True)
    """What a room above gave out or took in with this slip."""
    folded = models.TextField("không dấu, để tìm", blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField("ghi lúc")

    class Meta:
        verbose_name = "phiếu kho"
        verbose_name_plural = "phiếu kho"
        ordering = ["-day", "-pk"]
        indexes = [models.Index(fields=["source", "record"], name="stock_slip_of_record")]
        constraints = [
            models.UniqueConstraint(
                fields=["warehouse", "kind", "year", "number"],
                name="%(app_label)s_%(class)s_number_once",
            ),
            models.CheckConstraint(
                condition=(Q(kind=SlipKind.REVERSAL) & Q(reverses__isnull=False))
                | (~Q(kind=SlipKind.REVERSAL) & Q(reverses__isnull=True)),
                name="%(app_label)s_%(class)s_reversal_of_one",
            ),
            models.CheckConstraint(
                condition=~Q(kind=SlipKind.MOVE) | Q(to__isnull=False),
                name="%(app_label)s_%(class)s_moves_somewhere",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} số {self.number}/{self.year}"


class SlipLine(models.Model):
    """Dòng phiếu kho: tồn của một lô ở một kho thay đổi bao nhiêu."""

    slip = models.ForeignKey(Slip, models.PROTECT, related_name="lines")
    lot = models.ForeignKey(Lot, models.PROTECT, related_name="lines", verbose_name="lô hàng")
    warehouse = models.ForeignKey(Warehouse, models.PROTECT, related_name="+", verbose_name="kho")
    change = models.DecimalField("thay đổi", max_digits=15, decimal_places=3)
    left = models.DecimalField("còn lại", max_digits=15, decimal_places=3)
    reason = models.CharField("lý do lệch", max_length=300, blank=True)

    class Meta:
        verbose_name = "dòng phiếu kho"
        verbose_name_plural = "dòng phiếu kho"
        ordering = ["slip", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["slip", "lot", "warehouse"], name="%(app_label)s_%(class)s_once"
            ),
            models.CheckConstraint(
                condition=~Q(change=0) & Q(left__gte=0), name="%(app_label)s_%(class)s_not_below"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.change}"


class Holding(models.Model):
    """Tồn kho của một lô ở một kho; cơ sở dữ liệu không cho dưới 0."""

    lot = models.ForeignKey(Lot, models.PROTECT, related_name="holdings", verbose_name="lô hàng")
    warehouse = models.ForeignKey(
        Warehouse, models.PROTECT, related_name="holdings", verbose_name="kho"
    )
    quantity = models.DecimalField("số lượng", max_digits=15, decimal_places=3)

    class Meta:
        verbose_name = "tồn kho"
        verbose_name_plural = "tồn kho"
        ordering = ["warehouse", "lot"]
        constraints = [
            models.UniqueConstraint(
                fields=["lot", "warehouse"], name="%(app_label)s_%(class)s_once"
            ),
            models.CheckConstraint(
                condition=Q(quantity__gte=0), name="%(app_label)s_%(class)s_not_below_nothing"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.quantity}"
