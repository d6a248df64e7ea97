"""What is asked of an act before anything is tried; all faults at once."""

import datetime as dt
from collections.abc import Iterable, Iterator
from decimal import Decimal

from nhanai.base.findings import Finding
from nhanai.units.rules.faults import percent, shown
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
from nhanai.units.rules.structure import CodeRow, NameRow, PlaceRow, Structure


def checks(structure: Structure, request: Request) -> Iterator[Finding]:
    """Everything that speaks against `request` before it is tried."""
    match request:
        case Open():
            yield from _check_opening(structure, request.opening, request.on)
        case Rename():
            yield from _check_living(structure, request.unit, request.on)
            yield from _check_later(structure.names.get(request.unit, ()), request.on)
            yield from _check_new_name(structure, request)
        case Move():
            yield from _check_move(structure, request)
        case Merge():
            yield from _check_merge(structure, request)
        case Split():
            yield from _check_split(structure, request)
        case Close():
            yield from _check_end(structure, request.unit, request.on)


def _check_opening(structure: Structure, opening: Opening, on: dt.date) -> Iterator[Finding]:
    if opening.key in structure.units:
        yield Finding("key-held", f"Mã định danh “{opening.key}” đã có.", where="key")
    if not opening.name.strip():
        yield Finding("no-name", "Hãy ghi tên đơn vị.", where="name")
    if not opening.parents and opening.kind != "PROVINCE":
        yield Finding("no-parent", "Hãy chọn đơn vị trên.", where="parent")
    for parent in opening.parents.values():
        yield from _check_alive(structure, parent, on, "parent")


def _check_alive(structure: Structure, key: str, on: dt.date, where: str) -> Iterator[Finding]:
    unit = structure.units.get(key)
    if unit is None:
        yield Finding("no-such-unit", f"Không có đơn vị “{key}”.", where=where)
    elif on < unit.start:
        name = structure.name_on(key, on)
        yield Finding(
            "before-opening",
            f"Ngày {shown(on)} “{name}” chưa hoạt động (từ {shown(unit.start)}).",
            where=where,
        )
    elif unit.end and on >= unit.end:
        name = structure.name_on(key, on)
        yield Finding(
            "after-closing",
            f"“{name}” đã kết thúc hoạt động từ ngày {shown(unit.end)}.",
            where=where,
        )


def _check_living(structure: Structure, key: str, on: dt.date) -> Iterator[Finding]:
    """The unit is at work on that day and was so the day before."""
    yield from _check_alive(structure, key, on, "on")
    unit = structure.units.get(key)
    if unit is not None and on == unit.start:
        yield Finding(
            "on-first-day",
            f"Ngày {shown(on)} là ngày “{structure.name_on(key, on)}” bắt đầu hoạt động;"
            " hãy chọn ngày sau đó.",
            where="on",
        )


def _check_later(rows: Iterable[NameRow | CodeRow | PlaceRow], on: dt.date) -> Iterator[Finding]:
    later = [row.start for row in rows if row.start >= on]
    if later:
        yield Finding(
            "later-change",
            f"Đã có thay đổi từ ngày {shown(min(later))};"
            " hãy chọn ngày sau đó hoặc hoàn tác thay đổi ấy trước.",
            where="on",
        )


def _check_new_name(structure: Structure, request: Rename) -> Iterator[Finding]:
    if not request.name.strip():
        yield Finding("no-name", "Hãy ghi tên mới.", where="name")
    elif structure.name_on(request.unit, request.on) == request.name:
        yield Finding("same-name", "Tên mới giống tên đang dùng.", where="name")


def _check_move(structure: Structure, request: Move) -> Iterator[Finding]:
    yield from _check_living(structure, request.unit, request.on)
    yield from _check_alive(structure, request.parent, request.on, "parent")
    rows = [row for row in structure.places.get(request.unit, ()) if row.line == request.line]
    yield from _check_later(rows, request.on)
    now = structure.place_on(request.unit, request.line, request.on)
    if request.parent == request.unit:
        yield Finding("cycle", "Đơn vị không thể đứng dưới chính nó.", where="parent")
    elif now is None:
        yield Finding("not-in-line", "Đơn vị không đứng trong hệ này.", where="line")
    elif now.parent == request.parent:
        yield Finding("same-parent", "Đơn vị đang đứng dưới chính đơn vị này.", where="parent")


