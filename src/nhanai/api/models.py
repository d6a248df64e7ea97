"""Keys by which programs read what a person may see."""

from django.conf import settings
from django.db import models


class ApiKey(models.Model):
    """Khóa máy: một chương trình đọc số liệu thay một người; chỉ lưu mã băm của khóa."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    name = models.CharField("tên khóa", max_length=100)
    token_hash = models.CharField("mã băm", max_length=64, unique=True)
    hint = models.CharField("bốn chữ cuối", max_length=4)
    created_at = models.DateTimeField("lập lúc")
    expires_on = models.DateField("hết hạn ngày")
    revoked_at = models.DateTimeField("thu hồi lúc", null=True, blank=True)
    last_used_at = models.DateTimeField("dùng gần nhất lúc", null=True, blank=True)

    class Meta:
        verbose_name = "khóa máy"
        verbose_name_plural = "khóa máy"
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["user", "revoked_at"], name="api_keys_of_person")]

    def __str__(self) -> str:
        return f"{self.name} (…{self.hint})"
