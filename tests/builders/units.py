"""Units for tests: single ones with keyword defaults, or the whole shipped province."""

import datetime as dt
import itertools
from collections.abc import Mapping
from typing import Final

from nhanai.units import actions
from nhanai.units.models import Reorganisation, Unit
from nhanai.units.rules.known import Called, Heir, KnownUnit
from nhanai.units.rules.requests import Rename
from nhanai.units.rules.shipped import Placed, Province, ShippedHeir, ShippedUnit
from nhanai.units.vocab import ActKind, Line, UnitKind

AT: Final = dt.datetime(2026, 11, 24, 8, 0, tzinfo=dt.UTC)
START: Final = dt.date(2020, 1, 1)
_NUMBERS: Final = itertools.count(1)


def a_unit(
    name: str = "Sở Y tế",
    *,
    key: str = "",
    kind: str = UnitKind.DEPARTMENT,
    parent: Unit | None = None,
    line: str = Line.STATE,
    start: dt.date = START,
    end: dt.date | None = None,
    short_name: str = "",
    code: str = "",
    aliases: tuple[str, ...] = (),
    territory: Unit | None = None,
) -> Unit:
    """One unit with one name, below `parent` in `line` all its life, or a top without a parent."""
    key = key or f"dv-{next(_NUMBERS)}"
    known = KnownUnit(
        key,
        kind,
        start,
        end,
        (Called(name, short_name, start, end),),
        aliases,
        territory.key if territory else "",
    )
    placed = (Placed(key, parent.key, line, start, end),) if parent else ()
    return _loaded(Province((), (ShippedUnit(known, code),), placed, (), {}))


def a_tree(paths: str, *, line: str = Line.RED_CROSS) -> Mapping[str, Unit]:
    """Chapters named `T`, `T.01`, `T.01.a`: each stands below what is before its last dot."""
    units: dict[str, Unit] = {}
    for path in paths.split():
        above, _, _ = path.rpartition(".")
        kind = UnitKind.CHAPTER if above else UnitKind.PROVINCE
        units[path] = a_unit(
            f"Hội {path}",
            key=path.lower().replace(".", "-"),
            kind=kind,
            parent=units.get(above),
            line=line,
        )
    return units


def a_succession(predecessor: Unit, successor: Unit, *, on: dt.date) -> None:
    """`successor` takes over all of `predecessor` on that day."""
    heir = ShippedHeir(Heir(predecessor.key, successor.key, on), "")
    actions.load(Province((), (), (), (heir,), {}), by="test", at=AT)


def an_act(unit: Unit) -> Reorganisation:
    """An act on that unit that is on record: a new name from 1 March 2026."""
    known = Reorganisation.objects.filter(units__unit_key=unit.key, kind=ActKind.RENAME).first()
    return known or actions.carry_out(
        request=Rename(unit.key, "Tên mới", dt.date(2026, 3, 1)),
        basis=actions.Basis("12/QĐ-CTĐ"),
        by="test",
        at=AT,
    )


def lai_chau() -> None:
    """All shipped units of Lai Châu."""
    actions.load_province(by="test", at=AT)


def unit(key: str) -> Unit:
    """The unit with that key."""
    return Unit.objects.get(key=key)


def _loaded(data: Province) -> Unit:
    actions.load(data, by="test", at=AT)
    return unit(data.units[0].known.key)
