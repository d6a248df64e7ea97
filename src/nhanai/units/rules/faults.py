"""What must always hold of units in time; each breach is a finding, all of them at once."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import groupby, pairwise

from nhanai.base.days import written
from nhanai.base.findings import Finding
from nhanai.base.text import canonical
from nhanai.units.rules.structure import END, HeirRow, NameRow, PlaceRow, Span, Structure, UnitRow


def faults(structure: Structure, keys: Iterable[str]) -> tuple[Finding, ...]:
    """Everything that does not hold for these units."""
    children = structure.children()
    found: list[Finding] = []
    for key in keys:
        unit = structure.units[key]
        found += _names(structure, unit)
        found += _codes(structure, unit)
        found += _places(structure, unit)
        found += _siblings(structure, unit, children)
        found += _orphans(structure, unit, children.get(key, ()))
        found += _heirs(structure, unit)
    return tuple({(one.rule, one.where, one.message): one for one in found}.values())


def shown(day: dt.date) -> str:
    """A day as people write it."""
    return written(day)


def percent(share: Decimal) -> str:
    """A share as people write it: `33,3333 %`."""
    return f"{(share * 100).normalize():f} %".replace(".", ",")


def _names(structure: Structure, unit: UnitRow) -> Iterator[Finding]:
    if not _covers(structure.names.get(unit.key, ()), unit):
        name = structure.name_on(unit.key, unit.start)
        yield Finding(
            "name-gap",
            f"Tên của “{name}” không liền suốt thời gian đơn vị hoạt động.",
            where=unit.key,
        )


def _codes(structure: Structure, unit: UnitRow) -> Iterator[Finding]:
    own = structure.codes.get(unit.key, ())
    if not own:
        return
    wanted = {(row.system, row.code) for row in own}
    for rows in structure.codes.values():
        for other in rows:
            if other.unit == unit.key or (other.system, other.code) not in wanted:
                continue
            if any(_meet(row, other) for row in own if row.code == other.code):
                name = structure.name_on(other.unit, max(other.start, unit.start))
                yield Finding("code-held", f"Mã {other.code} đang thuộc “{name}”.", where=unit.key)


def _places(structure: Structure, unit: UnitRow) -> Iterator[Finding]:
    rows = structure.places.get(unit.key, ())
    name = structure.name_on(unit.key, unit.start)
    if not rows and unit.kind != "PROVINCE":
        yield Finding("no-parent", f"“{name}” chưa đặt dưới đơn vị nào.", where=unit.key)
    for _, in_line in groupby(sorted(rows, key=lambda row: row.line), key=lambda row: row.line):
        if not _covers(tuple(in_line), unit):
            yield Finding(
                "place-gap",
                f"“{name}” có lúc không đứng dưới đơn vị nào hoặc đứng dưới hai đơn vị.",
                where=unit.key,
            )
    for row in rows:
        yield from _parent(structure, row)
        if _circles(structure, row):
            parent = structure.name_on(row.parent, row.start)
            yield Finding(
                "cycle",
                f"“{name}” không thể đứng dưới “{parent}” vì “{parent}” đang đứng dưới chính nó.",
                where=unit.key,
            )


def _parent(structure: Structure, row: PlaceRow) -> Iterator[Finding]:
    parent = structure.units.get(row.parent)
    name = structure.name_on(row.unit, row.start)
    if parent is None:
        yield Finding("no-such-unit", f"Không có đơn vị trên của “{name}”.", where=row.unit)
        return
    if parent.start > row.start or (parent.end or END) < (row.end or END):
        above = structure.name_on(row.parent, row.start)
        yield Finding(
            "parent-not-alive",
            f"“{above}” không hoạt động suốt thời gian “{name}” đứng dưới nó"
            f" (từ {shown(row.start)}).",
            where=row.unit,
        )


def _circles(structure: Structure, row: PlaceRow) -> bool:
    """Whether following parents from this placement comes back, on some day of it."""
    waiting = [(row.parent, row.start, row.end or END, frozenset({row.unit}))]
    while waiting:
        key, start, end, path = waiting.pop()
        if key in path:
            return True
        for above in structure.places.get(key, ()):
            first, last = max(start, above.start), min(end, above.end or END)
            if above.line == row.line and first < last:
                waiting.append((above.parent, first, last, path | {key}))
    return False


def _siblings(
    structure: Structure, unit: UnitRow, children: Mapping[str, Sequence[PlaceRow]]
) -> Iterator[Finding]:
    """Two units of a kind below one parent may not have one name on one day."""
    own = [(canonical(row.name), row) for row in structure.names.get(unit.key, ())]
    seen: set[str] = set()
    for place in structure.places.get(unit.key, ()):
        for other in children.get(place.parent, ()):
            same_kind = structure.units[other.unit].kind == unit.kind
            if other.unit == unit.key or not same_kind or not _meet(place, other):
                continue
            for row in structure.names.get(other.unit, ()):
                if other.unit not in seen and _has_name(own, row):
                    seen.add(other.unit)
                    yield Finding(
                        "name-held",
                        f"Đã có đơn vị khác tên “{row.name}” cùng đơn vị trên trong thời gian này.",
                        where=unit.key,
                    )


def _has_name(own: Sequence[tuple[str, NameRow]], other: NameRow) -> bool:
    name = canonical(other.name)
    return any(text == name and _meet(row, other) for text, row in own)


def _orphans(
    structure: Structure, unit: UnitRow, children: Sequence[PlaceRow]
) -> Iterator[Finding]:
    name = structure.name_on(unit.key, unit.start)
    for row in children:
        if unit.end and (row.end or END) > unit.end:
            child = structure.name_on(row.unit, max(row.start, unit.end))
            yield Finding(
                "living-child",
                f"“{child}” vẫn đứng dưới “{name}” sau khi đơn vị này kết thúc; hãy chuyển trước.",
                where=row.unit,
            )


def _heirs(structure: Structure, unit: UnitRow) -> Iterator[Finding]:
    own = sorted(structure.heirs.get(unit.key, ()), key=lambda row: row.on)
    name = structure.name_on(unit.key, unit.start)
    for on, rows in groupby(own, key=lambda row: row.on):
        listed = list(rows)
        total = sum((row.share for row in listed), Decimal(0))
        if total != 1:
            yield Finding(
                "shares-not-one",
                f"Các phần của “{name}” cộng lại là {percent(total)}, phải đúng 100 %.",
                where=unit.key,
            )
        if unit.end != on:
            yield Finding(
                "heir-too-early", f"“{name}” có bên tiếp nhận khi chưa kết thúc.", where=unit.key
            )
        for row in listed:
            yield from _heir(structure, row)


def _heir(structure: Structure, row: HeirRow) -> Iterator[Finding]:
    heir = structure.units.get(row.successor)
    if heir is None or not heir.lives_on(row.on):
        name = structure.name_on(row.successor, row.on)
        yield Finding(
            "heir-not-alive",
            f"“{name}” không hoạt động vào ngày {shown(row.on)} nên không thể tiếp nhận.",
            where=row.successor,
        )


def _covers(rows: Sequence[Span], unit: UnitRow) -> bool:
    """Whether the periods of `rows` follow each other through the unit's whole life."""
    if not rows:
        return False
    ordered = sorted(rows, key=lambda row: row.start)
    return (
        ordered[0].start == unit.start
        and (ordered[-1].end or END) == (unit.end or END)
        and all(one.end == after.start for one, after in pairwise(ordered))
    )


def _meet(one: Span, other: Span) -> bool:
    return one.start < (other.end or END) and other.start < (one.end or END)
