"""Lists of people brought in from sheets: one import, its rows, how its columns were understood."""

import uuid

from django.db import models
from django.db.models import F, Q

from nhanai.identity.models import User
from nhanai.people.models.person import Person
from nhanai.people.vocab import ImportState, RoleKind, RowVerdict
from nhanai.units.models import Unit


class PeopleImport(models.Model):
    """Lần nhập danh sách: one table of one file, from its reading to its undoing.

    `content` are the packed rows of the file, dropped once they were taken. `listed_on` is the day
    on which the list was true: names of communes and chapters are understood as of then.
    """

    key = models.UUIDField("định danh", default=uuid.uuid4, unique=True, editable=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="đơn vị")
    file_name = models.CharField("tên tệp", max_length=200)
    sha256 = models.CharField("mã băm của tệp", max_length=64)
    tables = models.JSONField("các bảng", default=list)
    content = models.BinaryField("các dòng", default=bytes)
    table = models.PositiveSmallIntegerField("bảng được chọn", default=0)
    columns = models.JSONField("nghĩa của cột", default=dict)
    kind = models.CharField("vai trò", max_length=20, choices=RoleKind, default=RoleKind.MEMBER)
    listed_on = models.DateField("danh sách tính đến ngày", null=True, blank=True)
    state = models.CharField(
        "tình trạng", max_length=10, choices=ImportState, default=ImportState.READ
    )
    total = models.PositiveIntegerField("số dòng", default=0)
    done = models.PositiveIntegerField("số dòng đã xử lý", default=0)
    counts = models.JSONField("kết quả", default=dict)
    fault = models.CharField("lỗi", max_length=500, blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="người nhập")
    at = models.DateTimeField("gửi tệp lúc")
    moved_at = models.DateTimeField("chuyển động lúc")

    class Meta:
        verbose_name = "lần nhập danh sách"
        verbose_name_plural = "lần nhập danh sách"
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(done__lte=F("total")), name="%(app_label)s_%(class)s_done_of_total"
            )
        ]

    def __str__(self) -> str:
        return f"Lần nhập {self.key.hex[:8]}"


class ImportRow(models.Model):
    """Dòng của danh sách: what it says, until it is taken; then whom it became.

    `said` is emptied when the row was taken, `seal` then tells whether anybody changed her since.
    """

    of = models.ForeignKey(PeopleImport, models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField("dòng")
    name = models.CharField("họ và tên", max_length=120, blank=True)
    said = models.JSONField("nội dung", default=dict)
    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="+", null=True, blank=True, verbose_name="đơn vị"
    )
    verdict = models.CharField("kết quả", max_length=10, choices=RowVerdict)
    reasons = models.JSONField("lý do", default=list)
    is_mended = models.BooleanField("có sửa khi đọc", default=False)
    is_chosen = models.BooleanField("được chọn", default=False)
    is_taken = models.BooleanField("đã ghi", default=False)
    person = models.ForeignKey(
        Person, models.PROTECT, related_name="+", null=True, blank=True, verbose_name="người"
    )
    made_person = models.BooleanField("là hồ sơ mới", default=False)
    made_roles = models.JSONField("vai trò đã ghi", default=list)
    seal = models.CharField("dấu lúc ghi", max_length=64, blank=True)

    class Meta:
        verbose_name = "dòng của danh sách"
        verbose_name_plural = "dòng của danh sách"
        ordering = ["of", "number"]
        indexes = [models.Index(fields=["of", "verdict", "number"], name="people_row_by_verdict")]
        constraints = [
            models.UniqueConstraint(
                fields=["of", "number"], name="%(app_label)s_%(class)s_number_once"
            )
        ]

    def __str__(self) -> str:
        return f"Dòng {self.number}"


class ColumnChoice(models.Model):
    """Cách hiểu cột: what a unit said last of the columns of a table of this shape."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="đơn vị")
    shape = models.CharField("hình dạng bảng", max_length=64)
    columns = models.JSONField("nghĩa của cột")

    class Meta:
        verbose_name = "cách hiểu cột"
        verbose_name_plural = "cách hiểu cột"
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "shape"], name="%(app_label)s_%(class)s_once_a_unit"
            )
        ]

    def __str__(self) -> str:
        return self.shape[:8]
