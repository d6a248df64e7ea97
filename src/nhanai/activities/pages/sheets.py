"""A workbook of activities: the template to fill, and what a filled one would record."""

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import IO, Any, Final

import xlsxwriter
from django.core import signing

from nhanai.activities import queries
from nhanai.activities.actions.importing import Imported
from nhanai.activities.models import Activity
from nhanai.activities.rules.kinds import items, kinds
from nhanai.activities.rules.recording import faults_of, named
from nhanai.activities.rules.sheet import (
    COLUMNS,
    MOST_ROWS,
    Cell,
    NotASheet,
    SheetRow,
    doubts,
    read,
)
from nhanai.base.days import Period
from nhanai.base.findings import Finding, Severity
from nhanai.base.text import fold
from nhanai.identity.models import User
from nhanai.units.models import Unit

SALT: Final = "nhanai.activities.sheet"
MOST_BYTES: Final = 5 * 1024 * 1024
LAST_COLUMN: Final = 60
ROWS_OFFERED: Final = 1000


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """One row of the file: what it would record, for whom, and what is wrong or doubtful."""

    row: SheetRow
    title: str
    unit: Unit | None
    unit_name: str
    findings: Sequence[Finding]
    is_known: bool

    @property
    def is_good(self) -> bool:
        """Whether it can be recorded."""
        return self.unit is not None and not any(one.blocking for one in self.findings)

    @property
    def is_doubtful(self) -> bool:
        """Whether a person should look twice before choosing it."""
        return self.is_good and bool(self.findings)

    @property
    def is_chosen(self) -> bool:
        """Whether it is chosen unless a person says otherwise."""
        return self.is_good and not self.findings and not self.is_known


@dataclass(frozen=True, slots=True)
class SheetPage:
    """All rows, and the file itself, signed, so that it is not asked for again."""

    rows: Sequence[PreviewRow]
    carried: str

    @property
    def good(self) -> int:
        """Rows that can be recorded and are new."""
        return sum(row.is_good and not row.is_known for row in self.rows)

    @property
    def known(self) -> int:
        """Rows that were imported before."""
        return sum(row.is_known for row in self.rows)

    @property
    def bad(self) -> int:
        """Rows that cannot be recorded as they are."""
        return sum(not row.is_good for row in self.rows)


def template_for(user: User, *, today: dt.date) -> bytes:
    """The workbook with its columns, and lists to choose from for what must be spelled right."""
    kept = BytesIO()
    with xlsxwriter.Workbook(kept, {"in_memory": True}) as book:
        sheet, lists = book.add_worksheet("Hoạt động"), book.add_worksheet("Danh mục")
        head = book.add_format({"bold": True, "text_wrap": True, "bottom": 1, "valign": "top"})
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        for place, (name, title) in enumerate(COLUMNS.items()):
            sheet.write_string(0, place, title, head)
            sheet.set_column(place, place, 18, day if name in {"day", "last"} else None)
        units = [name for _, name in queries.recordable_units(user, today=today)]
        offered = {
            "unit": units,
            "kind": [kind.name for kind in kinds().values()],
            "item": [item.name for item in items().values()],
        }
        for place, (name, values) in enumerate(offered.items()):
            lists.write_string(0, place, COLUMNS[name], head)
            for row, value in enumerate(values, start=1):
                lists.write_string(row, place, value)
            letter, column = "ABC"[place], list(COLUMNS).index(name)
            source = f"='Danh mục'!${letter}$2:${letter}${len(values) + 1}"
            rule = {"validate": "list", "source": source, "error_type": "warning"}
            sheet.data_validation(1, column, ROWS_OFFERED, column, rule)
        sheet.freeze_panes(1, 0)
        lists.set_column(0, 2, 45)
    return kept.getvalue()


