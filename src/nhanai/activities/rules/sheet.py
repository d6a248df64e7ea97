"""A workbook of activities: its columns, and what each row of it says."""

import datetime as dt
import re
import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from nhanai.activities.rules.kinds import items, kinds
from nhanai.activities.rules.recording import Told
from nhanai.base import numbers
from nhanai.base.findings import Finding, Severity
from nhanai.base.text import fold, nfc, single_spaced

Cell = str | int | float | bool | dt.date | dt.datetime | dt.time | dt.timedelta | None

MOST_ROWS: Final = 2000
NAMESPACE: Final = uuid.UUID("5b1f6a1e-4f0c-5b8e-9a37-5d1c0e6a7b42")
COLUMNS: Final[Mapping[str, str]] = {
    "day": "Từ ngày",
    "last": "Đến ngày",
    "unit": "Đơn vị",
    "kind": "Việc",
    "place": "Nơi",
    "persons": "Người được giúp",
    "services": "Lượt người được giúp",
    "households": "Hộ được giúp",
    "joined": "Người tham gia",
    "item": "Thứ đã trao hoặc làm",
    "number": "Số lượng",
    "cash": "Tiền mặt (đồng)",
    "goods": "Hiện vật quy tiền (đồng)",
    "service": "Công, dịch vụ quy tiền (đồng)",
    "donor": "Người, đơn vị ủng hộ",
    "result": "Kết quả",
}
"""The columns of the template in their order; a file may have them in any."""

