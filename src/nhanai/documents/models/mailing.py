"""Where a unit receives documents by e-mail, and each mail with which one was sent."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from nhanai.documents.models.outgoing import Dispatch
from nhanai.mail.models import Mailing
from nhanai.mail.vocab import MailState
from nhanai.units.models import Unit


class MailAddress(models.Model):
    """Địa chỉ thư điện tử nhận văn bản của một đơn vị."""

    unit = models.OneToOneField(Unit, models.PROTECT, related_name="+", verbose_name="đơn vị")
    address = models.EmailField("địa chỉ thư điện tử")
    set_at = models.DateTimeField("ghi lúc")
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "địa chỉ thư điện tử nhận văn bản"
        verbose_name_plural = "địa chỉ thư điện tử nhận văn bản"

    def __str__(self) -> str:
        return self.address


class DispatchMail(Mailing):
    """Thư gửi văn bản: một văn bản đi gửi qua thư điện tử đến một nơi nhận, một lần."""

    dispatch = models.OneToOneField(Dispatch, models.PROTECT, related_name="mail")
    key = models.UUIDField("mã của thư", default=uuid.uuid4, unique=True, editable=False)
    """Of which its Message-ID and the link of its receipt are made."""
    address = models.EmailField("gửi đến địa chỉ")
    state = models.CharField("tình trạng", max_length=10, choices=MailState)
    asked_at = models.DateTimeField("yêu cầu gửi lúc")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    receipt_hash = models.CharField("mã băm của đường dẫn xác nhận", max_length=64, unique=True)
    revoked_at = models.DateTimeField("thu hồi đường dẫn lúc", null=True, blank=True)

    class Meta:
        verbose_name = "thư gửi văn bản"
        verbose_name_plural = "thư gửi văn bản"
        ordering = ["dispatch"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=MailState.SENT, sent_at__isnull=False)
                | ~Q(state=MailState.SENT) & Q(sent_at__isnull=True),
                name="%(app_label)s_%(class)s_sent_has_moment",
            )
        ]
        indexes = [models.Index(fields=["state", "next_at"], name="documents_mail_waiting")]

    def __str__(self) -> str:
        return f"{self.dispatch_id} → {self.address}"
