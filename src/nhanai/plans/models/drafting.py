"""A plan while it is written here: sections, the tasks of its agencies, the leader's opinions."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from nhanai.documents.models import OutgoingDocument
from nhanai.plans.models.plan import Plan, Task
from nhanai.plans.vocab import DraftSectionKind, DraftState, Recurrence
from nhanai.units.models import Unit


class PlanDraft(models.Model):
    """Bản soạn kế hoạch của một đơn vị; ban hành xong thì thành kế hoạch có nhiệm vụ ngay."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="đơn vị soạn")
    subject = models.CharField("trích yếu", max_length=500)
    subject_folded = models.CharField("trích yếu không dấu", max_length=500)
    bases = models.TextField("căn cứ", blank=True)
    purpose = models.TextField("mục đích", blank=True)
    requirements = models.TextField("yêu cầu", blank=True)
    closing = models.TextField("lời kết", blank=True)
    state = models.CharField(
        "tình trạng", max_length=10, choices=DraftState, default=DraftState.DRAFT
    )
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    started_at = models.DateTimeField("soạn từ lúc")
    changed_at = models.DateTimeField("sửa lúc")
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    submitted_at = models.DateTimeField("trình lúc", null=True, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    approved_at = models.DateTimeField("duyệt lúc", null=True, blank=True)
    issuer = models.CharField("cơ quan ban hành", max_length=300)
    superior = models.CharField("cơ quan chủ quản", max_length=300, blank=True)
    symbol = models.CharField("ký hiệu", max_length=60)
    place = models.CharField("nơi ban hành", max_length=100)
    signature = models.TextField("quyền hạn, chức vụ người ký", blank=True)
    signer = models.CharField("họ tên người ký", max_length=100, blank=True)
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
    plan = models.OneToOneField(
        Plan, models.PROTECT, related_name="+", null=True, blank=True, verbose_name="kế hoạch"
    )

    class Meta:
        verbose_name = "bản soạn kế hoạch"
        verbose_name_plural = "bản soạn kế hoạch"
        ordering = ["-changed_at", "-pk"]
        constraints = [
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
                condition=~Q(state__in=[DraftState.APPROVED, DraftState.ISSUED])
                | Q(approved_at__isnull=False),
                name="%(app_label)s_%(class)s_approved_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(state=DraftState.ISSUED, issued__isnull=False, plan__isnull=False)
                | ~Q(state=DraftState.ISSUED) & Q(issued__isnull=True, plan__isnull=True),
                name="%(app_label)s_%(class)s_issued_with_number_and_plan",
            ),
        ]

    def __str__(self) -> str:
        return self.subject


class DraftSection(models.Model):
    """Mục của bản soạn: một nhóm nội dung với các ý, hoặc một khối cơ quan với nhiệm vụ."""

    draft = models.ForeignKey(PlanDraft, models.CASCADE, related_name="sections")
    kind = models.CharField("loại mục", max_length=10, choices=DraftSectionKind)
    order = models.PositiveSmallIntegerField("thứ tự")
    heading = models.CharField("tiêu đề", max_length=300, blank=True)
    """Of a block, what is printed in place of the names of its units; empty prints those."""
    bullets = models.TextField("các ý", blank=True)
    units = models.ManyToManyField(Unit, related_name="+", blank=True, verbose_name="đơn vị")

    class Meta:
        verbose_name = "mục của bản soạn kế hoạch"
        verbose_name_plural = "mục của bản soạn kế hoạch"
        ordering = ["draft", "-kind", "order", "pk"]

    def __str__(self) -> str:
        return self.heading or self.get_kind_display()


class DraftTask(models.Model):
    """Nhiệm vụ trong bản soạn: câu sẽ in ra, và những điều bổ sung đi cùng nó."""

    section = models.ForeignKey(DraftSection, models.CASCADE, related_name="tasks")
    order = models.PositiveSmallIntegerField("thứ tự")
    text = models.TextField("nội dung")
    due = models.DateField("hạn", null=True, blank=True)
    recurrence = models.CharField("lặp lại", max_length=30, choices=Recurrence, blank=True)
    target = models.CharField("chỉ tiêu", max_length=300, blank=True)
    uppers = models.ManyToManyField(
        Task, related_name="+", blank=True, verbose_name="nhiệm vụ cấp trên"
    )
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField("sửa lúc")

    class Meta:
        verbose_name = "nhiệm vụ trong bản soạn"
        verbose_name_plural = "nhiệm vụ trong bản soạn"
        ordering = ["section", "order", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(text=""), name="%(app_label)s_%(class)s_says_something"
            )
        ]

    def __str__(self) -> str:
        return self.text[:80]


class DraftOpinion(models.Model):
    """Ý kiến của lãnh đạo khi trả lại bản soạn."""

    draft = models.ForeignKey(PlanDraft, models.CASCADE, related_name="opinions")
    text = models.TextField("ý kiến")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField("lúc")
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    settled_at = models.DateTimeField("tiếp thu lúc", null=True, blank=True)

    class Meta:
        verbose_name = "ý kiến về bản soạn kế hoạch"
        verbose_name_plural = "ý kiến về bản soạn kế hoạch"
        ordering = ["draft", "at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(settled_at__isnull=True, settled_by__isnull=True)
                | Q(settled_at__isnull=False, settled_by__isnull=False),
                name="%(app_label)s_%(class)s_settled_at_and_by_together",
            )
        ]

    def __str__(self) -> str:
        return self.text[:80]
