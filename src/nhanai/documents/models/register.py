"""The register, what a reading found in a document, and the legal documents it may rest on."""

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from nhanai.documents import rules
from nhanai.documents.vocab import Direction, MarkKind, ReadingState
from nhanai.units.models import Unit


class LegalDocument(models.Model):
    """Văn bản pháp luật: có hiệu lực từ khi nào, bị văn bản nào thay thế."""

    kind = models.CharField("loại", max_length=60)
    reference = models.CharField("số, ký hiệu", max_length=80, blank=True)
    reference_folded = models.CharField("số, ký hiệu để tìm", max_length=80, db_index=True)
    issuer = models.CharField("cơ quan ban hành", max_length=200)
    dated_on = models.DateField("ngày ban hành", null=True, blank=True)
    title = models.CharField("trích yếu", max_length=600)
    title_folded = models.CharField("trích yếu không dấu", max_length=600)
    search_folded = models.TextField("chữ không dấu để tìm", blank=True)
    start = models.DateField("hiệu lực từ", null=True, blank=True)
    end = models.DateField("hết hiệu lực từ", null=True, blank=True)
    successors = models.ManyToManyField(
        "self", symmetrical=False, related_name="+", blank=True, verbose_name="bị thay thế bởi"
    )
    is_verified = models.BooleanField("đã kiểm chứng", default=True)
    note = models.TextField("ghi chú", blank=True)

    class Meta:
        verbose_name = "văn bản pháp luật"
        verbose_name_plural = "văn bản pháp luật"
        ordering = ["dated_on", "reference"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "reference", "issuer", "dated_on", "title"],
                name="%(app_label)s_%(class)s_once",
            ),
            models.UniqueConstraint(
                fields=["kind", "reference", "issuer", "title"],
                condition=Q(dated_on__isnull=True),
                name="%(app_label)s_%(class)s_once_undated",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.reference}".strip()

    @property
    def called(self) -> str:
        """How people speak of it: by number, or by title where it has none."""
        return str(self) if self.reference else self.title

    def holds_on(self, day: dt.date) -> bool:
        """Whether it was in force on that day, as far as the catalogue knows."""
        began = self.start is None or self.start <= day
        return began and (self.end is None or day < self.end)


class Document(models.Model):
    """Văn bản trong sổ văn bản đến, đi."""

    direction = models.CharField(
        "chiều", max_length=10, choices=Direction, default=Direction.INCOMING
    )
    owner = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="đơn vị vào sổ")
    arrival_year = models.PositiveSmallIntegerField("năm đến", null=True, blank=True)
    arrival_number = models.PositiveIntegerField("số đến", null=True, blank=True)
    """Its number in the book of what came in that year; our own documents have none here."""
    kind_code = models.CharField("mã loại", max_length=10, blank=True)
    kind_name = models.CharField("tên loại", max_length=60, blank=True)
    number = models.CharField("số", max_length=20, blank=True)
    symbol = models.CharField("ký hiệu", max_length=60, blank=True)
    year = models.PositiveSmallIntegerField("năm", null=True, blank=True)
    month = models.PositiveSmallIntegerField("tháng", null=True, blank=True)
    day = models.PositiveSmallIntegerField("ngày", null=True, blank=True)
    reference_folded = models.CharField("số, ký hiệu để so", max_length=90, blank=True)
    issuer = models.CharField("cơ quan ban hành", max_length=300, blank=True)
    place = models.CharField("nơi ban hành", max_length=100, blank=True)
    title = models.TextField("trích yếu", blank=True)
    hand_filled = models.JSONField("mục điền tay", default=list, blank=True)
    search_folded = models.TextField("chữ không dấu để tìm", blank=True)
    file = models.FileField("tệp", upload_to="documents")
    file_name = models.CharField("tên tệp", max_length=255)
    file_size = models.PositiveBigIntegerField("cỡ tệp (byte)")
    sha256 = models.CharField("mã băm của tệp", max_length=64, db_index=True)
    registered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="người vào sổ"
    )
    registered_at = models.DateTimeField("vào sổ lúc")
    reading_state = models.CharField(
        "tình trạng đọc", max_length=10, choices=ReadingState, default=ReadingState.WAITING
    )
    reading_touched_at = models.DateTimeField("việc đọc có tin lúc")
    reading_attempts = models.PositiveSmallIntegerField("số lần đã thử đọc", default=0)
    reading_progress = models.CharField("đang làm đến đâu", max_length=200, blank=True)
    reading_error = models.TextField("vì sao không đọc được", blank=True)
    read_at = models.DateTimeField("đọc lúc", null=True, blank=True)
    held_at = models.DateTimeField("giữ nguyên bản đọc từ lúc", null=True, blank=True)
    """From when a plan quotes this reading: its nodes are not made anew."""
    reading = models.JSONField("kết quả đọc", null=True, blank=True)
    task_count = models.PositiveIntegerField("số nhiệm vụ đọc được", default=0)
    text = models.TextField("toàn văn", blank=True)

    class Meta:
        verbose_name = "văn bản"
        verbose_name_plural = "văn bản"
        ordering = ["-registered_at", "-pk"]
        indexes = [
            models.Index(fields=["reference_folded", "year"], name="documents_document_same")
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "arrival_year", "arrival_number"],
                name="%(app_label)s_%(class)s_arrival_once",
            ),
            models.CheckConstraint(
                condition=Q(arrival_year__isnull=True, arrival_number__isnull=True)
                | Q(arrival_year__isnull=False, arrival_number__gt=0),
                name="%(app_label)s_%(class)s_arrival_year_and_number_together",
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.file_name

    @property
    def reference(self) -> str:
        """Number and symbol as they are printed; empty where the document has neither."""
        return rules.reference_of(self.number, self.symbol)

    @property
    def dated(self) -> str:
        """The date as far as the document gives it, in words."""
        return rules.date_words(self.year, self.month, self.day)


class Node(models.Model):
    """Nút: một đoạn của văn bản, có địa chỉ cố định."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="nodes")
    order = models.PositiveIntegerField("thứ tự")
    address = models.CharField("địa chỉ", max_length=60)
    kind = models.CharField("loại đoạn", max_length=20)
    level = models.PositiveSmallIntegerField("bậc")
    label = models.CharField("nhãn", max_length=30, blank=True)
    text = models.TextField("nội dung")
    start = models.PositiveIntegerField("từ ký tự")
    end = models.PositiveIntegerField("đến ký tự")
    rule = models.CharField("quy tắc đọc", max_length=60, blank=True)
    broken_at = models.JSONField("chỗ nối câu bị ngắt trang", default=list, blank=True)
    parent = models.ForeignKey("self", models.CASCADE, related_name="+", null=True, blank=True)

    class Meta:
        verbose_name = "nút văn bản"
        verbose_name_plural = "nút văn bản"
        ordering = ["document", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["document", "order"], name="%(app_label)s_%(class)s_order_once"
            ),
            models.UniqueConstraint(
                fields=["document", "address"], name="%(app_label)s_%(class)s_address_once"
            ),
        ]

    def __str__(self) -> str:
        return self.address


class Citation(models.Model):
    """Viện dẫn: văn bản khác được nhắc đến."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="citations")
    order = models.PositiveIntegerField("thứ tự")
    kind = models.CharField("loại", max_length=60)
    reference = models.CharField("số, ký hiệu", max_length=100, blank=True)
    reference_folded = models.CharField(
        "số, ký hiệu để so", max_length=100, blank=True, db_index=True
    )
    name = models.CharField("tên", max_length=600, blank=True)
    dated_on = models.DateField("ngày", null=True, blank=True)
    issuer = models.CharField("cơ quan ban hành", max_length=300, blank=True)
    addresses = models.JSONField("nơi nhắc đến", default=list)
    legal = models.ForeignKey(
        LegalDocument, models.SET_NULL, related_name="+", null=True, blank=True
    )
    registered = models.ForeignKey(
        Document, models.SET_NULL, related_name="+", null=True, blank=True
    )

    class Meta:
        verbose_name = "viện dẫn"
        verbose_name_plural = "viện dẫn"
        ordering = ["document", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["document", "order"], name="%(app_label)s_%(class)s_once"
            ),
            models.CheckConstraint(
                condition=~Q(reference="") | ~Q(name="") | ~Q(kind=""),
                name="%(app_label)s_%(class)s_says_something",
            ),
        ]

    def __str__(self) -> str:
        return self.called

    @property
    def called(self) -> str:
        """The document as it is cited: `Luật Thanh niên`, never `Luật Luật Thanh niên`."""
        said = self.reference or self.name
        return said if said.lower().startswith(self.kind.lower()) else f"{self.kind} {said}".strip()

    @property
    def where(self) -> list[tuple[str, str]]:
        """Every place where it is cited: its address and how that is called."""
        return [(address, rules.place_words(address)) for address in self.addresses]

    @property
    def as_cited(self) -> rules.Cited:
        """What the document says of the other one."""
        year = self.dated_on.year if self.dated_on else rules.year_in(self.reference)
        return rules.Cited(self.kind, self.reference, self.name, year)


