"""Offers of help from outside, before anybody is a sponsor."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from nhanai.aid.models.support import Sponsor
from nhanai.aid.vocab import GiftKind, OfferState, SponsorKind, TargetGroup
from nhanai.units.models import Unit


class Offer(models.Model):
    """Đề nghị giúp: ai đó ngoài Hội muốn giúp địa chỉ nhân đạo và để lại cách liên hệ.

    `name` and `contact` are kept until the offer is settled and a while after (`rules.offers`);
    then they are emptied. `code` is what she was given to ask after it.
    """

    code = models.CharField("mã đề nghị", max_length=14, unique=True)
    client_key = models.UUIDField("mã lần gửi", unique=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="đơn vị trả lời")
    state = models.CharField("trạng thái", max_length=10, choices=OfferState)
    kind = models.CharField("là", max_length=12, choices=SponsorKind)
    name = models.CharField("tên", max_length=120, blank=True)
    contact = models.CharField("liên hệ", max_length=200, blank=True)
    gift = models.CharField("hình thức", max_length=10, choices=GiftKind)
    group = models.CharField("muốn giúp ai", max_length=10, choices=TargetGroup, blank=True)
    commune = models.ForeignKey(
        Unit, models.PROTECT, related_name="+", null=True, blank=True, verbose_name="ở xã, phường"
    )
    words = models.CharField("giúp gì", max_length=500)
    language = models.CharField("ngôn ngữ", max_length=2, default="vi")
    made_at = models.DateTimeField("gửi, đồng ý lúc")
    due_on = models.DateField("trả lời trước hết ngày")
    sponsor = models.ForeignKey(
        Sponsor, models.PROTECT, related_name="+", null=True, blank=True, verbose_name="nhà đỡ đầu"
    )
    answer = models.CharField("trả lời", max_length=400, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    settled_at = models.DateTimeField("trả lời lúc", null=True, blank=True)

    class Meta:
        verbose_name = "đề nghị giúp"
        verbose_name_plural = "đề nghị giúp"
        ordering = ["-made_at", "-pk"]
        indexes = [models.Index(fields=["unit", "state"], name="aid_offer_of_unit")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=OfferState.WAITING, settled_by__isnull=True,
                            settled_at__isnull=True, sponsor__isnull=True)
                | ~Q(state=OfferState.WAITING)
                & Q(settled_by__isnull=False, settled_at__isnull=False) & ~Q(answer=""),
                name="%(app_label)s_%(class)s_settled_with_an_answer",
            ),
            models.CheckConstraint(
                condition=Q(state=OfferState.ACCEPTED, sponsor__isnull=False)
                | ~Q(state=OfferState.ACCEPTED) & Q(sponsor__isnull=True),
                name="%(app_label)s_%(class)s_accepted_is_a_sponsor",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        """What the journal keeps: no name."""
        return f"Đề nghị giúp {self.code}"
