"""Members carried to another unit together."""

from django.db import models
from django.db.models import F, Q

from nhanai.identity.models import User
from nhanai.units.models import Unit


class MembersMove(models.Model):
    """Lần chuyển nhiều hội viên: from which unit to which, and the roles that began there."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="đơn vị cũ")
    to = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="đơn vị đến")
    on = models.DateField("chuyển từ ngày")
    people = models.PositiveIntegerField("số người")
    roles = models.JSONField("vai trò đã ghi", default=list)
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="người chuyển")
    at = models.DateTimeField("ghi lúc")
    undone_at = models.DateTimeField("hoàn tác lúc", null=True, blank=True)
    stayed = models.PositiveIntegerField("số người ở lại", default=0)

    class Meta:
        verbose_name = "lần chuyển nhiều hội viên"
        verbose_name_plural = "lần chuyển nhiều hội viên"
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(unit=F("to")), name="%(app_label)s_%(class)s_elsewhere"
            )
        ]

    def __str__(self) -> str:
        return f"{self.people}: {self.unit_id} → {self.to_id}"