def _check_end(structure: Structure, key: str, on: dt.date) -> Iterator[Finding]:
    """The unit can end on that day: nothing dated of it, or below it, lies beyond."""
    yield from _check_living(structure, key, on)
    unit = structure.units.get(key)
    if unit is None:
        return
    name = structure.name_on(key, on)
    if unit.end and on < unit.end:
        yield Finding(
            "ends-already",
            f"“{name}” đã được quyết định kết thúc từ ngày {shown(unit.end)}.",
            where="on",
        )
    own: tuple[NameRow | CodeRow | PlaceRow, ...] = (
        *structure.names.get(key, ()),
        *structure.codes.get(key, ()),
        *structure.places.get(key, ()),
        *(row for rows in structure.places.values() for row in rows if row.parent == key),
    )
    yield from _check_later(own, on)
    taken = [r.on for rows in structure.heirs.values() for r in rows if r.successor == key]
    if any(day >= on for day in taken):
        yield Finding(
            "later-inheritance",
            f"“{name}” tiếp nhận đơn vị khác từ ngày {shown(max(taken))}; hãy chọn ngày sau đó.",
            where="on",
        )


def _check_merge(structure: Structure, request: Merge) -> Iterator[Finding]:
    keys = [part.unit for part in request.sources]
    into = key_of(request.into)
    if not keys:
        yield Finding("no-source", "Hãy chọn đơn vị được sáp nhập.", where="sources")
    if len(set(keys)) != len(keys):
        yield Finding("source-twice", "Một đơn vị được chọn hai lần.", where="sources")
    if into in keys:
        yield Finding("into-itself", "Không thể sáp nhập đơn vị vào chính nó.", where="into")
    for part in request.sources:
        yield from _check_end(structure, part.unit, request.on)
        yield from _check_share(structure, part, request)
    if isinstance(request.into, Opening):
        yield from _check_opening(structure, request.into, request.on)
    else:
        yield from _check_alive(structure, into, request.on, "into")
    if request.rest_to:
        yield from _check_alive(structure, request.rest_to, request.on, "rest_to")
        if request.rest_to in (*keys, into):
            yield Finding(
                "rest-to-itself", "Phần còn lại phải về một đơn vị khác.", where="rest_to"
            )


def _check_share(structure: Structure, part: Part, request: Merge) -> Iterator[Finding]:
    name = structure.name_on(part.unit, request.on)
    if not 0 < part.share <= 1:
        yield Finding(
            "share-not-a-part", f"Phần của “{name}” phải trên 0 và không quá 100 %.", where="share"
        )
    elif part.share != 1 and not request.rest_to:
        yield Finding(
            "shares-not-one",
            f"Các phần của “{name}” chưa đủ 100 %: hãy ghi phần còn lại về đơn vị nào.",
            where="share",
        )


def _check_split(structure: Structure, request: Split) -> Iterator[Finding]:
    yield from _check_end(structure, request.source, request.on)
    keys = [key_of(unit) for unit, _ in request.parts]
    name = structure.name_on(request.source, request.on)
    if len(keys) < 2:
        yield Finding("one-part", "Chia, tách cần ít nhất hai đơn vị tiếp nhận.", where="parts")
    if len(set(keys)) != len(keys):
        yield Finding("part-twice", "Một đơn vị tiếp nhận được ghi hai lần.", where="parts")
    if request.source in keys:
        yield Finding("into-itself", f"“{name}” không thể tiếp nhận chính nó.", where="parts")
    if any(share <= 0 for _, share in request.parts):
        yield Finding("share-not-a-part", "Mỗi phần phải lớn hơn 0.", where="share")
    total = sum((share for _, share in request.parts), Decimal(0))
    if total != 1:
        yield Finding(
            "shares-not-one",
            f"Các phần của “{name}” cộng lại là {percent(total)}, phải đúng 100 %.",
            where="share",
        )
    for unit, _ in request.parts:
        if isinstance(unit, Opening):
            yield from _check_opening(structure, unit, request.on)
        else:
            yield from _check_alive(structure, unit, request.on, "parts")
    living = structure.living_children(request.source, request.on)
    if living and request.children_to not in keys:
        names = "; ".join(structure.name_on(row.unit, request.on) for row in living[:5])
        yield Finding(
            "children-without-home",
            f"Hãy chọn đơn vị tiếp nhận các đơn vị dưới “{name}”: {names}"
            + (" …" if len(living) > 5 else "."),
            where="children_to",
        )
