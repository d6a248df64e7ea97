"""Verification after a distribution: a sample drawn by a seed told beforehand, and its visits."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from nhanai.distributions.models.listing import Recipient
from nhanai.distributions.models.rounds import GiftRound


class GiftSample(models.Model):
    """Mẫu kiểm tra sau trao: hạt giống báo trước, rồi mới rút; ai cũng rút lại được.

    `confidence` and `margin` are whole percents.
    """

    round = models.ForeignKey(GiftRound, models.PROTECT, related_name="samples")
    seed = models.CharField("hạt giống", max_length=100)
    confidence = models.PositiveSmallIntegerField("độ tin cậy (%)")
    margin = models.PositiveSmallIntegerField("sai số (%)")
    due_on = models.DateField("hạn kiểm tra")
    announced_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    announced_at = models.DateTimeField("báo trước lúc")
    drawn_at = models.DateTimeField("rút lúc", null=True, blank=True)
    population = models.PositiveIntegerField("số người đã nhận", default=0)

    class Meta:
        verbose_name = "mẫu kiểm tra sau trao"
        verbose_name_plural = "mẫu kiểm tra sau trao"
        ordering = ["round", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(margin__gt=0, margin__lte=50), name="%(app_label)s_%(class)s_margin"
            )
        ]

    def __str__(self) -> str:
        return f"Mẫu số {self.pk}"


class SampleVisit(models.Model):
    """Lần thăm một người trong mẫu: đã nhận chưa, đúng không, có ai đòi tiền không."""

    sample = models.ForeignKey(GiftSample, models.PROTECT, related_name="visits")
    recipient = models.ForeignKey(Recipient, models.PROTECT, related_name="+")
    position = models.PositiveIntegerField("thứ tự rút")
    visited_on = models.DateField("ngày thăm", null=True, blank=True)
    received = models.BooleanField("đã nhận quà", null=True, blank=True)
    is_whole = models.BooleanField("nhận đủ", null=True, blank=True)
    asked_to_pay = models.BooleanField("bị đòi, trừ tiền", null=True, blank=True)
    satisfied = models.BooleanField("hài lòng", null=True, blank=True)
    note = models.CharField("ghi chú", max_length=400, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    at = models.DateTimeField("ghi lúc", null=True, blank=True)
    followed = models.CharField("đã xử lý thế nào", max_length=400, blank=True)
    followed_at = models.DateTimeField("xử lý lúc", null=True, blank=True)

    class Meta:
        verbose_name = "lần thăm trong mẫu"
        verbose_name_plural = "lần thăm trong mẫu"
        ordering = ["sample", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["sample", "recipient"], name="%(app_label)s_%(class)s_once"
            ),
            models.CheckConstraint(
                condition=Q(visited_on__isnull=True, received__isnull=True)
                | Q(
                    visited_on__isnull=False,
                    received__isnull=False,
                    is_whole__isnull=False,
                    asked_to_pay__isnull=False,
                    satisfied__isnull=False,
                ),
                name="%(app_label)s_%(class)s_told_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"Lần thăm {self.position}"
