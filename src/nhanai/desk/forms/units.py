"""What an administrator types to change units: names become units here, the rules decide the rest.

Each form turns itself into the request of one act. Units are written by name, as in a document;
a name that means nothing, or several units, is pointed out beside its field.
"""

import datetime as dt
import hashlib
import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, ClassVar, Final

from django import forms

from nhanai.units import queries
from nhanai.units.actions import Basis
from nhanai.units.models import Placement, Unit
from nhanai.units.rules.answers import Why
from nhanai.units.rules.requests import (
    Close,
    Merge,
    Move,
    Open,
    Opening,
    Part,
    Rename,
    Request,
    Split,
    key_of,
)
from nhanai.units.rules.succession import spread
from nhanai.units.vocab import ActKind, Line, UnitKind

DAY: Final = {"invalid": "Viết ngày như 01/7/2026.", "required": "Hãy ghi ngày."}
_SHARE: Final = re.compile(r"^(?P<name>.+?)\s*=\s*(?P<share>\d{1,3}(?:[.,]\d{1,4})?)\s*%?$")
_SURE: Final = frozenset({Why.EXACT, Why.ABBREVIATION, Why.ALIAS, Why.SHORTENED, Why.UNACCENTED})


class ActForm(forms.Form):
    """What every act needs: from which day, by which legal act."""

    kind: ClassVar[ActKind]

    on = forms.DateField(
        label="Từ ngày",
        error_messages=DAY,
        help_text="Ngày đầu tiên của tổ chức mới.",
        widget=forms.DateInput(attrs={"data-date": "", "autocomplete": "off"}),
    )
    reference = forms.CharField(
        label="Căn cứ: số, ký hiệu văn bản",
        max_length=100,
        error_messages={"required": "Hãy ghi số, ký hiệu văn bản làm căn cứ thay đổi."},
    )
    dated_on = forms.DateField(
        label="Ngày văn bản",
        required=False,
        error_messages=DAY,
        widget=forms.DateInput(attrs={"data-date": "", "autocomplete": "off"}),
    )
    unverified = forms.BooleanField(label="Văn bản chưa kiểm chứng", required=False)
    note = forms.CharField(label="Ghi chú", required=False, max_length=500)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    basis_fields: ClassVar[tuple[str, ...]] = ("on", "reference", "dated_on", "unverified", "note")

    def __init__(self, *args: Any, unit: Unit, **kwargs: Any) -> None:  # noqa: ANN401 (Django's own)
        super().__init__(*args, **kwargs)
        self.unit = unit
        own = [name for name in self.fields if name not in (*self.basis_fields, "seen")]
        self.order_fields([*own, *self.basis_fields, "seen"])

    @property
    def basis(self) -> Basis:
        """The legal act that was typed."""
        data = self.cleaned_data
        return Basis(
            data["reference"].strip(), data["dated_on"], is_verified=not data["unverified"]
        )

    @property
    def digest(self) -> str:
        """What stands for the values seen in the preview."""
        values = sorted((k, str(v)) for k, v in self.cleaned_data.items() if k != "seen")
        return hashlib.sha256(repr(values).encode()).hexdigest()

    @property
    def was_seen(self) -> bool:
        """Whether exactly these values were shown in a preview."""
        return bool(self.cleaned_data["seen"] == self.digest)

    def request(self) -> Request:
        """The act that was asked for; the form of each act answers."""
        raise NotImplementedError

    def named(self, field: str, text: str) -> str:
        """The key of the unit that `text` means on the day of the act; else an error at `field`."""
        found = queries.resolve(text, self.cleaned_data.get("on") or dt.date.max, within=self.unit)
        if len(found.units) == 1 and found.why in _SURE and not found.is_group:
            return found.units[0].key
        self.add_error(field, found.doubt or f"Chưa rõ “{text}” là đơn vị nào đang hoạt động.")
        return ""

    def parents(self) -> Mapping[str, str]:
        """Below whom the unit stands on the day of the act, line by line."""
        day = self.cleaned_data.get("on") or dt.date.max
        rows = Placement.objects.filter(queries.in_force(day), unit=self.unit)
        return dict(rows.order_by("line").values_list("line", "parent__key"))

    def opening(self, name: str, *, code: str = "", number: int = 0) -> Opening:
        """A new unit of this unit's kind, in this unit's place; the `number`th of its act."""
        day: dt.date = self.cleaned_data["on"]
        key = queries.free_key(name, day)
        return Opening(
            f"{key}-{number}" if number else key,
            self.unit.kind,
            name,
            self.parents(),
            code=code,
            territory=self._territory(day),
        )

    def _territory(self, day: dt.date) -> str:
        """Where a new unit works: here, or on the one territory that took this one over."""
        if self.unit.territory is None:
            return ""
        heirs = list(queries.successors_on(self.unit.territory, day))
        return heirs[0] if len(heirs) == 1 else self.unit.territory.key


