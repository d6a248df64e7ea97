"""What the law on personal data asks to be kept: consents, requests, incidents."""

from django.db import models
from django.db.models import F, Q

from nhanai.people.models.person import Person
from nhanai.people.vocab import Channel, RequestKind, RequestOutcome
from nhanai.units.models import Unit


class Consent(models.Model):
    """Sự đồng ý của một người cho một mục đích, đủ để chứng minh.

    Of a child of seven and more both the child and the guardian agree: `guardian` is named and
    `child_agreed` says so.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="consents")
    purpose = models.CharField("mục đích", max_length=40)
    text_version = models.CharField("bản nội dung", max_length=20)
    channel = models.CharField("hình thức", max_length=20, choices=Channel)
    given_at = models.DateTimeField("đồng ý lúc")
    witness = models.CharField("người làm chứng, phiên dịch", max_length=120, blank=True)
    guardian = models.CharField("cha, mẹ hoặc người giám hộ", max_length=120, blank=True)
    child_agreed = models.BooleanField("trẻ em đã đồng ý", default=False)
    proof = models.CharField("nơi lưu bằng chứng", max_length=200, blank=True)
    withdrawn_at = models.DateTimeField("rút lại lúc", null=True, blank=True)
    withdrawn_by = models.CharField("hình thức rút lại", max_length=20, choices=Channel, blank=True)

    class Meta:
        verbose_name = "sự đồng ý"
        verbose_name_plural = "sự đồng ý"
        ordering = ["person", "purpose", "-given_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "purpose"],
                condition=Q(withdrawn_at__isnull=True),
                name="%(app_label)s_%(class)s_one_standing_a_purpose",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by="")
                | Q(withdrawn_at__gte=F("given_at")) & ~Q(withdrawn_by=""),
                name="%(app_label)s_%(class)s_withdrawn_at_and_by_together",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} – {self.person}"


class DataRequest(models.Model):
    """Yêu cầu của chủ thể dữ liệu, với các hạn theo luật.

    `asker` is who asked, in words, where the person is not found among the records.
    """

    kind = models.CharField("loại yêu cầu", max_length=20, choices=RequestKind)
    person = models.ForeignKey(
        Person, models.PROTECT, related_name="requests", null=True, blank=True,
        verbose_name="chủ thể dữ liệu",
    )  # fmt: skip
    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="+", verbose_name="đơn vị tiếp nhận"
    )
    asker = models.CharField("người yêu cầu", max_length=120, blank=True)
    text = models.TextField("nội dung yêu cầu")
    channel = models.CharField("hình thức", max_length=20, choices=Channel)
    received_on = models.DateField("nhận ngày")
    has_third_party = models.BooleanField("có bên thứ ba cùng giữ dữ liệu", default=False)
    acknowledge_by = models.DateField("hạn xác nhận")
    due_on = models.DateField("hạn thực hiện")
    acknowledged_at = models.DateTimeField("đã xác nhận lúc", null=True, blank=True)
    extended_from = models.DateField("hạn trước khi gia hạn", null=True, blank=True)
    extension_reason = models.CharField("lý do gia hạn", max_length=300, blank=True)
    closed_at = models.DateTimeField("giải quyết lúc", null=True, blank=True)
    outcome = models.CharField("kết quả", max_length=10, choices=RequestOutcome, blank=True)
    answer = models.TextField("trả lời", blank=True)

    class Meta:
        verbose_name = "yêu cầu về dữ liệu cá nhân"
        verbose_name_plural = "yêu cầu về dữ liệu cá nhân"
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, outcome="")
                | Q(closed_at__isnull=False) & ~Q(outcome=""),
                name="%(app_label)s_%(class)s_closed_with_outcome",
            ),
            models.CheckConstraint(
                condition=Q(extended_from__isnull=True, extension_reason="")
                | Q(extended_from__lt=F("due_on")) & ~Q(extension_reason=""),
                name="%(app_label)s_%(class)s_extended_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(person__isnull=False) | ~Q(asker=""),
                name="%(app_label)s_%(class)s_says_who_asked",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.pk}"


class Incident(models.Model):
    """Sự cố dữ liệu cá nhân: lộ, mất, sửa trái phép; báo cơ quan chức năng trong 72 giờ."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="đơn vị xảy ra")
    found_at = models.DateTimeField("phát hiện lúc")
    what = models.TextField("sự việc")
    data = models.CharField("loại dữ liệu bị ảnh hưởng", max_length=300)
    persons = models.PositiveIntegerField("số người bị ảnh hưởng", null=True, blank=True)
    measures = models.TextField("biện pháp đã làm", blank=True)
    notified_at = models.DateTimeField("báo cơ quan chức năng lúc", null=True, blank=True)
    notified_to = models.CharField("nơi nhận thông báo, số văn bản", max_length=200, blank=True)
    late_reason = models.CharField("lý do báo muộn", max_length=300, blank=True)
    closed_at = models.DateTimeField("kết thúc xử lý lúc", null=True, blank=True)

    class Meta:
        verbose_name = "sự cố dữ liệu cá nhân"
        verbose_name_plural = "sự cố dữ liệu cá nhân"
        ordering = ["-found_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(notified_at__isnull=True, notified_to="")
                | Q(notified_at__gte=F("found_at")) & ~Q(notified_to=""),
                name="%(app_label)s_%(class)s_notified_at_and_to_together",
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True) | Q(closed_at__gte=F("found_at")),
                name="%(app_label)s_%(class)s_closed_after_found",
            ),
        ]

    def __str__(self) -> str:
        return f"Sự cố {self.pk}"
