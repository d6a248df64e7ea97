"""What each act on units changes, and why it may not: pure, so that a preview is the act itself.

`prepare` gives the changed rows, the findings and the reconciliation sheet of a request; nothing
is written here.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from nhanai.base.findings import Finding, Severity
from nhanai.units.rules.checks import checks
from nhanai.units.rules.faults import faults
from nhanai.units.rules.known import UnitRef
from nhanai.units.rules.requests import (
    Close,
    Merge,
    Move,
    Open,
    Opening,
    Rename,
    Request,
    Split,
    key_of,
)
from nhanai.units.rules.sheet import SheetRow, sheet_of
from nhanai.units.rules.structure import (
    THIS_ACT,
    Change,
    CodeRow,
    Draft,
    HeirRow,
    NameRow,
    PlaceRow,
    Structure,
    UnitRow,
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an act would do."""

    changes: tuple[Change, ...] = ()
    findings: tuple[Finding, ...] = ()
    sheet: tuple[SheetRow, ...] = ()
    touched: tuple[str, ...] = ()
    moved: tuple[UnitRef, ...] = ()
    """Units that change their parent without being the object of the act."""
    closed: tuple[UnitRef, ...] = ()

    @property
    def may_be_done(self) -> bool:
        """Whether nothing speaks against it."""
        return not any(finding.blocking for finding in self.findings)


def prepare(structure: Structure, request: Request) -> Outcome:
    """What `request` would change, and everything that speaks against it."""
    found = tuple(checks(structure, request))
    if any(finding.blocking for finding in found):
        return Outcome(findings=found)
    draft = Draft(structure)
    _carry_out(draft, request)
    after = draft.after
    found = (*found, *faults(after, draft.touched), *_left_behind(draft, request.on))
    objects = set(_objects(request))
    changes = draft.changes()
    moved = [
        change.after.unit
        for change in changes
        if isinstance(change.after, PlaceRow) and change.before is None
    ]
    return Outcome(
        changes,
        found,
        sheet_of(draft.before, after, changes, request.on),
        tuple(draft.touched),
        tuple(_refs(after, (key for key in moved if key not in objects), request.on)),
        tuple(_refs(after, (key for key in draft.touched if _closed(draft, key)), request.on)),
    )


def _refs(structure: Structure, keys: Iterable[str], on: dt.date) -> Iterator[UnitRef]:
    for key in dict.fromkeys(keys):
        yield UnitRef(key, structure.name_on(key, on), structure.units[key].kind)


def _closed(draft: Draft, key: str) -> bool:
    before = draft.before.units.get(key)
    return before is not None and before.end is None and draft.after.units[key].end is not None


def _objects(request: Request) -> tuple[str, ...]:
    match request:
        case Open():
            return (request.opening.key,)
        case Merge():
            return (*(part.unit for part in request.sources), key_of(request.into))
        case Split():
            return (request.source, *(key_of(unit) for unit, _ in request.parts))
        case Rename() | Move() | Close():
            return (request.unit,)


def _carry_out(draft: Draft, request: Request) -> None:
    match request:
        case Open():
            _open(draft, request.opening, request.on)
        case Rename():
            draft.rename(request.unit, request.name, request.short_name, request.on)
        case Move():
            draft.move(request.unit, request.line, request.parent, request.on)
        case Close():
            draft.close(request.unit, request.on)
        case Merge():
            _merge(draft, request)
        case Split():
            _split(draft, request)


def _open(draft: Draft, opening: Opening, on: dt.date) -> None:
    draft.add_unit(
        UnitRow(None, opening.key, opening.kind, on, None, opening.territory, THIS_ACT),
        NameRow(None, opening.key, opening.name, opening.short_name, on, None, THIS_ACT),
    )
    for line, parent in opening.parents.items():
        draft.add_place(PlaceRow(None, opening.key, parent, line, on, None, THIS_ACT))
    if opening.code:
        draft.add_code(CodeRow(None, opening.key, "GSO", opening.code, on, None))


def _merge(draft: Draft, request: Merge) -> None:
    into = key_of(request.into)
    sources = [part.unit for part in request.sources]
    for source in sources:
        draft.close(source, request.on)
    if isinstance(request.into, Opening):
        _open(draft, request.into, request.on)
    for part in request.sources:
        _hand_over(draft, part.unit, into, part.share, request.on)
        if part.share != 1:
            _hand_over(draft, part.unit, request.rest_to, 1 - part.share, request.on)
    _take_children(draft, sources, into, request.on)


def _split(draft: Draft, request: Split) -> None:
    draft.close(request.source, request.on)
    for unit, share in request.parts:
        if isinstance(unit, Opening):
            _open(draft, unit, request.on)
        _hand_over(draft, request.source, key_of(unit), share, request.on)
    if request.children_to:
        _take_children(draft, [request.source], request.children_to, request.on)


def _hand_over(draft: Draft, source: str, into: str, share: Decimal, on: dt.date) -> None:
    draft.add_heir(HeirRow(None, source, into, on, share, THIS_ACT))


def _take_children(draft: Draft, sources: list[str], into: str, on: dt.date) -> None:
    """Living children of the sources stand below the heir, in the line in which they stood.

    An heir that stood below a source takes the source's own place.
    """
    for source in sources:
        for row in draft.before.living_children(source, on):
            if row.unit in sources:
                continue
            parent = into
            if row.unit == into:
                parent = _place_above(draft.before, source, row.line, on, sources)
            if parent:
                draft.move(row.unit, row.line, parent, on)


def _place_above(structure: Structure, key: str, line: str, on: dt.date, sources: list[str]) -> str:
    place = structure.place_on(key, line, on)
    while place and place.parent in sources:
        place = structure.place_on(place.parent, line, on)
    return place.parent if place else ""


def _left_behind(draft: Draft, on: dt.date) -> Iterator[Finding]:
    """A warning for units that still work on the territory of one that ends."""
    gone = {key for key in draft.touched if _closed(draft, key)}
    for unit in draft.after.units.values():
        if unit.territory in gone and unit.key not in gone and unit.lives_on(on):
            name = draft.after.name_on(unit.key, on)
            yield Finding(
                "works-on-ended-territory",
                f"“{name}” vẫn hoạt động trên địa bàn này; hãy xem có cần sắp xếp cùng không.",
                Severity.WARNING,
                where=unit.key,
            )
