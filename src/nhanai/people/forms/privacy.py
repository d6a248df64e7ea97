"""The forms of consents, requests, incidents and erasing."""

from django import forms

from nhanai.people.actions import IncidentValues, RequestValues
from nhanai.people.forms.fields import (
    ClockField,
    UnitField,
    WithUnits,
    choice,
    day,
    long_text,
    moment,
    text,
)
from nhanai.people.rules.privacy import ConsentValues, purposes
from nhanai.people.vocab import Channel, RequestKind, RequestOutcome


class ConsentForm(forms.Form):
    """Ghi sự đồng ý."""

    purpose = choice("Mục đích", [(one.code, one.name) for one in purposes().values()])
    channel = choice("Hình thức", Channel.choices)
    given_on = day("Ngày đồng ý")
    clock = ClockField("Giờ", required=False)
    witness = text("Người làm chứng, phiên dịch", longest=120, required=False)
    guardian = text(
        "Cha, mẹ hoặc người giám hộ", longest=120, required=False, note="Chỉ với trẻ em."
    )
    child_agreed = forms.BooleanField(label="Trẻ em đã tự đồng ý", required=False)
    proof = text("Nơi lưu bằng chứng", longest=200, required=False, note="Ví dụ: cặp 2, tờ 14.")

    def values(self) -> ConsentValues:
        """The consent of a valid form."""
        said = self.cleaned_data
        return ConsentValues(
            purpose=said["purpose"],
            channel=Channel(said["channel"]),
            given_at=moment(said["given_on"], said["clock"]),
            witness=said["witness"],
            guardian=said["guardian"],
            child_agreed=said["child_agreed"],
            proof=said["proof"],
        )


class WithdrawForm(forms.Form):
    """Rút lại sự đồng ý."""

    channel = choice("Hình thức", Channel.choices)


class RequestForm(WithUnits):
    """Tiếp nhận yêu cầu về dữ liệu cá nhân."""

    kind = choice("Loại yêu cầu", RequestKind.choices)
    asker = text("Người yêu cầu", longest=120, required=False,
                 note="Để trống nếu mở từ hồ sơ của người ấy.")  # fmt: skip
    text = long_text("Nội dung yêu cầu", longest=3000)
    channel = choice("Hình thức", Channel.choices)
    received_on = day("Nhận ngày")
    has_third_party = forms.BooleanField(
        label="Dữ liệu còn ở một bên thứ ba (hạn dài hơn)", required=False
    )
    unit = UnitField("Đơn vị tiếp nhận")

    def values(self) -> RequestValues:
        """The request of a valid form."""
        said = self.cleaned_data
        return RequestValues(
            kind=RequestKind(said["kind"]),
            text=said["text"],
            channel=Channel(said["channel"]),
            received_on=said["received_on"],
            asker=said["asker"],
            has_third_party=said["has_third_party"],
        )


class ReasonForm(forms.Form):
    """Lý do gia hạn."""

    reason = text("Lý do", longest=300)


class AnswerForm(forms.Form):
    """Trả lời yêu cầu."""

    outcome = choice("Kết quả", RequestOutcome.choices)
    answer = long_text("Trả lời", longest=3000)


class IncidentForm(WithUnits):
    """Ghi sự cố dữ liệu cá nhân."""

    found_on = day("Phát hiện ngày")
    clock = ClockField("Lúc")
    unit = UnitField("Đơn vị xảy ra")
    what = long_text("Sự việc", longest=3000, note="Không ghi tên người bị ảnh hưởng.")
    affected = text("Loại dữ liệu bị ảnh hưởng", longest=300, note="Ví dụ: họ tên, số căn cước.")
    persons = forms.IntegerField(
        label="Số người bị ảnh hưởng",
        required=False,
        min_value=0,
        max_value=10_000_000,
        error_messages={"invalid": "Viết một số, ví dụ 12.", "min_value": "Số không âm.",
                        "max_value": "Số quá lớn. Kiểm tra lại."},
    )  # fmt: skip
    measures = long_text("Biện pháp đã làm", longest=3000, required=False, rows=3)

    def values(self) -> IncidentValues:
        """The incident of a valid form."""
        said = self.cleaned_data
        return IncidentValues(
            moment(said["found_on"], said["clock"]),
            said["what"],
            said["affected"],
            said["persons"],
            said["measures"],
        )


class NotifyForm(forms.Form):
    """Ghi đã báo cơ quan chức năng."""

    notified_on = day("Báo ngày")
    clock = ClockField("Lúc")
    to = text("Nơi nhận, số văn bản", longest=200)
    late_reason = text("Lý do báo muộn", longest=300, required=False,
                       note="Chỉ khi đã quá 72 giờ.")  # fmt: skip


class MeasuresForm(forms.Form):
    """Kết thúc xử lý sự cố."""

    measures = long_text("Biện pháp đã làm", longest=3000)


class EraseForm(forms.Form):
    """Xóa dữ liệu."""

    reason = text(
        "Căn cứ xóa", longest=300,
        note="Số của yêu cầu hoặc “hết thời hạn lưu”. Không ghi tên: nhật ký giữ mãi dòng này.",
    )  # fmt: skip
