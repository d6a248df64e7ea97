"""A later document changes a plan: what changes, who agreed, and how the words stood before."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from nhanai.documents.models import Document
from nhanai.plans.models.plan import Plan, Task
from nhanai.plans.vocab import ChangeKind, RevisionKind, RevisionState


class Revision(models.Model):
    """Điều chỉnh kế hoạch: văn bản sau sửa đổi, thay thế hoặc chấm dứt kế hoạch."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="revisions")
    document = models.ForeignKey(
        Document, models.PROTECT, related_name="+", verbose_name="văn bản sau"
    )
    kind = models.CharField("văn bản sau làm gì", max_length=10, choices=RevisionKind)
    state = models.CharField(
        "tình trạng", max_length=10, choices=RevisionState, default=RevisionState.OPEN
    )
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    started_at = models.DateTimeField("bắt đầu lúc")
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    settled_at = models.DateTimeField("kết thúc lúc", null=True, blank=True)

    class Meta:
        verbose_name = "điều chỉnh kế hoạch"
        verbose_name_plural = "điều chỉnh kế hoạch"
        ordering = ["-started_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "document"],
                condition=~Q(state=RevisionState.DISMISSED),
                name="%(app_label)s_%(class)s_once",
            ),
            models.CheckConstraint(
                condition=Q(settled_at__isnull=True, settled_by__isnull=True)
                | Q(settled_at__isnull=False, settled_by__isnull=False),
                name="%(app_label)s_%(class)s_settled_at_and_by_together",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.plan_id}"


class Change(models.Model):
    """Thay đổi của một nhiệm vụ trong một lần điều chỉnh kế hoạch."""

    revision = models.ForeignKey(Revision, models.CASCADE, related_name="changes")
    order = models.PositiveIntegerField("thứ tự")
    kind = models.CharField("thay đổi", max_length=10, choices=ChangeKind)
    task = models.ForeignKey(
        Task, models.PROTECT, related_name="+", null=True, blank=True, verbose_name="nhiệm vụ"
    )
    said = models.JSONField("văn bản sau nói", null=True, blank=True)
    """The task as the later document's reading has it."""
    agencies = models.CharField("cơ quan theo văn bản sau", max_length=600, blank=True)
    likeness = models.PositiveSmallIntegerField("giống nhau (%)", default=0)
    is_accepted = models.BooleanField("đồng ý", default=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    decided_at = models.DateTimeField("quyết định lúc", null=True, blank=True)

    class Meta:
        verbose_name = "thay đổi của nhiệm vụ"
        verbose_name_plural = "thay đổi của nhiệm vụ"
        ordering = ["revision", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["revision", "order"], name="%(app_label)s_%(class)s_order_once"
            ),
            models.CheckConstraint(
                condition=Q(task__isnull=False) | Q(kind=ChangeKind.NEW),
                name="%(app_label)s_%(class)s_of_a_task_or_new",
            ),
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True, decided_by__isnull=True)
                | Q(decided_at__isnull=False, decided_by__isnull=False),
                name="%(app_label)s_%(class)s_decided_at_and_by_together",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.order}"

    @property
    def text(self) -> str:
        """The words of the later document."""
        return str(self.said["text"]) if self.said else ""


class Wording(models.Model):
    """Lời cũ: nhiệm vụ từng được văn bản nào viết thế nào, cho đến lúc nào."""

    task = models.ForeignKey(Task, models.CASCADE, related_name="wordings")
    document = models.ForeignKey(Document, models.PROTECT, related_name="+")
    address = models.CharField("địa chỉ", max_length=60)
    text = models.TextField("nguyên văn")
    until = models.DateTimeField("cho đến lúc")
    revision = models.ForeignKey(Revision, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "lời cũ của nhiệm vụ"
        verbose_name_plural = "lời cũ của nhiệm vụ"
        ordering = ["task", "until", "pk"]

    def __str__(self) -> str:
        return self.text[:80]
