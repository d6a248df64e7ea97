"""A unit is a stable identity; its name, code, parent and successor are dated facts about it."""

import datetime as dt
import uuid

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce

from nhanai.units.vocab import ActKind, Line, UnitKind


class LegalAct(models.Model):
    """Văn bản làm căn cứ thay đổi tổ chức."""

    reference = models.CharField("số, ký hiệu", max_length=100)
    title = models.CharField("trích yếu", max_length=500, blank=True)
    dated_on = models.DateField("ngày ban hành", null=True, blank=True)
    is_verified = models.BooleanField("đã kiểm chứng", default=True)

    class Meta:
        verbose_name = "văn bản căn cứ"
        verbose_name_plural = "văn bản căn cứ"
        constraints = [
            models.UniqueConstraint(
                "reference",
                Coalesce("dated_on", models.Value(dt.date.min)),
                name="%(app_label)s_%(class)s_once",
            )
        ]

    def __str__(self) -> str:
        return self.reference


class Unit(models.Model):
    """Đơn vị: một tổ chức, mang một định danh không đổi."""

    key = models.SlugField("mã định danh", max_length=50, unique=True)
    kind = models.CharField("loại", max_length=30, choices=UnitKind)
    start = models.DateField("hoạt động từ")
    end = models.DateField("đến hết trước ngày", null=True, blank=True)
    opened_by = models.ForeignKey(
        LegalAct,
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name="thành lập theo",
    )
    closed_by = models.ForeignKey(
        LegalAct,
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name="chấm dứt theo",
    )
    territory = models.ForeignKey(
        "self",
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name="địa bàn",
        help_text="Tỉnh, huyện cũ hoặc xã, phường mà đơn vị này hoạt động.",
    )
    is_verified = models.BooleanField("đã kiểm chứng", default=True)
    note = models.TextField("ghi chú", blank=True)

    class Meta:
        verbose_name = "đơn vị"
        verbose_name_plural = "đơn vị"
        constraints = [
            models.CheckConstraint(
                condition=Q(end__isnull=True) | Q(end__gt=F("start")),
                name="%(app_label)s_%(class)s_ends_after_start",
            )
        ]

    def __str__(self) -> str:
        return self.key


