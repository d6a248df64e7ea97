"""Whom figures are exchanged with, and what they call our measures, units and groups."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from nhanai.exchange.rules.codes import LONGEST
from nhanai.exchange.vocab import CodeKind, IdScheme


class Partner(models.Model):
    """Đối tác trao đổi số liệu: hệ thống khác, với cách gọi tên của nó."""

    name = models.CharField("tên đối tác", max_length=150, unique=True)
    scheme = models.CharField("cách gọi tên", max_length=4, choices=IdScheme, default=IdScheme.CODE)
    data_set = models.CharField("mã bộ số liệu", max_length=100, blank=True)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField("sửa lúc")

    class Meta:
        verbose_name = "đối tác trao đổi số liệu"
        verbose_name_plural = "đối tác trao đổi số liệu"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class PartnerCode(models.Model):
    """Mã đối tác: mã của ta là mã nào của đối tác; một mã chỉ nói về một thứ.

    Groups of two measures may be called alike, so theirs is not unique among groups.
    """

    partner = models.ForeignKey(Partner, models.CASCADE, related_name="codes")
    kind = models.CharField("loại", max_length=10, choices=CodeKind)
    ours = models.CharField("mã của ta", max_length=LONGEST)
    theirs = models.CharField("mã của đối tác", max_length=LONGEST)

    class Meta:
        verbose_name = "mã đối tác"
        verbose_name_plural = "mã đối tác"
        ordering = ["kind", "ours"]
        constraints = [
            models.UniqueConstraint(
                fields=["partner", "kind", "ours"], name="%(app_label)s_%(class)s_ours_once"
            ),
            models.UniqueConstraint(
                fields=["partner", "kind", "theirs"],
                condition=~Q(kind=CodeKind.PART),
                name="%(app_label)s_%(class)s_theirs_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ours} = {self.theirs}"
