"""A round as it is typed: its frame, a pot, who asks, a share set by hand, a reason."""

from collections.abc import Mapping, Sequence

from django import forms
from django.http import QueryDict

from nhanai.allocation.actions.starting import About
from nhanai.allocation.queries import Source
from nhanai.allocation.rules.lines import Asked, read
from nhanai.base import numbers
from nhanai.units.models import Unit
from nhanai.web.fields import DayField, FindingsForm, SendingField

SHOWN = 20
"""Faults of a table that are named one by one."""

NUMBER = {"inputmode": "numeric", "class": "num", "autocomplete": "off", "maxlength": 25}


class AmountField(forms.CharField):
    """A whole amount as it is printed, also `12 triệu`; nothing is `empty_value`."""

    widget = forms.TextInput(attrs=NUMBER)

    def clean(self, value: object) -> int | None:
        """The amount; None where nothing is typed."""
        text = super().clean(value)
        try:
            return numbers.read_dong(text) if text else None
        except numbers.NotANumber as wrong:
            raise forms.ValidationError(wrong.message) from None

    def prepare_value(self, value: object) -> object:
        """An amount as it is printed."""
        return numbers.show(value) if isinstance(value, int) else value


class StartForm(FindingsForm):
    """A new round."""

    name = forms.CharField(
        label="Tên đợt phân bổ", max_length=200,
        error_messages={"required": "Nhập tên đợt phân bổ.", "max_length": "Tên quá 200 ký tự."},
    )  # fmt: skip
    unit = forms.ChoiceField(
        label="Đơn vị phân bổ",
        error_messages={"required": "Chọn đơn vị.", "invalid_choice": "Chọn đơn vị."},
    )  # fmt: skip
    on = DayField(label="Ngày")
    measure = forms.CharField(
        label="Chia bằng", max_length=30, initial="đồng",
        help_text="đồng, hoặc đơn vị của hàng: suất, bao gạo, tấm tôn.",
        error_messages={"required": "Nhập đơn vị tính, ví dụ: đồng, suất."},
    )  # fmt: skip
    step = AmountField(
        label="Mức chia tròn", initial=1,
        help_text="Mỗi phần là bội của mức này, ví dụ 10.000 đồng. Hàng thì để 1.",
        error_messages={"required": "Nhập mức chia tròn, ít nhất là 1."},
    )  # fmt: skip
    lot = forms.CharField(
        label="Từ bốc thăm", max_length=100, required=False,
        help_text="Công khai trước khi tính; phần lẻ cuối cùng theo thứ tự mà từ này định ra. "
        "Để trống thì lấy tên đợt và ngày.",
    )  # fmt: skip
    token = SendingField()

    def __init__(
        self, units: Sequence[tuple[Unit, str]], data: QueryDict | None = None,
        *, initial: Mapping[str, object] | None = None,
    ) -> None:  # fmt: skip
        super().__init__(data, initial=dict(initial or {}), label_suffix="")
        self.units = {str(unit.pk): unit for unit, _ in units}
        field = self.fields["unit"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(str(unit.pk), name) for unit, name in units]

    def about(self) -> About:
        """What the round is called."""
        said = self.cleaned_data
        return About(said["name"], said["on"], said["measure"], said["step"], said["lot"])


