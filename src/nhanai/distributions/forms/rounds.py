"""A new round."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from nhanai.activities.models import Campaign
from nhanai.aid.forms.fields import MoneyOrNothing, line, lines
from nhanai.aid.vocab import GiftKind
from nhanai.base import numbers
from nhanai.base.text import nfc, single_spaced
from nhanai.distributions.actions import ItemTold, RoundValues
from nhanai.distributions.vocab import GIVEN_KINDS, GiftProgramme
from nhanai.ledger.models import Fund
from nhanai.stock.models import Warehouse
from nhanai.units.models import Unit
from nhanai.web.fields import CountField, DayField, FindingsForm, SendingField, offer

MOST_ITEMS = 20


class RoundForm(FindingsForm):
    """A round of gifts, with what one gift is."""

    token = SendingField()
    unit = forms.ChoiceField(label="Đơn vị lập đợt")
    name = line("Tên đợt", 200, required=True, note="Ví dụ Tết Nhân ái 2027.")
    programme = forms.ChoiceField(label="Chương trình", choices=GiftProgramme.choices)
    kind = forms.ChoiceField(
        label="Quà bằng", choices=[(one.value, one.label) for one in GIVEN_KINDS]
    )
    gifts = CountField(label="Tổng số suất", error_messages={"required": "Ghi tổng số suất."})
    items = lines(
        "Mặt hàng của một suất", 2000,
        note="Mỗi dòng một mặt hàng: tên; số lượng; đơn vị tính; trị giá. Ví dụ: Gạo; 10; kg;"
        " 200.000. Quà tiền thì để trống.",
    )  # fmt: skip
    worth = MoneyOrNothing(
        label="Trị giá mỗi suất", required=False, max_length=30,
        help_text="Để trống thì cộng từ các mặt hàng.",
    )  # fmt: skip
    what = line("Mỗi suất gồm", 200, note="Để trống thì ghép từ các mặt hàng.")
    giver = line("Nguồn, người ủng hộ", 200)
    organisers = line("Đơn vị tổ chức, phối hợp", 300)
    fund = forms.ChoiceField(label="Chi từ quỹ", required=False)
    warehouse = forms.ChoiceField(label="Xuất từ kho", required=False)
    campaign = forms.ChoiceField(label="Thuộc chiến dịch", required=False)
    list_due_on = DayField(label="Hạn nộp danh sách")
    on = DayField(label="Ngày trao dự kiến")
    settle_due_on = DayField(label="Hạn quyết toán")

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, units: Sequence[tuple[Unit, str]],
        funds: Sequence[Fund], warehouses: Sequence[Warehouse], campaigns: Sequence[Campaign],
    ) -> None:  # fmt: skip
        super().__init__(data, label_suffix="")
        self.units = {unit.key: unit for unit, _ in units}
        self.funds = {str(one.pk): one for one in funds}
        self.warehouses = {str(one.pk): one for one in warehouses}
        self.campaigns = {str(one.pk): one for one in campaigns}
        offer(self, "unit", [(unit.key, name) for unit, name in units])
        offer(self, "fund", [("", "Không chi từ quỹ"), *((str(f.pk), f.name) for f in funds)])
        stores = [(str(one.pk), one.name) for one in warehouses]
        offer(self, "warehouse", [("", "Không xuất từ kho"), *stores])
        named = [(str(one.pk), one.name) for one in campaigns]
        offer(self, "campaign", [("", "Không thuộc chiến dịch nào"), *named])

    def clean_items(self) -> list[ItemTold]:
        """The items, line by line."""
        found = []
        for number, text in enumerate(nfc(self.cleaned_data["items"]).splitlines(), 1):
            cells = [single_spaced(cell) for cell in text.replace("\t", ";").split(";")]
            if not any(cells):
                continue
            found.append(_item(number, cells))
        if len(found) > MOST_ITEMS:
            raise forms.ValidationError(f"Một suất nhiều nhất {MOST_ITEMS} mặt hàng.")
        return found

    @property
    def chosen(self) -> Unit:
        """The unit that runs the round."""
        return self.units[self.cleaned_data["unit"]]

    @property
    def values(self) -> RoundValues:
        """The round as the act takes it."""
        data = self.cleaned_data
        same = ("name", "what", "giver", "organisers", "items", "list_due_on", "on",
                "settle_due_on")  # fmt: skip
        return RoundValues(
            **{field: data[field] for field in same}, gifts=data["gifts"],
            worth=data["worth"] or 0, programme=GiftProgramme(data["programme"]),
            kind=GiftKind(data["kind"]), fund=self.funds.get(data["fund"]),
            warehouse=self.warehouses.get(data["warehouse"]),
            campaign=self.campaigns.get(data["campaign"]),
        )  # fmt: skip


def _item(number: int, cells: Sequence[str]) -> ItemTold:
    message = f"Dòng {number}: ghi tên; số lượng; đơn vị tính; trị giá, cách nhau bằng dấu ;"
    if len(cells) != 4 or not cells[0] or not cells[2]:
        raise forms.ValidationError(message)
    if len(cells[0]) > 200 or len(cells[2]) > 30:
        raise forms.ValidationError(f"Dòng {number}: tên hoặc đơn vị tính dài quá.")
    try:
        quantity, worth = numbers.read(cells[1]), numbers.read_dong(cells[3])
    except numbers.NotANumber as wrong:
        raise forms.ValidationError(f"Dòng {number}: {wrong.message}") from None
    if not 0 < quantity < 10**6 or quantity != round(quantity, 3) or worth < 0:
        raise forms.ValidationError(f"Dòng {number}: số lượng lớn hơn 0, tối đa 3 số lẻ.")
    return ItemTold(cells[0], quantity, cells[2], worth)
