"""Letters of thanks: what they say for a campaign, and to whom they went."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from nhanai.funds.models.campaign import ContributionCampaign
from nhanai.funds.models.donor import Donor


class ThanksText(models.Model):
    """Lời cảm ơn của một đợt vận động, có các ô được điền cho từng người."""

    campaign = models.OneToOneField(
        ContributionCampaign, models.CASCADE, related_name="+", verbose_name="đợt vận động"
    )
    text = models.TextField("lời cảm ơn")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField("ghi lúc")

    class Meta:
        verbose_name = "lời cảm ơn"
        verbose_name_plural = "lời cảm ơn"

    def __str__(self) -> str:
        return f"Lời cảm ơn của {self.campaign}"


class ThanksBatch(models.Model):
    """Đợt thư cảm ơn: một tệp thư in cho một hay nhiều người, với lời đã dùng."""

    campaign = models.ForeignKey(
        ContributionCampaign, models.PROTECT, related_name="+", verbose_name="đợt vận động"
    )
    text = models.TextField("lời cảm ơn")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField("lập lúc")

    class Meta:
        verbose_name = "đợt thư cảm ơn"
        verbose_name_plural = "đợt thư cảm ơn"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"Đợt thư cảm ơn số {self.pk}"


class ThanksLetter(models.Model):
    """Thư cảm ơn: gửi ai, cảm ơn bao nhiêu đồng qua mấy lần."""

    batch = models.ForeignKey(
        ThanksBatch, models.CASCADE, related_name="letters", verbose_name="đợt thư"
    )
    donor = models.ForeignKey(Donor, models.PROTECT, related_name="+", verbose_name="người ủng hộ")
    amount = models.BigIntegerField("trị giá (đồng)")
    gifts = models.PositiveIntegerField("số lần ủng hộ")

    class Meta:
        verbose_name = "thư cảm ơn"
        verbose_name_plural = "thư cảm ơn"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["batch", "donor"], name="%(app_label)s_%(class)s_once"
            ),
            models.CheckConstraint(
                condition=Q(amount__gt=0), name="%(app_label)s_%(class)s_amount"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"Thư cảm ơn số {self.pk}"
