"""The page on which many figures are typed at once, the list of them, and one with its history."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from nhanai.base.days import written
from nhanai.base.errors import Refused
from nhanai.base.numbers import show
from nhanai.base.text import fold
from nhanai.facts.queries.catalogue import measures, value_of
from nhanai.facts.rules.catalogue import MeasureValue
from nhanai.figures.actions.entering import plain
from nhanai.figures.models import Figure
from nhanai.figures.pages.choosing import Chosen
from nhanai.figures.permissions import Permission
from nhanai.figures.queries import last_entered, matching, may_at, visible_to
from nhanai.figures.rules.entering import by_hand, key_of, places
from nhanai.figures.rules.sheets import Column, Sheet
from nhanai.identity.models import User
from nhanai.identity.queries import holds
from nhanai.journal.queries import key_of as subject_key
from nhanai.journal.queries import of_subject
from nhanai.journal.vocab import VERBS
from nhanai.units.queries import names_by_day
from nhanai.web.paging import Page, page_of

MOST_OUT: Final = 20_000
"""Rows that one file takes out."""
_STEPS_SHOWN: Final = 30


@dataclass(frozen=True, slots=True)
class Box:
    """One number to type: what it is of, the last one, what is typed now and what is wrong."""

    key: str
    code: str
    name: str
    part: str
    measured_in: str
    kind: str
    note: str
    last: str
    last_on: dt.date | None
    typed: str
    faults: Sequence[str]
    already: int | None


@dataclass(frozen=True, slots=True)
class Many:
    """The hand-entered measures of a unit by block, each with a box."""

    chosen: Chosen
    words: str
    blocks: Sequence[tuple[str, Sequence[Box]]]
    faults: Sequence[str]


def many(
    chosen: Chosen, *, words: str, day: dt.date, typed: Mapping[str, str],
    refusal: Refused | None = None, already: Mapping[str, int] | None = None,
) -> Many:  # fmt: skip
    """The page; `typed` holds what stands in the boxes, `refusal` why it was not saved."""
    wrong: dict[str, list[str]] = {}
    for finding in refusal.findings if refusal else ():
        wrong.setdefault(finding.where or "", []).append(finding.message)
    last = last_entered(chosen.unit)
    wanted = fold(words).split()
    blocks: dict[str, list[Box]] = {}
    boxes = set()
    for measure in by_hand(measures(), day):
        for part, name in places(measure):
            key = key_of(measure.code, part)
            said = fold(f"{measure.code} {measure.name} {name}")
            if key in typed or all(word in said for word in wanted):
                box = _box(measure, part, last.get(key), typed.get(key, ""), wrong.get(key, ()))
                box = box if not already else _with(box, already.get(key))
                blocks.setdefault(str(measure.block.label), []).append(box)
                boxes.add(key)
    rest = [message for key, found in wrong.items() if key not in boxes for message in found]
    if refusal and not refusal.findings:
        rest.append(refusal.message)
    return Many(chosen, words, list(blocks.items()), rest)


def _box(
    measure: MeasureValue, part: str, last: Figure | None, typed: str, faults: Iterable[str]
) -> Box:
    return Box(
        key=key_of(measure.code, part), code=measure.code, name=measure.name,
        part=measure.parts.get(part, ""), measured_in=measure.unit_of_measure,
        kind=str(measure.kind.label), note=measure.note,
        last=show(plain(last)) if last else "", last_on=last.day if last else None,
        typed=typed, faults=tuple(faults), already=None,
    )  # fmt: skip


def _with(box: Box, already: int | None) -> Box:
    values = {name: getattr(box, name) for name in Box.__slots__}
    return Box(**{**values, "already": already})


@dataclass(frozen=True, slots=True)
class Row:
    """One entered figure in a list."""

    figure: Figure
    unit: str
    part: str
    quantity: Decimal


@dataclass(frozen=True, slots=True)
class Entered:
    """The figures that people typed, as filtered."""

    rows: Sequence[Row]
    page: Page[Figure]
    words: str
    state: str
    can_enter: bool


def entered(
    user: User, *, words: str, state: str, number: int, today: dt.date, size: int = 25
) -> Entered:
    """The list, the newest first."""
    seen = matching(visible_to(user, today=today), words, today=today)
    seen = seen.filter(withdrawn_at__isnull=state != "rut")
    page = page_of(seen, number=number, noun="số liệu", size=size)
    names = names_by_day((one.unit_id, one.day) for one in page.rows)
    rows = [
        Row(one, names[one.unit_id, one.day], one.measure.parts.get(one.part, ""), plain(one))
        for one in page.rows
    ]
    return Entered(rows, page, words, state, holds(user, Permission.ENTER, today=today))


def entered_sheet(page: Entered, today: dt.date) -> Sheet:
    """The list to take along."""
    columns = (
        Column("Ngày", 12), Column("Đơn vị", 36), Column("Mã", 8), Column("Chỉ tiêu", 44),
        Column("Nhóm", 18), Column("Số liệu", 16), Column("Đơn vị tính", 14), Column("Ghi chú", 36),
    )  # fmt: skip
    rows = [
        (
            written(row.figure.day), row.unit, row.figure.measure.code, row.figure.measure.name,
            row.part, row.quantity, row.figure.measure.unit_of_measure, row.figure.note,
        )
        for row in page.rows
    ]  # fmt: skip
    lines = [f"Kết xuất ngày {written(today)}. {page.page.words}."]
    return Sheet("so-lieu-nhap-tay", "Số liệu nhập tay", lines, columns, rows)


@dataclass(frozen=True, slots=True)
class Step:
    """What happened to a figure: what it was and became, by whom, why."""

    verb: str
    at: dt.datetime
    by: str
    old: str
    new: str
    reason: str


@dataclass(frozen=True, slots=True)
class One:
    """One entered figure with everything that happened to it."""

    row: Row
    measure: MeasureValue
    steps: Sequence[Step]
    can_change: bool

    @property
    def figure(self) -> Figure:
        """The record."""
        return self.row.figure


def one(user: User, figure: Figure, *, today: dt.date) -> One:
    """The page of one figure."""
    measure = value_of(figure.measure)
    name = names_by_day([(figure.unit_id, figure.day)])[figure.unit_id, figure.day]
    lines = of_subject(subject_key(figure))[:_STEPS_SHOWN]
    steps = [
        Step(
            VERBS.get(line.verb, line.verb), line.at, line.by,
            _quantity(line.old), _quantity(line.new), line.note,
        )
        for line in lines
    ]  # fmt: skip
    may = may_at(user, Permission.ENTER, unit=figure.unit, today=today)
    row = Row(figure, name, measure.parts.get(figure.part, ""), plain(figure))
    return One(row, measure, steps, may and figure.stands)


def _quantity(values: Mapping[str, object]) -> str:
    said = values.get("quantity")
    return show(Decimal(str(said))) if said is not None else ""
