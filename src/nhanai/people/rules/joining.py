"""The roles of two records of one person as the roles of one, without overlap."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace

from nhanai.people.vocab import RoleKind


@dataclass(frozen=True, slots=True)
class Held:
    """A role as a row: which kind, where, from when to when, and whose it was."""

    pk: int
    kind: RoleKind
    unit: int
    since: dt.date
    start: dt.date
    end: dt.date | None
    is_kept: bool
    """Whether it is a role of the record that is kept."""

    def overlaps(self, other: "Held") -> bool:
        """Whether both hold on some day."""
        return self.start < (other.end or dt.date.max) and other.start < (self.end or dt.date.max)


@dataclass(frozen=True, slots=True)
class Joined:
    """The roles that stay; which went into which; which now go on at another unit in which."""

    roles: tuple[Held, ...]
    into: dict[int, int]
    goes_on: dict[int, int]


def joined(roles: Iterable[Held]) -> Joined:
    """One life of two: what was held twice at a unit becomes one period.

    Of memberships at two places at once the one that began later ends the other, as a transfer
    does; one that lies wholly within another is taken into it.
    """
    into: dict[int, int] = {}
    goes_on: dict[int, int] = {}
    groups: dict[tuple[RoleKind, int], list[Held]] = {}
    for role in sorted(roles, key=lambda one: (one.start, not one.is_kept, one.pk)):
        groups.setdefault((role.kind, role.unit), []).append(role)
    merged = [one for group in groups.values() for one in _at_one_unit(group, into)]
    members = [one for one in merged if one.kind == RoleKind.MEMBER]
    others = [one for one in merged if one.kind != RoleKind.MEMBER]
    stay = (*others, *_at_one_place(members, into, goes_on))
    return Joined(tuple(sorted(stay, key=lambda one: one.pk)), into, goes_on)


def _at_one_unit(group: list[Held], into: dict[int, int]) -> list[Held]:
    found: list[Held] = []
    for role in group:
        last = found[-1] if found else None
        if last is None or not last.overlaps(role):
            found.append(role)
            continue
        end = None if last.end is None or role.end is None else max(last.end, role.end)
        found[-1] = replace(last, end=end, since=min(last.since, role.since))
        into[role.pk] = last.pk
    return found


def _at_one_place(members: list[Held], into: dict[int, int], goes_on: dict[int, int]) -> list[Held]:
    found: list[Held] = []
    for role in sorted(members, key=lambda one: (one.start, not one.is_kept, one.pk)):
        last = found[-1] if found else None
        if last is None or not last.overlaps(role):
            found.append(role)
        elif role.start == last.start or (role.end and role.end <= (last.end or dt.date.max)):
            longer = max(last, role, key=lambda one: one.end or dt.date.max)
            shorter = role if longer is last else last
            found[-1] = replace(longer, since=min(last.since, role.since))
            into[shorter.pk] = longer.pk
        else:
            found[-1] = replace(last, end=role.start)
            found.append(replace(role, since=min(last.since, role.since)))
            goes_on[last.pk] = role.pk
    return found


def final(pk: int, into: dict[int, int]) -> int:
    """Into which role that stays this one went, itself if it stays."""
    while pk in into:
        pk = into[pk]
    return pk
