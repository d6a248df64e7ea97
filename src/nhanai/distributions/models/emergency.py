"""Help that could not wait: given first, approved afterwards."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from nhanai.aid.vocab import GiftKind
from nhanai.distributions.vocab import EmergencyState
from nhanai.people.models import Person
from nhanai.units.models import Unit


class EmergencyAid(models.Model):
    """Trợ giúp khẩn cấp: giúp ngay, không qua bình xét, duyệt sau.

    Who it is stands in `people`; where several are helped at once, `whom` says which without names
    and `persons` how many. `why` may be sensitive and shows only to who may know names.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="đơn vị")
    person = models.ForeignKey(
        Person, models.PROTECT, related_name="+", null=True, blank=True, verbose_name="người"
    )
    household_key = models.CharField("khóa của hộ", max_length=90, blank=True)
    whom = models.CharField("những ai", max_length=200, blank=True)
    persons = models.PositiveIntegerField("số người", default=1)
    place = models.CharField("ở đâu", max_length=200)
    on = models.DateField("ngày giúp")
    kind = models.CharField("hình thức", max_length=10, choices=GiftKind)
    what = models.CharField("giúp gì", max_length=200)
    worth = models.PositiveBigIntegerField("trị giá (đồng)")
    giver = models.CharField("nguồn", max_length=200, blank=True)
    why = models.CharField("vì sao khẩn cấp", max_length=400)
    folded = models.CharField("không dấu, để tìm", max_length=700)
    state = models.CharField("trạng thái", max_length=10, choices=EmergencyState)
    answer = models.CharField("ý kiến của người duyệt", max_length=300, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField("ghi lúc")
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    decided_at = models.DateTimeField("duyệt lúc", null=True, blank=True)

    class Meta:
        verbose_name = "trợ giúp khẩn cấp"
        verbose_name_plural = "trợ giúp khẩn cấp"
        ordering = ["-on", "-pk"]
        indexes = [models.Index(fields=["unit", "state"], name="distributions_emergency_unit")]
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=False, persons=1) | ~Q(whom="") & Q(person__isnull=True),
                name="%(app_label)s_%(class)s_says_whom",
            ),
            models.CheckConstraint(
                condition=Q(persons__gt=0, worth__gt=0),
                name="%(app_label)s_%(class)s_of_something",
            ),
            models.CheckConstraint(
                condition=Q(state=EmergencyState.RECORDED, decided_at__isnull=True)
                | ~Q(state=EmergencyState.RECORDED) & Q(decided_at__isnull=False),
                name="%(app_label)s_%(class)s_decided_or_waiting",
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("made_by")),
                name="%(app_label)s_%(class)s_decided_by_another",
            ),
        ]

    def __str__(self) -> str:
        """What the journal keeps: no name."""
        return f"Trợ giúp khẩn cấp số {self.pk}"


class EmergencyPhoto(models.Model):
    """Ảnh minh chứng trợ giúp khẩn cấp: thu nhỏ, bỏ nơi chụp, không đưa ra ngoài."""

    emergency = models.ForeignKey(EmergencyAid, models.PROTECT, related_name="photos")
    file = models.FileField("tệp", upload_to="distributions")
    sha256 = models.CharField("mã băm của tệp", max_length=64)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField("lúc")

    class Meta:
        verbose_name = "ảnh trợ giúp khẩn cấp"
        verbose_name_plural = "ảnh trợ giúp khẩn cấp"
        ordering = ["emergency", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["emergency", "sha256"], name="%(app_label)s_%(class)s_once"
            )
        ]

    def __str__(self) -> str:
        return self.sha256[:8]
