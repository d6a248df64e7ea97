"""Who stands by an address, what was brought there, and what every household got from anybody."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from nhanai.activities.models import Campaign
from nhanai.aid.models.address import Address
from nhanai.aid.vocab import BatchState, Cycle, DeliveryState, GiftKind, SponsorKind
from nhanai.people.models import Person
from nhanai.units.models import Unit


class Sponsor(models.Model):
    """Nhà đỡ đầu: tổ chức hoặc cá nhân nhận giúp địa chỉ nhân đạo.

    A person is one of `people`, in the role of a donor; only an organisation has its name here.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="đơn vị giữ")
    kind = models.CharField("loại", max_length=12, choices=SponsorKind)
    person = models.ForeignKey(
        Person, models.PROTECT, related_name="+", null=True, blank=True, verbose_name="người"
    )
    name = models.CharField("tên tổ chức", max_length=200, blank=True)
    folded = models.CharField("tên không dấu", max_length=200, blank=True, db_index=True)
    contact = models.CharField("liên hệ", max_length=200, blank=True)
    is_anonymous = models.BooleanField("không nêu tên ra ngoài", default=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField("ghi lúc")

    class Meta:
        verbose_name = "nhà đỡ đầu"
        verbose_name_plural = "nhà đỡ đầu"
        ordering = ["folded", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=SponsorKind.PERSON, person__isnull=False, name="")
                | Q(kind=SponsorKind.ORGANISATION, person__isnull=True) & ~Q(name=""),
                name="%(app_label)s_%(class)s_is_who_it_says",
            ),
            models.UniqueConstraint(
                fields=["unit", "folded"],
                condition=Q(kind=SponsorKind.ORGANISATION),
                name="%(app_label)s_%(class)s_organisation_once",
            ),
            models.UniqueConstraint(
                fields=["unit", "person"], name="%(app_label)s_%(class)s_person_once"
            ),
        ]

    def __str__(self) -> str:
        """What the journal keeps: of a person no name."""
        return self.name or f"Nhà đỡ đầu số {self.pk}"


