"""Gifts, what was given back, and what was spent on what."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from nhanai.banking.models import StatementLine
from nhanai.base.money import Money
from nhanai.funds.models.campaign import ContributionCampaign
from nhanai.funds.models.donor import Donor
from nhanai.funds.models.pledge import PledgeInstalment
from nhanai.funds.rules.foreign import Foreign
from nhanai.funds.vocab import DonationState, DonationWay, UndoingState
from nhanai.ledger.models import Entry, Fund, Voucher
from nhanai.units.models import Unit


class Donation(models.Model):
    """Khoản ủng hộ: ai cho bao nhiêu, vào quỹ nào, cho đợt nào; có số biên nhận khi đã nhận.

    `amount` in đồng, of foreign money at the rate of that day; of goods it is their worth and
    `goods` says what they are. `entry` is the entry of the books that received it. Without `donor`
    nobody knows who gave.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="đơn vị")
    code = models.CharField("mã ủng hộ", max_length=15, unique=True)
    state = models.CharField("tình trạng", max_length=10, choices=DonationState)
    way = models.CharField("bằng cách nào", max_length=6, choices=DonationWay)
    donor = models.ForeignKey(
        Donor, models.PROTECT, related_name="donations", null=True, blank=True,
        verbose_name="người ủng hộ",
    )  # fmt: skip
    fund = models.ForeignKey(Fund, models.PROTECT, related_name="+", verbose_name="quỹ")
    campaign = models.ForeignKey(
        ContributionCampaign, models.PROTECT, related_name="donations", null=True, blank=True,
        verbose_name="đợt vận động",
    )  # fmt: skip
    instalment = models.ForeignKey(
        PledgeInstalment, models.PROTECT, related_name="+", null=True, blank=True,
        verbose_name="lần thực hiện cam kết",
    )  # fmt: skip
    day = models.DateField("ngày")
    amount = models.BigIntegerField("trị giá (đồng)")
    currency = models.CharField("loại ngoại tệ", max_length=3, blank=True)
    foreign = models.DecimalField(
        "số ngoại tệ", max_digits=18, decimal_places=2, null=True, blank=True
    )
    rate = models.DecimalField("tỷ giá", max_digits=18, decimal_places=4, null=True, blank=True)
    goods = models.CharField("hiện vật", max_length=300, blank=True)
    purpose = models.CharField("cho việc gì", max_length=300, blank=True)
    folded = models.CharField("không dấu, để tìm", max_length=900)
    line = models.ForeignKey(
        StatementLine, models.PROTECT, related_name="+", null=True, blank=True,
        verbose_name="dòng sao kê",
    )  # fmt: skip
    voucher = models.OneToOneField(
        Voucher, models.PROTECT, related_name="+", null=True, blank=True, verbose_name="chứng từ"
    )
    entry = models.OneToOneField(
        Entry, models.PROTECT, related_name="+", null=True, blank=True, verbose_name="bút toán"
    )
    year = models.PositiveSmallIntegerField("năm biên nhận", null=True, blank=True)
    number = models.PositiveIntegerField("số biên nhận", null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField("ghi lúc")

    class Meta:
        verbose_name = "khoản ủng hộ"
        verbose_name_plural = "khoản ủng hộ"
        ordering = ["-day", "-pk"]
        indexes = [
            models.Index(fields=["unit", "day"], name="funds_donation_by_day"),
            models.Index(fields=["fund", "state"], name="funds_donation_of_fund"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "year", "number"], name="%(app_label)s_%(class)s_number_once"
            ),
            models.UniqueConstraint(
                fields=["line"], condition=~Q(state="UNDONE"),
                name="%(app_label)s_%(class)s_line_once",
            ),
            models.CheckConstraint(
                condition=Q(amount__gt=0), name="%(app_label)s_%(class)s_amount"
            ),
            models.CheckConstraint(
                condition=Q(currency="", foreign__isnull=True, rate__isnull=True)
                | ~Q(currency="") & Q(foreign__gt=0, rate__gt=0),
                name="%(app_label)s_%(class)s_foreign_whole",
            ),
            models.CheckConstraint(
                condition=Q(state="RECEIVED", entry__isnull=False, number__isnull=False,
                            year__isnull=False)
                | Q(state="WAITING", entry__isnull=True, number__isnull=True)
                | Q(state="UNDONE"),
                name="%(app_label)s_%(class)s_received_whole",
            ),
            models.CheckConstraint(
                condition=Q(way="GOODS") & ~Q(goods="") | ~Q(way="GOODS") & Q(goods=""),
                name="%(app_label)s_%(class)s_goods_are_named",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"Khoản ủng hộ {self.code}"

    @property
    def money(self) -> Money:
        """What was given."""
        return Money(self.amount)

    @property
    def in_foreign(self) -> Foreign | None:
        """What was given in its own currency, with the rate; None for đồng."""
        if self.foreign is None or self.rate is None:
            return None
        return Foreign(self.currency, self.foreign.normalize(), self.rate.normalize())

    @property
    def receipt(self) -> str:
        """The number of the receipt; empty until it was received."""
        return f"BN {self.number:04d}/{self.year}" if self.number else ""


class GiftReturn(models.Model):
    """Khoản trả lại: phần của một khoản ủng hộ được trả cho chính người đã ủng hộ."""

    donation = models.ForeignKey(
        Donation, models.PROTECT, related_name="returns", verbose_name="khoản ủng hộ"
    )
    amount = models.BigIntegerField("số tiền (đồng)")
    reason = models.CharField("lý do", max_length=300)
    voucher = models.OneToOneField(
        Voucher, models.PROTECT, related_name="+", null=True, blank=True, verbose_name="chứng từ"
    )
    entry = models.OneToOneField(
        Entry, models.PROTECT, related_name="+", null=True, blank=True, verbose_name="bút toán"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField("ghi lúc")

    class Meta:
        verbose_name = "khoản trả lại"
        verbose_name_plural = "khoản trả lại"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="%(app_label)s_%(class)s_amount")
        ]

    def __str__(self) -> str:
        return f"Trả lại {self.donation.code}"


class GiftUndoing(models.Model):
    """Đề nghị hủy khoản ủng hộ đã nhận: ai đề nghị, vì sao; người khác duyệt thì đảo bút toán."""

    donation = models.ForeignKey(
        Donation, models.PROTECT, related_name="undoings", verbose_name="khoản ủng hộ"
    )
    state = models.CharField("tình trạng", max_length=10, choices=UndoingState)
    reason = models.CharField("lý do", max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField("đề nghị lúc")
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True,
        verbose_name="người quyết định",
    )  # fmt: skip
    decided_at = models.DateTimeField("quyết định lúc", null=True, blank=True)
    answer = models.CharField("vì sao không duyệt", max_length=300, blank=True)

    class Meta:
        verbose_name = "đề nghị hủy khoản ủng hộ"
        verbose_name_plural = "đề nghị hủy khoản ủng hộ"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["donation"], condition=Q(state="PROPOSED"),
                name="%(app_label)s_%(class)s_one_open",
            ),
            models.CheckConstraint(
                condition=Q(state="PROPOSED", decided_by__isnull=True, decided_at__isnull=True)
                | ~Q(state="PROPOSED") & Q(decided_by__isnull=False, decided_at__isnull=False)
                & ~Q(decided_by=F("by")),
                name="%(app_label)s_%(class)s_two_persons",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"Đề nghị hủy {self.donation.code}"


class Spending(models.Model):
    """Khoản chi: tiền của quỹ ra cho việc gì, đợt nào, ở xã nào, bao nhiêu hộ; không ghi tên hộ."""

    fund = models.ForeignKey(Fund, models.PROTECT, related_name="+", verbose_name="quỹ")
    campaign = models.ForeignKey(
        ContributionCampaign, models.PROTECT, related_name="+", null=True, blank=True,
        verbose_name="đợt vận động",
    )  # fmt: skip
    amount = models.BigIntegerField("số tiền (đồng)")
    words = models.CharField("việc gì", max_length=200)
    commune = models.ForeignKey(
        Unit, models.PROTECT, related_name="+", null=True, blank=True, verbose_name="ở xã"
    )
    households = models.PositiveIntegerField("số hộ", null=True, blank=True)
    voucher = models.OneToOneField(
        Voucher, models.PROTECT, related_name="+", null=True, blank=True, verbose_name="chứng từ"
    )
    entry = models.OneToOneField(
        Entry, models.PROTECT, related_name="+", null=True, blank=True, verbose_name="bút toán"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField("ghi lúc")

    class Meta:
        verbose_name = "khoản chi"
        verbose_name_plural = "khoản chi"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="%(app_label)s_%(class)s_amount")
        ]

    def __str__(self) -> str:
        return self.words
