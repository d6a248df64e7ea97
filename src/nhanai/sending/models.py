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


class PublicSending(models.Model):
    """Lần gửi của công chúng: biểu mẫu nào, lúc nào; giữ hai ngày để không ai gửi dồn dập.

    `who` is an address made unreadable, anew each day: enough to count, not to find anybody.
    """

    form = models.CharField("biểu mẫu", max_length=40)
    token = models.UUIDField("mã lần gửi", unique=True)
    who = models.CharField("từ nơi nào, đã che", max_length=64)
    at = models.DateTimeField("lúc")

    class Meta:
        verbose_name = "lần gửi của công chúng"
        verbose_name_plural = "lần gửi của công chúng"
        ordering = ["-pk"]
        indexes = [models.Index(fields=["form", "at"], name="sending_public_by_time")]

    def __str__(self) -> str:
        return f"{self.form} {self.token}"
