"""The pages of imports: the list, and one with its rows before and after it was confirmed."""

import datetime as dt
import zlib
from collections.abc import Sequence
from dataclasses import dataclass

from nhanai.exchange.models import FigureImport, FigureRow
from nhanai.exchange.queries.importing import judged, rows_seen, visible_to
from nhanai.exchange.reading.files import read
from nhanai.exchange.rules.judging import WRITES, Judged, counts, seal
from nhanai.exchange.vocab import FileState, RowOutcome
from nhanai.figures.rules.sheets import Column, Sheet
from nhanai.identity.models import User
from nhanai.periods.queries import regimes
from nhanai.web.paging import ROWS, Page, page_of, page_of_values


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the file, what becomes of it, and the figure behind it."""

    number: int
    data_element: str
    option: str
    org_unit: str
    called: str
    value: str
    outcome: RowOutcome
    reason: str
    figure: int | None

    @property
    def tone(self) -> str:
        """How its outcome looks."""
        if self.outcome in WRITES:
            return "ok"
        return "" if self.outcome in {RowOutcome.UNCHANGED, RowOutcome.DELETED} else "bad"


@dataclass(frozen=True, slots=True)
class One:
    """An import with its rows."""

    row: FigureImport
    regime: str
    page: Page[Row]
    shown: str
    counts: Sequence[tuple[str, str, int]]
    total: int
    writes: int
    seal: str
    is_hers: bool

    @property
    def is_waiting(self) -> bool:
        """Whether it was not confirmed yet."""
        return self.row.state == FileState.RECEIVED

    @property
    def is_done(self) -> bool:
        """Whether it may be undone."""
        return self.row.state == FileState.DONE


def listed(user: User, *, number: int, today: dt.date) -> Page[FigureImport]:
    """The imports that she sees, the newest first."""
    return page_of(visible_to(user, today=today), number=number, noun="lần nhập")


def one(
    user: User, row: FigureImport, *, shown: str, number: int, today: dt.date, size: int = ROWS
) -> One:
    """The page; rows are judged as things stand until the import was confirmed."""
    rows, mark = _rows(user, row, today)
    told = counts([each.outcome for each in rows])
    wanted = [each for each in rows if not shown or each.outcome == shown]
    names = {regime.code: regime.name for regime in regimes()}
    return One(
        row, names.get(row.regime, row.regime),
        page_of_values(wanted, number=number, noun="dòng", size=size), shown,
        [(code, str(RowOutcome(code).label), many) for code, many in told.items()],
        len(rows), sum(told.get(code, 0) for code in WRITES), mark, row.by_id == user.pk,
    )  # fmt: skip


def _rows(user: User, row: FigureImport, today: dt.date) -> tuple[list[Row], str]:
    if row.state != FileState.RECEIVED:
        return [_kept(each) for each in rows_seen(row, user, today=today)], ""
    found = judged(row, read(zlib.decompress(row.content)), by=user, today=today)
    return [_judged(each) for each in found], seal(found)


def _judged(each: Judged) -> Row:
    line = each.line
    return Row(
        line.number, line.data_element, line.option, line.org_unit, line.period, line.value,
        each.outcome, each.reason, each.there.figure if each.there else None,
    )  # fmt: skip


def _kept(each: FigureRow) -> Row:
    return Row(
        each.number, each.data_element, each.option, each.org_unit, each.called, each.value,
        RowOutcome(each.outcome), each.reason, each.figure_id,
    )  # fmt: skip


def file_of(row: FigureImport) -> bytes:
    """The file as it came."""
    return zlib.decompress(row.content)


def sheet(page: One) -> Sheet:
    """Every row with what became of it, to take along."""
    columns = (
        Column("Dòng", 8), Column("Kết quả", 24), Column("Lý do", 60), Column("Chỉ tiêu", 18),
        Column("Nhóm", 14), Column("Đơn vị", 24), Column("Kỳ", 18), Column("Số liệu", 16),
    )  # fmt: skip
    rows = [
        (
            each.number, str(each.outcome.label), each.reason, each.data_element, each.option,
            each.org_unit, each.called, each.value,
        )
        for each in page.page
    ]  # fmt: skip
    lines = [f"{label}: {many} dòng." for _, label, many in page.counts]
    return Sheet("ket-qua-nhap", f"Kết quả nhập tệp {page.row.file_name}", lines, columns, rows)
