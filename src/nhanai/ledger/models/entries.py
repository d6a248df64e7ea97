"""Entries with their lines: written once, sealed when they balance, never touched again."""

import datetime as dt
from collections.abc import Mapping

from django.conf import settings
from django.db import models
from django.db.models import Q

from nhanai.ledger.models.books import Book, Fund
from nhanai.ledger.rules.entries import LineValue


class Entry(models.Model):
    """Bút toán: one posting of a book, numbered without gaps and bound to the one before.

    `source` and `record` name what it came from (`funds.donation`, 17); a reversal has those of
    what it reverses. The database refuses a seal on what does not balance, and any change after.
    """

    book = models.ForeignKey(Book, models.PROTECT, related_name="entries", verbose_name="sổ")
    number = models.PositiveIntegerField("số")
    day = models.DateField("ngày")
    memo = models.CharField("nội dung", max_length=500)
    memo_folded = models.CharField("không dấu để tìm", max_length=500)
    reverses = models.OneToOneField(
        "self", models.PROTECT, related_name="reversal", null=True, blank=True,
        verbose_name="đảo bút toán",
    )  # fmt: skip
    source = models.CharField("từ sổ nào", max_length=60, blank=True)
    record = models.BigIntegerField("số của bản ghi", null=True, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField("ghi lúc")
    previous_hash = models.CharField("mã băm bút toán trước", max_length=64)
    hash = models.CharField("mã băm", max_length=64, blank=True)
    sealed = models.BooleanField("đã chốt", default=False)

    class Meta:
        verbose_name = "bút toán"
        verbose_name_plural = "bút toán"
        ordering = ["-day", "-number"]
        indexes = [
            models.Index(fields=["book", "day"], name="ledger_entry_by_day"),
            models.Index(fields=["source", "record"], name="ledger_entry_of_record"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["book", "number"], name="%(app_label)s_%(class)s_number_once"
            ),
            models.CheckConstraint(
                condition=Q(sealed=False) | ~Q(hash=""), name="%(app_label)s_%(class)s_hash"
            ),
        ]

    def __str__(self) -> str:
        return f"Bút toán {self.number}"

    def content(self) -> Mapping[str, object]:
        """Everything that its hash covers besides the entry before it."""
        return {
            "book": f"{self.book.unit.key}/{self.book.source}",
            "number": self.number,
            "day": self.day.isoformat(),
            "memo": self.memo,
            "reverses": self.reverses_id,
            "source": self.source,
            "record": self.record,
            "by": self.made_by_id,
            "at": self.made_at.astimezone(dt.UTC).isoformat(timespec="microseconds"),
            "lines": [line.content() for line in self.lines.order_by("pk")],
        }


class EntryLine(models.Model):
    """Dòng bút toán: một tài khoản nhận hoặc chi bao nhiêu đồng, của quỹ nào."""

    entry = models.ForeignKey(Entry, models.PROTECT, related_name="lines", verbose_name="bút toán")
    account = models.CharField("tài khoản", max_length=10)
    fund = models.ForeignKey(
        Fund, models.PROTECT, related_name="lines", null=True, blank=True, verbose_name="quỹ"
    )
    debit = models.BigIntegerField("nợ, đồng", default=0)
    credit = models.BigIntegerField("có, đồng", default=0)
    party = models.CharField("ai nộp, ai nhận", max_length=200, blank=True)
    currency = models.CharField("ngoại tệ", max_length=3, blank=True)
    foreign = models.DecimalField(
        "số ngoại tệ", max_digits=20, decimal_places=4, null=True, blank=True
    )
    rate = models.DecimalField("tỷ giá", max_digits=20, decimal_places=6, null=True, blank=True)

    class Meta:
        verbose_name = "dòng bút toán"
        verbose_name_plural = "dòng bút toán"
        ordering = ["pk"]
        indexes = [models.Index(fields=["account", "fund"], name="ledger_line_of_account")]
        constraints = [
            models.CheckConstraint(
                condition=Q(debit__gt=0, credit=0) | Q(debit=0, credit__gt=0),
                name="%(app_label)s_%(class)s_one_side",
            ),
            models.CheckConstraint(
                condition=Q(currency="", foreign__isnull=True, rate__isnull=True)
                | ~Q(currency="") & Q(foreign__gt=0, rate__gt=0),
                name="%(app_label)s_%(class)s_currency",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.account} {self.debit or -self.credit}"

    @property
    def value(self) -> LineValue:
        """The line without its row."""
        return LineValue(
            self.account, self.debit, self.credit, self.fund_id, self.party, self.currency,
            self.foreign, self.rate,
        )  # fmt: skip

    def content(self) -> list[object]:
        """What the hash of its entry covers; amounts of other currencies without idle zeros."""
        foreign = [f"{one:f}".rstrip("0").rstrip(".") if one is not None else "" for one in
                   (self.foreign, self.rate)]  # fmt: skip
        return [
            self.account, self.fund_id, self.debit, self.credit, self.party, self.currency,
            *foreign,
        ]  # fmt: skip
