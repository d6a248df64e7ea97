"""A report of results: its frame, its sections, and passages that each know their sources."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from nhanai.documents.models import OutgoingDocument
from nhanai.plans.models import Concern, ContentGroup, Occurrence, Plan, Update
from nhanai.reporting.vocab import ReportKind, ReportState, SectionOrigin
from nhanai.units.models import Unit


class ResultReport(models.Model):
    """Báo cáo kết quả thực hiện một kế hoạch của một đơn vị trong một kỳ; kỳ [từ, đến)."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="+", verbose_name="kế hoạch")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="đơn vị báo cáo")
    kind = models.CharField("loại", max_length=10, choices=ReportKind)
    period_key = models.CharField("mã kỳ", max_length=40)
    period_label = models.CharField("kỳ", max_length=80)
    start = models.DateField("từ ngày")
    end = models.DateField("đến hết trước ngày")
    title = models.CharField("trích yếu", max_length=500)
    title_folded = models.CharField("trích yếu không dấu", max_length=500)
    state = models.CharField(
        "tình trạng", max_length=10, choices=ReportState, default=ReportState.DRAFT
    )
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    started_at = models.DateTimeField("lập lúc")
    gathered_at = models.DateTimeField("tổng hợp lúc", null=True, blank=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    submitted_at = models.DateTimeField("nộp lúc", null=True, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    approved_at = models.DateTimeField("duyệt lúc", null=True, blank=True)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    sent_at = models.DateTimeField("gửi lên lúc", null=True, blank=True)
    received_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    received_at = models.DateTimeField("cấp trên nhận lúc", null=True, blank=True)
    issuer = models.CharField("cơ quan ban hành", max_length=300)
    superior = models.CharField("cơ quan chủ quản", max_length=300, blank=True)
    symbol = models.CharField("ký hiệu", max_length=60)
    place = models.CharField("nơi ban hành", max_length=100)
    addressed_to = models.TextField("kính gửi", blank=True)
    signature = models.TextField("quyền hạn, chức vụ người ký", blank=True)
    signer = models.CharField("họ tên người ký", max_length=150, blank=True)
    recipients = models.TextField("nơi nhận", blank=True)
    paper = models.JSONField("bản đã duyệt", null=True, blank=True)
    paper_sha256 = models.CharField("mã băm của bản đã duyệt", max_length=64, blank=True)
    issued = models.OneToOneField(
        OutgoingDocument,
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name="văn bản đi",
    )

    class Meta:
        verbose_name = "báo cáo kết quả"
        verbose_name_plural = "báo cáo kết quả"
        ordering = ["-end", "-started_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "unit", "kind", "period_key"],
                name="%(app_label)s_%(class)s_once_a_period",
            ),
            models.CheckConstraint(
                condition=Q(end__gt=F("start")), name="%(app_label)s_%(class)s_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(submitted_at__isnull=True, submitted_by__isnull=True)
                | Q(submitted_at__isnull=False, submitted_by__isnull=False),
                name="%(app_label)s_%(class)s_submitted_at_and_by_together",
            ),
            models.CheckConstraint(
                condition=Q(approved_at__isnull=True, approved_by__isnull=True, paper_sha256="")
                | Q(approved_at__isnull=False, approved_by__isnull=False) & ~Q(paper_sha256=""),
                name="%(app_label)s_%(class)s_approved_at_by_and_frozen_together",
            ),
            models.CheckConstraint(
                condition=~Q(
                    state__in=[
                        *(ReportState.APPROVED, ReportState.SENT),
                        *(ReportState.RECEIVED, ReportState.ISSUED),
                    ]
                )
                | Q(approved_at__isnull=False),
                name="%(app_label)s_%(class)s_approved_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(sent_at__isnull=True, sent_by__isnull=True)
                | Q(sent_at__isnull=False, sent_by__isnull=False),
                name="%(app_label)s_%(class)s_sent_at_and_by_together",
            ),
            models.CheckConstraint(
                condition=Q(received_at__isnull=True, received_by__isnull=True)
                | Q(received_at__isnull=False, received_by__isnull=False, sent_at__isnull=False),
                name="%(app_label)s_%(class)s_received_at_and_by_together",
            ),
            models.CheckConstraint(
                condition=Q(state=ReportState.ISSUED, issued__isnull=False)
                | ~Q(state=ReportState.ISSUED) & Q(issued__isnull=True),
                name="%(app_label)s_%(class)s_issued_under_a_number",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class ReportSection(models.Model):
    """Mục của báo cáo; `key` stays the same from one gathering to the next."""

    report = models.ForeignKey(ResultReport, models.CASCADE, related_name="sections")
    key = models.CharField("mã", max_length=40)
    order = models.PositiveSmallIntegerField("thứ tự")
    level = models.PositiveSmallIntegerField("cấp")
    label = models.CharField("số mục", max_length=10)
    heading = models.CharField("tiêu đề", max_length=600)
    origin = models.CharField("do đâu", max_length=10, choices=SectionOrigin)
    group = models.ForeignKey(ContentGroup, models.PROTECT, related_name="+", null=True, blank=True)

    class Meta:
        verbose_name = "mục của báo cáo"
        verbose_name_plural = "mục của báo cáo"
        ordering = ["report", "order"]
        constraints = [
            models.UniqueConstraint(fields=["report", "key"], name="%(app_label)s_%(class)s_once")
        ]

    def __str__(self) -> str:
        return f"{self.label} {self.heading}"


class Passage(models.Model):
    """Đoạn: lời tổng hợp từ nguồn, và lời sẽ đứng trong báo cáo."""

    section = models.ForeignKey(ReportSection, models.CASCADE, related_name="passages")
    key = models.CharField("mã", max_length=60)
    order = models.PositiveIntegerField("thứ tự")
    gathered = models.TextField("lời tổng hợp", blank=True)
    standing = models.TextField("lời trong báo cáo", blank=True)
    offered = models.TextField("lời tổng hợp mới, chờ chọn", blank=True)
    edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    edited_at = models.DateTimeField("sửa lúc", null=True, blank=True)
    is_left_out = models.BooleanField("không đưa vào báo cáo", default=False)

    class Meta:
        verbose_name = "đoạn của báo cáo"
        verbose_name_plural = "đoạn của báo cáo"
        ordering = ["section", "order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["section", "key"], name="%(app_label)s_%(class)s_once"),
            models.CheckConstraint(
                condition=Q(edited_at__isnull=True, edited_by__isnull=True)
                | Q(edited_at__isnull=False, edited_by__isnull=False),
                name="%(app_label)s_%(class)s_edited_at_and_by_together",
            ),
            models.CheckConstraint(
                condition=Q(offered="") | Q(edited_at__isnull=False),
                name="%(app_label)s_%(class)s_offers_only_beside_what_was_edited",
            ),
        ]

    def __str__(self) -> str:
        return self.standing[:80]


class PassageSource(models.Model):
    """Nguồn của một đoạn: cập nhật, lần thực hiện hoặc vướng mắc mà lời và số lấy từ đó."""

    passage = models.ForeignKey(Passage, models.CASCADE, related_name="sources")
    update = models.ForeignKey(Update, models.PROTECT, related_name="+", null=True, blank=True)
    occurrence = models.ForeignKey(
        Occurrence, models.PROTECT, related_name="+", null=True, blank=True
    )
    concern = models.ForeignKey(Concern, models.PROTECT, related_name="+", null=True, blank=True)
    figure = models.CharField("số liệu lấy từ nguồn", max_length=120, blank=True)
    is_withdrawn = models.BooleanField("nguồn không còn trong kỳ", default=False)

    class Meta:
        verbose_name = "nguồn của đoạn"
        verbose_name_plural = "nguồn của đoạn"
        ordering = ["passage", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(update__isnull=False, occurrence__isnull=True, concern__isnull=True)
                | Q(update__isnull=True, occurrence__isnull=False, concern__isnull=True)
                | Q(update__isnull=True, occurrence__isnull=True, concern__isnull=False),
                name="%(app_label)s_%(class)s_is_one_thing",
            )
        ]

    def __str__(self) -> str:
        return f"{self.passage_id} ← {self.update_id or self.occurrence_id or self.concern_id}"


class Opinion(models.Model):
    """Ý kiến của lãnh đạo về báo cáo hoặc một đoạn."""

    report = models.ForeignKey(ResultReport, models.CASCADE, related_name="opinions")
    passage = models.ForeignKey(
        Passage, models.CASCADE, related_name="opinions", null=True, blank=True
    )
    text = models.TextField("ý kiến")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField("lúc")
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    settled_at = models.DateTimeField("tiếp thu lúc", null=True, blank=True)
    answer = models.TextField("giải trình", blank=True)

    class Meta:
        verbose_name = "ý kiến về báo cáo"
        verbose_name_plural = "ý kiến về báo cáo"
        ordering = ["report", "at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(settled_at__isnull=True, settled_by__isnull=True)
                | Q(settled_at__isnull=False, settled_by__isnull=False),
                name="%(app_label)s_%(class)s_settled_at_and_by_together",
            )
        ]

    def __str__(self) -> str:
        return self.text[:80]


class UrgingLetter(models.Model):
    """Công văn đôn đốc một đơn vị về những nhiệm vụ quá hạn; bản thảo cho đến khi có số."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="đơn vị gửi")
    addressee = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="kính gửi")
    occurrences = models.ManyToManyField(
        Occurrence, related_name="+", verbose_name="lần thực hiện quá hạn"
    )
    report_by = models.DateField("báo cáo trước ngày")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField("soạn lúc")
    paper = models.JSONField("bản thảo")
    issued = models.OneToOneField(
        OutgoingDocument,
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name="văn bản đi",
    )

    class Meta:
        verbose_name = "công văn đôn đốc"
        verbose_name_plural = "công văn đôn đốc"
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(addressee=F("unit")), name="%(app_label)s_%(class)s_to_another"
            )
        ]

    def __str__(self) -> str:
        return f"Công văn đôn đốc {self.made_at:%d/%m/%Y}"
