"""What was told to whom on which day, and how each person wishes to be told."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from nhanai.mail.models import Mailing
from nhanai.reminders.vocab import ReminderState


class Reminder(Mailing):
    """Nhắc việc: những gì chờ một người trong một ngày, và thư nhắc đã đi đến đâu.

    One row a person and a day: whoever finds the row does not make it again.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    day = models.DateField("ngày")
    lines = models.JSONField("các dòng", default=list, blank=True)
    content_hash = models.CharField("mã băm nội dung", max_length=64)
    newest = models.BigIntegerField("lần thực hiện mới nhất đã biết", default=0)
    """The key of the newest work known to it; what has a greater one is new the next time."""
    state = models.CharField("tình trạng", max_length=10, choices=ReminderState)
    made_at = models.DateTimeField("lập lúc")

    class Meta:
        verbose_name = "nhắc việc"
        verbose_name_plural = "nhắc việc"
        ordering = ["-day", "user"]
        constraints = [
            models.UniqueConstraint(fields=["user", "day"], name="%(app_label)s_%(class)s_a_day"),
            models.CheckConstraint(
                condition=Q(state=ReminderState.SENT, sent_at__isnull=False)
                | ~Q(state=ReminderState.SENT) & Q(sent_at__isnull=True),
                name="%(app_label)s_%(class)s_sent_has_moment",
            ),
        ]
        indexes = [models.Index(fields=["state", "next_at"], name="reminders_waiting")]

    def __str__(self) -> str:
        return f"{self.user} {self.day:%d/%m/%Y}"


class Preference(models.Model):
    """Cách nhắc việc: một người muốn được nhắc thế nào; chưa chọn thì theo mặc định."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    by_mail = models.BooleanField("nhắc qua thư điện tử", default=True)
    hour = models.PositiveSmallIntegerField("giờ nhắc", default=7)
    on_days_off = models.BooleanField("nhắc cả ngày nghỉ", default=False)

    class Meta:
        verbose_name = "cách nhắc việc"
        verbose_name_plural = "cách nhắc việc"
        constraints = [
            models.CheckConstraint(
                condition=Q(hour__lt=24), name="%(app_label)s_%(class)s_hour_of_a_day"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.hour} giờ"


class CalendarLink(models.Model):
    """Đường dẫn lịch cá nhân: ai có đường dẫn thì xem được lịch; chỉ lưu mã băm của nó."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    token_hash = models.CharField("mã băm", max_length=64, unique=True)
    created_at = models.DateTimeField("tạo lúc")
    revoked_at = models.DateTimeField("thu hồi lúc", null=True, blank=True)
    last_used_at = models.DateTimeField("dùng gần nhất lúc", null=True, blank=True)

    class Meta:
        verbose_name = "đường dẫn lịch cá nhân"
        verbose_name_plural = "đường dẫn lịch cá nhân"
        constraints = [
            models.UniqueConstraint(
                fields=["user"],
                condition=Q(revoked_at__isnull=True),
                name="%(app_label)s_%(class)s_one_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.created_at:%d/%m/%Y}"


class Visit(models.Model):
    """Lần ghé trang: lần này và lần trước một người mở trang Hôm nay."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    seen_at = models.DateTimeField("lần này")
    before_at = models.DateTimeField("lần trước", null=True, blank=True)

    class Meta:
        verbose_name = "lần ghé trang"
        verbose_name_plural = "lần ghé trang"

    def __str__(self) -> str:
        return f"{self.user_id} {self.seen_at:%d/%m/%Y}"


class Duty(models.Model):
    """Phiên canh giờ: tiến trình nào đang canh giờ, đến lúc nào; chỉ một dòng."""

    holder = models.CharField("tiến trình", max_length=64)
    until = models.DateTimeField("giữ đến lúc")
    opened_on = models.DateField("đã mở kỳ mới ngày", null=True, blank=True)

    class Meta:
        verbose_name = "phiên canh giờ"
        verbose_name_plural = "phiên canh giờ"

    def __str__(self) -> str:
        return self.holder
