"""A trip that a group wants to make, and what became of it."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from nhanai.trips.vocab import TripState, TripWay
from nhanai.units.models import Unit


class Trip(models.Model):
    """Chuyến trợ giúp: một đoàn muốn mang gì đến đâu, ngày nào; Hội trả lời, rồi ghi kết quả.

    `code_hash` keeps unreadably the code with which the group changes it. `unit` answers, `host` is
    the chapter of the commune. `other_commune` and `other_on` are what the society proposes.
    `revision` counts what was done to it: pages for everybody are kept until the sum of all grows.
    `name` and `contact` are emptied some time after the end (`rules.Setting.kept`).
    """

    number = models.CharField("số", max_length=20, unique=True)
    code_hash = models.CharField("mã theo dõi, đã che", max_length=64, unique=True)
    way = models.CharField("báo bằng", max_length=10, choices=TripWay)
    language = models.CharField("ngôn ngữ", max_length=2, default="vi")
    group = models.CharField("tên đoàn", max_length=120, blank=True)
    may_name = models.BooleanField("được nêu tên đoàn", default=False)
    name = models.CharField("người liên hệ", max_length=120, blank=True)
    contact = models.CharField("liên hệ", max_length=200, blank=True)
    folded = models.CharField("không dấu, để tìm", max_length=1_000)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="đơn vị trả lời")
    host = models.ForeignKey(
        Unit, models.PROTECT, related_name="+", null=True, blank=True, verbose_name="Hội nơi đến"
    )
    commune = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="xã, phường")
    hamlet = models.CharField("thôn, bản", max_length=120, blank=True)
    on = models.DateField("ngày đi")
    what = models.CharField("mang gì", max_length=500)
    households = models.PositiveIntegerField("số hộ")
    worth = models.PositiveBigIntegerField("trị giá (đồng)", default=0)
    state = models.CharField("trạng thái", max_length=10, choices=TripState)
    due_on = models.DateField("trả lời trước hết ngày")
    answer = models.CharField("lời nhắn của Hội", max_length=400, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True,
        verbose_name="người trả lời",
    )  # fmt: skip
    other_commune = models.ForeignKey(
        Unit, models.PROTECT, related_name="+", null=True, blank=True, verbose_name="xã đề nghị"
    )
    other_on = models.DateField("ngày đề nghị", null=True, blank=True)
    went_on = models.DateField("ngày trao", null=True, blank=True)
    given = models.CharField("đã trao gì", max_length=500, blank=True)
    given_households = models.PositiveIntegerField("số hộ nhận", null=True, blank=True)
    given_worth = models.PositiveBigIntegerField("trị giá đã trao (đồng)", null=True, blank=True)
    ended_at = models.DateTimeField("kết thúc lúc", null=True, blank=True)
    revision = models.PositiveIntegerField("lần thay đổi", default=1)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True,
        verbose_name="người ghi",
    )  # fmt: skip
    at = models.DateTimeField("ghi lúc")

    class Meta:
        verbose_name = "chuyến trợ giúp"
        verbose_name_plural = "chuyến trợ giúp"
        ordering = ["-on", "-pk"]
        indexes = [
            models.Index(fields=["commune", "on"], name="trips_trip_of_commune"),
            models.Index(fields=["state", "on"], name="trips_trip_by_state"),
            models.Index(fields=["revision"], name="trips_trip_revision"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(way=TripWay.WEB, by__isnull=True) | ~Q(way=TripWay.WEB)
                & Q(by__isnull=False),
                name="%(app_label)s_%(class)s_somebody_wrote_it_down",
            ),
            models.CheckConstraint(
                condition=Q(state=TripState.PROPOSED, other_commune__isnull=False,
                            other_on__isnull=False)
                | ~Q(state=TripState.PROPOSED) & Q(other_commune__isnull=True,
                                                   other_on__isnull=True),
                name="%(app_label)s_%(class)s_proposes_place_and_day",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[TripState.TOLD, TripState.DONE], went_on__isnull=False,
                            given_households__isnull=False, given_worth__isnull=False)
                & ~Q(given="")
                | ~Q(state__in=[TripState.TOLD, TripState.DONE]) & Q(
                    went_on__isnull=True, given_households__isnull=True, given_worth__isnull=True,
                    given=""),
                name="%(app_label)s_%(class)s_gone_with_a_result",
            ),
            models.CheckConstraint(
                condition=Q(households__gt=0), name="%(app_label)s_%(class)s_for_somebody"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        """What the journal keeps: no name."""
        return f"Chuyến trợ giúp {self.number}"