class UnitName(models.Model):
    """Tên đơn vị trong một khoảng thời gian."""

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="names")
    name = models.CharField("tên đầy đủ", max_length=300)
    short_name = models.CharField("tên ngắn", max_length=150, blank=True)
    name_folded = models.CharField("tên không dấu", max_length=300, db_index=True)
    sort_key = models.CharField("khóa sắp xếp", max_length=900)
    start = models.DateField("từ ngày")
    end = models.DateField("đến hết trước ngày", null=True, blank=True)
    act = models.ForeignKey(LegalAct, models.PROTECT, related_name="+", null=True, blank=True)

    class Meta:
        verbose_name = "tên đơn vị"
        verbose_name_plural = "tên đơn vị"
        ordering = ["unit", "start"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "start"], name="%(app_label)s_%(class)s_once_a_day"
            ),
            models.CheckConstraint(
                condition=Q(end__isnull=True) | Q(end__gt=F("start")),
                name="%(app_label)s_%(class)s_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class UnitCode(models.Model):
    """Mã đơn vị hành chính trong một khoảng thời gian; một mã có thể từng thuộc đơn vị khác."""

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="codes")
    system = models.CharField("hệ mã", max_length=30, default="GSO")
    code = models.CharField("mã", max_length=30, db_index=True)
    start = models.DateField("từ ngày")
    end = models.DateField("đến hết trước ngày", null=True, blank=True)

    class Meta:
        verbose_name = "mã đơn vị"
        verbose_name_plural = "mã đơn vị"
        ordering = ["unit", "start"]
        constraints = [
            models.UniqueConstraint(
                fields=["system", "code", "start"], name="%(app_label)s_%(class)s_one_holder_a_day"
            ),
            models.CheckConstraint(
                condition=Q(end__isnull=True) | Q(end__gt=F("start")),
                name="%(app_label)s_%(class)s_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return self.code


class Placement(models.Model):
    """Đặt dưới: đơn vị đứng dưới đơn vị nào, trong hệ nào, từ ngày nào đến ngày nào."""

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="placements")
    parent = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="đơn vị trên")
    line = models.CharField("hệ", max_length=20, choices=Line)
    start = models.DateField("từ ngày")
    end = models.DateField("đến hết trước ngày", null=True, blank=True)
    act = models.ForeignKey(LegalAct, models.PROTECT, related_name="+", null=True, blank=True)

    class Meta:
        verbose_name = "vị trí trong hệ thống"
        verbose_name_plural = "vị trí trong hệ thống"
        ordering = ["unit", "line", "start"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "line", "start"], name="%(app_label)s_%(class)s_once_a_day"
            ),
            models.CheckConstraint(
                condition=~Q(unit=F("parent")), name="%(app_label)s_%(class)s_not_below_itself"
            ),
            models.CheckConstraint(
                condition=Q(end__isnull=True) | Q(end__gt=F("start")),
                name="%(app_label)s_%(class)s_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} < {self.parent_id}"


class Lineage(models.Model):
    """Dòng trên dưới: mọi cặp đơn vị trên - đơn vị dưới, có thời hạn; suy ra từ vị trí."""

    ancestor = models.ForeignKey(Unit, models.CASCADE, related_name="+")
    descendant = models.ForeignKey(Unit, models.CASCADE, related_name="+")
    line = models.CharField("hệ", max_length=20, choices=Line)
    depth = models.PositiveSmallIntegerField("số bậc")
    start = models.DateField("từ ngày")
    end = models.DateField("đến hết trước ngày", null=True, blank=True)

    class Meta:
        verbose_name = "dòng trên dưới"
        verbose_name_plural = "dòng trên dưới"
        indexes = [
            models.Index(fields=["ancestor", "line", "start"], name="units_lineage_down"),
            models.Index(fields=["descendant", "line", "start"], name="units_lineage_up"),
        ]

    def __str__(self) -> str:
        return f"{self.ancestor_id} > {self.descendant_id}"


class Succession(models.Model):
    """Kế tục: đơn vị nào tiếp nhận đơn vị nào, từ ngày nào, phần bao nhiêu, theo văn bản nào."""

    predecessor = models.ForeignKey(Unit, models.PROTECT, related_name="successions")
    successor = models.ForeignKey(Unit, models.PROTECT, related_name="inheritances")
    on = models.DateField("từ ngày")
    share = models.DecimalField("phần", max_digits=9, decimal_places=6, default=1)
    act = models.ForeignKey(LegalAct, models.PROTECT, related_name="+", null=True, blank=True)
    is_verified = models.BooleanField("đã kiểm chứng", default=True)
    note = models.TextField("ghi chú", blank=True)

    class Meta:
        verbose_name = "kế tục"
        verbose_name_plural = "kế tục"
        ordering = ["on", "predecessor", "successor"]
        constraints = [
            models.UniqueConstraint(
                fields=["predecessor", "successor", "on"], name="%(app_label)s_%(class)s_once"
            ),
            models.CheckConstraint(
                condition=Q(share__gt=0) & Q(share__lte=1),
                name="%(app_label)s_%(class)s_share_is_a_part",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor_id} → {self.successor_id}"


class Alias(models.Model):
    """Tên gọi khác: cách viết mà văn bản dùng để gọi đơn vị."""

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="aliases")
    text = models.CharField("cách viết", max_length=300)
    text_folded = models.CharField("không dấu", max_length=300, db_index=True)

    class Meta:
        verbose_name = "tên gọi khác"
        verbose_name_plural = "tên gọi khác"
        constraints = [
            models.UniqueConstraint(fields=["unit", "text"], name="%(app_label)s_%(class)s_once")
        ]

    def __str__(self) -> str:
        return self.text


class GroupRule(models.Model):
    """Quy tắc thành viên của khối: theo loại đơn vị và cấp địa bàn, hoặc nêu đích danh."""

    group = models.ForeignKey(Unit, models.CASCADE, related_name="group_rules", verbose_name="khối")
    kind = models.CharField("loại", max_length=30, choices=UnitKind, blank=True)
    territory_kind = models.CharField("cấp địa bàn", max_length=30, choices=UnitKind, blank=True)
    member = models.ForeignKey(
        Unit, models.PROTECT, related_name="+", null=True, blank=True, verbose_name="thành viên"
    )

    class Meta:
        verbose_name = "quy tắc thành viên của khối"
        verbose_name_plural = "quy tắc thành viên của khối"
        constraints = [
            models.CheckConstraint(
                condition=Q(member__isnull=False, kind="") | Q(member__isnull=True) & ~Q(kind=""),
                name="%(app_label)s_%(class)s_kind_or_member",
            )
        ]

    def __str__(self) -> str:
        return f"{self.group_id}: {self.kind or self.member_id}"


class Reorganisation(models.Model):
    """Thay đổi tổ chức: một lần thay đổi, với mọi dòng đã đổi, đủ để hoàn tác."""

    kind = models.CharField("loại", max_length=10, choices=ActKind)
    on = models.DateField("từ ngày", null=True, blank=True)
    act = models.ForeignKey(
        LegalAct, models.PROTECT, related_name="+", null=True, blank=True, verbose_name="căn cứ"
    )
    at = models.DateTimeField("ghi lúc")
    by = models.CharField("người làm", max_length=200)
    note = models.TextField("ghi chú", blank=True)
    sheet = models.JSONField("bảng đối chiếu", default=list, blank=True)
    changes = models.JSONField("dòng đã đổi", default=list, blank=True)
    undoes = models.OneToOneField(
        "self", models.PROTECT, related_name="undone_by", null=True, blank=True
    )
    stamp = models.UUIDField("dấu phiên bản", default=uuid.uuid4, unique=True)
    """Which state of the tables this act left; what is built from them is kept under it."""

    class Meta:
        verbose_name = "thay đổi tổ chức"
        verbose_name_plural = "thay đổi tổ chức"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.pk}"


class ReorganisedUnit(models.Model):
    """Đơn vị trong một thay đổi; by key, since an undone opening leaves no unit."""

    reorganisation = models.ForeignKey(Reorganisation, models.CASCADE, related_name="units")
    unit_key = models.CharField("mã định danh đơn vị", max_length=50, db_index=True)

    class Meta:
        verbose_name = "đơn vị trong thay đổi tổ chức"
        verbose_name_plural = "đơn vị trong thay đổi tổ chức"
        constraints = [
            models.UniqueConstraint(
                fields=["reorganisation", "unit_key"], name="%(app_label)s_%(class)s_once"
            )
        ]

    def __str__(self) -> str:
        return self.unit_key