_DAY: Final = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})")
_COUNTS: Final = ("persons", "services", "households", "joined")
_MONEY: Final = ("cash", "goods", "service")


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row: its number in the sheet, what it says, the unit's name, and what is doubtful.

    `key` follows from what the row says, so that the same row is the same record.
    """

    number: int
    told: Told
    unit: str
    key: uuid.UUID
    findings: tuple[Finding, ...] = field(default=())

    @property
    def is_good(self) -> bool:
        """Whether nothing keeps it from being recorded."""
        return not any(finding.blocking for finding in self.findings)


class NotASheet(ValueError):
    """It has not the columns of the template; the message says what to do."""


def read(rows: Sequence[Sequence[Cell]]) -> list[SheetRow]:
    """Every row below the line of column names; empty rows are passed over."""
    at, places = _heads(rows)
    if len(rows) - at > MOST_ROWS:
        raise NotASheet(f"Mỗi tệp nhiều nhất {MOST_ROWS} dòng. Hãy chia thành nhiều tệp.")
    found: list[SheetRow] = []
    seen: dict[str, int] = {}
    for number, row in enumerate(rows[at + 1 :], start=at + 2):
        said = {name: row[place] if place < len(row) else None for name, place in places.items()}
        if any(_text(cell) for cell in said.values()):
            words = "\x1f".join(f"{name}={_text(said.get(name))}" for name in COLUMNS)
            seen[words] = seen.get(words, 0) + 1
            key = uuid.uuid5(NAMESPACE, f"{words}\x1f{seen[words]}")
            found.append(_row(number, said, key))
    return found


def _heads(rows: Sequence[Sequence[Cell]]) -> tuple[int, Mapping[str, int]]:
    """Where the column names stand, and in which place each."""
    wanted = {fold(title): name for name, title in COLUMNS.items()}
    for at, row in enumerate(rows[:20]):
        places = {
            wanted[fold(_text(cell))]: place
            for place, cell in enumerate(row)
            if fold(_text(cell)) in wanted
        }
        if {"day", "kind"} <= places.keys():
            return at, places
    names = "”, “".join((COLUMNS["day"], COLUMNS["kind"]))
    raise NotASheet(f"Không thấy các cột “{names}”. Hãy dùng tệp mẫu tải ở trang này.")


def _row(number: int, said: Mapping[str, Cell], key: uuid.UUID) -> SheetRow:
    findings: list[Finding] = []
    first, last = _day(said, "day", findings), _day(said, "last", findings)
    persons, services, households, joined = (_count(said, name, findings) for name in _COUNTS)
    cash, goods, service = (_count(said, name, findings) or 0 for name in _MONEY)
    told = Told(
        kind=_kind(_text(said.get("kind")), findings),
        first_on=first,
        last_on=last,
        place=_text(said.get("place"))[:300],
        donor=_text(said.get("donor"))[:300],
        result=_text(said.get("result")),
        amounts=_amounts(said, findings),
        persons=persons,
        services=services,
        households=households,
        joined=joined,
        cash=cash,
        goods=goods,
        service=service,
    )
    return SheetRow(number, told, _text(said.get("unit")), key, tuple(findings))


def _text(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat()
    return single_spaced(nfc(str(cell)))


def _day(said: Mapping[str, Cell], name: str, findings: list[Finding]) -> dt.date | None:
    cell = said.get(name)
    if isinstance(cell, dt.datetime):
        return cell.date()
    if isinstance(cell, dt.date):
        return cell
    text = _text(cell)
    parts = _DAY.fullmatch(text)
    if parts:
        try:
            return dt.date(int(parts[3]), int(parts[2]), int(parts[1]))
        except ValueError:
            pass
    if text:
        message = f"“{text}” không phải một ngày. Viết như 22/11/2026."
        findings.append(Finding("sheet-day", message, where=COLUMNS[name]))
    return None


def _number(cell: Cell) -> Decimal:
    if isinstance(cell, bool):
        raise numbers.NotANumber("Hãy ghi bằng chữ số.")
    if isinstance(cell, int | float):
        return Decimal(str(cell))
    return numbers.read(_text(cell).removesuffix("đ").removesuffix("đồng"))


def _count(said: Mapping[str, Cell], name: str, findings: list[Finding]) -> int | None:
    cell = said.get(name)
    if not _text(cell):
        return None
    try:
        number = _number(cell)
    except numbers.NotANumber as wrong:
        findings.append(Finding("sheet-number", wrong.message, where=COLUMNS[name]))
        return None
    if number != number.to_integral_value() or number < 0:
        message = f"“{_text(cell)}” phải là số nguyên không âm."
        findings.append(Finding("sheet-number", message, where=COLUMNS[name]))
        return None
    return int(number)


def _kind(text: str, findings: list[Finding]) -> str:
    """The kind by its name or code."""
    for kind in kinds().values():
        if fold(text) in {fold(kind.name), fold(kind.code)}:
            return kind.code
    message = f"Không rõ việc “{text}”. Chọn trong danh sách ở cột “{COLUMNS['kind']}”."
    findings.append(Finding("sheet-kind", message, where=COLUMNS["kind"]))
    return ""


def _amounts(said: Mapping[str, Cell], findings: list[Finding]) -> Mapping[str, Decimal]:
    """The item and its number; one without the other is pointed out."""
    name, cell = _text(said.get("item")), said.get("number")
    if not name and not _text(cell):
        return {}
    item = next((one.code for one in items().values() if fold(one.name) == fold(name)), "")
    if not item:
        message = f"Không rõ “{name}” là thứ gì. Chọn trong danh sách của cột."
        findings.append(Finding("sheet-item", message, where=COLUMNS["item"]))
        return {}
    try:
        number = _number(cell)
    except numbers.NotANumber as wrong:
        findings.append(Finding("sheet-number", wrong.message, where=COLUMNS["number"]))
        return {}
    return {item: number}


def doubts(rows: Sequence[SheetRow]) -> Iterator[tuple[int, Finding]]:
    """Rows that look like one and the same thing told twice."""
    seen: dict[tuple[object, ...], int] = {}
    for row in rows:
        told = row.told
        same = (told.kind, told.first_on, fold(row.unit), told.place, tuple(told.amounts.items()))
        if same in seen:
            message = f"Giống dòng {seen[same]}: cùng ngày, đơn vị, việc và số lượng. Hãy xem lại."
            yield row.number, Finding("sheet-twice", message, Severity.WARNING)
        seen.setdefault(same, row.number)