class PotForm(FindingsForm):
    """One pot: a fund of the unit's book, or something else by its name."""

    fund = forms.ChoiceField(
        label="Quỹ", required=False, error_messages={"invalid_choice": "Chọn một quỹ."}
    )
    name = forms.CharField(
        label="Tên nguồn", max_length=200, required=False,
        help_text="Để trống thì lấy tên quỹ đã chọn.",
        error_messages={"required": "Nhập tên nguồn.", "max_length": "Tên quá 200 ký tự."},
    )  # fmt: skip
    amount = AmountField(label="Số phân bổ", error_messages={"required": "Nhập số phân bổ."})

    def __init__(
        self, sources: Sequence[Source], data: QueryDict | None = None,
        *, initial: Mapping[str, object] | None = None,
    ) -> None:  # fmt: skip
        super().__init__(data, initial=dict(initial or {}), label_suffix="")
        self.sources = {_key(one): one for one in sources}
        field = self.fields["fund"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", "Không thuộc sổ quỹ")]
            field.choices += [(key, _offered(one)) for key, one in self.sources.items()]
        if not sources:
            del self.fields["fund"]
            self.fields["name"].required = True
            self.fields["name"].help_text = ""

    @property
    def chosen(self) -> Source | None:
        """The fund or campaign, if it is one."""
        return self.sources.get(self.cleaned_data.get("fund", ""))


def _key(source: Source) -> str:
    campaign = f"-{source.campaign.pk}" if source.campaign else ""
    return f"{source.fund.pk if source.fund else ''}{campaign}"


def _offered(source: Source) -> str:
    fund = f"{source.fund.name}: " if source.fund and source.campaign else ""
    return f"{fund}{source.name} (còn dùng được {numbers.show_dong(source.left)})"


class LinesForm(FindingsForm):
    """Who asks, as a pasted table."""

    lines = forms.CharField(
        label="Bảng dán từ bảng tính", max_length=4_000_000, strip=False,
        widget=forms.Textarea(attrs={"rows": 10, "spellcheck": "false"}),
        error_messages={
            "required": "Dán ít nhất một dòng có tên đơn vị và nhu cầu.",
            "max_length": "Bảng quá dài; hãy chia thành nhiều lần dán.",
        },
    )  # fmt: skip

    def clean_lines(self) -> list[Asked]:
        """What the lines ask; everything that is wrong with them at once."""
        asked, found = read(self.cleaned_data["lines"])
        if found:
            raise forms.ValidationError([one.message for one in found[:SHOWN]])
        return asked


class ClaimantForm(FindingsForm):
    """The facts of one who asks."""

    need = AmountField(label="Nhu cầu", error_messages={"required": "Nhập nhu cầu."})
    weight = AmountField(
        label="Điểm khó khăn", error_messages={"required": "Nhập điểm khó khăn, ít nhất 1."}
    )
    received = AmountField(label="Đã nhận từ nơi khác", required=False)
    minimum = AmountField(label="Mức tối thiểu", required=False)
    maximum = AmountField(
        label="Mức tối đa", required=False, help_text="Để trống thì nhiều nhất là phần còn thiếu."
    )
    pots = forms.MultipleChoiceField(
        label="Chỉ được nhận từ", required=False, widget=forms.CheckboxSelectMultiple,
        help_text="Không chọn nguồn nào là được nhận từ mọi nguồn.",
    )  # fmt: skip
    groups = forms.CharField(
        label="Nhóm", max_length=400, required=False, help_text="Cách nhau bằng dấu phẩy."
    )

    def __init__(
        self, pots: Sequence[tuple[str, str]], data: QueryDict | None = None,
        *, initial: Mapping[str, object] | None = None,
    ) -> None:  # fmt: skip
        super().__init__(data, initial=dict(initial or {}), label_suffix="")
        field = self.fields["pots"]
        if isinstance(field, forms.MultipleChoiceField):
            field.choices = list(pots)

    def asked(self) -> Asked:
        """What she asks."""
        said = self.cleaned_data
        groups = [part.strip() for part in said["groups"].split(",") if part.strip()]
        return Asked(
            "", said["need"], said["weight"], said["received"] or 0, said["minimum"] or 0,
            said["maximum"], tuple(sorted(said["pots"])) or None, tuple(dict.fromkeys(groups)),
        )  # fmt: skip


class ShareForm(FindingsForm):
    """A share set by hand: an amount for each pot, and the reason."""

    reason = forms.CharField(
        label="Lý do sửa", max_length=400,
        help_text="Lý do được công bố cùng kết quả; không ghi tên, địa chỉ của ai.",
        error_messages={"required": "Ghi lý do sửa.", "max_length": "Lý do quá 400 ký tự."},
    )  # fmt: skip

    def __init__(
        self, pots: Sequence[tuple[str, str]], given: Mapping[str, int],
        data: QueryDict | None = None,
    ) -> None:  # fmt: skip
        super().__init__(data, label_suffix="", prefix="phan")
        self.codes = [code for code, _ in pots]
        fields = {
            code: AmountField(label=f"Từ {name}", required=False, initial=given.get(code, 0))
            for code, name in pots
        }
        self.fields = {**fields, **self.fields}

    def given(self) -> dict[str, int]:
        """The amount from each pot."""
        return {code: self.cleaned_data[code] or 0 for code in self.codes}


class ReasonForm(FindingsForm):
    """Why a round is given back or given up."""

    reason = forms.CharField(
        label="Lý do", max_length=400,
        error_messages={"required": "Hãy ghi lý do.", "max_length": "Lý do quá 400 ký tự."},
    )  # fmt: skip
