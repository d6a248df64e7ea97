"""Which unit a page is about: one's own, or one that was looked for among those one sees."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from nhanai.base.days import written
from nhanai.base.text import fold, single_spaced
from nhanai.figures.queries import seen_units
from nhanai.identity import queries as identity
from nhanai.identity.models import User
from nhanai.units.models import Unit, UnitName
from nhanai.units.queries import in_force, names_on, search
from nhanai.units.vocab import BELOW_CHAPTER, RED_CROSS_KINDS

_OFFERED: Final = 60
_NEAR: Final = 8


@dataclass(frozen=True, slots=True)
class Chosen:
    """The unit, and what was looked for where that names none or several."""

    unit: Unit
    name: str
    typed: str = ""
    near: Sequence[tuple[str, str]] = ()
    offered: Sequence[str] = ()


def chosen(
    user: User, said: Mapping[str, str], *, permission: str, today: dt.date
) -> Chosen | None:
    """The unit of an address (`dv`, its key; `don-vi`, words to look for), else her own."""
    seen = seen_units(user, permission, today=today)
    typed = single_spaced(said.get("don-vi", ""))[:100]
    found, near = _found(typed, said.get("dv", "")[:60], seen, today)
    unit = found or _own(user, permission, seen, today)
    if unit is None:
        return None
    is_missed = bool(typed) and (found is None or bool(near))
    name = names_on([unit.pk], today).get(unit.pk, unit.key)
    offered = tuple(_offered(seen, today))
    return Chosen(unit, name, typed if is_missed else "", near, offered)


def _found(
    typed: str, key: str, seen: frozenset[int], today: dt.date
) -> tuple[Unit | None, Sequence[tuple[str, str]]]:
    """The unit meant, and where it is not clear those that it could be."""
    before = Unit.objects.filter(key=key, pk__in=seen).first() if key else None
    if not typed:
        return before, ()
    listed = list(search(typed, today).filter(pk__in=seen)[: _NEAR + 1])
    same = [one for one in listed if fold(one.called) == fold(typed)]
    if before is not None and before.pk in {one.pk for one in same}:
        return before, ()
    exact = [one for one in same if one.end is None] or same or listed
    if len(exact) == 1:
        return exact[0], ()
    return before, [(one.key, f"{one.called}{_till(one)}") for one in listed]


def _till(unit: Unit) -> str:
    return f" (đến {written(unit.end)})" if unit.end else ""


def _own(user: User, permission: str, seen: frozenset[int], today: dt.date) -> Unit | None:
    """Where she is appointed herself, the society's units first."""
    places = identity.rights_of(user, today=today).places(permission)
    own = [unit for unit, _ in places if unit.pk in seen]
    return min(own, key=lambda unit: unit.kind not in RED_CROSS_KINDS, default=None)


def _offered(seen: frozenset[int], today: dt.date) -> Sequence[str]:
    """Names to choose from while typing; more would weigh too much on a slow line."""
    kinds = [kind for kind in RED_CROSS_KINDS if kind not in BELOW_CHAPTER]
    names = UnitName.objects.filter(in_force(today), unit__in=seen, unit__kind__in=kinds)
    return list(names.order_by("sort_key", "pk").values_list("name", flat=True)[:_OFFERED])