class Commitment(models.Model):
    """Cam kết đỡ đầu một địa chỉ: mỗi kỳ bao nhiêu, từ ngày nào đến trước ngày nào.

    Instalments follow from the cycle (see `rules.schedule`); none is a row of its own.
    """

    address = models.ForeignKey(Address, models.PROTECT, related_name="commitments")
    sponsor = models.ForeignKey(Sponsor, models.PROTECT, related_name="commitments")
    kind = models.CharField("hình thức", max_length=10, choices=GiftKind)
    amount = models.PositiveBigIntegerField("mỗi kỳ (đồng)")
    what = models.CharField("giúp gì", max_length=200, blank=True)
    cycle = models.CharField("chu kỳ", max_length=10, choices=Cycle)
    start = models.DateField("từ ngày")
    end = models.DateField("đến hết trước ngày", null=True, blank=True)
    end_note = models.CharField("vì sao thôi", max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField("ghi lúc")

    class Meta:
        verbose_name = "cam kết đỡ đầu"
        verbose_name_plural = "cam kết đỡ đầu"
        ordering = ["address", "start", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__gt=0), name="%(app_label)s_%(class)s_promises_something"
            ),
            models.CheckConstraint(
                condition=Q(end__isnull=True) | Q(end__gt=F("start")),
                name="%(app_label)s_%(class)s_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"Cam kết {self.start:%d/%m/%Y}"


class Batch(models.Model):
    """Đợt trao: một hay nhiều địa chỉ nhận cùng ngày, được duyệt một lần."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="đơn vị")
    name = models.CharField("tên đợt", max_length=200)
    folded = models.CharField("tên không dấu", max_length=200)
    on = models.DateField("ngày trao")
    place = models.CharField("nơi trao", max_length=200, blank=True)
    kind = models.CharField("hình thức", max_length=10, choices=GiftKind)
    what = models.CharField("trao gì", max_length=200)
    is_monthly = models.BooleanField("trợ cấp hằng tháng", default=False)
    giver = models.CharField("nguồn, người ủng hộ", max_length=200, blank=True)
    campaign = models.ForeignKey(
        Campaign, models.PROTECT, related_name="+", null=True, blank=True, verbose_name="chiến dịch"
    )
    state = models.CharField("trạng thái", max_length=10, choices=BatchState)
    reason = models.CharField("lý do hủy", max_length=300, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField("lập lúc")
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    approved_at = models.DateTimeField("duyệt lúc", null=True, blank=True)

    class Meta:
        verbose_name = "đợt trao trợ giúp"
        verbose_name_plural = "đợt trao trợ giúp"
        ordering = ["-on", "-pk"]
        indexes = [models.Index(fields=["unit", "on"], name="aid_batch_of_unit")]
        constraints = [
            models.CheckConstraint(
                condition=Q(approved_at__isnull=True, approved_by__isnull=True)
                | Q(approved_at__isnull=False, approved_by__isnull=False),
                name="%(app_label)s_%(class)s_approved_at_and_by_together",
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("made_by")),
                name="%(app_label)s_%(class)s_approved_by_another",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Delivery(models.Model):
    """Lần trợ giúp một địa chỉ trong một đợt trao; `worth` là đồng.

    `due_on` names the instalment of the commitment that it fulfils.
    """

    batch = models.ForeignKey(Batch, models.PROTECT, related_name="deliveries")
    address = models.ForeignKey(Address, models.PROTECT, related_name="deliveries")
    commitment = models.ForeignKey(
        Commitment, models.PROTECT, related_name="deliveries", null=True, blank=True,
        verbose_name="cam kết",
    )  # fmt: skip
    due_on = models.DateField("kỳ của cam kết", null=True, blank=True)
    worth = models.PositiveBigIntegerField("trị giá (đồng)")
    state = models.CharField("trạng thái", max_length=10, choices=DeliveryState)
    on = models.DateField("ngày nhận", null=True, blank=True)
    note = models.CharField("ghi chú", max_length=300, blank=True)

    class Meta:
        verbose_name = "lần trợ giúp"
        verbose_name_plural = "lần trợ giúp"
        ordering = ["batch", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["batch", "address"], name="%(app_label)s_%(class)s_once_a_batch"
            ),
            models.UniqueConstraint(
                fields=["commitment", "due_on"],
                condition=~Q(state__in=[DeliveryState.MISSED, DeliveryState.TAKEN_BACK]),
                name="%(app_label)s_%(class)s_an_instalment_once",
            ),
            models.CheckConstraint(
                condition=Q(worth__gt=0), name="%(app_label)s_%(class)s_is_worth_something"
            ),
            models.CheckConstraint(
                condition=~Q(state=DeliveryState.DELIVERED) | Q(on__isnull=False),
                name="%(app_label)s_%(class)s_delivered_on_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"Lần trợ giúp {self.pk}"


class OverlapAnswer(models.Model):
    """Giải trình về một lần trao có thể trùng: vì sao vẫn trao."""

    delivery = models.ForeignKey(Delivery, models.CASCADE, related_name="answers")
    finding = models.CharField("phát hiện", max_length=80)
    text = models.CharField("vì sao vẫn trao", max_length=400)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField("lúc")

    class Meta:
        verbose_name = "giải trình trao trùng"
        verbose_name_plural = "giải trình trao trùng"
        ordering = ["delivery", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["delivery", "finding"], name="%(app_label)s_%(class)s_once"
            )
        ]

    def __str__(self) -> str:
        return self.finding


class Receipt(models.Model):
    """Lần nhận: một hộ đã nhận gì, ngày nào, của ai, trong chương trình nào.

    Written by this room and by those above it (`source` names the record), so that who gives next
    sees it. `giver` and `programme` are words as they were on that day.
    """

    source = models.CharField("nguồn", max_length=40)
    record = models.BigIntegerField("bản ghi")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="người")
    household_key = models.CharField("khóa của hộ", max_length=90)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="đơn vị trao")
    on = models.DateField("ngày nhận")
    kind = models.CharField("hình thức", max_length=10, choices=GiftKind)
    what = models.CharField("nhận gì", max_length=200, blank=True)
    worth = models.PositiveBigIntegerField("trị giá (đồng)", default=0)
    giver = models.CharField("của ai", max_length=200, blank=True)
    programme = models.CharField("chương trình", max_length=200, blank=True)

    class Meta:
        verbose_name = "lần nhận trợ giúp"
        verbose_name_plural = "lần nhận trợ giúp"
        ordering = ["-on", "-pk"]
        indexes = [models.Index(fields=["household_key", "on"], name="aid_receipt_of_household")]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "record", "person"], name="%(app_label)s_%(class)s_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.record}"


class Proof(models.Model):
    """Ảnh minh chứng của đợt trao: thu nhỏ, bỏ nơi chụp, không đưa ra ngoài."""

    batch = models.ForeignKey(Batch, models.PROTECT, related_name="proofs")
    file = models.FileField("tệp", upload_to="aid")
    sha256 = models.CharField("mã băm của tệp", max_length=64)
    title = models.CharField("tên", max_length=300, blank=True)
    has_consent = models.BooleanField("người trong ảnh đã đồng ý", default=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField("lúc")
    withdrawn_at = models.DateTimeField("rút lại lúc", null=True, blank=True)

    class Meta:
        verbose_name = "ảnh minh chứng trợ giúp"
        verbose_name_plural = "ảnh minh chứng trợ giúp"
        ordering = ["batch", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["batch", "sha256"], name="%(app_label)s_%(class)s_once")
        ]

    def __str__(self) -> str:
        return self.title or self.sha256[:8]
