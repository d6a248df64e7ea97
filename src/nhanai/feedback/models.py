"""What somebody said or sent, and every step of dealing with it."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from nhanai.feedback.vocab import (
    FeedbackKind,
    FeedbackSender,
    FeedbackState,
    FeedbackStepKind,
    FeedbackWay,
)
from nhanai.units.models import Unit


class Feedback(models.Model):
    """Phản ánh: ai cũng gửi được, không cần nêu tên; theo dõi bằng mã riêng.

    `code_hash` keeps the code unreadably. `unit` deals with it, `handler` is the person named for
    it. Name and contact may be taken out again; the rest stays.
    """

    number = models.CharField("số", max_length=20, unique=True)
    code_hash = models.CharField("mã theo dõi, đã che", max_length=64, unique=True)
    kind = models.CharField("về việc", max_length=10, choices=FeedbackKind)
    sender = models.CharField("người phản ánh", max_length=10, choices=FeedbackSender)
    way = models.CharField("đến bằng", max_length=10, choices=FeedbackWay)
    language = models.CharField("ngôn ngữ", max_length=2, default="vi")
    text = models.TextField("nội dung")
    folded = models.TextField("nội dung không dấu")
    name = models.CharField("họ tên", max_length=120, blank=True)
    contact = models.CharField("liên hệ", max_length=200, blank=True)
    about = models.ForeignKey(
        Unit, models.PROTECT, related_name="+", null=True, blank=True, verbose_name="ở đơn vị nào"
    )
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="nơi giải quyết")
    handler = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True,
        verbose_name="người giải quyết",
    )  # fmt: skip
    state = models.CharField("tình trạng", max_length=10, choices=FeedbackState)
    is_suspect = models.BooleanField("có thể do máy gửi", default=False)
    received_on = models.DateField("ngày nhận")
    acknowledge_by = models.DateField("hạn báo đã nhận")
    answer_by = models.DateField("hạn trả lời")
    acknowledged_on = models.DateField("ngày báo đã nhận", null=True, blank=True)
    answered_on = models.DateField("ngày trả lời", null=True, blank=True)
    was_reopened = models.BooleanField("đã đề nghị xem lại", default=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True,
        verbose_name="người ghi",
    )  # fmt: skip
    at = models.DateTimeField("ghi lúc")

    class Meta:
        verbose_name = "phản ánh"
        verbose_name_plural = "phản ánh"
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["unit", "state", "answer_by"], name="feedback_waiting"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(way="WEB", by__isnull=True) | ~Q(way="WEB") & Q(by__isnull=False),
                name="%(app_label)s_%(class)s_somebody_wrote_it_down",
            ),
        ]

    def __str__(self) -> str:
        return f"Phản ánh {self.number}"


class FeedbackStep(models.Model):
    """Bước giải quyết phản ánh; người gửi chỉ thấy những bước công khai với họ."""

    feedback = models.ForeignKey(Feedback, models.PROTECT, related_name="steps")
    kind = models.CharField("bước", max_length=10, choices=FeedbackStepKind)
    text = models.TextField("nội dung", blank=True)
    is_shown = models.BooleanField("người gửi thấy", default=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    at = models.DateTimeField("lúc")

    class Meta:
        verbose_name = "bước giải quyết phản ánh"
        verbose_name_plural = "bước giải quyết phản ánh"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.feedback}: {self.get_kind_display()}"
