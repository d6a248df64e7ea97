"""Rounds of allocation: what there is, who asks, each computation, and what was decided."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from nhanai.aid.models import Address, Batch
from nhanai.allocation.rules.moves import STATES, RoundState
from nhanai.allocation.rules.values import OBJECTIVES
from nhanai.funds.models import ContributionCampaign
from nhanai.ledger.models import Fund, Voucher
from nhanai.units.models import Unit

_STATES = [(state.value, words) for state, words in STATES.items()]
_OBJECTIVES = [(objective.value, words) for objective, words in OBJECTIVES.items()]


class AllocationRound(models.Model):
    """Đợt phân bổ: một hay nhiều nguồn được chia cho những hồ sơ đã chọn.

    `version` rises with every change of what decides the result; a computation of an earlier
    version is outdated. `measure` is đồng, or what goods are counted in; `step` its smallest part.
    """

    name = models.CharField("tên đợt", max_length=200)
    name_folded = models.CharField("tên không dấu", max_length=200)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="đơn vị")
    on = models.DateField("ngày")
    measure = models.CharField("đơn vị tính", max_length=30, default="đồng")
    step = models.PositiveBigIntegerField("mức chia tròn", default=1)
    lot = models.CharField("từ bốc thăm", max_length=100)
    objective = models.CharField("cách chia", max_length=12, choices=_OBJECTIVES, blank=True)
    state = models.CharField(
        "trạng thái", max_length=10, choices=_STATES, default=RoundState.PREPARING.value
    )
    version = models.PositiveIntegerField("lần sửa đầu vào", default=1)
    note = models.CharField("lý do trả lại, hủy", max_length=400, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField("lập lúc")
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    submitted_at = models.DateTimeField("trình lúc", null=True, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    approved_at = models.DateTimeField("duyệt lúc", null=True, blank=True)

    class Meta:
        verbose_name = "đợt phân bổ"
        verbose_name_plural = "đợt phân bổ"
        ordering = ["-on", "-pk"]
        indexes = [models.Index(fields=["unit", "state"], name="allocation_round_of_unit")]
        constraints = [
            models.CheckConstraint(
                condition=Q(step__gt=0), name="%(app_label)s_%(class)s_step_of_something"
            ),
            models.CheckConstraint(
                condition=Q(approved_at__isnull=True, approved_by__isnull=True)
                | Q(approved_at__isnull=False, approved_by__isnull=False),
                name="%(app_label)s_%(class)s_approved_at_and_by_together",
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True)
                | ~Q(approved_by=F("made_by")) & ~Q(approved_by=F("submitted_by")),
                name="%(app_label)s_%(class)s_approved_by_another",
            ),
            models.CheckConstraint(
                condition=Q(state=RoundState.APPROVED.value, approved_at__isnull=False)
                | ~Q(state=RoundState.APPROVED.value) & Q(approved_at__isnull=True),
                name="%(app_label)s_%(class)s_approved_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def code(self) -> str:
        """By what the round is called outside: `PB-2026-0007`."""
        return f"PB-{self.on.year}-{self.pk:04d}"


class AllocationPot(models.Model):
    """Nguồn của đợt phân bổ: bao nhiêu tiền, hàng của nguồn nào được chia.

    Of a fund: what was given for `campaign`, or without one what was given for none.
    """

    round = models.ForeignKey(AllocationRound, models.CASCADE, related_name="pots")
    code = models.CharField("mã", max_length=10)
    name = models.CharField("tên nguồn", max_length=200)
    amount = models.PositiveBigIntegerField("số phân bổ")
    fund = models.ForeignKey(
        Fund, models.PROTECT, related_name="+", null=True, blank=True, verbose_name="quỹ"
    )
    campaign = models.ForeignKey(
        ContributionCampaign, models.PROTECT, related_name="+", null=True, blank=True,
        verbose_name="đợt vận động",
    )  # fmt: skip

    class Meta:
        verbose_name = "nguồn của đợt phân bổ"
        verbose_name_plural = "nguồn của đợt phân bổ"
        ordering = ["round", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "code"], name="%(app_label)s_%(class)s_code_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class Claimant(models.Model):
    """Hồ sơ nhận phân bổ: ai xin, cần bao nhiêu, khó khăn đến đâu, được nhận từ nguồn nào.

    A unit, or a humanitarian address, whose person only `aid` may name.
    `code` is the pseudonym under which the round is published, drawn anew for each round.
    `pots` are codes, None where all are open.
    """

    round = models.ForeignKey(AllocationRound, models.CASCADE, related_name="claimants")
    code = models.CharField("mã thay tên", max_length=10)
    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="+", null=True, blank=True, verbose_name="đơn vị"
    )
    address = models.ForeignKey(
        Address, models.PROTECT, related_name="+", null=True, blank=True, verbose_name="địa chỉ"
    )
    need = models.PositiveBigIntegerField("nhu cầu")
    weight = models.PositiveIntegerField("điểm khó khăn", default=1)
    received = models.PositiveBigIntegerField("đã nhận", default=0)
    minimum = models.PositiveBigIntegerField("mức tối thiểu", default=0)
    maximum = models.PositiveBigIntegerField("mức tối đa", null=True, blank=True)
    pots = models.JSONField("các nguồn", null=True, blank=True)
    groups = models.JSONField("các nhóm", default=list, blank=True)

    class Meta:
        verbose_name = "hồ sơ nhận phân bổ"
        verbose_name_plural = "hồ sơ nhận phân bổ"
        ordering = ["round", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "code"], name="%(app_label)s_%(class)s_code_once"
            ),
            models.UniqueConstraint(
                fields=["round", "unit"], name="%(app_label)s_%(class)s_unit_once"
            ),
            models.UniqueConstraint(
                fields=["round", "address"], name="%(app_label)s_%(class)s_address_once"
            ),
            models.CheckConstraint(
                condition=Q(unit__isnull=False, address__isnull=True)
                | Q(unit__isnull=True, address__isnull=False),
                name="%(app_label)s_%(class)s_is_a_unit_or_an_address",
            ),
            models.CheckConstraint(
                condition=Q(need__gt=0, weight__gt=0), name="%(app_label)s_%(class)s_asks_something"
            ),
        ]

    def __str__(self) -> str:
        return self.code


class AllocationRun(models.Model):
    """Lần tính của đợt phân bổ: kết quả cùng mọi thứ quyết định nó; không sửa, không xóa.

    `document` is the round as it can be published, without changes by hand.
    """

    round = models.ForeignKey(AllocationRound, models.CASCADE, related_name="runs")
    number = models.PositiveIntegerField("lần")
    version = models.PositiveIntegerField("của lần sửa đầu vào")
    objective = models.CharField("cách chia", max_length=12, choices=_OBJECTIVES)
    document = models.TextField("tệp của đợt")
    inputs_hash = models.CharField("mã băm đầu vào", max_length=71)
    result_hash = models.CharField("mã băm kết quả", max_length=71)
    figures = models.JSONField("số liệu của kết quả", default=dict)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField("tính lúc")

    class Meta:
        verbose_name = "lần tính của đợt phân bổ"
        verbose_name_plural = "lần tính của đợt phân bổ"
        ordering = ["round", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "number"], name="%(app_label)s_%(class)s_number_once"
            )
        ]

    def __str__(self) -> str:
        return f"Lần {self.number}"


class AllocationShare(models.Model):
    """Phần được chia cho một hồ sơ trong một lần tính, và vì sao.

    `computed` and `given` are amounts by the code of the pot; they differ only where somebody
    changed the share by hand and said why.
    """

    run = models.ForeignKey(AllocationRun, models.CASCADE, related_name="shares")
    claimant = models.ForeignKey(Claimant, models.PROTECT, related_name="shares")
    computed = models.JSONField("tính ra", default=dict)
    given = models.JSONField("được chia", default=dict)
    total = models.PositiveBigIntegerField("tổng được chia")
    binding = models.CharField("điều quyết định", max_length=10)
    why = models.TextField("vì sao")
    change_reason = models.CharField("lý do sửa tay", max_length=400, blank=True)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    changed_at = models.DateTimeField("sửa lúc", null=True, blank=True)

    class Meta:
        verbose_name = "phần được chia"
        verbose_name_plural = "phần được chia"
        ordering = ["run", "claimant"]
        constraints = [
            models.UniqueConstraint(
                fields=["run", "claimant"], name="%(app_label)s_%(class)s_one_a_claimant"
            ),
            models.CheckConstraint(
                condition=Q(changed_at__isnull=True, changed_by__isnull=True, change_reason="")
                | Q(changed_at__isnull=False, changed_by__isnull=False) & ~Q(change_reason=""),
                name="%(app_label)s_%(class)s_changed_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.claimant_id}: {self.total}"


class AllocationOutflow(models.Model):
    """Khoản thực hiện phân bổ: tiền của một nguồn đến một đơn vị, cho chính nó hay cho các hộ.

    Made when the round is approved. `voucher` pays it out of the fund; `batch` hands it to the
    humanitarian addresses that the unit keeps, at most so many in one `part` as a batch takes.
    """

    round = models.ForeignKey(AllocationRound, models.PROTECT, related_name="outflows")
    pot = models.ForeignKey(AllocationPot, models.PROTECT, related_name="+", verbose_name="nguồn")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="đơn vị nhận")
    is_for_addresses = models.BooleanField("cho địa chỉ nhân đạo", default=False)
    part = models.PositiveSmallIntegerField("phần", default=1)
    amount = models.PositiveBigIntegerField("số tiền")
    claimants = models.JSONField("các hồ sơ", default=list)
    voucher = models.ForeignKey(
        Voucher, models.PROTECT, related_name="+", null=True, blank=True, verbose_name="phiếu chi"
    )
    batch = models.ForeignKey(
        Batch, models.PROTECT, related_name="+", null=True, blank=True, verbose_name="đợt trao"
    )

    class Meta:
        verbose_name = "khoản thực hiện phân bổ"
        verbose_name_plural = "khoản thực hiện phân bổ"
        ordering = ["round", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "pot", "unit", "is_for_addresses", "part"],
                name="%(app_label)s_%(class)s_once",
            ),
            models.CheckConstraint(
                condition=Q(amount__gt=0), name="%(app_label)s_%(class)s_of_something"
            ),
            models.CheckConstraint(
                condition=Q(is_for_addresses=True) | Q(batch__isnull=True),
                name="%(app_label)s_%(class)s_batch_for_addresses",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round}: {self.pk}"
