"""The words of reminders."""

from django.db import models


class ReminderState(models.TextChoices):
    """Tình trạng nhắc việc."""

    NOTHING = "NOTHING", "Không có việc phải nhắc"
    SHOWN = "SHOWN", "Xem trong phần mềm"
    WAITING = "WAITING", "Chờ gửi thư"
    SENDING = "SENDING", "Đang gửi thư"
    SENT = "SENT", "Đã gửi thư"
    UNKNOWN = "UNKNOWN", "Không rõ thư đã đi chưa"
    FAILED = "FAILED", "Không gửi được thư"


class Section(models.TextChoices):
    """Mục của bản nhắc việc."""

    LATE = "LATE", "Quá hạn"
    SOON = "SOON", "Đến hạn trong 7 ngày"
    NEW = "NEW", "Mới từ lần nhắc trước"
    CONCERN = "CONCERN", "Vướng mắc, kiến nghị chờ trả lời"
    UNREAD = "UNREAD", "Kế hoạch chờ xác nhận đã đọc"
