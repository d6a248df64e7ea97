"""Shape and spelling of what is entered about goods."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import forms

from nhanai.activities.forms.fields import MoneyField
from nhanai.base import numbers
from nhanai.stock.actions.keeping import Told
from nhanai.stock.models import Holding
from nhanai.units.models import Unit
from nhanai.web.fields import DayField, SendingField, offer

REASON = {"required": "Ghi lý do, ví dụ tên đợt trao hoặc nguồn hàng."}


class QuantityField(forms.CharField):
    """A quantity, or nothing: `12,5`."""

    widget = forms.TextInput(
        attrs={"inputmode": "decimal", "class": "num", "autocomplete": "off", "maxlength": 20}
    )

    def clean(self, value: object) -> Decimal | None:
        """The number, or None."""
        text = super().clean(value)
        if not text:
            return None
        try:
            return numbers.read(text)
        except numbers.NotANumber as wrong:
            raise forms.ValidationError(wrong.message) from None


class Plain(forms.Form):
    """A form whose fields have ids of their own."""

    prefix_of_ids = "f"

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, initial: dict[str, Any] | None = None
    ) -> None:
        super().__init__(data, initial=initial, auto_id=f"{self.prefix_of_ids}-%s", label_suffix="")


class WarehouseForm(Plain):
    """A place where a unit keeps goods."""

    prefix_of_ids = "kho"
    unit = forms.ChoiceField(label="Đơn vị")
    name = forms.CharField(
        label="Tên kho", max_length=200, error_messages={"required": "Nhập tên kho."}
    )
    place = forms.CharField(label="Địa chỉ", max_length=300, required=False)
    keeper = forms.CharField(label="Thủ kho", max_length=200, required=False)
    opened_on = DayField(label="Dùng từ ngày")

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, places: Sequence[tuple[Unit, str]]
    ) -> None:
        super().__init__(data)
        self.units = {str(unit.pk): unit for unit, _ in places}
        offer(self, "unit", [(str(unit.pk), name) for unit, name in places])

    def told(self) -> dict[str, Any]:
        """What was entered, the unit as itself."""
        return {**self.cleaned_data, "unit": self.units[self.cleaned_data["unit"]]}


class ReceiveForm(Plain):
    """Goods that come in."""

    prefix_of_ids = "nhap"
    token = SendingField()
    item = forms.CharField(
        label="Mặt hàng", max_length=200, error_messages={"required": "Nhập tên mặt hàng."},
        widget=forms.TextInput({"list": "mat-hang", "autocomplete": "off"}),
    )  # fmt: skip
    quantity = QuantityField(
        label="Số lượng", max_length=20, error_messages={"required": "Nhập số lượng."}
    )
    unit_of_measure = forms.CharField(
        label="Đơn vị tính", max_length=30, required=False,
        help_text="Mặt hàng đã có thì bỏ trống được.",
    )  # fmt: skip
    giver = forms.CharField(label="Nguồn (ai cho, mua ở đâu)", max_length=300, required=False)
    expires_on = DayField(label="Hạn dùng", required=False)
    value = MoneyField(
        label="Đơn giá", required=False, max_length=30,
        help_text="Theo hóa đơn hoặc giá thị trường; không biết thì bỏ trống.",
    )  # fmt: skip
    campaign = forms.ChoiceField(label="Của chiến dịch", required=False)
    purpose = forms.CharField(
        label="Chỉ dùng cho", max_length=300, required=False,
        help_text="Ràng buộc của người cho, nếu có.",
    )  # fmt: skip
    day = DayField(label="Ngày nhập")
    party = forms.CharField(label="Người giao", max_length=200, required=False)
    reason = forms.CharField(label="Lý do nhập", max_length=400, error_messages=REASON)

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, campaigns: Sequence[tuple[str, str]],
        initial: dict[str, Any] | None = None,
    ) -> None:  # fmt: skip
        super().__init__(data, initial=initial)
        offer(self, "campaign", [("", "Không của chiến dịch nào"), *campaigns])

    def goods(self) -> dict[str, Any]:
        """What came in, the campaign still as its number."""
        told = self.cleaned_data
        return {
            "item": told["item"], "unit_of_measure": told["unit_of_measure"],
            "quantity": told["quantity"], "expires_on": told["expires_on"],
            "value": told["value"] or None, "purpose": told["purpose"], "giver": told["giver"],
        }  # fmt: skip


class LotsForm(Plain):
    """Quantities of the lots of one warehouse."""

    prefix_of_ids = "lo"
    token = SendingField()

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, held: Sequence[Holding],
        initial: dict[str, Any] | None = None,
    ) -> None:  # fmt: skip
        super().__init__(data, initial=initial)
        self.held = held
        for one in held:
            self.fields[f"lot-{one.lot_id}"] = QuantityField(
                label=one.lot.item.name, required=False, max_length=20
            )

    @property
    def rows(self) -> list[tuple[Holding, forms.BoundField, forms.BoundField | None]]:
        """Each lot with its field, and the field of the reason where there is one."""
        return [
            (
                one, self[f"lot-{one.lot_id}"],
                self[f"why-{one.lot_id}"] if f"why-{one.lot_id}" in self.fields else None,
            )
            for one in self.held
        ]  # fmt: skip

    @property
    def said(self) -> list[forms.BoundField]:
        """The other fields that are seen."""
        return [one for one in self.visible_fields() if not one.name.startswith(("lot-", "why-"))]

    def lots(self) -> dict[int, Decimal]:
        """Lot → quantity, of those that were filled."""
        found = ((one.lot_id, self.cleaned_data.get(f"lot-{one.lot_id}")) for one in self.held)
        return {lot: quantity for lot, quantity in found if quantity is not None}

    def told(self) -> Told:
        """What the slip says besides."""
        data = self.cleaned_data
        return Told(data["day"], data["reason"], data.get("party", ""))


class GiveForm(LotsForm):
    """Goods that leave the warehouse."""

    kind = forms.ChoiceField(label="Việc", choices=[("OUT", "Xuất, cấp phát"),
                                                    ("LOSS", "Ghi hao hụt, hỏng")])  # fmt: skip
    day = DayField(label="Ngày")
    party = forms.CharField(label="Người nhận", max_length=200, required=False)
    reason = forms.CharField(label="Lý do", max_length=400, error_messages=REASON)

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, held: Sequence[Holding],
        others: Sequence[tuple[int, str]], initial: dict[str, Any] | None = None,
    ) -> None:  # fmt: skip
        super().__init__(data, held=held, initial=initial)
        fixed = [("OUT", "Xuất, cấp phát"), ("LOSS", "Ghi hao hụt, hỏng")]
        moves = [(f"MOVE-{key}", f"Chuyển đến {name}") for key, name in others]
        offer(self, "kind", [*fixed, *moves])


class CountForm(LotsForm):
    """What was found when everything was counted."""

    day = DayField(label="Ngày kiểm kê")
    party = forms.CharField(label="Người cùng kiểm kê", max_length=200, required=False)
    reason = forms.CharField(
        label="Lý do kiểm kê", max_length=400, error_messages=REASON, initial="Kiểm kê định kỳ"
    )

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, held: Sequence[Holding],
        initial: dict[str, Any] | None = None,
    ) -> None:  # fmt: skip
        super().__init__(data, held=held, initial=initial)
        for one in held:
            self.fields[f"why-{one.lot_id}"] = forms.CharField(
                label=f"Lý do lệch của {one.lot.item.name}", required=False, max_length=300
            )

    def reasons(self) -> dict[int, str]:
        """Lot → why it differs."""
        return {one.lot_id: self.cleaned_data.get(f"why-{one.lot_id}", "") for one in self.held}
