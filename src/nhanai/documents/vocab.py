"""The words of official paper."""

from django.db import models


class Direction(models.TextChoices):
    """Chiều văn bản."""

    INCOMING = "INCOMING", "Văn bản đến"
    OUTGOING = "OUTGOING", "Văn bản đi"


class ReadingState(models.TextChoices):
    """Tình trạng đọc."""

    WAITING = "WAITING", "Chờ đọc"
    READING = "READING", "Đang đọc"
    READ = "READ", "Đã đọc"
    FAILED = "FAILED", "Không đọc được"
