"""How far a mail is."""

from collections.abc import Mapping
from typing import Final

from django.db import models


class MailState(models.TextChoices):
    """Tình trạng thư."""

    WAITING = "WAITING", "Chờ gửi thư"
    SENDING = "SENDING", "Đang gửi thư"
    SENT = "SENT", "Đã gửi thư"
    UNKNOWN = "UNKNOWN", "Không rõ thư đã đi chưa"
    FAILED = "FAILED", "Không gửi được thư"


LOOKS: Final[Mapping[str, tuple[str, str]]] = {
    MailState.SENT: ("ok", "ok"),
    MailState.UNKNOWN: ("hand", "warn"),
    MailState.FAILED: ("bad", "stop"),
}
"""Tone and icon of each state that is not simply waiting."""
