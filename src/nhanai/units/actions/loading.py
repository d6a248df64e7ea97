"""Brings units in from data: the shipped province, or the units of a world for tests."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Final

from django.db import models, transaction

from nhanai.base.text import fold, sort_key
from nhanai.journal import actions as journal
from nhanai.units.actions import lineage
from nhanai.units.models import (
    Alias,
    GroupRule,
    LegalAct,
    Placement,
    Reorganisation,
    ReorganisedUnit,
    Succession,
    Unit,
    UnitCode,
    UnitName,
)
from nhanai.units.rules import known, shipped
from nhanai.units.rules.shipped import Province, ShippedUnit
from nhanai.units.vocab import ActKind

_BATCH: Final = 500


@transaction.atomic
def load_province(*, by: models.Model | str, at: dt.datetime, name: str = "lai_chau") -> bool:
    """Load the shipped province once; whether there was anything to load."""
    data = shipped.province(name)
    if Unit.objects.filter(key=data.units[0].known.key).exists():
        return False
    load(data, by=by, at=at, note=f"Nạp danh mục đơn vị {name}.")
    return True


@transaction.atomic
def load(data: Province, *, by: models.Model | str, at: dt.datetime, note: str = "") -> None:
    """Write all units of `data` with what belongs to them, and one line in the journal."""
    acts = _load_acts(data)
    units = _load_units(data, acts)
    _load_names(data, units, acts)
    _load_places(data, units, acts)
    _load_heirs(data, units, acts)
    _load_groups(data.groups, units)
    lineage.rebuild([units[unit.known.key] for unit in data.units])
    loaded = Reorganisation.objects.create(kind=ActKind.LOAD, at=at, by=str(by), note=note)
    ReorganisedUnit.objects.bulk_create(
        (ReorganisedUnit(reorganisation=loaded, unit_key=unit.known.key) for unit in data.units),
        batch_size=_BATCH,
    )
    journal.record(
        verb="units.loaded",
        subject=loaded,
        by=by,
        at=at,
        new={"units": len(data.units), "successions": len(data.heirs)},
        note=note,
        unit_key=data.units[0].known.key if data.units else "",
    )


def _load_acts(data: Province) -> dict[str, int]:
    return {
        act.id: LegalAct.objects.get_or_create(
            reference=act.reference,
            dated_on=act.dated_on,
            defaults={"title": act.title, "is_verified": act.is_verified},
        )[0].pk
        for act in data.acts
    }


def _load_units(data: Province, acts: dict[str, int]) -> dict[str, int]:
    """Territories first, since the others say in which of them they work."""
    numbers: dict[str, int] = {}
    for has_territory in (False, True):
        Unit.objects.bulk_create(
            (
                _unit(unit, acts, numbers)
                for unit in data.units
                if bool(unit.known.territory) is has_territory
            ),
            batch_size=_BATCH,
        )
        numbers = dict(Unit.objects.values_list("key", "pk"))
    return numbers


def _unit(unit: ShippedUnit, acts: dict[str, int], numbers: dict[str, int]) -> Unit:
    return Unit(
        key=unit.known.key,
        kind=unit.known.kind,
        start=unit.known.start,
        end=unit.known.end,
        territory_id=numbers[unit.known.territory] if unit.known.territory else None,
        opened_by_id=acts.get(unit.opened_by),
        closed_by_id=acts.get(unit.closed_by),
        is_verified=unit.known.is_verified,
        note=unit.note,
    )


def _load_names(data: Province, units: dict[str, int], acts: dict[str, int]) -> None:
    UnitName.objects.bulk_create(
        (
            UnitName(
                unit_id=units[unit.known.key],
                name=called.name,
                short_name=called.short_name,
                name_folded=fold(called.name),
                sort_key=sort_key(called.name),
                start=called.start,
                end=called.end,
                act_id=acts.get(unit.opened_by),
            )
            for unit in data.units
            for called in unit.known.names
        ),
        batch_size=_BATCH,
    )
    Alias.objects.bulk_create(
        (
            Alias(unit_id=units[unit.known.key], text=text, text_folded=fold(text))
            for unit in data.units
            for text in dict.fromkeys(unit.known.aliases)
        ),
        batch_size=_BATCH,
    )
    UnitCode.objects.bulk_create(
        (
            UnitCode(
                unit_id=units[unit.known.key],
                code=unit.code,
                start=unit.known.start,
                end=unit.known.end,
            )
            for unit in data.units
            if unit.code
        ),
        batch_size=_BATCH,
    )


def _load_places(data: Province, units: dict[str, int], acts: dict[str, int]) -> None:
    Placement.objects.bulk_create(
        (
            Placement(
                unit_id=units[place.unit],
                parent_id=units[place.parent],
                line=place.line,
                start=place.start,
                end=place.end,
                act_id=acts.get(place.act),
            )
            for place in data.placed
        ),
        batch_size=_BATCH,
    )


def _load_heirs(data: Province, units: dict[str, int], acts: dict[str, int]) -> None:
    Succession.objects.bulk_create(
        (
            Succession(
                predecessor_id=units[row.heir.predecessor],
                successor_id=units[row.heir.successor],
                on=row.heir.on,
                share=row.heir.share,
                act_id=acts.get(row.act),
                is_verified=row.heir.is_verified,
                note=row.note,
            )
            for row in data.heirs
        ),
        batch_size=_BATCH,
    )


def _load_groups(groups: Mapping[str, tuple[known.GroupRule, ...]], units: dict[str, int]) -> None:
    rows: list[GroupRule] = []
    for group, rules in groups.items():
        rows.extend(row for rule in rules for row in _group_rows(units[group], rule, units))
    GroupRule.objects.bulk_create(rows)


def _group_rows(group: int, rule: known.GroupRule, units: dict[str, int]) -> Sequence[GroupRule]:
    if rule.members:
        return [GroupRule(group_id=group, member_id=units[key]) for key in sorted(rule.members)]
    return [GroupRule(group_id=group, kind=rule.kind, territory_kind=rule.territory_kind)]
