"""Lists of people taken out as sheets: who asked for which list, why, and the file for a while."""

import uuid

from django.db import models
from django.db.models import F, Q

from nhanai.identity.models import User
from nhanai.people.vocab import SheetFormat


class PeopleExport(models.Model):
    """Lần kết xuất danh sách: which list, why, with or without what is sensitive.

    `asked` are the filters (`queries.listing.Asked`) and `content` is the file; both are let go
    some days later, who took out what for what purpose stays.
    """

    key = models.UUIDField("định danh", default=uuid.uuid4, unique=True, editable=False)
    asked = models.JSONField("điều kiện", default=dict)
    kind = models.CharField("dạng tệp", max_length=10, choices=SheetFormat)
    is_full = models.BooleanField("kèm thông tin nhạy cảm", default=False)
    purpose = models.CharField("mục đích", max_length=200)
    total = models.PositiveIntegerField("số người", default=0)
    done = models.PositiveIntegerField("số người đã ghi", default=0)
    content = models.BinaryField("tệp", default=bytes)
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="người kết xuất")
    at = models.DateTimeField("kết xuất lúc")
    moved_at = models.DateTimeField("chuyển động lúc")
    made_at = models.DateTimeField("xong lúc", null=True, blank=True)
    dropped_at = models.DateTimeField("bỏ tệp lúc", null=True, blank=True)

    class Meta:
        verbose_name = "lần kết xuất danh sách"
        verbose_name_plural = "lần kết xuất danh sách"
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(done__lte=F("total")), name="%(app_label)s_%(class)s_done_of_total"
            ),
            models.CheckConstraint(
                condition=~Q(purpose=""), name="%(app_label)s_%(class)s_has_purpose"
            ),
        ]

    def __str__(self) -> str:
        return f"Lần kết xuất {self.key.hex[:8]}"
