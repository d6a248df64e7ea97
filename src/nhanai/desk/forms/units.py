"""What an administrator types to change units: names become units here, the rules decide the rest.

Each form turns itself into the request of one act. Units are written by name, as in a document;
a name that means nothing, or several units, is pointed out beside its field.
"""

import datetime as dt
import hashlib
import re
from collections.abc import Iterator, Mapping
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
KINDS: Final = [
    (value, label)
    for value, label in UnitKind.choices
    if value not in {UnitKind.PROVINCE, UnitKind.DISTRICT, UnitKind.GROUP}
]
"""The kinds that a new unit may be of."""
EXISTING, NEW = "existing", "new"
FROM_NAMES: Final = {"list": "unit-names", "autocomplete": "off"}
"""A field of which the browser searches the names that the page proposes."""
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
    only_when: ClassVar[Mapping[str, str]] = {}
    """Of fields that belong to one answer of a choice: that answer."""

    def __init__(self, *args: Any, unit: Unit, **kwargs: Any) -> None:  # noqa: ANN401 (Django's own)
        super().__init__(*args, **kwargs)
        self.unit = unit
        own = [name for name in self.fields if name not in (*self.basis_fields, "seen")]
        self.order_fields([*own, *self.basis_fields, "seen"])

    def rows(self) -> Iterator[tuple[forms.BoundField, str]]:
        """The fields in their order, each with the one answer that it belongs to, if any."""
        for field in self.visible_fields():
            yield field, self.only_when.get(field.name, "")

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

    def opening(self, name: str, *, kind: str = "", code: str = "", number: int = 0) -> Opening:
        """A new unit in this unit's place, of its kind or another; the `number`th of its act."""
        day: dt.date = self.cleaned_data["on"]
        key = queries.free_key(name, day)
        return Opening(
            f"{key}-{number}" if number else key,
            kind or self.unit.kind,
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
        choices=KINDS,
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
    target = forms.ChoiceField(
        label="Đơn vị tiếp nhận là",
        choices=[(EXISTING, "Đơn vị đang có"), (NEW, "Đơn vị mới")],
        initial=EXISTING,
        widget=forms.RadioSelect,
        error_messages={"required": "Hãy chọn đơn vị đang có hoặc đơn vị mới."},
    )
    into = forms.CharField(
        label="Tìm đơn vị đang có",
        max_length=300,
        required=False,
        widget=forms.TextInput(attrs=FROM_NAMES),
        help_text="Gõ vài chữ của tên rồi chọn trong danh sách.",
    )
    new_name = forms.CharField(
        label="Tên đơn vị mới",
        max_length=300,
        required=False,
        help_text="Được trùng tên đơn vị đang có; đơn vị mới có mã riêng, lịch sử riêng.",
    )
    new_code = forms.CharField(
        label="Mã đơn vị hành chính của đơn vị mới",
        max_length=30,
        required=False,
        help_text="Chỉ với xã, phường.",
    )
    new_kind = forms.ChoiceField(label="Loại đơn vị mới", required=False)
    rest_to = forms.CharField(
        label="Phần còn lại về đơn vị",
        max_length=300,
        required=False,
        widget=forms.TextInput(attrs=FROM_NAMES),
        help_text="Chỉ khi có đơn vị sáp nhập một phần.",
    )

    only_when = {"into": EXISTING, "new_name": NEW, "new_code": NEW, "new_kind": NEW}

    def __init__(self, *args: Any, unit: Unit, **kwargs: Any) -> None:  # noqa: ANN401 (Django's own)
        super().__init__(*args, unit=unit, **kwargs)
        own = (unit.kind, UnitKind(unit.kind).label)
        kinds = KINDS if own in KINDS else [own, *KINDS]
        self.fields["new_kind"] = forms.ChoiceField(
            label="Loại đơn vị mới", choices=kinds, required=False, initial=unit.kind
        )

    def clean(self) -> dict[str, Any]:
        """Find every unit by its name; of the receiving one, only what was chosen counts."""
        data = super().clean() or self.cleaned_data
        data["parts"] = tuple(
            Part(self.named("sources", name), Decimal(1) if share is None else share)
            for name, share in with_shares(data.get("sources", ""))
        )
        data["rest_key"] = self.named("rest_to", data["rest_to"]) if data.get("rest_to") else ""
        data["into_key"] = ""
        if data.get("target") == NEW and not data.get("new_name"):
            self.add_error("new_name", "Hãy ghi tên đơn vị mới.")
        elif data.get("target") == EXISTING and not data.get("into"):
            self.add_error("into", "Hãy tìm và chọn đơn vị tiếp nhận.")
        elif data.get("target") == EXISTING:
            data["into_key"] = self.named("into", data["into"])
        return data

    def request(self) -> Merge:
        """Merge them."""
        data = self.cleaned_data
        into = data["into_key"] or self.opening(
            data["new_name"], kind=data["new_kind"], code=data["new_code"]
        )
        return Merge(data["parts"], into, data["on"], data["rest_key"])


class SplitForm(ActForm):
    """Chia, tách."""

    kind = ActKind.SPLIT

    parts = forms.CharField(
        label="Các đơn vị đang có tiếp nhận",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Mỗi dòng một đơn vị, phần ghi sau dấu bằng, ví dụ “Xã Bình Lư = 60 %”."
        " Không ghi phần thì chia đều.",
    )
    new_parts = forms.CharField(
        label="Các đơn vị mới tiếp nhận",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Mỗi dòng tên một đơn vị cần lập, phần ghi như trên.",
    )
    children_to = forms.CharField(
        label="Các đơn vị bên dưới chuyển về",
        max_length=300,
        required=False,
        help_text="Một trong các đơn vị tiếp nhận; hai đơn vị trùng tên thì hiểu là đơn vị mới.",
    )

    def clean(self) -> dict[str, Any]:
        """Find the units that exist; shares are written for all or for none."""
        data = super().clean() or self.cleaned_data
        living = with_shares(data.get("parts", ""))
        new = with_shares(data.get("new_parts", ""))
        shares = [share for _, share in (*living, *new)]
        if not shares:
            self.add_error("parts", "Hãy ghi các đơn vị tiếp nhận, đang có hoặc mới.")
        elif None in shares and any(share is not None for share in shares):
            self.add_error("parts", "Hãy ghi phần cho mọi đơn vị, hoặc không ghi cho đơn vị nào.")
        data["living"] = tuple((self.named("parts", name), share) for name, share in living)
        data["new"] = tuple(new)
        wanted = data.get("children_to", "")
        is_known = wanted and wanted not in dict(new)
        data["children_key"] = self.named("children_to", wanted) if is_known else ""
        return data

    def request(self) -> Split:
        """Split it."""
        data = self.cleaned_data
        opened = {
            name: self.opening(name, number=number)
            for number, (name, _) in enumerate(data["new"], start=1)
        }
        named = [*data["living"], *((opened[name], share) for name, share in data["new"])]
        parts = tuple(
            (unit, even if share is None else share)
            for (unit, share), even in zip(named, spread([1] * len(named)), strict=True)
        )
        below = data["children_key"] or opened.get(data["children_to"], "")
        return Split(self.unit.key, parts, data["on"], key_of(below))


FORMS: Final[Mapping[str, type[ActForm]]] = {
    "thanh-lap": OpenForm,
    "doi-ten": RenameForm,
    "chuyen": MoveForm,
    "sap-nhap": MergeForm,
    "chia-tach": SplitForm,
    "ket-thuc": CloseForm,
}
"""The form of each act, by the word in its address."""
