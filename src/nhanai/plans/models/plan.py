"""A plan's tasks: the document's words, frozen; what we added, each with author and moment."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from nhanai.documents.models import Document
from nhanai.plans.vocab import AddedField, AssignmentRole, PlanState, Recurrence, Source, TaskState
from nhanai.units.models import Unit


class Plan(models.Model):
    """Kế hoạch: các nhiệm vụ đọc từ một văn bản."""

    document = models.OneToOneField(
        Document, models.PROTECT, related_name="+", verbose_name="văn bản"
    )
    owner = models.ForeignKey(
        Unit, models.PROTECT, related_name="+", verbose_name="đơn vị theo dõi"
    )
    title = models.CharField("tên", max_length=700)
    title_folded = models.CharField("tên không dấu", max_length=700)
    state = models.CharField(
        "tình trạng", max_length=12, choices=PlanState, default=PlanState.REVIEW
    )
    started_at = models.DateTimeField("rà soát từ lúc")
    confirmed_at = models.DateTimeField("xác nhận lúc", null=True, blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )

    class Meta:
        verbose_name = "kế hoạch"
        verbose_name_plural = "kế hoạch"
        ordering = ["-started_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True, confirmed_by__isnull=True)
                | Q(confirmed_at__isnull=False, confirmed_by__isnull=False),
                name="%(app_label)s_%(class)s_confirmed_at_and_by_together",
            )
        ]

    def __str__(self) -> str:
        return self.title


class ContentGroup(models.Model):
    """Nhóm nội dung của kế hoạch (ví dụ mục II.1 … II.5)."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="groups")
    order = models.PositiveSmallIntegerField("thứ tự")
    address = models.CharField("địa chỉ", max_length=60, blank=True)
    title = models.CharField("tên", max_length=600)

    class Meta:
        verbose_name = "nhóm nội dung"
        verbose_name_plural = "nhóm nội dung"
        ordering = ["plan", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "order"], name="%(app_label)s_%(class)s_order_once"
            )
        ]

    def __str__(self) -> str:
        return self.title


class Task(models.Model):
    """Nhiệm vụ: lời văn bản (không sửa được) và những điều ta bổ sung.

    Tasks stand in the order of the text itself, so that a part keeps its place without a number.
    """

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="tasks")
    quoted_from = models.ForeignKey(
        Document,
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name="trích từ văn bản",
    )
    """None for the plan's own document; else the later one that changed the words."""
    address = models.CharField("địa chỉ", max_length=60)
    start = models.PositiveIntegerField("từ ký tự")
    end = models.PositiveIntegerField("đến ký tự")
    text = models.TextField("nguyên văn")
    text_folded = models.TextField("nguyên văn không dấu")
    rule = models.CharField("quy tắc đọc", max_length=60, blank=True)
    source = models.CharField("nguồn", max_length=10, choices=Source, default=Source.DOCUMENT)
    state = models.CharField(
        "tình trạng", max_length=10, choices=TaskState, default=TaskState.PROPOSED
    )
    group = models.ForeignKey(
        ContentGroup,
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name="nhóm nội dung",
    )
    said_due = models.CharField("hạn theo văn bản", max_length=300, blank=True)
    said_due_on = models.DateField("ngày đến hạn theo văn bản", null=True, blank=True)
    said_recurrence = models.CharField(
        "lặp lại theo văn bản", max_length=30, choices=Recurrence, blank=True
    )
    said_product = models.CharField("sản phẩm theo văn bản", max_length=600, blank=True)
    said_report_to = models.CharField("báo cáo về", max_length=300, blank=True)
    split_from = models.ForeignKey(
        "self", models.PROTECT, related_name="+", null=True, blank=True, verbose_name="tách từ"
    )
    joined_into = models.ForeignKey(
        "self", models.PROTECT, related_name="+", null=True, blank=True, verbose_name="gộp vào"
    )

    class Meta:
        verbose_name = "nhiệm vụ"
        verbose_name_plural = "nhiệm vụ"
        ordering = ["plan", "start", "end", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(end__gt=F("start")), name="%(app_label)s_%(class)s_is_not_empty"
            ),
            models.UniqueConstraint(
                fields=["plan", "address"],
                condition=Q(quoted_from__isnull=True),
                name="%(app_label)s_%(class)s_address_once",
            ),
            models.UniqueConstraint(
                fields=["plan", "quoted_from", "address"],
                name="%(app_label)s_%(class)s_later_address_once",
            ),
            models.CheckConstraint(
                condition=Q(joined_into__isnull=True) | Q(state=TaskState.REPLACED),
                name="%(app_label)s_%(class)s_joined_is_replaced",
            ),
        ]
        indexes = [models.Index(fields=["plan", "state"], name="plans_task_of_plan")]

    def __str__(self) -> str:
        return f"{self.address} {self.text[:80]}"

    @property
    def document(self) -> Document:
        """The document in which its words stand."""
        return self.quoted_from or self.plan.document


