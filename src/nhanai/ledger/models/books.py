"""Books of units by source, their funds, and what each holds now."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from nhanai.ledger.vocab import BookSource
from nhanai.units.models import Unit


class Book(models.Model):
    """Sổ của một đơn vị cho một nguồn; `closed_through` là ngày cuối của kỳ đã khóa."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="đơn vị")
    source = models.CharField("nguồn", max_length=10, choices=BookSource)
    opened_on = models.DateField("mở từ ngày")
    closed_through = models.DateField("khóa đến hết ngày", null=True, blank=True)

    class Meta:
        verbose_name = "sổ"
        verbose_name_plural = "sổ"
        ordering = ["unit", "source"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "source"], name="%(app_label)s_%(class)s_once"),
            models.CheckConstraint(
                condition=Q(source__in=BookSource.values), name="%(app_label)s_%(class)s_source"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_source_display()} · {self.unit.key}"


class Fund(models.Model):
    """Quỹ: phần của một sổ, giữ riêng cho một mục đích (Nghị định 03/2011/NĐ-CP, Điều 5)."""

    book = models.ForeignKey(Book, models.PROTECT, related_name="funds", verbose_name="sổ")
    key = models.SlugField("mã không đổi", max_length=60, unique=True)
    code = models.CharField("mã", max_length=20)
    name = models.CharField("tên quỹ", max_length=200)
    name_folded = models.CharField("không dấu để tìm", max_length=200)
    purpose = models.CharField("mục đích", max_length=500, blank=True)
    parent = models.ForeignKey(
        "self", models.PROTECT, related_name="components", null=True, blank=True,
        verbose_name="thuộc quỹ",
    )  # fmt: skip
    restricted = models.BooleanField("chỉ dùng cho mục đích này", default=True)
    opened_on = models.DateField("mở từ ngày")
    closed_on = models.DateField("đóng ngày", null=True, blank=True)

    class Meta:
        verbose_name = "quỹ"
        verbose_name_plural = "quỹ"
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(
                fields=["book", "code"], name="%(app_label)s_%(class)s_code_once"
            ),
            models.CheckConstraint(
                condition=~Q(restricted=True) | ~Q(purpose=""),
                name="%(app_label)s_%(class)s_purpose",
            ),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(closed_on__gte=F("opened_on")),
                name="%(app_label)s_%(class)s_closed_after_opened",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class FundBalance(models.Model):
    """Số dư quỹ: what the fund has now, less what it owes; never less than nothing."""

    fund = models.OneToOneField(Fund, models.PROTECT, related_name="balance", primary_key=True)
    amount = models.BigIntegerField("số dư, đồng", default=0)

    class Meta:
        verbose_name = "số dư quỹ"
        verbose_name_plural = "số dư quỹ"
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__gte=0), name="%(app_label)s_%(class)s_not_negative"
            )
        ]

    def __str__(self) -> str:
        return f"{self.fund}: {self.amount}"


class MoneyBalance(models.Model):
    """Số dư tài khoản: cash, bank or goods of a book now; never overdrawn."""

    book = models.ForeignKey(Book, models.PROTECT, related_name="+", verbose_name="sổ")
    account = models.CharField("tài khoản", max_length=10)
    amount = models.BigIntegerField("số dư, đồng", default=0)

    class Meta:
        verbose_name = "số dư tài khoản"
        verbose_name_plural = "số dư tài khoản"
        constraints = [
            models.UniqueConstraint(
                fields=["book", "account"], name="%(app_label)s_%(class)s_once"
            ),
            models.CheckConstraint(
                condition=Q(amount__gte=0), name="%(app_label)s_%(class)s_not_negative"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.account}: {self.amount}"


class Closing(models.Model):
    """Khóa sổ: đến hết ngày nào, ai khóa; lần mở lại thì kèm lý do."""

    book = models.ForeignKey(Book, models.PROTECT, related_name="closings", verbose_name="sổ")
    through = models.DateField("đến hết ngày", null=True, blank=True)
    reopens = models.BooleanField("mở lại", default=False)
    reason = models.CharField("lý do", max_length=400, blank=True)
    last_number = models.PositiveIntegerField("số bút toán cuối")
    last_hash = models.CharField("mã băm bút toán cuối", max_length=64)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField("lúc")

    class Meta:
        verbose_name = "khóa sổ"
        verbose_name_plural = "khóa sổ"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(reopens=False) | ~Q(reason=""),
                name="%(app_label)s_%(class)s_reopened_with_reason",
            )
        ]

    def __str__(self) -> str:
        return f"{self.book} đến {self.through}"
