"""One line for each act, chained by hash; text only, so that it outlives what it speaks of."""

from django.db import models


class Line(models.Model):
    """Dòng nhật ký: ai đã làm gì, lúc nào, từ đâu."""

    sequence = models.BigIntegerField("số thứ tự", unique=True)
    at = models.DateTimeField("lúc")
    by = models.CharField("người làm", max_length=200)
    by_key = models.CharField("mã người làm", max_length=100, blank=True)
    origin = models.CharField("từ đâu", max_length=100, blank=True)
    verb = models.CharField("việc", max_length=100)
    subject = models.CharField("đối tượng", max_length=500)
    subject_key = models.CharField("mã đối tượng", max_length=150, db_index=True)
    unit_key = models.CharField("mã đơn vị", max_length=50, blank=True, db_index=True)
    old = models.JSONField("cũ", default=dict, blank=True)
    new = models.JSONField("mới", default=dict, blank=True)
    note = models.TextField("ghi chú", blank=True)
    previous_hash = models.CharField("mã băm dòng trước", max_length=64)
    hash = models.CharField("mã băm", max_length=64, unique=True)

    class Meta:
        verbose_name = "dòng nhật ký"
        verbose_name_plural = "nhật ký"
        ordering = ["sequence"]

    def __str__(self) -> str:
        return f"{self.sequence} {self.verb} {self.subject}"
