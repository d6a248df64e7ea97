"""How the work on tasks goes: one row a unit, a task and a period; what was said and shown."""

from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from nhanai.plans.models.plan import Task
from nhanai.plans.rules.progress import plain
from nhanai.plans.vocab import AssignmentRole, EvidenceKind, ProgressState
from nhanai.units.models import Unit


class Occurrence(models.Model):
    """Lần thực hiện: một đơn vị làm một nhiệm vụ trong một kỳ (việc làm một lần chỉ có một).

    Whether it is late or due soon is derived from `due_on` and the state, never stored.
    """

    task = models.ForeignKey(Task, models.PROTECT, related_name="occurrences")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="đơn vị")
    role = models.CharField("vai trò", max_length=15, choices=AssignmentRole)
    start = models.DateField("từ ngày")
    end = models.DateField("đến hết trước ngày", null=True, blank=True)
    period_key = models.CharField("mã kỳ", max_length=40, blank=True)
    label = models.CharField("kỳ", max_length=80, blank=True)
    due_on = models.DateField("hạn", null=True, blank=True)
    state = models.CharField(
        "tình trạng", max_length=15, choices=ProgressState, default=ProgressState.NOT_STARTED
    )
    moved_at = models.DateTimeField("đổi tình trạng lúc", null=True, blank=True)
    moved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    reason = models.CharField("lý do", max_length=400, blank=True)
    parent = models.ForeignKey(
        "self", models.PROTECT, related_name="+", null=True, blank=True, verbose_name="giao tiếp từ"
    )
    instruction = models.TextField("lời giao", blank=True)
    taken_from = models.ForeignKey(
        "self", models.PROTECT, related_name="+", null=True, blank=True, verbose_name="nhận lại từ"
    )
    passed_on_at = models.DateTimeField("đã chuyển đơn vị kế tục lúc", null=True, blank=True)

    class Meta:
        verbose_name = "lần thực hiện"
        verbose_name_plural = "lần thực hiện"
        ordering = ["task", "start", "unit"]
        constraints = [
            models.UniqueConstraint(
                fields=["task", "unit", "start"], name="%(app_label)s_%(class)s_once_a_period"
            ),
            models.CheckConstraint(
                condition=Q(end__isnull=True) | Q(end__gt=F("start")),
                name="%(app_label)s_%(class)s_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(moved_at__isnull=True, moved_by__isnull=True)
                | Q(moved_at__isnull=False, moved_by__isnull=False),
                name="%(app_label)s_%(class)s_moved_at_and_by_together",
            ),
            models.CheckConstraint(
                condition=~Q(state=ProgressState.CANCELLED) | ~Q(reason=""),
                name="%(app_label)s_%(class)s_cancelled_with_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["unit", "state", "due_on"], name="plans_occurrence_of_unit"),
            models.Index(fields=["due_on", "state"], name="plans_occurrence_due"),
            models.Index(
                fields=["state", "due_on", "unit", "task", "passed_on_at"],
                name="plans_occurrence_counted",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.task_id} {self.label}".strip()


class Update(models.Model):
    """Cập nhật: đơn vị nói đã làm gì; không sửa được, nói lại thì thêm dòng mới."""

    occurrence = models.ForeignKey(Occurrence, models.PROTECT, related_name="updates")
    token = models.UUIDField("mã lần gửi", unique=True)
    """Made with the form, so that sending twice makes one update."""
    state = models.CharField("tình trạng", max_length=15, choices=ProgressState)
    text = models.TextField("đã làm được", blank=True)
    text_folded = models.TextField("đã làm được, không dấu", blank=True)
    quantity = models.DecimalField(
        "số lượng", max_digits=18, decimal_places=3, null=True, blank=True
    )
    is_on_behalf = models.BooleanField("nhập thay", default=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField("lúc")

    class Meta:
        verbose_name = "cập nhật"
        verbose_name_plural = "cập nhật"
        ordering = ["occurrence", "at", "pk"]
        indexes = [models.Index(fields=["at"], name="plans_update_at")]

    def __str__(self) -> str:
        return self.text[:80]

    @property
    def number(self) -> Decimal | None:
        """The quantity without needless zeros."""
        return None if self.quantity is None else plain(self.quantity)


class Evidence(models.Model):
    """Minh chứng: tệp, ảnh hoặc đường dẫn kèm theo một cập nhật."""

    update = models.ForeignKey(Update, models.PROTECT, related_name="evidence")
    kind = models.CharField("loại", max_length=10, choices=EvidenceKind)
    title = models.CharField("tên", max_length=300)
    url = models.URLField("đường dẫn", max_length=600, blank=True)
    file = models.FileField("tệp", upload_to="evidence", blank=True)
    file_size = models.PositiveBigIntegerField("cỡ tệp (byte)", default=0)
    sha256 = models.CharField("mã băm của tệp", max_length=64, blank=True)
    withdrawn_at = models.DateTimeField("rút lại lúc", null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )

    class Meta:
        verbose_name = "minh chứng"
        verbose_name_plural = "minh chứng"
        ordering = ["update", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=EvidenceKind.LINK, file="") & ~Q(url="")
                | ~Q(kind=EvidenceKind.LINK) & Q(url="") & ~Q(file=""),
                name="%(app_label)s_%(class)s_is_a_link_or_a_file",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="%(app_label)s_%(class)s_withdrawn_at_and_by_together",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Target(models.Model):
    """Chỉ tiêu giao: đo bằng gì, bao nhiêu, đến bao giờ; dòng chưa kết thúc là dòng đang dùng."""

    task = models.ForeignKey(Task, models.PROTECT, related_name="targets")
    name = models.CharField("chỉ tiêu", max_length=300)
    measured_in = models.CharField("đơn vị tính", max_length=60)
    value = models.DecimalField("mức giao", max_digits=18, decimal_places=3)
    due_on = models.DateField("đến ngày", null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField("lúc")
    ended_at = models.DateTimeField("thôi dùng lúc", null=True, blank=True)

    class Meta:
        verbose_name = "chỉ tiêu giao"
        verbose_name_plural = "chỉ tiêu giao"
        ordering = ["task", "at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["task"],
                condition=Q(ended_at__isnull=True),
                name="%(app_label)s_%(class)s_one_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(value__gt=0), name="%(app_label)s_%(class)s_is_positive"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.value} {self.measured_in}"

    @property
    def level(self) -> Decimal:
        """The value without needless zeros."""
        return plain(self.value)


class Carrying(models.Model):
    """Cụ thể hóa: nhiệm vụ của kế hoạch cấp dưới thực hiện nhiệm vụ nào của cấp trên."""

    lower = models.ForeignKey(Task, models.CASCADE, related_name="+", verbose_name="cấp dưới")
    upper = models.ForeignKey(Task, models.PROTECT, related_name="+", verbose_name="cấp trên")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField("lúc")

    class Meta:
        verbose_name = "cụ thể hóa nhiệm vụ"
        verbose_name_plural = "cụ thể hóa nhiệm vụ"
        constraints = [
            models.UniqueConstraint(fields=["lower", "upper"], name="%(app_label)s_%(class)s_once"),
            models.CheckConstraint(
                condition=~Q(lower=F("upper")), name="%(app_label)s_%(class)s_not_itself"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.lower_id} → {self.upper_id}"