class Remark(models.Model):
    """Phát hiện: điều sai hoặc đáng biết trong văn bản, và người đã xử lý."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="remarks")
    order = models.PositiveIntegerField("thứ tự")
    rule = models.CharField("quy tắc", max_length=40)
    severity = models.CharField("mức", max_length=10)
    address = models.CharField("địa chỉ", max_length=60, blank=True)
    start = models.PositiveIntegerField("từ ký tự", null=True, blank=True)
    end = models.PositiveIntegerField("đến ký tự", null=True, blank=True)
    message = models.TextField("nội dung")
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    settled_at = models.DateTimeField("xử lý lúc", null=True, blank=True)
    settled_how = models.CharField("xử lý thế nào", max_length=300, blank=True)

    class Meta:
        verbose_name = "phát hiện"
        verbose_name_plural = "phát hiện"
        ordering = ["document", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["document", "order"], name="%(app_label)s_%(class)s_once"
            ),
            models.CheckConstraint(
                condition=Q(settled_at__isnull=True, settled_by__isnull=True)
                | Q(settled_at__isnull=False, settled_by__isnull=False),
                name="%(app_label)s_%(class)s_settled_at_and_by_together",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rule} {self.address}".strip()

    @property
    def where(self) -> str:
        """How its place is called."""
        return rules.place_words(self.address)


class Mark(models.Model):
    """Đánh dấu: một chỗ trong một đoạn là viện dẫn, cơ quan, hạn hay phát hiện."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="marks")
    node = models.ForeignKey(Node, models.CASCADE, related_name="marks")
    kind = models.CharField("loại", max_length=10, choices=MarkKind)
    start = models.PositiveIntegerField("từ ký tự của đoạn")
    end = models.PositiveIntegerField("đến ký tự của đoạn")
    item = models.PositiveIntegerField("thứ tự của viện dẫn, phát hiện", null=True, blank=True)
    rule = models.CharField("quy tắc đọc", max_length=60, blank=True)

    class Meta:
        verbose_name = "đánh dấu"
        verbose_name_plural = "đánh dấu"
        ordering = ["node", "start", "end", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(end__gt=F("start")), name="%(app_label)s_%(class)s_is_not_empty"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.start}–{self.end}"
