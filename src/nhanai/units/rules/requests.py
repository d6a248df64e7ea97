"""What may be asked: the acts on units as values. Their day is the first day of the new state."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Opening:
    """A unit that is to be opened; `parents` says below whom, line by line."""

    key: str
    kind: str
    name: str
    parents: Mapping[str, str]
    short_name: str = ""
    code: str = ""
    territory: str = ""


@dataclass(frozen=True, slots=True)
class Open:
    """Thành lập."""

    opening: Opening
    on: dt.date


@dataclass(frozen=True, slots=True)
class Rename:
    """Đổi tên."""

    unit: str
    name: str
    on: dt.date
    short_name: str = ""


@dataclass(frozen=True, slots=True)
class Move:
    """Chuyển sang đơn vị trên khác, trong một hệ."""

    unit: str
    line: str
    parent: str
    on: dt.date


@dataclass(frozen=True, slots=True)
class Part:
    """A share of a unit."""

    unit: str
    share: Decimal = Decimal(1)


@dataclass(frozen=True, slots=True)
class Merge:
    """Sáp nhập, hợp nhất: several into one; what a part leaves goes to `rest_to`."""

    sources: tuple[Part, ...]
    into: str | Opening
    on: dt.date
    rest_to: str = ""


@dataclass(frozen=True, slots=True)
class Split:
    """Chia, tách: one into several, old or new; living children go to `children_to`."""

    source: str
    parts: tuple[tuple[str | Opening, Decimal], ...]
    on: dt.date
    children_to: str = ""


@dataclass(frozen=True, slots=True)
class Close:
    """Kết thúc hoạt động, không có bên tiếp nhận."""

    unit: str
    on: dt.date


Request = Open | Rename | Move | Merge | Split | Close


def key_of(unit: str | Opening) -> str:
    """The key of a unit that exists or is to be opened."""
    return unit.key if isinstance(unit, Opening) else unit


def units_named(request: Request) -> tuple[str, ...]:
    """The existing units that a request speaks of, parents too, each once."""
    match request:
        case Open():
            named = [*request.opening.parents.values()]
        case Rename() | Close():
            named = [request.unit]
        case Move():
            named = [request.unit, request.parent]
        case Merge():
            named = [*(part.unit for part in request.sources), *_existing(request.into)]
            named += [request.rest_to] if request.rest_to else []
        case Split():
            named = [request.source]
            for unit, _ in request.parts:
                named += _existing(unit)
    return tuple(dict.fromkeys(named))


def _existing(unit: str | Opening) -> list[str]:
    return [*unit.parents.values()] if isinstance(unit, Opening) else [unit]
