"""Campaigns, and at which rate what was given without money is worth money."""

from django.db import models
from django.db.models import F, Q

from nhanai.activities.vocab import CampaignKind
from nhanai.units.models import Unit


class Campaign(models.Model):
    """Chiến dịch, phong trào có ngày bắt đầu và kết thúc riêng."""

    name = models.CharField("tên", max_length=200)
    name_folded = models.CharField("tên không dấu", max_length=200, db_index=True)
    kind = models.CharField("loại", max_length=20, choices=CampaignKind)
    owner = models.ForeignKey(
        Unit, models.PROTECT, related_name="+", verbose_name="đơn vị phát động"
    )
    start = models.DateField("từ ngày")
    end = models.DateField("đến hết trước ngày")
    note = models.TextField("nội dung", blank=True)

    class Meta:
        verbose_name = "chiến dịch"
        verbose_name_plural = "chiến dịch"
        ordering = ["-start", "name_folded", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "name", "start"], name="%(app_label)s_%(class)s_once"
            ),
            models.CheckConstraint(
                condition=Q(end__gt=F("start")), name="%(app_label)s_%(class)s_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ConversionRate(models.Model):
    """Mức quy đổi ra tiền của thứ không phải tiền, có ngày áp dụng và căn cứ.

    The rate of a day is the one that began last; one without a verified basis says so wherever its
    worth is shown.
    """

    item = models.CharField("thứ được quy đổi", max_length=30)
    start = models.DateField("áp dụng từ")
    amount = models.PositiveBigIntegerField("mức quy đổi (đồng)")
    basis = models.CharField("căn cứ", max_length=300, blank=True)
    is_verified = models.BooleanField("đã kiểm chứng", default=False)

    class Meta:
        verbose_name = "mức quy đổi"
        verbose_name_plural = "mức quy đổi"
        ordering = ["item", "-start"]
        constraints = [
            models.UniqueConstraint(
                fields=["item", "start"], name="%(app_label)s_%(class)s_once_a_day"
            ),
            models.CheckConstraint(
                condition=Q(is_verified=False) | ~Q(basis=""),
                name="%(app_label)s_%(class)s_verified_has_basis",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item} {self.start}"