class Assignment(models.Model):
    """Giao việc: một cơ quan được nêu tên cho một nhiệm vụ, với vai trò của nó."""

    task = models.ForeignKey(Task, models.CASCADE, related_name="assignments")
    order = models.PositiveSmallIntegerField("thứ tự")
    words = models.CharField("lời văn bản", max_length=300)
    role = models.CharField("vai trò", max_length=15, choices=AssignmentRole)
    is_requested = models.BooleanField("đề nghị, không phải giao", default=False)
    source = models.CharField("nguồn", max_length=10, choices=Source, default=Source.DOCUMENT)
    units = models.ManyToManyField(
        Unit, through="Assignee", related_name="+", verbose_name="đơn vị"
    )
    doubt = models.CharField("chỗ chưa chắc", max_length=400, blank=True)
    rule = models.CharField("quy tắc đọc", max_length=60, blank=True)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    changed_at = models.DateTimeField("sửa lúc", null=True, blank=True)

    class Meta:
        verbose_name = "giao việc"
        verbose_name_plural = "giao việc"
        ordering = ["task", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["task", "order"], name="%(app_label)s_%(class)s_order_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.words} ({self.get_role_display()})"


class Assignee(models.Model):
    """Đơn vị nhận việc: đơn vị có thật đứng sau lời văn bản; dòng đã thôi vẫn còn để xem."""

    assignment = models.ForeignKey(Assignment, models.CASCADE, related_name="assignees")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    start = models.DateField("nhận từ ngày", null=True, blank=True)
    end = models.DateField("thôi từ ngày", null=True, blank=True)
    taken_from = models.ForeignKey(
        "self", models.CASCADE, related_name="+", null=True, blank=True, verbose_name="nhận lại từ"
    )
    reason = models.CharField("lý do", max_length=400, blank=True)

    class Meta:
        verbose_name = "đơn vị nhận việc"
        verbose_name_plural = "đơn vị nhận việc"
        constraints = [
            models.UniqueConstraint(
                fields=["assignment", "unit"],
                condition=Q(end__isnull=True),
                name="%(app_label)s_%(class)s_once_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return f"{self.assignment_id} → {self.unit_id}"


class Addition(models.Model):
    """Bổ sung: một điều không có trong văn bản, ai thêm, lúc nào; dòng mới nhất là dòng dùng."""

    task = models.ForeignKey(Task, models.CASCADE, related_name="additions")
    field = models.CharField("mục", max_length=12, choices=AddedField)
    value = models.CharField("giá trị", max_length=600, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField("lúc")

    class Meta:
        verbose_name = "bổ sung"
        verbose_name_plural = "bổ sung"
        ordering = ["task", "at", "pk"]

    def __str__(self) -> str:
        return f"{self.get_field_display()}: {self.value}"
