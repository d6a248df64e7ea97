"""Shape and spelling of what is entered about accounts, statements and boxes."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from nhanai.activities.forms.fields import CountField, MoneyField
from nhanai.banking.actions.boxes import Opened
from nhanai.banking.reading.columns import LABELS
from nhanai.banking.rules.banks import banks
from nhanai.banking.rules.booking import MEANINGS
from nhanai.banking.rules.boxes import notes_on
from nhanai.banking.vocab import LineState
from nhanai.base import numbers
from nhanai.ledger.models import Fund
from nhanai.units.models import Unit
from nhanai.web.fields import DayField, SendingField, offer

Places = Sequence[tuple[Unit, str]]


def by_name() -> list[tuple[str, str]]:
    """The banks as a list to choose from, by their names."""
    return sorted(banks().items(), key=lambda one: one[1].casefold())


class Plain(forms.Form):
    """A form whose fields have ids of their own, so that several stand on one page."""

    prefix_of_ids = "f"

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        files: Any = None,  # noqa: ANN401 (as Django hands them on)
        *,
        initial: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(
            data, files, initial=initial, auto_id=f"{self.prefix_of_ids}-%s", label_suffix=""
        )


class OfUnit(Plain):
    """A form about something that a unit has."""

    unit = forms.ChoiceField(label="Đơn vị")

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, places: Places,
        initial: dict[str, Any] | None = None,
    ) -> None:  # fmt: skip
        super().__init__(data, initial=initial)
        self.units = {str(unit.pk): unit for unit, _ in places}
        offer(self, "unit", [(str(unit.pk), name) for unit, name in places])

    def told(self) -> dict[str, Any]:
        """What was entered, the unit as itself."""
        return {**self.cleaned_data, "unit": self.units[self.cleaned_data["unit"]]}


class AccountForm(OfUnit):
    """An account at a bank."""

    prefix_of_ids = "tk"
    bank = forms.ChoiceField(label="Ngân hàng", choices=by_name())
    number = forms.CharField(
        label="Số tài khoản", max_length=25, error_messages={"required": "Nhập số tài khoản."}
    )
    holder = forms.CharField(
        label="Chủ tài khoản", max_length=200, help_text="Như ngân hàng ghi.",
        error_messages={"required": "Nhập tên chủ tài khoản."},
    )  # fmt: skip
    name = forms.CharField(
        label="Tên gọi", max_length=200, help_text="Ví dụ: Quỹ nhân đạo tại Vietcombank.",
        error_messages={"required": "Đặt một tên gọi để dễ chọn."},
    )  # fmt: skip
    currency = forms.CharField(label="Loại tiền", max_length=3, initial="VND")
    opened_on = DayField(label="Dùng từ ngày")


class CloseForm(Plain):
    """From which day something is used no longer."""

    prefix_of_ids = "thoi"
    on = DayField(label="Từ ngày")


class CodeForm(Plain):
    """What a payment code asks for."""

    prefix_of_ids = "ma"
    so_tien = MoneyField(label="Số tiền", required=False, max_length=30)
    noi_dung = forms.CharField(
        label="Nội dung chuyển khoản", required=False, max_length=60,
        help_text="Nhiều nhất 25 chữ, tự bỏ dấu.",
    )  # fmt: skip


class StatementForm(Plain):
    """A file of the bank, for one account."""

    prefix_of_ids = "sk"
    account = forms.ChoiceField(label="Tài khoản")
    file = forms.FileField(
        label="Tệp sao kê", error_messages={"required": "Chọn tệp sao kê đã tải từ ngân hàng."},
        widget=forms.FileInput({"accept": ".csv,.xlsx,.xls,.txt,.sta,.mt940,.940,.xml"}),
    )  # fmt: skip

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        files: Any = None,  # noqa: ANN401 (as Django hands them on)
        *,
        accounts: Sequence[tuple[int, str]],
        initial: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(data, files, initial=initial)
        offer(self, "account", [(str(key), name) for key, name in accounts])


class ShapeForm(Plain):
    """Which column of an unknown table means what."""

    prefix_of_ids = "cot"

    def __init__(self, data: Mapping[str, Any] | None = None, *, heads: Sequence[str]) -> None:
        super().__init__(data)
        choices = [("", "Không có"), *((str(at), head) for at, head in enumerate(heads) if head)]
        for meaning, label in LABELS.items():
            self.fields[f"cot_{meaning}"] = forms.ChoiceField(
                label=label, choices=choices, required=False
            )

    def columns(self) -> dict[str, int]:
        """Meaning → place."""
        return {
            name.removeprefix("cot_"): int(value)
            for name, value in self.cleaned_data.items()
            if value
        }


class BookForm(Plain):
    """What a line was, and of which fund."""

    prefix_of_ids = "so"
    meaning = forms.ChoiceField(label="Là gì")
    fund = forms.ChoiceField(label="Quỹ")
    words = forms.CharField(
        label="Ghi rõ thêm", max_length=300, required=False, help_text="Bỏ trống thì lấy nội dung."
    )

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, funds: Sequence[Fund], comes_in: bool
    ) -> None:
        super().__init__(data)
        self.funds = {str(one.pk): one for one in funds}
        offer(self, "fund", [(key, one.name) for key, one in self.funds.items()])
        offer(
            self, "meaning",
            [(key, one.words) for key, one in MEANINGS.items() if one.comes_in == comes_in],
        )  # fmt: skip


class FilterForm(Plain):
    """What the list of lines is narrowed to."""

    prefix_of_ids = "loc"
    trang_thai = forms.ChoiceField(
        label="Trạng thái", required=False, choices=[("", "Mọi trạng thái"), *LineState.choices]
    )
    tai_khoan = forms.ChoiceField(label="Tài khoản", required=False)
    chieu = forms.ChoiceField(
        label="Tiền", required=False, choices=[("", "Vào và ra"), ("in", "Vào"), ("out", "Ra")]
    )
    tu = DayField(label="Từ ngày", required=False)
    den = DayField(label="Đến ngày", required=False)

    def __init__(self, data: Mapping[str, Any], *, accounts: Sequence[tuple[int, str]]) -> None:
        super().__init__(data)
        named = [(str(key), name) for key, name in accounts]
        offer(self, "tai_khoan", [("", "Mọi tài khoản"), *named])


class BoxForm(OfUnit):
    """A box and where it stands."""

    prefix_of_ids = "hom"
    code = forms.CharField(
        label="Số hiệu hòm", max_length=30, error_messages={"required": "Nhập số hiệu của hòm."}
    )
    place = forms.CharField(
        label="Nơi đặt", max_length=300, error_messages={"required": "Nhập nơi đặt hòm."}
    )
    keeper = forms.CharField(label="Người trông", max_length=200, required=False)
    seal = forms.CharField(
        label="Số niêm phong", max_length=30,
        error_messages={"required": "Nhập số niêm phong trên khóa."},
    )  # fmt: skip
    purpose = forms.CharField(label="Mục đích ghi trên hòm", max_length=300, required=False)
    placed_on = DayField(label="Đặt từ ngày")


class OpeningForm(Plain):
    """The protocol of an opening, note by note."""

    prefix_of_ids = "mo"
    token = SendingField()
    day = DayField(label="Ngày mở hòm")
    is_intact = forms.BooleanField(label="Niêm phong cũ còn nguyên", required=False, initial=True)
    first_witness = forms.CharField(
        label="Người chứng kiến thứ nhất", max_length=200,
        error_messages={"required": "Nhập họ tên người chứng kiến thứ nhất."},
    )  # fmt: skip
    second_witness = forms.CharField(
        label="Người chứng kiến thứ hai", max_length=200,
        error_messages={"required": "Nhập họ tên người chứng kiến thứ hai."},
    )  # fmt: skip
    cashier = forms.CharField(
        label="Người nhận tiền (thủ quỹ)", max_length=200,
        error_messages={"required": "Nhập họ tên người nhận tiền."},
    )  # fmt: skip
    new_seal = forms.CharField(
        label="Số niêm phong mới", max_length=30,
        error_messages={"required": "Nhập số niêm phong mới."},
    )  # fmt: skip
    note = forms.CharField(
        label="Ghi chú", required=False, max_length=2000, widget=forms.Textarea({"rows": 2})
    )

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, today: dt.date,
        initial: dict[str, Any] | None = None,
    ) -> None:  # fmt: skip
        super().__init__(data, initial=initial)
        self.notes = notes_on(today)
        for note in self.notes:
            self.fields[f"note-{note}"] = CountField(
                label=f"Tờ {numbers.show_dong(note)}", required=False, max_length=7
            )

    @property
    def counted(self) -> list[forms.BoundField]:
        """The fields of the notes."""
        return [self[f"note-{note}"] for note in self.notes]

    @property
    def said(self) -> list[forms.BoundField]:
        """The other fields that are seen."""
        return [one for one in self.visible_fields() if not one.name.startswith("note-")]

    def opened(self) -> Opened:
        """What was entered."""
        told = self.cleaned_data
        counts = {note: told.get(f"note-{note}") or 0 for note in self.notes}
        return Opened(
            told["day"], told["is_intact"], told["new_seal"],
            (told["first_witness"], told["second_witness"]), told["cashier"],
            {note: number for note, number in counts.items() if number}, told["note"],
        )  # fmt: skip
