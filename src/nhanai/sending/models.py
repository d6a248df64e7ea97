"""What was sent, so that it is done once."""

from django.conf import settings
from django.db import models


class Sending(models.Model):
    """Lần gửi: một biểu mẫu với nội dung của nó đã được làm xong, và đã tạo ra những gì."""

    key = models.UUIDField("mã lần gửi", unique=True)
    act = models.CharField("việc", max_length=60)
    made = models.JSONField("đã tạo ra", default=list, blank=True)
    """Keys of the rows that came of it, in their order."""
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField("lúc")

    class Meta:
        verbose_name = "lần gửi"
        verbose_name_plural = "lần gửi"
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.act} {self.key}"
