"""The units of the database as the resolver uses them, built once for each state of the tables."""

import datetime as dt
from typing import Final

from nhanai.units.models import (
    Alias,
    GroupRule,
    Placement,
    Reorganisation,
    Succession,
    Unit,
    UnitName,
)
from nhanai.units.rules import known, shipped
from nhanai.units.rules.known import Called, Heir, KnownUnit, Register
from nhanai.units.rules.resolving import NameIndex, Resolution

_KEPT: Final[dict[str, NameIndex]] = {}
"""The index of the newest state seen; every act leaves a new stamp, so it never speaks falsely."""


def resolve(
    text: str, day: dt.date, *, within: Unit | str | None = None, now: dt.date | None = None
) -> Resolution:
    """Which unit `text` means in a document of `day`, looked back at from `now`.

    `within` is the unit whose document it is, by which bare words ("UBND xã") are understood.
    """
    key = within.key if isinstance(within, Unit) else within
    return names().resolve(text, day, within=key, now=now)


def names() -> NameIndex:
    """The index of all names as the tables stand now."""
    stamp = Reorganisation.objects.order_by("-pk").values_list("stamp", flat=True).first()
    if stamp is None:
        return NameIndex(register())
    if str(stamp) not in _KEPT:
        built = NameIndex(register())
        _KEPT.clear()
        _KEPT[str(stamp)] = built
    return _KEPT[str(stamp)]


def register() -> Register:
    """Everything that the tables say of units, in seven queries."""
    called: dict[int, list[Called]] = {}
    for unit, name, short, start, end in UnitName.objects.order_by("unit", "start").values_list(
        "unit_id", "name", "short_name", "start", "end"
    ):
        called.setdefault(unit, []).append(Called(name, short, start, end))
    aliases: dict[int, list[str]] = {}
    for unit, text in Alias.objects.order_by("unit", "pk").values_list("unit_id", "text"):
        aliases.setdefault(unit, []).append(text)
    parents = _parents()
    units = [
        KnownUnit(
            key,
            kind,
            start,
            end,
            tuple(called.get(pk, [Called(key, "", start, end)])),
            tuple(aliases.get(pk, ())),
            territory or "",
            tuple(parents.get(pk, ())),
            is_verified,
        )
        for pk, key, kind, start, end, territory, is_verified in Unit.objects.order_by(
            "pk"
        ).values_list("pk", "key", "kind", "start", "end", "territory__key", "is_verified")
    ]
    return Register.of(units, _heirs(), _groups(), shipped.outside())


def _parents() -> dict[int, list[tuple[str, dt.date, dt.date | None]]]:
    found: dict[int, list[tuple[str, dt.date, dt.date | None]]] = {}
    rows = Placement.objects.order_by("unit", "start").values_list(
        "unit_id", "parent__key", "start", "end"
    )
    for unit, parent, start, end in rows:
        found.setdefault(unit, []).append((parent, start, end))
    return found


def _heirs() -> list[Heir]:
    rows = Succession.objects.order_by("on", "pk").values_list(
        "predecessor__key", "successor__key", "on", "share", "is_verified"
    )
    return [Heir(*row) for row in rows]


def _groups() -> dict[str, tuple[known.GroupRule, ...]]:
    found: dict[str, list[known.GroupRule]] = {}
    named: dict[str, set[str]] = {}
    rows = GroupRule.objects.order_by("pk").values_list(
        "group__key", "kind", "territory_kind", "member__key"
    )
    for group, kind, territory_kind, member in rows:
        rules = found.setdefault(group, [])
        if member:
            named.setdefault(group, set()).add(member)
        else:
            rules.append(known.GroupRule(kind, territory_kind))
    return {group: (*rules, *_named(named.get(group, set()))) for group, rules in found.items()}


def _named(members: set[str]) -> tuple[known.GroupRule, ...]:
    return (known.GroupRule(members=frozenset(members)),) if members else ()
