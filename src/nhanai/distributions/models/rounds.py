"""A round of gifts, what one gift is, and how many go where."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from nhanai.activities.models import Campaign
from nhanai.aid.models import Batch
from nhanai.aid.vocab import GiftKind
from nhanai.base import numbers
from nhanai.distributions.vocab import GiftProgramme, GiftRoundState, QuotaState
from nhanai.ledger.models import Fund
from nhanai.stock.models import Warehouse
from nhanai.units.models import Unit


class GiftRound(models.Model):
    """Đợt trao quà: bao nhiêu suất, mỗi suất là gì, từ quỹ hay kho nào, ai tổ chức.

    `worth` is đồng for one gift. `unit` runs the round: its chapters below get quotas, or itself.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="đơn vị")
    name = models.CharField("tên đợt", max_length=200)
    folded = models.CharField("tên không dấu", max_length=400)
    programme = models.CharField("chương trình", max_length=10, choices=GiftProgramme)
    kind = models.CharField("hình thức", max_length=10, choices=GiftKind)
    what = models.CharField("mỗi suất gồm", max_length=200)
    worth = models.PositiveBigIntegerField("trị giá mỗi suất (đồng)")
    gifts = models.PositiveIntegerField("tổng số suất")
    giver = models.CharField("nguồn, người ủng hộ", max_length=200, blank=True)
    organisers = models.CharField("đơn vị tổ chức, phối hợp", max_length=300, blank=True)
    campaign = models.ForeignKey(
        Campaign, models.PROTECT, related_name="+", null=True, blank=True, verbose_name="chiến dịch"
    )
    fund = models.ForeignKey(
        Fund, models.PROTECT, related_name="+", null=True, blank=True, verbose_name="chi từ quỹ"
    )
    warehouse = models.ForeignKey(
        Warehouse, models.PROTECT, related_name="+", null=True, blank=True,
        verbose_name="xuất từ kho",
    )  # fmt: skip
    list_due_on = models.DateField("hạn nộp danh sách")
    on = models.DateField("ngày trao dự kiến")
    settle_due_on = models.DateField("hạn quyết toán")
    state = models.CharField("trạng thái", max_length=10, choices=GiftRoundState)
    reason = models.CharField("lý do hủy", max_length=300, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField("lập lúc")

    class Meta:
        verbose_name = "đợt trao quà"
        verbose_name_plural = "đợt trao quà"
        ordering = ["-on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(gifts__gt=0, worth__gt=0), name="%(app_label)s_%(class)s_of_something"
            ),
            models.CheckConstraint(
                condition=Q(list_due_on__lte=F("on"), settle_due_on__gte=F("on")),
                name="%(app_label)s_%(class)s_days_in_order",
            ),
            models.CheckConstraint(
                condition=Q(fund__isnull=True) | Q(kind=GiftKind.MONEY, warehouse__isnull=True),
                name="%(app_label)s_%(class)s_fund_pays_money",
            ),
            models.CheckConstraint(
                condition=Q(warehouse__isnull=True) | Q(kind=GiftKind.GOODS),
                name="%(app_label)s_%(class)s_warehouse_gives_goods",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class GiftItem(models.Model):
    """Mặt hàng của một suất quà: bao nhiêu, trị giá cả phần ấy bao nhiêu đồng."""

    round = models.ForeignKey(GiftRound, models.PROTECT, related_name="items")
    name = models.CharField("mặt hàng", max_length=200)
    folded = models.CharField("mặt hàng không dấu", max_length=200)
    quantity = models.DecimalField("số lượng", max_digits=12, decimal_places=3)
    unit_of_measure = models.CharField("đơn vị tính", max_length=30)
    worth = models.PositiveBigIntegerField("trị giá (đồng)")

    class Meta:
        verbose_name = "mặt hàng của suất quà"
        verbose_name_plural = "mặt hàng của suất quà"
        ordering = ["round", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "folded"], name="%(app_label)s_%(class)s_once_a_round"
            ),
            models.CheckConstraint(
                condition=Q(quantity__gt=0), name="%(app_label)s_%(class)s_of_something"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def amount(self) -> str:
        """How much of it: `10 kg`."""
        return f"{numbers.show(self.quantity.normalize())} {self.unit_of_measure}"


class Quota(models.Model):
    """Chỉ tiêu quà của một đơn vị (xã) trong đợt, và danh sách của đơn vị ấy đi đến đâu.

    `weight` is the number by which the quota was proposed. `sent` gifts were approved with the
    list and go there. `paid_on` is the day on which money or goods left for it. `batch` holds what
    its humanitarian addresses got, in `aid`.
    """

    round = models.ForeignKey(GiftRound, models.PROTECT, related_name="quotas")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="đơn vị")
    weight = models.PositiveIntegerField("số làm căn cứ", default=0)
    gifts = models.PositiveIntegerField("số suất được giao", default=0)
    state = models.CharField(
        "trạng thái", max_length=10, choices=QuotaState, default=QuotaState.LISTING
    )
    sent = models.PositiveIntegerField("số suất đã duyệt", default=0)
    note = models.CharField("lý do trả lại", max_length=300, blank=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    submitted_at = models.DateTimeField("nộp lúc", null=True, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    approved_at = models.DateTimeField("duyệt lúc", null=True, blank=True)
    paid_on = models.DateField("tiền, hàng đã xuất ngày", null=True, blank=True)
    given_on = models.DateField("trao ngày", null=True, blank=True)
    batch = models.ForeignKey(
        Batch, models.PROTECT, related_name="+", null=True, blank=True, verbose_name="đợt trao"
    )

    class Meta:
        verbose_name = "chỉ tiêu quà"
        verbose_name_plural = "chỉ tiêu quà"
        ordering = ["round", "pk"]
        indexes = [models.Index(fields=["unit", "state"], name="distributions_quota_of_unit")]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "unit"], name="%(app_label)s_%(class)s_once_a_unit"
            ),
            models.CheckConstraint(
                condition=Q(approved_at__isnull=True, approved_by__isnull=True)
                | Q(approved_at__isnull=False, approved_by__isnull=False),
                name="%(app_label)s_%(class)s_approved_at_and_by_together",
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("submitted_by")),
                name="%(app_label)s_%(class)s_approved_by_another",
            ),
            models.CheckConstraint(
                condition=Q(sent__lte=F("gifts")), name="%(app_label)s_%(class)s_within_quota"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round.name}, {self.unit_id}"


class HamletQuota(models.Model):
    """Chỉ tiêu quà của một thôn, bản trong chỉ tiêu của xã."""

    quota = models.ForeignKey(Quota, models.PROTECT, related_name="hamlets")
    hamlet = models.CharField("thôn, bản, tổ dân phố", max_length=120)
    folded = models.CharField("tên không dấu", max_length=120)
    weight = models.PositiveIntegerField("số hộ làm căn cứ", default=0)
    gifts = models.PositiveIntegerField("số suất", default=0)

    class Meta:
        verbose_name = "chỉ tiêu quà của thôn, bản"
        verbose_name_plural = "chỉ tiêu quà của thôn, bản"
        ordering = ["quota", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["quota", "folded"], name="%(app_label)s_%(class)s_once")
        ]

    def __str__(self) -> str:
        return self.hamlet
