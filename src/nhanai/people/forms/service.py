"""The forms of officers, of clubs and teams, of trainings and merits."""

import datetime as dt

from django import forms

from nhanai.people.actions import GroupValues, MeritValues, PostValues, TrainingValues
from nhanai.people.actions.role import ONE_DAY
from nhanai.people.forms.fields import UnitField, WithUnits, choice, day, text
from nhanai.people.vocab import Employment, MeritKind, TrainingKind
from nhanai.units.vocab import BELOW_CHAPTER, UnitKind

GROUP_CHOICES = [(kind.value, kind.label) for kind in UnitKind if kind in BELOW_CHAPTER]


class PostForm(WithUnits):
    """Ghi chức vụ cán bộ Hội."""

    title = text("Chức vụ", longest=120, list="titles")
    employment = choice("Chế độ làm việc", Employment.choices)
    unit = UnitField("Đơn vị")
    start = day("Từ ngày")
    term_last_day = day("Nhiệm kỳ đến hết ngày", required=False)
    allowance = text("Mức phụ cấp", longest=60, required=False)

    def values(self) -> PostValues:
        """The post of a valid form."""
        said = self.cleaned_data
        last = said["term_last_day"]
        return PostValues(
            said["title"],
            Employment(said["employment"]),
            said["start"],
            last + ONE_DAY if last else None,
            said["allowance"],
        )


class PostCorrectionForm(forms.Form):
    """Sửa chức vụ cán bộ Hội: all but the unit and the day on which it began."""

    title = text("Chức vụ", longest=120, list="titles")
    employment = choice("Chế độ làm việc", Employment.choices)
    term_last_day = day("Nhiệm kỳ đến hết ngày", required=False)
    allowance = text("Mức phụ cấp", longest=60, required=False)

    def values(self, start: dt.date) -> PostValues:
        """The post of a valid form, which began on `start`."""
        said = self.cleaned_data
        last = said["term_last_day"]
        until = last + ONE_DAY if last else None
        employment = Employment(said["employment"])
        return PostValues(said["title"], employment, start, until, said["allowance"])


class RemovalForm(forms.Form):
    """Xóa dòng ghi nhầm."""

    reason = text("Lý do xóa", longest=200, note="Ví dụ: ghi nhầm người. Ghi vào nhật ký.")


class TrainingForm(forms.Form):
    """Ghi đào tạo, bồi dưỡng."""

    kind = choice("Loại", TrainingKind.choices)
    title = text("Nội dung, trình độ", longest=200, note="Ví dụ: Sơ cấp lý luận chính trị.")
    place = text("Nơi đào tạo, nơi cấp", longest=200, required=False)
    certificate = text("Số chứng chỉ", longest=60, required=False)
    finished_on = day("Hoàn thành ngày", required=False)
    valid_until = day("Có giá trị đến hết ngày", required=False)

    def values(self) -> TrainingValues:
        """The training of a valid form."""
        said = self.cleaned_data
        return TrainingValues(
            TrainingKind(said["kind"]),
            said["title"],
            said["place"],
            said["certificate"],
            said["finished_on"],
            said["valid_until"],
        )


class MeritForm(forms.Form):
    """Ghi khen thưởng, kỷ luật."""

    kind = choice("Loại", MeritKind.choices)
    title = text("Hình thức", longest=200, note="Ví dụ: Giấy khen của Hội tỉnh.")
    issuer = text("Nơi quyết định", longest=200, required=False)
    reference = text("Số quyết định", longest=100, required=False)
    on = day("Ngày quyết định")

    def values(self) -> MeritValues:
        """The merit of a valid form."""
        said = self.cleaned_data
        kind = MeritKind(said["kind"])
        return MeritValues(kind, said["title"], said["on"], said["issuer"], said["reference"])


class GroupForm(WithUnits):
    """Lập câu lạc bộ, đội, chi hội."""

    kind = choice("Loại", GROUP_CHOICES)
    name = text("Tên đầy đủ", longest=300, note="Ví dụ: Câu lạc bộ Ngân hàng máu sống xã Pa Tần.")
    chapter = UnitField("Thuộc")
    on = day("Thành lập ngày")
    reference = text("Số quyết định thành lập", longest=100, note="Ví dụ: 12/QĐ-CTĐ.")
    dated_on = day("Ngày quyết định", required=False)

    def values(self) -> GroupValues:
        """The club, team or branch of a valid form."""
        said = self.cleaned_data
        kind = UnitKind(said["kind"])
        return GroupValues(kind, said["name"], said["on"], said["reference"], said["dated_on"])


class CloseForm(forms.Form):
    """Kết thúc câu lạc bộ, đội, chi hội."""

    last_day = day("Hoạt động đến hết ngày")
    reference = text("Số quyết định", longest=100)