class OpenForm(ActForm):
    """Thành lập một đơn vị dưới đơn vị này."""

    kind = ActKind.OPEN

    name = forms.CharField(
        label="Tên đầy đủ", max_length=300, error_messages={"required": "Hãy ghi tên đơn vị."}
    )
    short_name = forms.CharField(label="Tên ngắn", max_length=150, required=False)
    unit_kind = forms.ChoiceField(
        label="Loại",
        choices=[
            (value, label)
            for value, label in UnitKind.choices
            if value not in {UnitKind.PROVINCE, UnitKind.DISTRICT, UnitKind.GROUP}
        ],
    )
    line = forms.ChoiceField(label="Đặt trong", choices=Line.choices)
    code = forms.CharField(
        label="Mã đơn vị hành chính", max_length=30, required=False, help_text="Chỉ với xã, phường."
    )
    territory = forms.CharField(label="Địa bàn", max_length=300, required=False)

    def clean(self) -> dict[str, Any]:
        """Find the territory by its name."""
        data = super().clean() or self.cleaned_data
        data["territory_key"] = ""
        if data.get("territory"):
            data["territory_key"] = self.named("territory", data["territory"])
        return data

    def request(self) -> Open:
        """Open it."""
        data = self.cleaned_data
        own = self.unit.territory.key if self.unit.territory else ""
        opening = Opening(
            queries.free_key(data["name"], data["on"]),
            data["unit_kind"],
            data["name"].strip(),
            {data["line"]: self.unit.key},
            data["short_name"].strip(),
            data["code"].strip(),
            data["territory_key"] or own,
        )
        return Open(opening, data["on"])


class RenameForm(ActForm):
    """Đổi tên."""

    kind = ActKind.RENAME

    name = forms.CharField(
        label="Tên mới", max_length=300, error_messages={"required": "Hãy ghi tên mới."}
    )
    short_name = forms.CharField(label="Tên ngắn mới", max_length=150, required=False)

    def request(self) -> Rename:
        """Rename it."""
        data = self.cleaned_data
        return Rename(self.unit.key, data["name"].strip(), data["on"], data["short_name"].strip())


class MoveForm(ActForm):
    """Chuyển sang đơn vị trên khác."""

    kind = ActKind.MOVE

    parent = forms.CharField(
        label="Đơn vị trên mới",
        max_length=300,
        error_messages={"required": "Hãy ghi đơn vị trên mới."},
    )
    line = forms.ChoiceField(label="Trong", choices=Line.choices)

    def clean(self) -> dict[str, Any]:
        """Find the parent by its name."""
        data = super().clean() or self.cleaned_data
        if data.get("parent"):
            data["parent_key"] = self.named("parent", data["parent"])
        return data

    def request(self) -> Move:
        """Move it."""
        data = self.cleaned_data
        return Move(self.unit.key, data["line"], data["parent_key"], data["on"])


class CloseForm(ActForm):
    """Kết thúc hoạt động, không có bên tiếp nhận."""

    kind = ActKind.CLOSE

    def request(self) -> Close:
        """Close it."""
        return Close(self.unit.key, self.cleaned_data["on"])


def with_shares(text: str) -> list[tuple[str, Decimal | None]]:
    """Names, one a line, each with the share behind `=`, if any."""
    found: list[tuple[str, Decimal | None]] = []
    for line in filter(None, (line.strip() for line in text.splitlines())):
        parts = _SHARE.match(line)
        share = Decimal(parts["share"].replace(",", ".")) / 100 if parts else None
        found.append((parts["name"] if parts else line, share))
    return found


