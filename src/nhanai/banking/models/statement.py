"""Statements as they were brought in, their lines, and what explains each line."""

from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from nhanai.banking.models.account import BankAccount
from nhanai.banking.vocab import StatementFormat


class Statement(models.Model):
    """Sao kê: một tệp của ngân hàng đã được nhập; `lines_new` là những dòng trước đó chưa có."""

    account = models.ForeignKey(BankAccount, models.PROTECT, related_name="statements")
    format = models.CharField("dạng", max_length=10, choices=StatementFormat)
    file_name = models.CharField("tên tệp", max_length=200)
    sha256 = models.CharField("mã băm của tệp", max_length=64)
    first_on = models.DateField("từ ngày")
    last_on = models.DateField("đến ngày")
    opening = models.DecimalField("số dư đầu", max_digits=20, decimal_places=2, null=True)
    closing = models.DecimalField("số dư cuối", max_digits=20, decimal_places=2, null=True)
    lines_read = models.PositiveIntegerField("số dòng đọc được")
    lines_new = models.PositiveIntegerField("số dòng mới")
    remarks = models.JSONField("điều cần lưu ý", default=list, blank=True)
    """Sentences that were said when it was read."""
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField("nhập lúc")

    class Meta:
        verbose_name = "sao kê"
        verbose_name_plural = "sao kê"
        ordering = ["-last_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["account", "sha256"], name="%(app_label)s_%(class)s_once"
            ),
            models.CheckConstraint(
                condition=Q(last_on__gte=F("first_on")),
                name="%(app_label)s_%(class)s_ends_after_it_began",
            ),
            models.CheckConstraint(
                condition=Q(lines_new__lte=F("lines_read")),
                name="%(app_label)s_%(class)s_new_among_read",
            ),
        ]

    def __str__(self) -> str:
        return self.file_name


class StatementLine(models.Model):
    """Dòng sao kê: một lần tiền vào (dương) hoặc ra (âm), đứng đúng một lần dù gửi bao nhiêu tệp.

    `amount` and `balance` are in the currency of the account. `fingerprint` names the movement
    with its place among equal twins.
    """

    account = models.ForeignKey(BankAccount, models.PROTECT, related_name="lines")
    statement = models.ForeignKey(Statement, models.PROTECT, related_name="lines")
    place = models.PositiveIntegerField("dòng thứ")
    day = models.DateField("ngày")
    amount = models.DecimalField("số tiền", max_digits=20, decimal_places=2)
    balance = models.DecimalField("số dư sau", max_digits=20, decimal_places=2, null=True)
    memo = models.TextField("nội dung", blank=True)
    reference = models.CharField("số tham chiếu của ngân hàng", max_length=60, blank=True)
    party = models.CharField("tên bên kia", max_length=200, blank=True)
    party_account = models.CharField("tài khoản bên kia", max_length=60, blank=True)
    codes = models.CharField("mã tìm thấy", max_length=200, blank=True)
    """Our references found in the memo, parted by spaces."""
    folded = models.TextField("không dấu, để tìm", blank=True)
    fingerprint = models.CharField("dấu nhận ra", max_length=64)

    class Meta:
        verbose_name = "dòng sao kê"
        verbose_name_plural = "dòng sao kê"
        ordering = ["-day", "-pk"]
        indexes = [models.Index(fields=["account", "day"], name="banking_line_of_day")]
        constraints = [
            models.UniqueConstraint(
                fields=["account", "fingerprint"], name="%(app_label)s_%(class)s_once"
            ),
            models.CheckConstraint(
                condition=~Q(amount=0), name="%(app_label)s_%(class)s_moves_something"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day:%d/%m/%Y} {self.amount} {self.memo[:60]}"

    @property
    def whole(self) -> Decimal:
        """The amount without its sign."""
        return abs(self.amount)


class LineTaking(models.Model):
    """Giải thích của dòng sao kê: việc nào trong sổ đã nhận dòng này là của mình.

    `source` and `record` name it (`"funds.donation"` and its number). One that was undone stays to
    be seen; at most one of a line is in force.
    """

    line = models.ForeignKey(StatementLine, models.PROTECT, related_name="takings")
    source = models.CharField("nguồn", max_length=60)
    record = models.PositiveBigIntegerField("bản ghi")
    words = models.CharField("là gì", max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField("lúc")
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    undone_at = models.DateTimeField("bỏ lúc", null=True, blank=True)
    reason = models.CharField("lý do bỏ", max_length=400, blank=True)

    class Meta:
        verbose_name = "giải thích dòng sao kê"
        verbose_name_plural = "giải thích dòng sao kê"
        ordering = ["line", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["line"],
                condition=Q(undone_at__isnull=True),
                name="%(app_label)s_%(class)s_one_in_force",
            ),
            models.CheckConstraint(
                condition=Q(undone_at__isnull=True, undone_by__isnull=True, reason="")
                | (Q(undone_at__isnull=False, undone_by__isnull=False) & ~Q(reason="")),
                name="%(app_label)s_%(class)s_undone_whole",
            ),
        ]
        indexes = [models.Index(fields=["source", "record"], name="banking_taking_of_record")]

    def __str__(self) -> str:
        return self.words
