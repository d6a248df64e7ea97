"""What donors promise, in instalments."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from nhanai.base.money import Money
from nhanai.funds.models.campaign import ContributionCampaign
from nhanai.funds.models.donor import Donor
from nhanai.funds.rules.pledges import Part
from nhanai.funds.vocab import PledgeState
from nhanai.ledger.models import Fund
from nhanai.units.models import Unit


class Pledge(models.Model):
    """Cam kết ủng hộ: ai hứa cho bao nhiêu (hay hàng gì, trị giá bao nhiêu), vào quỹ, đợt nào.

    `amount` in đồng as it was pledged; what was let off since stands in `PledgeChange`.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="đơn vị")
    donor = models.ForeignKey(Donor, models.PROTECT, related_name="+", verbose_name="người cam kết")
    fund = models.ForeignKey(Fund, models.PROTECT, related_name="+", verbose_name="quỹ")
    campaign = models.ForeignKey(
        ContributionCampaign, models.PROTECT, related_name="+", null=True, blank=True,
        verbose_name="đợt vận động",
    )  # fmt: skip
    state = models.CharField("tình trạng", max_length=10, choices=PledgeState)
    day = models.DateField("cam kết ngày")
    amount = models.BigIntegerField("trị giá (đồng)")
    goods = models.CharField("hiện vật", max_length=300, blank=True)
    purpose = models.CharField("cho việc gì", max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField("ghi lúc")

    class Meta:
        verbose_name = "cam kết ủng hộ"
        verbose_name_plural = "cam kết ủng hộ"
        ordering = ["-day", "-pk"]
        indexes = [models.Index(fields=["unit", "state"], name="funds_pledge_of_unit")]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="%(app_label)s_%(class)s_amount")
        ]

    def __str__(self) -> str:
        """What the journal keeps: no name."""
        return f"Cam kết số {self.pk}"

    @property
    def money(self) -> Money:
        """What was pledged."""
        return Money(self.amount)


class PledgeInstalment(models.Model):
    """Lần thực hiện cam kết: hẹn ngày nào, bao nhiêu đồng; có mã chuyển khoản riêng."""

    pledge = models.ForeignKey(
        Pledge, models.CASCADE, related_name="instalments", verbose_name="cam kết"
    )
    due_on = models.DateField("hẹn ngày")
    amount = models.BigIntegerField("số tiền (đồng)")

    class Meta:
        verbose_name = "lần thực hiện cam kết"
        verbose_name_plural = "lần thực hiện cam kết"
        ordering = ["due_on", "pk"]
        indexes = [models.Index(fields=["due_on"], name="funds_instalment_due")]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="%(app_label)s_%(class)s_amount")
        ]

    def __str__(self) -> str:
        return f"Lần hẹn ngày {self.due_on:%d/%m/%Y} của cam kết số {self.pledge_id}"

    @property
    def part(self) -> Part:
        """The row as a value."""
        return Part(self.pk, self.due_on, self.amount)


class PledgeChange(models.Model):
    """Lần bớt cam kết: bớt bao nhiêu, hay rút cả phần còn lại, vì sao."""

    pledge = models.ForeignKey(
        Pledge, models.CASCADE, related_name="changes", verbose_name="cam kết"
    )
    amount = models.BigIntegerField("bớt (đồng)")
    is_withdrawal = models.BooleanField("rút cả phần còn lại")
    reason = models.CharField("lý do", max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField("ghi lúc")

    class Meta:
        verbose_name = "lần bớt cam kết"
        verbose_name_plural = "lần bớt cam kết"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="%(app_label)s_%(class)s_amount")
        ]

    def __str__(self) -> str:
        return f"Bớt cam kết số {self.pledge_id}"