class MergeForm(ActForm):
    """Sáp nhập, hợp nhất."""

    kind = ActKind.MERGE

    sources = forms.CharField(
        label="Các đơn vị được sáp nhập",
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Mỗi dòng một đơn vị. Sáp nhập một phần thì ghi thêm, ví dụ “= 60 %”.",
        error_messages={"required": "Hãy ghi các đơn vị được sáp nhập."},
    )
    into = forms.CharField(
        label="Vào đơn vị",
        max_length=300,
        help_text="Tên đơn vị đang có; tên chưa có thì lập đơn vị mới. Lập đơn vị mới trùng tên đơn"
        " vị đang có thì thêm dấu + ở trước.",
        error_messages={"required": "Hãy ghi đơn vị tiếp nhận."},
    )
    rest_to = forms.CharField(
        label="Phần còn lại về đơn vị",
        max_length=300,
        required=False,
        help_text="Chỉ khi có đơn vị sáp nhập một phần.",
    )

    code = forms.CharField(label="Mã của đơn vị mới", max_length=30, required=False)

    def clean(self) -> dict[str, Any]:
        """Find every unit by its name; a target without one is to be opened."""
        data = super().clean() or self.cleaned_data
        data["parts"] = tuple(
            Part(self.named("sources", name), Decimal(1) if share is None else share)
            for name, share in with_shares(data.get("sources", ""))
        )
        data["rest_key"] = self.named("rest_to", data["rest_to"]) if data.get("rest_to") else ""
        return data

    def request(self) -> Merge:
        """Merge them."""
        data = self.cleaned_data
        name = data["into"].strip()
        into = existing(name, data["on"]) or self.opening(bare(name), code=data["code"].strip())
        return Merge(data["parts"], into, data["on"], data["rest_key"])


class SplitForm(ActForm):
    """Chia, tách."""

    kind = ActKind.SPLIT

    parts = forms.CharField(
        label="Các đơn vị tiếp nhận",
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Mỗi dòng một đơn vị, phần ghi sau dấu bằng, ví dụ “Xã Bình Lư = 60 %”."
        " Không ghi phần thì chia đều. Tên chưa có, hoặc có dấu + ở trước, thì lập đơn vị mới.",
        error_messages={"required": "Hãy ghi các đơn vị tiếp nhận."},
    )
    children_to = forms.CharField(
        label="Các đơn vị bên dưới chuyển về",
        max_length=300,
        required=False,
        help_text="Một trong các đơn vị tiếp nhận.",
    )

    def clean_parts(self) -> str:
        """Shares are written for all or for none."""
        text: str = self.cleaned_data["parts"]
        shares = [share for _, share in with_shares(text)]
        if any(share is None for share in shares) and any(share is not None for share in shares):
            raise forms.ValidationError(
                "Hãy ghi phần cho mọi đơn vị, hoặc không ghi cho đơn vị nào."
            )
        return text

    def request(self) -> Split:
        """Split it."""
        data = self.cleaned_data
        named = with_shares(data["parts"])
        units = {
            name: existing(name, data["on"]) or self.opening(bare(name), number=number)
            for number, (name, _) in enumerate(named, start=1)
        }
        parts = tuple(
            (units[name], even if share is None else share)
            for (name, share), even in zip(named, spread([1] * len(named)), strict=True)
        )
        return Split(self.unit.key, parts, data["on"], self._children_to(units))

    def _children_to(self, units: Mapping[str, str | Opening]) -> str:
        """The one of the receiving units that was named for the units below."""
        name = self.cleaned_data["children_to"].strip()
        by_name = {bare(own): key_of(unit) for own, unit in units.items()}
        return by_name.get(bare(name)) or existing(name, self.cleaned_data["on"])


def bare(name: str) -> str:
    """A name without the mark that asks for a new unit."""
    return name.lstrip("+ ").strip()


def existing(text: str, day: dt.date) -> str:
    """The key of the one unit that surely bears this name on that day, or ""."""
    if not text.strip() or text.lstrip().startswith("+"):
        return ""
    found = queries.resolve(text, day)
    sure = found.why in _SURE and len(found.units) == 1 and not found.is_group
    return found.units[0].key if sure else ""


FORMS: Final[Mapping[str, type[ActForm]]] = {
    "thanh-lap": OpenForm,
    "doi-ten": RenameForm,
    "chuyen": MoveForm,
    "sap-nhap": MergeForm,
    "chia-tach": SplitForm,
    "ket-thuc": CloseForm,
}
"""The form of each act, by the word in its address."""
