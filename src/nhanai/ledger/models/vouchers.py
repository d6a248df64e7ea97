"""The papers behind what is posted."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from nhanai.base.money import Money
from nhanai.ledger.models.books import Book, Fund
from nhanai.ledger.models.entries import Entry
from nhanai.ledger.vocab import VoucherKind, VoucherState


class Voucher(models.Model):
    """Chứng từ với bảy nội dung của Thông tư 41/2022/TT-BTC; có số khi đã thu, chi.

    Who recorded it does not approve it, who approved it does not settle it. `account` says what
    for, `place` where the money or the goods lie; `source` and `record` what it came from.
    """

    book = models.ForeignKey(Book, models.PROTECT, related_name="vouchers", verbose_name="sổ")
    kind = models.CharField("loại", max_length=10, choices=VoucherKind)
    state = models.CharField("tình trạng", max_length=10, choices=VoucherState)
    year = models.PositiveSmallIntegerField("năm", null=True, blank=True)
    number = models.PositiveIntegerField("số", null=True, blank=True)
    day = models.DateField("ngày lập")
    party_name = models.CharField("người nộp, người nhận", max_length=200)
    party_folded = models.CharField("không dấu để tìm", max_length=800)
    party_address = models.CharField("địa chỉ", max_length=300, blank=True)
    party_paper = models.CharField("giấy tờ", max_length=60, blank=True)
    content = models.CharField("nội dung", max_length=500)
    amount = models.BigIntegerField("số tiền, đồng")
    fund = models.ForeignKey(
        Fund, models.PROTECT, related_name="vouchers", null=True, blank=True, verbose_name="quỹ"
    )
    account = models.CharField("khoản thu, chi", max_length=10)
    place = models.CharField("nơi giữ", max_length=10)
    attached = models.CharField("chứng từ kèm theo", max_length=200, blank=True)
    source = models.CharField("từ sổ nào", max_length=60, blank=True)
    record = models.BigIntegerField("số của bản ghi", null=True, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField("lập lúc")
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    approved_at = models.DateTimeField("duyệt lúc", null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    settled_at = models.DateTimeField("thu, chi lúc", null=True, blank=True)
    reason = models.CharField("lý do không duyệt, bỏ", max_length=400, blank=True)
    entry = models.OneToOneField(
        Entry, models.PROTECT, related_name="voucher", null=True, blank=True,
        verbose_name="bút toán",
    )  # fmt: skip

    class Meta:
        verbose_name = "chứng từ"
        verbose_name_plural = "chứng từ"
        ordering = ["-day", "-pk"]
        indexes = [
            models.Index(fields=["book", "state", "day"], name="ledger_voucher_waiting"),
            models.Index(fields=["source", "record"], name="ledger_voucher_of_record"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["book", "kind", "year", "number"],
                name="%(app_label)s_%(class)s_number_once",
            ),
            models.CheckConstraint(
                condition=Q(amount__gt=0), name="%(app_label)s_%(class)s_amount"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["SETTLED", "REVERSED"], number__isnull=False,
                            year__isnull=False, entry__isnull=False, settled_by__isnull=False)
                | Q(number__isnull=True, entry__isnull=True, settled_by__isnull=True)
                & ~Q(state__in=["SETTLED", "REVERSED"]),
                name="%(app_label)s_%(class)s_settled_whole",
            ),
            models.CheckConstraint(
                condition=(Q(approved_by__isnull=True) | ~Q(approved_by=F("recorded_by")))
                & (Q(settled_by__isnull=True) | ~Q(settled_by=F("recorded_by")))
                & (
                    Q(settled_by__isnull=True)
                    | Q(approved_by__isnull=True)
                    | ~Q(settled_by=F("approved_by"))
                ),
                name="%(app_label)s_%(class)s_three_persons",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        number = f" số {self.label}" if self.number else ""
        return f"{self.get_kind_display()}{number}: {self.content}"

    @property
    def label(self) -> str:
        """Its number as people say it; empty until it is settled."""
        letters = {"RECEIPT": "PT", "PAYMENT": "PC", "GOODS_IN": "PNK", "GOODS_OUT": "PXK"}
        return f"{letters[self.kind]} {self.number:04d}/{self.year}" if self.number else ""

    @property
    def money(self) -> Money:
        """The amount."""
        return Money(self.amount)
