"""Campaigns for contributions."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from nhanai.base.money import Money
from nhanai.funds.rules.clocks import Clock, clocks_of
from nhanai.funds.vocab import CampaignLaw
from nhanai.ledger.models import Fund
from nhanai.units.models import Unit


class ContributionCampaign(models.Model):
    """Đợt vận động: kêu gọi từ ngày nào, tiếp nhận đến hết ngày nào, vào quỹ nào, cho ai."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="đơn vị")
    fund = models.ForeignKey(Fund, models.PROTECT, related_name="+", verbose_name="quỹ")
    law = models.CharField("theo quy định", max_length=10, choices=CampaignLaw)
    name = models.CharField("tên đợt", max_length=200)
    folded = models.CharField("không dấu, để tìm", max_length=700)
    appeal = models.CharField("văn bản kêu gọi", max_length=300)
    area = models.CharField("giúp ai, ở đâu", max_length=300)
    launched_on = models.DateField("phát động ngày")
    receives_until = models.DateField("tiếp nhận đến hết ngày")
    goal = models.BigIntegerField("mục tiêu (đồng)", null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField("ghi lúc")

    class Meta:
        verbose_name = "đợt vận động"
        verbose_name_plural = "đợt vận động"
        ordering = ["-launched_on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "name"], name="%(app_label)s_%(class)s_once"),
            models.CheckConstraint(
                condition=Q(receives_until__gte=F("launched_on")),
                name="%(app_label)s_%(class)s_ends_after_launch",
            ),
            models.CheckConstraint(
                condition=Q(goal__isnull=True) | Q(goal__gt=0),
                name="%(app_label)s_%(class)s_goal",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def clocks(self) -> tuple[Clock, ...]:
        """What the law asks, and until when."""
        return clocks_of(self.law, self.launched_on, self.receives_until)

    @property
    def goal_money(self) -> Money | None:
        """What it hopes for."""
        return None if self.goal is None else Money(self.goal)
