"""A plan is made known: who should read it, who has, and the conferences held."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from nhanai.plans.models.plan import Plan
from nhanai.units.models import Unit


class Dissemination(models.Model):
    """Đợt quán triệt: một kế hoạch được gửi đến các đơn vị để người có tên đọc và xác nhận."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="disseminations")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="đơn vị gửi")
    message = models.TextField("lời nhắn", blank=True)
    due_on = models.DateField("đọc trước ngày", null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField("lúc")

    class Meta:
        verbose_name = "đợt quán triệt"
        verbose_name_plural = "đợt quán triệt"
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.plan_id} {self.at:%d/%m/%Y}"


class Reader(models.Model):
    """Người đọc: người của đơn vị được gửi, đã xác nhận đọc hay chưa."""

    dissemination = models.ForeignKey(Dissemination, models.CASCADE, related_name="readers")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="đơn vị")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    """None while the unit has nobody with an account: its row still shows that nobody read."""
    acknowledged_at = models.DateTimeField("xác nhận đọc lúc", null=True, blank=True)

    class Meta:
        verbose_name = "người đọc"
        verbose_name_plural = "người đọc"
        ordering = ["dissemination", "unit", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["dissemination", "unit", "user"], name="%(app_label)s_%(class)s_once"
            ),
            models.CheckConstraint(
                condition=Q(acknowledged_at__isnull=True) | Q(user__isnull=False),
                name="%(app_label)s_%(class)s_a_person_acknowledges",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.user_id or ''}".strip()


class Conference(models.Model):
    """Hội nghị quán triệt: ngày, nơi họp, nội dung."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="conferences")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="đơn vị tổ chức")
    on = models.DateField("ngày")
    place = models.CharField("nơi họp", max_length=300)
    note = models.TextField("nội dung", blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField("ghi lúc")
    withdrawn_at = models.DateTimeField("rút lại lúc", null=True, blank=True)
    """A withdrawn one stays to be seen and counts for nothing."""
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    reason = models.CharField("vì sao rút lại", max_length=400, blank=True)

    class Meta:
        verbose_name = "hội nghị quán triệt"
        verbose_name_plural = "hội nghị quán triệt"
        ordering = ["-on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True, reason="")
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False) & ~Q(reason=""),
                name="%(app_label)s_%(class)s_withdrawn_by_someone_with_reason",
            )
        ]

    def __str__(self) -> str:
        return f"{self.place} {self.on:%d/%m/%Y}"


class Attendance(models.Model):
    """Đơn vị dự hội nghị: bao nhiêu người."""

    conference = models.ForeignKey(Conference, models.CASCADE, related_name="attendances")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="đơn vị dự")
    persons = models.PositiveIntegerField("số người dự")

    class Meta:
        verbose_name = "đơn vị dự hội nghị"
        verbose_name_plural = "đơn vị dự hội nghị"
        constraints = [
            models.UniqueConstraint(
                fields=["conference", "unit"], name="%(app_label)s_%(class)s_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.unit_id}: {self.persons}"
