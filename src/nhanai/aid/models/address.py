"""An address, what was found there, what was decided, and what is needed."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from nhanai.aid.vocab import (
    AddressState,
    CloseReason,
    NeedKind,
    SittingKind,
    TargetGroup,
)
from nhanai.people.models import Person
from nhanai.units.models import Unit


class Address(models.Model):
    """Địa chỉ nhân đạo: một hộ hoặc một người cần được giúp lâu dài.

    Who it is stands in `people` alone; `person` answers for the household. `household_key` names
    the household over all addresses (see `rules.households`). `points` are those of the last
    survey under the rubric of today, to sort by.
    """

    code = models.CharField("mã", max_length=12, unique=True, null=True)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="người")
    is_household = models.BooleanField("là một hộ", default=True)
    household_key = models.CharField("khóa của hộ", max_length=90, db_index=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="đơn vị")
    commune = models.ForeignKey(
        Unit, models.PROTECT, related_name="+", null=True, blank=True, verbose_name="xã, phường"
    )
    group = models.CharField("nhóm đối tượng", max_length=10, choices=TargetGroup)
    state = models.CharField("trạng thái", max_length=10, choices=AddressState)
    since = models.DateField("ở trạng thái này từ")
    before_pause = models.CharField(
        "trạng thái trước khi tạm dừng", max_length=10, choices=AddressState, blank=True
    )
    close_reason = models.CharField(
        "lý do kết thúc", max_length=10, choices=CloseReason, blank=True
    )
    points = models.PositiveSmallIntegerField("điểm hoàn cảnh", default=0)
    surveyed_on = models.DateField("khảo sát gần nhất")
    review_due_on = models.DateField("hạn rà soát", null=True, blank=True)
    is_named = models.BooleanField("công bố có danh tính", default=False)
    version = models.PositiveIntegerField("lần sửa", default=1)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField("lập lúc")

    class Meta:
        verbose_name = "địa chỉ nhân đạo"
        verbose_name_plural = "địa chỉ nhân đạo"
        ordering = ["-points", "pk"]
        indexes = [
            models.Index(fields=["unit", "state"], name="aid_address_of_unit"),
            models.Index(fields=["person"], name="aid_address_of_person"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["household_key"],
                condition=~Q(state=AddressState.CLOSED),
                name="%(app_label)s_%(class)s_one_open_a_household",
            ),
            models.CheckConstraint(
                condition=Q(state=AddressState.CLOSED) & ~Q(close_reason="")
                | ~Q(state=AddressState.CLOSED) & Q(close_reason=""),
                name="%(app_label)s_%(class)s_closed_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(state=AddressState.PAUSED) & ~Q(before_pause="")
                | ~Q(state=AddressState.PAUSED) & Q(before_pause=""),
                name="%(app_label)s_%(class)s_pause_remembers",
            ),
        ]

    def __str__(self) -> str:
        """What the journal keeps: no name, and no place nearer than the unit."""
        return f"Địa chỉ {self.code}"


class Survey(models.Model):
    """Khảo sát một địa chỉ: những gì đã thấy vào một ngày.

    `circumstances` and `way` (how to find the house) are sensitive: they show only when opened.
    Income is đồng a month for one person of the household.
    """

    address = models.ForeignKey(Address, models.PROTECT, related_name="surveys")
    client_key = models.UUIDField("mã lần gửi", unique=True)
    on = models.DateField("ngày khảo sát")
    surveyor = models.CharField("người khảo sát", max_length=120, blank=True)
    answers = models.JSONField("câu trả lời", default=list)
    members = models.PositiveSmallIntegerField("số người trong hộ", null=True, blank=True)
    income = models.PositiveBigIntegerField(
        "thu nhập mỗi người một tháng (đồng)", null=True, blank=True
    )
    circumstances = models.TextField("hoàn cảnh", blank=True)
    way = models.CharField("đường đến nhà", max_length=400, blank=True)
    is_from_paper = models.BooleanField("nhập từ phiếu giấy", default=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField("ghi lúc")

    class Meta:
        verbose_name = "khảo sát địa chỉ nhân đạo"
        verbose_name_plural = "khảo sát địa chỉ nhân đạo"
        ordering = ["address", "-on", "-pk"]

    def __str__(self) -> str:
        return f"Khảo sát {self.on:%d/%m/%Y}"


class Assessment(models.Model):
    """Chấm điểm hoàn cảnh theo một bản thang điểm; bản mới thêm dòng, dòng cũ còn nguyên.

    `reasons` are the points as they were said: `[[3, "là hộ nghèo"], …]`.
    """

    survey = models.ForeignKey(Survey, models.PROTECT, related_name="assessments")
    rubric = models.CharField("bản thang điểm", max_length=20)
    points = models.PositiveSmallIntegerField("điểm")
    reasons = models.JSONField("vì sao", default=list)
    at = models.DateTimeField("chấm lúc")

    class Meta:
        verbose_name = "chấm điểm hoàn cảnh"
        verbose_name_plural = "chấm điểm hoàn cảnh"
        ordering = ["survey", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["survey", "rubric"], name="%(app_label)s_%(class)s_once_a_rubric"
            )
        ]

    def __str__(self) -> str:
        return f"{self.points} điểm ({self.rubric})"


class Sitting(models.Model):
    """Cuộc xét: cộng đồng bình xét, UBND cấp xã xác nhận, hoặc Hội duyệt; một cho nhiều địa chỉ.

    Law 11/2008/QH12 asks of humanitarian assistance an open and democratic choice by the community
    and the confirmation of the commune's People's Committee: `reference` is the minutes' or the
    letter's number, `chair` who led or signed, `present` how many came.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="đơn vị")
    kind = models.CharField("loại", max_length=12, choices=SittingKind)
    on = models.DateField("ngày")
    place = models.CharField("nơi", max_length=200, blank=True)
    present = models.PositiveSmallIntegerField("số người dự", null=True, blank=True)
    attendees = models.CharField("thành phần", max_length=400, blank=True)
    chair = models.CharField("người chủ trì, người ký", max_length=120, blank=True)
    reference = models.CharField("số biên bản, văn bản", max_length=60, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField("ghi lúc")

    class Meta:
        verbose_name = "cuộc xét địa chỉ nhân đạo"
        verbose_name_plural = "cuộc xét địa chỉ nhân đạo"
        ordering = ["-on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind=SittingKind.REVIEW)
                | Q(present__gt=0) & ~Q(place="") & ~Q(reference=""),
                name="%(app_label)s_%(class)s_review_is_told_whole",
            ),
            models.CheckConstraint(
                condition=~Q(kind=SittingKind.CONFIRMATION) | ~Q(chair="") & ~Q(reference=""),
                name="%(app_label)s_%(class)s_confirmed_by_a_paper",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.on:%d/%m/%Y}"


class Step(models.Model):
    """Một bước của địa chỉ, từ trạng thái này sang trạng thái kia; không sửa, không xóa.

    `assessment` is the score under which it was decided, whatever rubric comes later.
    """

    address = models.ForeignKey(Address, models.PROTECT, related_name="steps")
    before = models.CharField("từ", max_length=10, choices=AddressState, blank=True)
    after = models.CharField("sang", max_length=10, choices=AddressState)
    on = models.DateField("ngày")
    sitting = models.ForeignKey(
        Sitting,
        models.PROTECT,
        related_name="steps",
        null=True,
        blank=True,
        verbose_name="cuộc xét",
    )
    assessment = models.ForeignKey(
        Assessment, models.PROTECT, related_name="+", null=True, blank=True, verbose_name="điểm"
    )
    reason = models.CharField("lý do kết thúc", max_length=10, choices=CloseReason, blank=True)
    note = models.CharField("ghi chú", max_length=400, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField("ghi lúc")

    class Meta:
        verbose_name = "bước của địa chỉ nhân đạo"
        verbose_name_plural = "bước của địa chỉ nhân đạo"
        ordering = ["address", "pk"]

    def __str__(self) -> str:
        return f"{self.get_after_display()} {self.on:%d/%m/%Y}"


class Need(models.Model):
    """Nhu cầu trợ giúp của một địa chỉ, có số tiền cần.

    `cost` is what all of it costs once, or each month where `is_monthly`.
    """

    address = models.ForeignKey(Address, models.PROTECT, related_name="needs")
    kind = models.CharField("loại", max_length=10, choices=NeedKind)
    what = models.CharField("cần gì", max_length=200, blank=True)
    quantity = models.PositiveIntegerField("số lượng", default=1)
    cost = models.PositiveBigIntegerField("số tiền cần (đồng)", default=0)
    is_monthly = models.BooleanField("hằng tháng", default=False)
    until = models.DateField("cần đến hết ngày", null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField("ghi lúc")
    settled_on = models.DateField("đáp ứng, hết cần ngày", null=True, blank=True)

    class Meta:
        verbose_name = "nhu cầu trợ giúp"
        verbose_name_plural = "nhu cầu trợ giúp"
        ordering = ["address", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(quantity__gt=0), name="%(app_label)s_%(class)s_of_something"
            )
        ]

    def __str__(self) -> str:
        return self.what or str(self.get_kind_display())
