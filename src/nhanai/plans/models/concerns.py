"""What hinders the work and what is proposed; nothing disappears before it is answered."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from nhanai.plans.models.plan import Task
from nhanai.plans.models.progress import Occurrence
from nhanai.plans.vocab import ConcernKind
from nhanai.units.models import Unit


class Concern(models.Model):
    """Vướng mắc, kiến nghị: ai nêu, về nhiệm vụ nào, gửi ai, đã trả lời chưa."""

    kind = models.CharField("loại", max_length=10, choices=ConcernKind)
    task = models.ForeignKey(Task, models.PROTECT, related_name="concerns")
    occurrence = models.ForeignKey(
        Occurrence, models.PROTECT, related_name="concerns", null=True, blank=True
    )
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="đơn vị nêu")
    addressed_to = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="gửi đến")
    text = models.TextField("nội dung")
    text_folded = models.TextField("nội dung không dấu")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField("nêu lúc")
    settled_at = models.DateTimeField("giải quyết xong lúc", null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )

    class Meta:
        verbose_name = "vướng mắc, kiến nghị"
        verbose_name_plural = "vướng mắc, kiến nghị"
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(settled_at__isnull=True, settled_by__isnull=True)
                | Q(settled_at__isnull=False, settled_by__isnull=False),
                name="%(app_label)s_%(class)s_settled_at_and_by_together",
            )
        ]
        indexes = [
            models.Index(fields=["addressed_to", "settled_at", "at"], name="plans_concern_waiting"),
            models.Index(fields=["at", "id"], name="plans_concern_newest"),
        ]

    def __str__(self) -> str:
        return self.text[:80]


class Answer(models.Model):
    """Trả lời một vướng mắc, kiến nghị; có thể nhiều lần, lần kết thúc thì ghi rõ."""

    concern = models.ForeignKey(Concern, models.PROTECT, related_name="answers")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="đơn vị trả lời")
    text = models.TextField("nội dung")
    settles = models.BooleanField("đã giải quyết xong", default=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField("lúc")

    class Meta:
        verbose_name = "trả lời"
        verbose_name_plural = "trả lời"
        ordering = ["concern", "at", "pk"]

    def __str__(self) -> str:
        return self.text[:80]
