"""The catalogue of measures: what is counted, how it adds up, and from where it comes."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from nhanai.base.days import written
from nhanai.base.text import fold
from nhanai.facts.permissions import Permission
from nhanai.facts.queries.catalogue import all_rows, value_of
from nhanai.facts.rules.catalogue import MeasureValue
from nhanai.facts.vocab import Adding, Block, MeasureKind, StatutoryField
from nhanai.figures.rules.sheets import Column, Sheet
from nhanai.identity.models import User
from nhanai.identity.queries import holds_at_the_top
from nhanai.web.paging import ROWS, Page, page_of_values

HOW: Final[Mapping[Adding, str]] = {
    Adding.SUM: "Cộng mọi số phát sinh trong kỳ; cộng được qua các kỳ và các đơn vị.",
    Adding.BALANCE: "Cộng dồn mọi lần tăng, giảm đến cuối kỳ; cộng được qua các đơn vị.",
    Adding.LAST: "Lấy lần kiểm đếm cuối đến hết kỳ; cộng được qua các đơn vị.",
    Adding.DISTINCT: "Mỗi người tính một lần trong kỳ; không cộng qua kỳ hay đơn vị.",
    Adding.FORMULA: "Tính từ số của các chỉ tiêu khác.",
}
_SCORE: Final = "Số riêng của từng đơn vị ở lần cuối; không cộng qua kỳ hay đơn vị."


@dataclass(frozen=True, slots=True)
class Row:
    """One measure in words."""

    measure: MeasureValue
    how: str
    field: str
    parts: str
    since: str
    is_own: bool
    can_end: bool


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The page."""

    rows: Sequence[Row]
    page: Page[Row]
    words: str
    block: str
    blocks: Sequence[tuple[str, str]]
    can_add: bool


def catalogue(
    user: User, *, words: str, block: str, number: int, today: dt.date, size: int = ROWS
) -> Catalogue:
    """The measures that are looked for, in the order of the report."""
    may = holds_at_the_top(user, Permission.MANAGE, today=today)
    wanted = fold(words).split()
    rows = [
        _row(value_of(one), is_own=not one.is_shipped, may=may)
        for one in all_rows()
        if (not block or one.code.startswith(block))
        and all(word in fold(f"{one.code} {one.name}") for word in wanted)
    ]
    page = page_of_values(rows, number=number, noun="chỉ tiêu", size=size)
    blocks = [("", "Mọi khối"), *((one.value, str(one.label)) for one in Block)]
    return Catalogue(page.rows, page, words, block, blocks, may)


def _row(measure: MeasureValue, *, is_own: bool, may: bool) -> Row:
    is_score = measure.kind == MeasureKind.RATIO and measure.formula is None
    end = "" if measure.valid.is_open else f", đến hết trước {written(measure.valid.end)}"
    return Row(
        measure=measure,
        how=_SCORE if is_score else HOW[measure.adding],
        field=str(StatutoryField(measure.field).label) if measure.field else "",
        parts="; ".join(f"{code} = {name}" for code, name in measure.parts.items()),
        since=f"từ {written(measure.valid.start)}{end}" if is_own else "",
        is_own=is_own,
        can_end=may and is_own and measure.valid.is_open,
    )


def sheet(page: Catalogue, today: dt.date) -> Sheet:
    """The catalogue to take along."""
    columns = (
        Column("Mã", 8), Column("Chỉ tiêu", 50), Column("Đơn vị tính", 14), Column("Loại", 22),
        Column("Cách cộng", 44), Column("Nguồn", 16), Column("Công thức", 24),
        Column("Nhóm", 36), Column("Kiểm chứng", 14), Column("Ghi chú", 36),
    )  # fmt: skip
    rows = [
        (
            row.measure.code, row.measure.name, row.measure.unit_of_measure,
            str(row.measure.kind.label), row.how, str(row.measure.source.label),
            row.measure.formula.text if row.measure.formula else "", row.parts,
            "đã kiểm chứng" if row.measure.is_verified else "chưa kiểm chứng", row.measure.note,
        )
        for row in page.rows
    ]  # fmt: skip
    lines = [f"Kết xuất ngày {written(today)}."]
    return Sheet("danh-muc-chi-tieu", "Danh mục chỉ tiêu", lines, columns, rows)
