"""Whom figures are exchanged with, and what they call our measures, units and groups."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from nhanai.exchange.rules.codes import LONGEST
from nhanai.exchange.vocab import CodeKind, FileState, IdScheme, RowOutcome
from nhanai.figures.models import Figure


class Partner(models.Model):
    """Đối tác trao đổi số liệu: hệ thống khác, với cách gọi tên của nó."""

    name = models.CharField("tên đối tác", max_length=150, unique=True)
    scheme = models.CharField("cách gọi tên", max_length=4, choices=IdScheme, default=IdScheme.CODE)
    data_set = models.CharField("mã bộ số liệu", max_length=100, blank=True)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField("sửa lúc")

    class Meta:
        verbose_name = "đối tác trao đổi số liệu"
        verbose_name_plural = "đối tác trao đổi số liệu"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class PartnerCode(models.Model):
    """Mã đối tác: mã của ta là mã nào của đối tác; một mã chỉ nói về một thứ.

    Groups of two measures may be called alike, so theirs is not unique among groups.
    """

    partner = models.ForeignKey(Partner, models.CASCADE, related_name="codes")
    kind = models.CharField("loại", max_length=10, choices=CodeKind)
    ours = models.CharField("mã của ta", max_length=LONGEST)
    theirs = models.CharField("mã của đối tác", max_length=LONGEST)

    class Meta:
        verbose_name = "mã đối tác"
        verbose_name_plural = "mã đối tác"
        ordering = ["kind", "ours"]
        constraints = [
            models.UniqueConstraint(
                fields=["partner", "kind", "ours"], name="%(app_label)s_%(class)s_ours_once"
            ),
            models.UniqueConstraint(
                fields=["partner", "kind", "theirs"],
                condition=~Q(kind=CodeKind.PART),
                name="%(app_label)s_%(class)s_theirs_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ours} = {self.theirs}"


class FigureImport(models.Model):
    """Lần nhập số liệu: một tệp từ hệ thống khác, từ lúc nhận đến lúc nhập, bỏ hay hoàn tác.

    `content` is the file as it came, packed. `regime` tells which days the names of periods have.
    """

    file_name = models.CharField("tên tệp", max_length=200)
    sha256 = models.CharField("mã băm của tệp", max_length=64)
    content = models.BinaryField("nội dung tệp")
    partner = models.ForeignKey(
        Partner, models.SET_NULL, related_name="+", null=True, blank=True, verbose_name="mã của"
    )
    regime = models.CharField("các kỳ trong tệp", max_length=20)
    state = models.CharField(
        "tình trạng", max_length=10, choices=FileState, default=FileState.RECEIVED
    )
    counts = models.JSONField("kết quả", default=dict, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField("nhận lúc")
    ended_at = models.DateTimeField("xong lúc", null=True, blank=True)

    class Meta:
        verbose_name = "lần nhập số liệu"
        verbose_name_plural = "lần nhập số liệu"
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.file_name} {self.at:%d/%m/%Y}"


class FigureRow(models.Model):
    """Dòng của lần nhập số liệu: nói gì, và đã thành số liệu nào hay vì sao không nhận."""

    of = models.ForeignKey(FigureImport, models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField("dòng")
    data_element = models.CharField("chỉ tiêu", max_length=200, blank=True)
    org_unit = models.CharField("đơn vị", max_length=200, blank=True)
    called = models.CharField("kỳ", max_length=200, blank=True)
    option = models.CharField("nhóm", max_length=200, blank=True)
    value = models.CharField("số liệu", max_length=200, blank=True)
    outcome = models.CharField("kết quả", max_length=10, choices=RowOutcome)
    reason = models.CharField("lý do", max_length=600, blank=True)
    start = models.DateField("kỳ từ ngày", null=True, blank=True)
    end = models.DateField("kỳ đến hết trước ngày", null=True, blank=True)
    figure = models.ForeignKey(
        Figure, models.PROTECT, related_name="+", null=True, blank=True, verbose_name="số liệu"
    )
    version = models.PositiveIntegerField("lần sửa lúc nhập", default=0)
    before = models.DecimalField(
        "số trước khi sửa", max_digits=20, decimal_places=6, null=True, blank=True
    )

    class Meta:
        verbose_name = "dòng của lần nhập số liệu"
        verbose_name_plural = "dòng của lần nhập số liệu"
        ordering = ["of", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["of", "number"], name="%(app_label)s_%(class)s_number_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.of_id}: {self.number}"
