"""Who is on a list, what was answered of her, whom others help, and what was left over."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from nhanai.aid.models import Address
from nhanai.distributions.models.rounds import GiftRound, Quota
from nhanai.distributions.vocab import RecipientState, RecipientTarget
from nhanai.people.models import Person


class Recipient(models.Model):
    """Người nhận quà: một người trong danh sách của một xã; `address` where it is one.

    Who it is stands in `people` alone. One of the reserve stands in for whoever did not come.
    """

    round = models.ForeignKey(GiftRound, models.PROTECT, related_name="+")
    quota = models.ForeignKey(Quota, models.PROTECT, related_name="recipients")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="người")
    address = models.ForeignKey(
        Address, models.PROTECT, related_name="+", null=True, blank=True,
        verbose_name="địa chỉ nhân đạo",
    )  # fmt: skip
    household_key = models.CharField("khóa của hộ", max_length=90, db_index=True)
    hamlet = models.CharField("thôn, bản, tổ dân phố", max_length=120, blank=True)
    folded = models.CharField("thôn, bản không dấu", max_length=120, blank=True)
    target = models.CharField("đối tượng", max_length=10, choices=RecipientTarget)
    is_reserve = models.BooleanField("dự phòng", default=False)
    state = models.CharField(
        "trạng thái", max_length=10, choices=RecipientState, default=RecipientState.LISTED
    )
    on = models.DateField("ngày nhận", null=True, blank=True)
    note = models.CharField("ghi chú", max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField("ghi lúc")

    class Meta:
        verbose_name = "người nhận quà"
        verbose_name_plural = "người nhận quà"
        ordering = ["quota", "is_reserve", "folded", "pk"]
        indexes = [
            models.Index(
                fields=["quota", "is_reserve", "folded"], name="distributions_recipient_listed"
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "person"], name="%(app_label)s_%(class)s_once_a_round"
            ),
            models.CheckConstraint(
                condition=Q(state=RecipientState.RECEIVED, on__isnull=False)
                | ~Q(state=RecipientState.RECEIVED) & Q(on__isnull=True),
                name="%(app_label)s_%(class)s_received_on_a_day",
            ),
        ]

    def __str__(self) -> str:
        """What the journal keeps: no name."""
        return f"Người nhận quà số {self.pk}"


class DuplicateAnswer(models.Model):
    """Giải trình về một người có thể nhận quà trùng: vì sao vẫn trao."""

    recipient = models.ForeignKey(Recipient, models.CASCADE, related_name="answers")
    finding = models.CharField("phát hiện", max_length=80)
    text = models.CharField("vì sao vẫn trao", max_length=400)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField("lúc")

    class Meta:
        verbose_name = "giải trình nhận quà trùng"
        verbose_name_plural = "giải trình nhận quà trùng"
        ordering = ["recipient", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["recipient", "finding"], name="%(app_label)s_%(class)s_once"
            )
        ]

    def __str__(self) -> str:
        return self.finding


class OtherList(models.Model):
    """Danh sách quà của nơi khác (Mặt trận, đoàn thể, ngành), chỉ để đối chiếu."""

    quota = models.ForeignKey(Quota, models.PROTECT, related_name="others")
    body = models.CharField("của ai", max_length=200)
    on = models.DateField("ngày trao")
    what = models.CharField("trao gì", max_length=200, blank=True)
    rows = models.PositiveIntegerField("số dòng", default=0)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField("lúc")

    class Meta:
        verbose_name = "danh sách của nơi khác"
        verbose_name_plural = "danh sách của nơi khác"
        ordering = ["quota", "pk"]

    def __str__(self) -> str:
        return self.body


class OtherEntry(models.Model):
    """Một dòng của danh sách nơi khác, chỉ giữ dấu vết để so, không giữ tên, số của ai.

    Each print is keyed with the secret of this installation; empty where the line did not say it.
    """

    other = models.ForeignKey(OtherList, models.CASCADE, related_name="entries")
    person_print = models.CharField("dấu vết họ tên", max_length=32, blank=True, db_index=True)
    number_print = models.CharField("dấu vết số căn cước", max_length=32, blank=True, db_index=True)
    household_print = models.CharField("dấu vết số hộ", max_length=32, blank=True, db_index=True)

    class Meta:
        verbose_name = "dòng danh sách của nơi khác"
        verbose_name_plural = "dòng danh sách của nơi khác"
        ordering = ["other", "pk"]

    def __str__(self) -> str:
        return f"Dòng {self.pk}"


class GiftMove(models.Model):
    """Quà dư: chuyển sang xã khác, hoặc trả về quỹ, kho (`to` để trống)."""

    quota = models.ForeignKey(Quota, models.PROTECT, related_name="moves")
    to = models.ForeignKey(
        Quota, models.PROTECT, related_name="arrivals", null=True, blank=True,
        verbose_name="chuyển đến",
    )  # fmt: skip
    gifts = models.PositiveIntegerField("số suất")
    on = models.DateField("ngày")
    note = models.CharField("ghi chú", max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField("lúc")

    class Meta:
        verbose_name = "lần chuyển quà dư"
        verbose_name_plural = "lần chuyển quà dư"
        ordering = ["quota", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(gifts__gt=0), name="%(app_label)s_%(class)s_of_something"
            ),
            models.CheckConstraint(
                condition=Q(to__isnull=True) | ~Q(to=F("quota")),
                name="%(app_label)s_%(class)s_goes_elsewhere",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.gifts} suất"
