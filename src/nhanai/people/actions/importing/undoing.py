"""Taking a whole import back, as one act: only what nobody changed since goes."""

import datetime as dt
from collections.abc import Callable, Collection, Sequence
from typing import Final

from django.db import models, transaction

from nhanai.facts import actions as facts
from nhanai.facts.models import Fact
from nhanai.journal.actions import record
from nhanai.people.actions.importing.sealing import seal_of
from nhanai.people.actions.importing.working import locked, moved, taken_up
from nhanai.people.facts import ROLE
from nhanai.people.models import ImportRow, PeopleImport, Person, PersonPair, PersonRole
from nhanai.people.vocab import ImportState

_BATCH: Final = 1000
_OWN: Final = (PersonRole, ImportRow, PersonPair)
LEFT: Final = "Hồ sơ đã có thay đổi hoặc được dùng ở nơi khác sau khi nhập, nên giữ lại."


def undo_now(*, one: PeopleImport, clock: Callable[[], dt.datetime]) -> None:
    """Take back all of it in one transaction; what was changed since stays and is told."""
    found = taken_up(one, ImportState.UNDOING, now=clock())
    if found is None:
        return
    with transaction.atomic():
        one = locked(found.pk)
        gone = left = 0
        rows = ImportRow.objects.filter(of=one, is_taken=True).order_by("number")
        last = 0
        while some := list(rows.filter(number__gt=last)[:_BATCH]):
            kept = _taken_back(some)
            left, gone, last = left + kept, gone + len(some) - kept, some[-1].number
        one.counts = {**one.counts, "gone": gone, "left": left}
        one.state = ImportState.UNDONE
        one.save(update_fields=["counts", "state"])
        moved(one, one.total, now=clock())
        new = {"gone": gone, "left": left}
        record(verb="people.import_undone", subject=one, by=one.by, at=clock(), new=new,
               unit_key=one.unit.key)  # fmt: skip


def _taken_back(rows: Sequence[ImportRow]) -> int:
    """Take these back where nothing changed; how many stay."""
    made = [row for row in rows if row.made_roles or row.made_person]
    numbers = [row.person_id for row in made if row.person_id]
    people = Person.objects.in_bulk([pk for pk in numbers if pk])
    roles: dict[int, list[PersonRole]] = {}
    for role in PersonRole.objects.filter(person__in=list(people)).order_by("pk"):
        roles.setdefault(role.person_id, []).append(role)
    used = _used_elsewhere([row.person_id for row in made if row.made_person and row.person_id])
    going = [row for row in made if row.person_id not in used and _is_whole(row, people, roles)]
    _delete(going)
    staying = {row.pk for row in made} - {row.pk for row in going}
    for row in rows:
        if row.pk in staying:
            row.reasons = [*row.reasons, ["left", LEFT]]
        else:
            row.person, row.made_person, row.made_roles, row.seal = None, False, [], ""
            row.is_taken = False
    ImportRow.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["id"], batch_size=500,
        update_fields=["person", "made_person", "made_roles", "seal", "is_taken", "reasons"],
    )  # fmt: skip
    return len(staying)


def _is_whole(
    row: ImportRow, people: dict[int, Person], roles: dict[int, list[PersonRole]]
) -> bool:
    """Whether everything still is as the import left it."""
    person = people.get(row.person_id or 0)
    held = roles.get(row.person_id or 0, [])
    own = [role for role in held if role.pk in set(row.made_roles)]
    if person is None or (row.made_person and len(own) != len(held)):
        return False
    return seal_of(person if row.made_person else None, own) == row.seal


def _used_elsewhere(people: Collection[int]) -> set[int]:
    """Those whom a record of any room names; which rooms there are is read off the tables."""
    found: set[int] = set()
    for relation in Person._meta.get_fields(include_hidden=True):
        model = relation.related_model
        if not relation.auto_created or not isinstance(model, type) or model in _OWN:
            continue
        if relation.concrete or not issubclass(model, models.Model):
            continue
        name = relation.remote_field.name  # type: ignore[union-attr]  # a relation to here has its field
        rows = model._default_manager.filter(**{f"{name}__in": list(people)})
        found |= set(rows.values_list(name, flat=True))
    counted = Fact.objects.filter(subject__in=list(people)).values_list("subject", flat=True)
    found |= {subject for subject in counted if subject is not None}
    return found


def _delete(rows: Sequence[ImportRow]) -> None:
    roles = [pk for row in rows for pk in row.made_roles]
    facts.clear(source=ROLE, records=roles)
    people = [row.person_id for row in rows if row.made_person and row.person_id]
    ImportRow.objects.filter(person__in=people).update(person=None)
    PersonPair.objects.filter(models.Q(first__in=people) | models.Q(second__in=people)).delete()
    found = PersonRole.objects.filter(pk__in=roles)
    found.update(follows=None)
    found._raw_delete(found.db)
    gone = Person.objects.filter(pk__in=people)
    gone._raw_delete(gone.db)
