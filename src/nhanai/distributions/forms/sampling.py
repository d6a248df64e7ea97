"""A sample, and what was found at a visit."""

from django import forms

from nhanai.aid.forms.fields import line
from nhanai.distributions.actions import VisitTold
from nhanai.distributions.rules.sampling import QUANTILES
from nhanai.web.fields import DayField, FindingsForm

YES_NO = (("1", "Có"), ("0", "Không"))


def asked(label: str) -> forms.ChoiceField:
    """A question answered yes or no."""
    return forms.ChoiceField(
        label=label, choices=YES_NO, widget=forms.RadioSelect,
        error_messages={"required": f"Chọn có hoặc không: {label[:1].lower()}{label[1:]}."},
    )  # fmt: skip


class SampleForm(FindingsForm):
    """The seed and how sure one wants to be."""

    seed = line("Hạt giống", 100, required=True, note="Chữ, số mà chưa ai biết sẽ rút trúng ai, báo"
                " trước khi trao. Ví dụ: giải đặc biệt xổ số Thủ đô ngày 20/01/2027.")  # fmt: skip
    confidence = forms.TypedChoiceField(
        label="Độ tin cậy", coerce=int, initial=95,
        choices=[(one, f"{one} %") for one in sorted(QUANTILES)],
    )  # fmt: skip
    margin = forms.IntegerField(
        label="Sai số (%)", min_value=1, max_value=50, initial=10,
        error_messages={"required": "Ghi sai số, ví dụ 10.", "invalid": "Ghi sai số bằng số, ví dụ"
                        " 10.", "min_value": "Sai số từ 1 %.", "max_value": "Sai số đến 50 %."},
    )  # fmt: skip
    due_on = DayField(label="Hạn kiểm tra")


class VisitForm(FindingsForm):
    """What the household said."""

    on = DayField(label="Ngày thăm")
    received = asked("Đã nhận quà")
    is_whole = asked("Nhận đủ")
    asked_to_pay = asked("Bị đòi, trừ tiền")
    satisfied = asked("Hài lòng")
    note = line("Ghi chú", 400)

    @property
    def told(self) -> VisitTold:
        """The visit as the act takes it."""
        data = self.cleaned_data
        yes = {
            name: data[name] == "1"
            for name in ("received", "is_whole", "asked_to_pay", "satisfied")
        }
        return VisitTold(on=data["on"], note=data["note"], **yes)
