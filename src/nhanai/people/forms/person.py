"""The forms of a person's record and of her roles."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django import forms

from nhanai.people.forms.fields import UnitField, WithUnits, choice, day, long_text, text
from nhanai.people.models import PersonRole
from nhanai.people.rules.roles import REASONS, RoleValues
from nhanai.people.rules.values import PersonValues, read
from nhanai.people.vocab import HouseholdKind, RoleKind, Sex, VolunteerGrade

ETHNICITIES = (
    *("Thái", "Mông", "Kinh", "Dao", "Hà Nhì", "Giáy", "La Hủ", "Khơ Mú", "Lự", "Lào", "Mảng"),
    *("Cống", "Si La", "Hoa", "Tày", "Mường", "Nùng", "La Chí", "Kháng"),
)
"""Suggested while one types; any other may be written."""
FIRST_ROLES = tuple(
    (kind.value, kind.label)
    for kind in RoleKind
    if kind not in {RoleKind.OFFICER, RoleKind.GROUP_MEMBER}
)


class PersonFields(WithUnits):
    """Hồ sơ: what is kept of a person herself."""

    full_name = text("Họ và tên", longest=120, autocapitalize="words")
    birth = text(
        "Ngày sinh hoặc năm sinh", longest=30, required=False, note="05/6/1990, hoặc chỉ 1990.",
        inputmode="numeric",
    )  # fmt: skip
    sex = choice("Giới tính", Sex.choices, required=False, empty="Chưa ghi")
    phone = text("Điện thoại", longest=20, required=False, inputmode="tel")
    citizen_number = text("Số căn cước", longest=20, required=False, inputmode="numeric")
    hamlet = text("Thôn, bản, tổ dân phố", longest=120, required=False)
    ethnicity = text("Dân tộc", longest=60, required=False, list="ethnicities")

    field_order = ["full_name", "birth"]

    def clean(self) -> dict[str, Any]:
        """Everything is written one way, or each field says what to correct."""
        cleaned = super().clean() or {}
        values, misspelt = read({name: str(value or "") for name, value in cleaned.items()})
        for finding in misspelt:
            if finding.where in self.fields and finding.where not in self.errors:
                self.add_error(finding.where, finding.message)
        cleaned["values"] = values
        return cleaned


class QuickForm(PersonFields):
    """Thêm người: twenty seconds of typing."""

    kind = choice("Vai trò", FIRST_ROLES)
    unit = UnitField("Đơn vị")
    start = day("Từ ngày")

    def role(self) -> RoleValues:
        """The first role of a valid form."""
        said = self.cleaned_data
        return RoleValues(RoleKind(said["kind"]), said["start"])


class EditForm(PersonFields):
    """Sửa hồ sơ: a masked value that is left empty stays as it is."""

    commune = UnitField("Xã, phường", required=False)
    household = text("Số hộ", longest=60, required=False)
    household_kind = choice("Loại hộ", HouseholdKind.choices, required=False, empty="Giữ như cũ")
    health = text("Sức khỏe, khuyết tật", longest=300, required=False)
    note = long_text("Ghi chú", longest=2000, required=False, rows=3)

    KEPT = ("phone", "citizen_number", "ethnicity", "household_kind", "health", "household")
    """Never shown here; the words beside say that something is kept."""

    def values(self, before: PersonValues) -> PersonValues:
        """What the record becomes."""
        typed: PersonValues = self.cleaned_data["values"]
        empty = self.data.getlist("empty") if hasattr(self.data, "getlist") else []
        kept = {
            name: getattr(before, name)
            for name in self.KEPT
            if not getattr(typed, name) and name not in empty
        }
        return replace(typed, **kept)


class MoveForm(WithUnits):
    """Chuyển nhiều người: where to, from when, whether all that are listed go."""

    unit = UnitField("Đơn vị đến")
    on = day("Chuyển từ ngày")
    note = text("Ghi chú, căn cứ", longest=300, required=False)
    all_listed = forms.BooleanField(
        label="Chuyển tất cả người trong danh sách đang lọc, không chỉ người đã chọn",
        required=False,
    )


class RoleForm(WithUnits):
    """Thêm vai trò."""

    kind = choice(
        "Vai trò",
        [(kind.value, kind.label) for kind in RoleKind if kind != RoleKind.OFFICER],
    )
    unit = UnitField("Đơn vị")
    start = day("Từ ngày")
    last_day = day("Đến hết ngày", required=False, note="Để trống khi đang giữ.")
    grade = choice(
        "Hạng tình nguyện viên", VolunteerGrade.choices, required=False, empty="Chưa xếp hạng"
    )
    office = text(
        "Chức danh trong câu lạc bộ, đội", longest=100, required=False,
        note="Đội trưởng, chủ nhiệm… Để trống nếu là thành viên.",
    )  # fmt: skip
    card_number = text("Số thẻ hội viên", longest=30, required=False,
                       note="Để trống nếu chưa cấp; cấp hàng loạt ở trang Hội viên.")  # fmt: skip

    def role(self, one_day: Any) -> RoleValues:  # noqa: ANN401 (a timedelta)
        """The role of a valid form."""
        said = self.cleaned_data
        last = said["last_day"]
        return RoleValues(
            RoleKind(said["kind"]),
            said["start"],
            last + one_day if last else None,
            grade=said["grade"],
            office=said["office"],
            card_number=said["card_number"],
        )


class EndForm(forms.Form):
    """Kết thúc vai trò."""

    last_day = day("Đến hết ngày")
    reason = choice("Lý do", ())
    note = text("Ghi chú", longest=300, required=False)

    def __init__(self, data: Mapping[str, Any] | None, *, role: PersonRole, **options: Any) -> None:  # noqa: ANN401 (Django's)
        super().__init__(data, **options)
        reasons = [(one.value, one.label) for one in REASONS[RoleKind(role.kind)]]
        field = self.fields["reason"]
        if isinstance(field, forms.ChoiceField):
            field.choices = reasons


class GradeForm(forms.Form):
    """Xếp hạng tình nguyện viên."""

    grade = choice("Hạng", VolunteerGrade.choices)
    on = day("Từ ngày")


class TransferForm(WithUnits):
    """Chuyển sinh hoạt."""

    unit = UnitField("Đơn vị đến")
    on = day("Từ ngày", note="Ngày đầu tiên ở đơn vị mới.")
    note = text("Lý do", longest=300, required=False)
