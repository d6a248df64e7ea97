"""Days on which offices work, or not, against the calendar, as this installation records them."""

from django.db import models
from django.db.models import Q

from nhanai.base.days import written
from nhanai.periods.vocab import DayKind


class DayChange(models.Model):
    """Ngày nghỉ, làm bù: một ngày làm việc hoặc nghỉ khác với lịch thường."""

    day = models.DateField("ngày", unique=True)
    kind = models.CharField("làm việc hay nghỉ", max_length=10, choices=DayKind)
    reason = models.CharField("lý do", max_length=300)
    by = models.CharField("người ghi", max_length=200)
    at = models.DateTimeField("ghi lúc")

    class Meta:
        verbose_name = "ngày nghỉ, làm bù"
        verbose_name_plural = "ngày nghỉ, làm bù"
        ordering = ["day"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(reason=""), name="%(app_label)s_%(class)s_says_why"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=DayKind.values), name="%(app_label)s_%(class)s_kind_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{written(self.day)}: {self.get_kind_display().lower()}"
