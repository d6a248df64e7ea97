"""One natural person, and what she is to the society from which day to which day."""

import uuid

from django.db import models
from django.db.models import F, Q

from nhanai.people.vocab import EndReason, HouseholdKind, RoleKind, Sex, VolunteerGrade
from nhanai.units.models import Unit


class Person(models.Model):
    """Người: một con người, mang một định danh không đổi, dù giữ bao nhiêu vai trò.

    `birth_on` is the whole day where it is known, `birth_year` alone where only the year is; with a
    day, the year is that day's. `keeper` is the unit that keeps the record. A merged row points to
    the one that lives on; an erased one says nothing any more of whom it was.
    """

    key = models.UUIDField("định danh", default=uuid.uuid4, unique=True, editable=False)
    full_name = models.CharField("họ và tên", max_length=120)
    name_folded = models.CharField("họ và tên không dấu", max_length=120)
    sort_key = models.CharField("khóa sắp xếp", max_length=400, db_index=True)
    birth_on = models.DateField("ngày sinh", null=True, blank=True)
    birth_year = models.PositiveSmallIntegerField("năm sinh", null=True, blank=True)
    sex = models.CharField("giới tính", max_length=10, choices=Sex, blank=True)
    ethnicity = models.CharField("dân tộc", max_length=60, blank=True)
    citizen_number = models.CharField("số căn cước", max_length=12, null=True, blank=True)
    phone = models.CharField("điện thoại", max_length=15, blank=True, db_index=True)
    hamlet = models.CharField("thôn, bản, tổ dân phố", max_length=120, blank=True)
    commune = models.ForeignKey(
        Unit, models.PROTECT, related_name="+", null=True, blank=True, verbose_name="xã, phường"
    )
    household = models.CharField("số hộ", max_length=60, blank=True)
    household_kind = models.CharField("loại hộ", max_length=20, choices=HouseholdKind, blank=True)
    health = models.CharField("sức khỏe, khuyết tật", max_length=300, blank=True)
    note = models.TextField("ghi chú", blank=True)
    keeper = models.ForeignKey(
        Unit, models.PROTECT, related_name="+", verbose_name="đơn vị quản lý hồ sơ"
    )
    created_at = models.DateTimeField("tạo lúc")
    merged_into = models.ForeignKey(
        "self", models.PROTECT, related_name="+", null=True, blank=True, verbose_name="đã gộp vào"
    )
    died_on = models.DateField("mất ngày", null=True, blank=True)
    restricted_at = models.DateTimeField("hạn chế xử lý từ", null=True, blank=True)
    erased_at = models.DateTimeField("xóa dữ liệu lúc", null=True, blank=True)

    class Meta:
        verbose_name = "người"
        verbose_name_plural = "người"
        indexes = [models.Index(fields=["name_folded", "birth_year"], name="people_person_alike")]
        constraints = [
            models.UniqueConstraint(
                fields=["citizen_number"], name="%(app_label)s_%(class)s_citizen_number_once"
            ),
            models.CheckConstraint(
                condition=Q(birth_on__isnull=True) | Q(birth_year__isnull=False),
                name="%(app_label)s_%(class)s_birth_day_has_year",
            ),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("pk")),
                name="%(app_label)s_%(class)s_not_merged_into_itself",
            ),
        ]

    def __str__(self) -> str:
        """What the journal keeps: no name, so that an erased person is erased there too."""
        return f"Hồ sơ {self.key.hex[:8]}"


class PersonRole(models.Model):
    """Vai trò của người: là gì, tại đơn vị nào, từ ngày nào đến trước ngày nào.

    `since` is the day from which she holds it anywhere: before `start` where it began at another
    unit, on paper or before the unit was. `follows` is the row that this one continues.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="roles")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="đơn vị")
    kind = models.CharField("vai trò", max_length=20, choices=RoleKind)
    grade = models.CharField("hạng", max_length=10, choices=VolunteerGrade, blank=True)
    office = models.CharField("chức danh", max_length=100, blank=True)
    card_number = models.CharField("số thẻ", max_length=30, blank=True)
    details = models.CharField("chi tiết", max_length=300, blank=True)
    since = models.DateField("giữ vai trò từ")
    start = models.DateField("tại đơn vị từ ngày")
    end = models.DateField("đến hết trước ngày", null=True, blank=True)
    end_reason = models.CharField("lý do kết thúc", max_length=20, choices=EndReason, blank=True)
    end_note = models.CharField("ghi chú kết thúc", max_length=300, blank=True)
    follows = models.OneToOneField(
        "self", models.PROTECT, related_name="followed_by", null=True, blank=True,
        verbose_name="tiếp theo vai trò",
    )  # fmt: skip

    class Meta:
        verbose_name = "vai trò của người"
        verbose_name_plural = "vai trò của người"
        ordering = ["person", "start", "pk"]
        indexes = [
            models.Index(fields=["unit", "kind", "start"], name="people_role_at_unit"),
            models.Index(fields=["kind", "unit"], name="people_role_of_kind"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind", "unit", "start"], name="%(app_label)s_%(class)s_once"
            ),
            models.UniqueConstraint(
                fields=["person", "kind", "unit"],
                condition=Q(end__isnull=True),
                name="%(app_label)s_%(class)s_one_open_at_a_unit",
            ),
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(end__isnull=True, kind=RoleKind.MEMBER),
                name="%(app_label)s_%(class)s_member_of_one_chapter",
            ),
            models.UniqueConstraint(
                fields=["card_number"],
                condition=Q(end__isnull=True) & ~Q(card_number=""),
                name="%(app_label)s_%(class)s_card_once",
            ),
            models.CheckConstraint(
                condition=Q(end__isnull=True) | Q(end__gt=F("start")),
                name="%(app_label)s_%(class)s_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(since__lte=F("start")), name="%(app_label)s_%(class)s_since_first"
            ),
            models.CheckConstraint(
                condition=Q(grade="") | Q(kind=RoleKind.VOLUNTEER),
                name="%(app_label)s_%(class)s_grade_of_volunteers",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} – {self.unit_id}"