def cells_of(file: IO[bytes] | None) -> list[list[Cell]]:
    """The cells of the first sheet; what is no workbook is refused in words."""
    if file is None:
        raise NotASheet("Chọn tệp Excel đã điền.")
    content = file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise NotASheet("Tệp lớn hơn 5 MB. Hãy chia thành nhiều tệp.")
    rows = _opened(content)
    if rows is None:
        raise NotASheet(f"Mỗi tệp nhiều nhất {MOST_ROWS} dòng. Hãy chia thành nhiều tệp.")
    return [[_plain(cell) for cell in row[:LAST_COLUMN]] for row in rows]


def _opened(content: bytes) -> Sequence[Sequence[Any]] | None:
    """The first sheet, as the library reads it; None where it is too large to be read."""
    from python_calamine import (  # noqa: PLC0415 (only who sends a file waits for it)
        CalamineError,
        CalamineWorkbook,
    )

    try:
        sheet = CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0)
        if sheet.total_height > MOST_ROWS * 3 or sheet.total_width > LAST_COLUMN * 10:
            return None
        return sheet.to_python(skip_empty_area=False)
    except (CalamineError, OSError, ValueError, IndexError) as wrong:
        raise NotASheet("Không mở được tệp. Hãy lưu lại ở dạng Excel .xlsx rồi gửi.") from wrong


def _plain(cell: object) -> Cell:
    """The cell as it can be carried in the page: days as text, day first."""
    if isinstance(cell, dt.datetime | dt.date):
        return f"{cell.day:02d}/{cell.month:02d}/{cell.year}"
    return cell if isinstance(cell, str | int | float | bool) or cell is None else str(cell)


def preview(cells: Sequence[Sequence[Cell]], user: User, *, today: dt.date) -> SheetPage:
    """What each row would record, in a number of queries that does not grow with the rows."""
    rows = read(cells)
    if not rows:
        raise NotASheet("Tệp chưa có dòng nào được điền.")
    among = queries.recordable_units(user, today=today)
    by_name = {fold(name): (unit, name) for unit, name in among}
    keys = [row.key for row in rows]
    known = set(Activity.objects.filter(client_key__in=keys).values_list("client_key", flat=True))
    doubtful = dict(doubts(rows))
    own = among[0] if among else None
    shown = [
        _row(row, by_name.get(fold(row.unit)) if row.unit else own, doubtful, today) for row in rows
    ]
    marked = [
        PreviewRow(r.row, r.title, r.unit, r.unit_name, r.findings, r.row.key in known)
        for r in shown
    ]
    carried = signing.dumps(json.dumps(cells, ensure_ascii=False), salt=SALT, compress=True)
    return SheetPage(marked, carried)


def _row(
    row: SheetRow, found: tuple[Unit, str] | None, doubtful: Mapping[int, Finding], today: dt.date
) -> PreviewRow:
    findings = list(row.findings)
    unit, name = found or (None, row.unit)
    if unit is None:
        message = f"Không có đơn vị “{row.unit}” trong các đơn vị anh, chị được ghi."
        findings.append(Finding("sheet-unit", message))
    else:
        life = Period.of(unit.start, unit.end)
        said = {one.rule for one in findings}
        found_more = faults_of(row.told, life=life, today=today)
        covered = {"kind-missing": "sheet-kind", "day-missing": "sheet-day"}
        findings += [one for one in found_more if covered.get(one.rule) not in said]
    findings += [doubtful[row.number]] if row.number in doubtful else []
    if not row.told.amounts and not any(_numbers(row)):
        message = "Chưa có số nào: người, số lượng hay trị giá."
        findings.append(Finding("sheet-no-number", message, Severity.WARNING))
    return PreviewRow(row, named(row.told), unit, name, findings, is_known=False)


def _numbers(row: SheetRow) -> Sequence[int | None]:
    told = row.told
    people = (told.persons, told.services, told.households, told.joined)
    return (*people, told.cash, told.goods, told.service)


def told(done: Imported) -> str:
    """What came of it, in words."""
    made = f"Đã ghi {len(done.made)} hoạt động."
    return f"{made} {done.before} dòng đã nhập từ trước, giữ nguyên." if done.before else made
