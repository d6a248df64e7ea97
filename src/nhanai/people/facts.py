"""The facts of this room: written with the record that they come from, or all of them anew."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Final

from django.db import transaction

from nhanai.facts import actions as facts
from nhanai.facts.rules.registers import Register, Told
from nhanai.facts.rules.values import FactValue
from nhanai.people.models import OfficerPost, PersonRole
from nhanai.people.rules.counting import CountedRole, Stay, facts_of_role, facts_of_unit
from nhanai.people.vocab import EndReason, RoleKind
from nhanai.units.models import Placement, Unit
from nhanai.units.vocab import RED_CROSS_KINDS, Line, UnitKind

ROLE: Final = "people.role"
UNIT: Final = "people.unit"
_BATCH: Final = 500


def count_roles(roles: Iterable[PersonRole]) -> None:
    """Write what these rows count for, in the transaction that wrote them."""
    numbers = [role.pk for role in roles]
    if not numbers:
        return
    rows = PersonRole.objects.filter(pk__in=numbers).select_related("unit", "follows", "post")
    facts.replace_many(source=ROLE, facts={row.pk: facts_of_role(counted(row)) for row in rows})


def count_new_roles(roles: Iterable[PersonRole]) -> None:
    """The same for rows just written, which bring their `unit` and `follows` and have no post."""
    facts.replace_many(source=ROLE, facts={row.pk: facts_of_role(_counted(row)) for row in roles})


def counted(role: PersonRole) -> CountedRole:
    """The row as a value."""
    return _counted(role, getattr(role, "post", None))


def _counted(role: PersonRole, post: object = None) -> CountedRole:
    before = role.follows
    return CountedRole(
        kind=RoleKind(role.kind),
        unit_kind=UnitKind(role.unit.kind),
        stay=Stay(
            role.unit_id,
            role.start,
            role.end,
            role.unit.end,
            continues=before is not None and before.end_reason == EndReason.UNIT_ENDED,
            passes_on=role.end_reason == EndReason.UNIT_ENDED,
        ),
        grade=role.grade,
        employment=post.employment if isinstance(post, OfficerPost) else "",
        is_new=before is None and role.since == role.start,
    )


def count_units(keys: Collection[str] | None = None) -> None:
    """Write what the society's units count for at those above them; every one for None."""
    units = Unit.objects.filter(kind__in=RED_CROSS_KINDS).select_related("territory")
    units = units if keys is None else units.filter(key__in=keys)
    listed = list(units.order_by("pk"))
    with transaction.atomic():
        for start in range(0, len(listed), _BATCH):
            some = listed[start : start + _BATCH]
            facts.replace_many(source=UNIT, facts=dict(_of_units(some)))


def _of_units(units: Sequence[Unit]) -> Iterable[tuple[int, Sequence[FactValue]]]:
    places = _places(units)
    for unit in units:
        rows = places.get(unit.pk, [])
        parent = UnitKind(rows[0].parent.kind) if rows else UnitKind.OTHER
        territory = unit.territory.kind if unit.territory else ""
        stays = [Stay(row.parent_id, row.start, row.end, row.parent.end) for row in rows]
        yield unit.pk, facts_of_unit(UnitKind(unit.kind), territory, parent, stays)


def _places(units: Sequence[Unit]) -> Mapping[int, list[Placement]]:
    found: dict[int, list[Placement]] = {}
    rows = Placement.objects.filter(line=Line.RED_CROSS, unit__in=units).select_related("parent")
    for row in rows.order_by("unit", "start"):
        found.setdefault(row.unit_id, []).append(row)
    return found


def rebuild() -> None:
    """Write all facts of this room anew from its records; run twice, nothing differs."""
    last = 0
    with transaction.atomic():
        while rows := list(PersonRole.objects.filter(pk__gt=last).order_by("pk")[:_BATCH]):
            count_roles(rows)
            last = rows[-1].pk
        count_units()


def every_role() -> Told:
    """Every row of a role with its facts, from the records alone."""
    rows = PersonRole.objects.select_related("unit", "follows", "post").order_by("pk")
    for role in rows.iterator(chunk_size=_BATCH):
        yield role.pk, facts_of_role(counted(role))


def every_unit() -> Told:
    """Every unit of the society with its facts, from its places alone."""
    last = 0
    units = Unit.objects.filter(kind__in=RED_CROSS_KINDS).select_related("territory")
    while some := list(units.filter(pk__gt=last).order_by("pk")[:_BATCH]):
        yield from _of_units(some)
        last = some[-1].pk


REGISTERS: Final = (Register(ROLE, every_role), Register(UNIT, every_unit))
