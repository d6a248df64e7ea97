"""The books of a year, the numbers given in them, and what we issued under a number."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from nhanai.documents.rules.outgoing import reference_printed
from nhanai.documents.vocab import Direction, Numbering, OutgoingState
from nhanai.units.models import Unit


class Book(models.Model):
    """Sổ đăng ký văn bản: of one unit, one direction, one year; its row is locked for a number."""

    owner = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="đơn vị")
    direction = models.CharField("chiều", max_length=10, choices=Direction)
    year = models.PositiveSmallIntegerField("năm")
    numbering = models.CharField(
        "cách đánh số", max_length=10, choices=Numbering, default=Numbering.PER_KIND
    )
    closed_at = models.DateTimeField("đóng sổ lúc", null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )

    class Meta:
        verbose_name = "sổ đăng ký văn bản"
        verbose_name_plural = "sổ đăng ký văn bản"
        ordering = ["owner", "direction", "-year"]
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "direction", "year"], name="%(app_label)s_%(class)s_once"
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, closed_by__isnull=True)
                | Q(closed_at__isnull=False, closed_by__isnull=False),
                name="%(app_label)s_%(class)s_closed_at_and_by_together",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_direction_display()} năm {self.year}"


class NumberSeries(models.Model):
    """Sổ số: one run of numbers of a book, from 01 on 1 January; `key` is the kind, or empty."""

    book = models.ForeignKey(Book, models.PROTECT, related_name="series")
    key = models.CharField("loại văn bản", max_length=10, blank=True)
    last = models.PositiveIntegerField("số gần nhất", default=0)
    last_on = models.DateField("ngày của số gần nhất", null=True, blank=True)

    class Meta:
        verbose_name = "sổ số"
        verbose_name_plural = "sổ số"
        ordering = ["book", "key"]
        constraints = [
            models.UniqueConstraint(fields=["book", "key"], name="%(app_label)s_%(class)s_once")
        ]

    def __str__(self) -> str:
        return f"{self.key or 'chung'}: {self.last}"


class OutgoingDocument(models.Model):
    """Văn bản đi: issued under a number that is never given again; its files never change."""

    series = models.ForeignKey(NumberSeries, models.PROTECT, related_name="documents")
    owner = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="đơn vị")
    year = models.PositiveSmallIntegerField("năm")
    number = models.PositiveIntegerField("số")
    kind = models.CharField("loại", max_length=10)
    symbol = models.CharField("ký hiệu", max_length=60)
    day = models.DateField("ngày ban hành")
    subject = models.CharField("trích yếu", max_length=1000)
    search_folded = models.TextField("chữ không dấu để tìm")
    signer_name = models.CharField("người ký", max_length=100)
    signer_lines = models.JSONField("chức vụ người ký", default=list)
    recipients = models.JSONField("nơi nhận", default=list)
    paper = models.JSONField("nội dung", null=True, blank=True)
    """The paper as values; none where the file was made elsewhere."""
    docx = models.FileField("tệp .docx", max_length=200, blank=True)
    docx_sha256 = models.CharField("mã băm của tệp .docx", max_length=64, blank=True)
    pdf = models.FileField("tệp .pdf", max_length=200, blank=True)
    pdf_sha256 = models.CharField("mã băm của tệp .pdf", max_length=64, blank=True)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="người phát hành"
    )
    issued_at = models.DateTimeField("phát hành lúc")
    replaces = models.OneToOneField(
        "self", models.PROTECT, related_name="replaced_by", null=True, blank=True
    )
    corrects = models.ForeignKey(
        "self", models.PROTECT, related_name="corrections", null=True, blank=True
    )
    recalled_at = models.DateTimeField("thu hồi lúc", null=True, blank=True)
    recalled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    recall_reason = models.CharField("lý do thu hồi", max_length=500, blank=True)

    class Meta:
        verbose_name = "văn bản đi"
        verbose_name_plural = "văn bản đi"
        ordering = ["-issued_at", "-pk"]
        indexes = [models.Index(fields=["owner", "year", "kind"], name="documents_outgoing_list")]
        constraints = [
            models.UniqueConstraint(
                fields=["series", "number"], name="%(app_label)s_%(class)s_number_once"
            ),
            models.UniqueConstraint(
                fields=["owner", "year", "number", "symbol"],
                name="%(app_label)s_%(class)s_reference_once",
            ),
            models.CheckConstraint(
                condition=Q(number__gt=0), name="%(app_label)s_%(class)s_number_from_one"
            ),
            models.CheckConstraint(
                condition=~Q(docx="") | ~Q(pdf=""), name="%(app_label)s_%(class)s_has_a_file"
            ),
            models.CheckConstraint(
                condition=(~Q(docx="") | Q(docx_sha256="")) & (Q(docx="") | ~Q(docx_sha256=""))
                & (~Q(pdf="") | Q(pdf_sha256="")) & (Q(pdf="") | ~Q(pdf_sha256="")),
                name="%(app_label)s_%(class)s_file_and_hash_together",
            ),
            models.CheckConstraint(
                condition=Q(recalled_at__isnull=True, recalled_by__isnull=True, recall_reason="")
                | Q(recalled_at__isnull=False, recalled_by__isnull=False) & ~Q(recall_reason=""),
                name="%(app_label)s_%(class)s_recalled_at_by_and_why_together",
            ),
            models.CheckConstraint(
                condition=Q(replaces__isnull=True) | Q(corrects__isnull=True),
                name="%(app_label)s_%(class)s_replaces_or_corrects",
            ),
            models.CheckConstraint(
                condition=Q(replaces__isnull=True) | ~Q(replaces=F("pk")),
                name="%(app_label)s_%(class)s_replaces_another",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.reference} {self.subject}"

    @property
    def reference(self) -> str:
        """Number and symbol as they are printed: `05/BC-CTĐ`."""
        return reference_printed(self.number, self.symbol)

    @property
    def state(self) -> OutgoingState:
        """What has become of it; ask `queries.outgoing` for many, which loads what this needs."""
        if self.recalled_at is not None:
            return OutgoingState.RECALLED
        if getattr(self, "replaced_by", None) is not None:
            return OutgoingState.REPLACED
        return OutgoingState.CORRECTED if self.corrections.all() else OutgoingState.IN_FORCE


class Dispatch(models.Model):
    """Gửi đến: một đơn vị được gửi văn bản đi, và đã nhận khi nào."""

    document = models.ForeignKey(OutgoingDocument, models.PROTECT, related_name="dispatches")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="nơi nhận")
    sent_at = models.DateTimeField("gửi lúc")
    mailed_to = models.CharField("gửi bản giấy, thư điện tử đến", max_length=200, blank=True)
    received_at = models.DateTimeField("nhận lúc", null=True, blank=True)
    received_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    received_by_link = models.BooleanField("xác nhận bằng đường dẫn trong thư", default=False)

    class Meta:
        verbose_name = "gửi đến"
        verbose_name_plural = "gửi đến"
        ordering = ["document", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["document", "unit"], name="%(app_label)s_%(class)s_once"
            ),
            models.CheckConstraint(
                condition=Q(received_at=None, received_by=None, received_by_link=False)
                | Q(received_at__isnull=False, received_by__isnull=False, received_by_link=False)
                | Q(received_at__isnull=False, received_by=None, received_by_link=True),
                name="%(app_label)s_%(class)s_received_at_and_how_together",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document_id} → {self.unit_id}"

    @property
    def received_how(self) -> str:
        """Who gave the receipt, in words."""
        if self.received_by is not None:
            return self.received_by.full_name
        return "qua đường dẫn trong thư" if self.received_by_link else ""
