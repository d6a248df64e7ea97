"""One piece of work in the field, with what was given, for whom, and what it was worth."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from nhanai.activities.models.campaign import Campaign, ConversionRate
from nhanai.activities.vocab import ActivityState, PersonPart, StatutoryField
from nhanai.people.models import Person
from nhanai.plans.models import Occurrence
from nhanai.units.models import Unit


class Activity(models.Model):
    """Hoạt động: một việc đơn vị đã làm, ghi một lần, từ đó mọi số liệu được tính.

    `persons` are people helped, each counted once; `services` how often somebody was helped. Both
    are kept, since one is never the other. Worth stands by component, in đồng; that of blood is
    kept with the rate by which it was computed.
    """

    client_key = models.UUIDField("mã lần gửi", unique=True)
    """Made with the form, on the phone too, so that sending twice makes one record."""
    version = models.PositiveIntegerField("lần sửa", default=1)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="đơn vị")
    kind = models.CharField("việc", max_length=30)
    field = models.PositiveSmallIntegerField("lĩnh vực", choices=StatutoryField)
    block = models.CharField("khối báo cáo", max_length=2)
    title = models.CharField("tên gọn", max_length=300)
    first_on = models.DateField("từ ngày")
    last_on = models.DateField("đến ngày")
    place = models.CharField("nơi", max_length=300, blank=True)
    commune = models.ForeignKey(
        Unit, models.PROTECT, related_name="+", null=True, blank=True, verbose_name="xã, phường"
    )
    campaign = models.ForeignKey(
        Campaign, models.PROTECT, related_name="+", null=True, blank=True, verbose_name="chiến dịch"
    )
    persons = models.PositiveIntegerField("người được giúp", null=True, blank=True)
    services = models.PositiveIntegerField("lượt người được giúp", null=True, blank=True)
    households = models.PositiveIntegerField("hộ được giúp", null=True, blank=True)
    joined = models.PositiveIntegerField("lượt người tham gia", null=True, blank=True)
    cash = models.PositiveBigIntegerField("tiền mặt (đồng)", default=0)
    goods = models.PositiveBigIntegerField("hiện vật quy tiền (đồng)", default=0)
    service = models.PositiveBigIntegerField("công lao động, dịch vụ quy tiền (đồng)", default=0)
    blood = models.PositiveBigIntegerField("máu quy đổi (đồng)", default=0)
    blood_rate = models.ForeignKey(
        ConversionRate, models.PROTECT, related_name="+", null=True, blank=True,
        verbose_name="mức quy đổi",
    )  # fmt: skip
    donor = models.CharField("người, đơn vị ủng hộ", max_length=300, blank=True)
    result = models.TextField("kết quả", blank=True)
    folded = models.TextField("không dấu, để tìm", blank=True)
    state = models.CharField("trạng thái", max_length=10, choices=ActivityState)
    reason = models.CharField("lý do rút", max_length=400, blank=True)
    is_on_behalf = models.BooleanField("nhập thay", default=False)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField("ghi lúc")
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField("sửa lúc")

    class Meta:
        verbose_name = "hoạt động"
        verbose_name_plural = "hoạt động"
        ordering = ["-last_on", "-pk"]
        indexes = [
            models.Index(fields=["unit", "last_on"], name="activities_of_unit"),
            models.Index(fields=["last_on", "state"], name="activities_by_day"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(last_on__gte=F("first_on")),
                name="%(app_label)s_%(class)s_ends_after_it_began",
            ),
            models.CheckConstraint(
                condition=~Q(state=ActivityState.WITHDRAWN) | ~Q(reason=""),
                name="%(app_label)s_%(class)s_withdrawn_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(blood=0) | Q(blood_rate__isnull=False),
                name="%(app_label)s_%(class)s_blood_after_a_rate",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def worth(self) -> int:
        """What it was worth without blood, in đồng."""
        return self.cash + self.goods + self.service

    @property
    def whole_worth(self) -> int:
        """What it was worth with blood, in đồng."""
        return self.worth + self.blood


class Amount(models.Model):
    """Số lượng của một thứ trong hoạt động; `is_rough` where people said "about"."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="amounts")
    item = models.CharField("thứ", max_length=30)
    number = models.DecimalField("số lượng", max_digits=15, decimal_places=3)
    is_rough = models.BooleanField("ước chừng", default=False)

    class Meta:
        verbose_name = "số lượng"
        verbose_name_plural = "số lượng"
        ordering = ["activity", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "item"], name="%(app_label)s_%(class)s_once_an_item"
            ),
            models.CheckConstraint(
                condition=Q(number__gt=0), name="%(app_label)s_%(class)s_is_positive"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item} {self.number}"


class ActivityTask(models.Model):
    """Nhiệm vụ của kế hoạch mà hoạt động thực hiện."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="tasks")
    occurrence = models.ForeignKey(
        Occurrence, models.PROTECT, related_name="+", verbose_name="lần thực hiện"
    )

    class Meta:
        verbose_name = "nhiệm vụ của hoạt động"
        verbose_name_plural = "nhiệm vụ của hoạt động"
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "occurrence"], name="%(app_label)s_%(class)s_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.activity_id} {self.occurrence_id}"


class ActivityPerson(models.Model):
    """Người có tên trong sổ đã được giúp hoặc tham gia hoạt động."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="people")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="người")
    part = models.CharField("phần", max_length=10, choices=PersonPart)

    class Meta:
        verbose_name = "người trong hoạt động"
        verbose_name_plural = "người trong hoạt động"
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "person", "part"], name="%(app_label)s_%(class)s_once"
            )
        ]
        indexes = [models.Index(fields=["person"], name="activities_of_person")]

    def __str__(self) -> str:
        return f"{self.activity_id} {self.part}"


class Photo(models.Model):
    """Ảnh của hoạt động: thu nhỏ, bỏ nơi chụp; `has_consent` là người trong ảnh đã đồng ý."""

    activity = models.ForeignKey(Activity, models.PROTECT, related_name="photos")
    file = models.FileField("tệp", upload_to="activities")
    sha256 = models.CharField("mã băm của tệp", max_length=64)
    title = models.CharField("tên", max_length=300, blank=True)
    has_consent = models.BooleanField("người trong ảnh đã đồng ý", default=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField("lúc")
    withdrawn_at = models.DateTimeField("rút lại lúc", null=True, blank=True)

    class Meta:
        verbose_name = "ảnh hoạt động"
        verbose_name_plural = "ảnh hoạt động"
        ordering = ["activity", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "sha256"], name="%(app_label)s_%(class)s_once"
            )
        ]

    def __str__(self) -> str:
        return self.title or self.sha256[:8]
