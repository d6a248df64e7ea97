"""A merge taken back: both records are again, to the letter, what they were."""

import datetime as dt
from typing import Any, Final

from django.db import transaction
from django.db.models import Model
from django.utils.timezone import localdate

from nhanai.facts import actions as facts
from nhanai.identity.models import User
from nhanai.identity.queries import allowed
from nhanai.journal.actions import record
from nhanai.people.actions.merging.merging import OWNED, CannotMerge
from nhanai.people.actions.merging.rows import plain, replace_roles, row_of
from nhanai.people.facts import ROLE, count_roles
from nhanai.people.models import OfficerPost, Person, PersonMerge, PersonPair, PersonRole
from nhanai.people.permissions import Permission
from nhanai.people.vocab import PairState

CHANGED: Final = (
    "Hồ sơ đã có thay đổi sau khi gộp, nên không tách lại tự động được. Sửa lại thay đổi ấy trước,"
    " hoặc ghi hồ sơ thứ hai mới."
)


@transaction.atomic
def unmerge(*, done: PersonMerge, by: User, at: dt.datetime) -> PersonMerge:
    """Restore both records and their histories; refused where anything of them changed since."""
    done = PersonMerge.objects.select_for_update(of=("self",)).get(pk=done.pk)
    people = Person.objects.select_for_update(of=("self",)).select_related("keeper").order_by("pk")
    found = {one.pk: one for one in people.filter(pk__in=[done.kept_id, done.gone_id])}
    kept, gone = found[done.kept_id], found[done.gone_id]
    today = localdate(at)
    if not all(
        allowed(by, Permission.RECORD, unit=one.keeper, today=today) for one in (kept, gone)
    ):
        raise CannotMerge("Anh, chị không có quyền tách hồ sơ của đơn vị này.")
    if done.undone_at is not None or not done.before:
        raise CannotMerge("Lần gộp này đã tách lại, hoặc dữ liệu đã xóa.")
    if _now(kept, gone) != {name: done.after[name] for name in ("people", "roles", "posts")}:
        raise CannotMerge(CHANGED)
    _restore(done)
    done.undone_at = at
    done.save(update_fields=["undone_at"])
    first, second = sorted((kept.pk, gone.pk))
    PersonPair.objects.filter(first=first, second=second).update(
        state=PairState.OPEN, decided_at=None
    )
    record(verb="people.unmerged", subject=kept, by=by, at=at, new={"gone": str(gone)},
           unit_key=kept.keeper.key)  # fmt: skip
    return done


def _now(kept: Person, gone: Person) -> dict[str, Any]:
    roles = list(PersonRole.objects.filter(person__in=[kept, gone]).order_by("pk"))
    posts = OfficerPost.objects.filter(role__in=roles).order_by("pk")
    return {
        "people": [plain(kept), plain(gone)],
        "roles": [plain(one) for one in roles],
        "posts": [plain(one) for one in posts],
    }


def _restore(done: PersonMerge) -> None:
    before, now = done.before, done.after
    kept, gone = (row_of(Person, said) for said in before["people"])
    Person.objects.filter(pk=kept.pk).update(citizen_number=None)
    gone.save()
    kept.save()
    roles = [row_of(PersonRole, said) for said in before["roles"]]
    posts = [row_of(OfficerPost, said) for said in before["posts"]]
    numbers = [said["id"] for said in now["roles"]]
    facts.clear(source=ROLE, records=numbers)
    replace_roles(numbers, roles, posts)
    count_roles(roles)
    tables: dict[str, type[Model]] = {model.__name__: model for model in OWNED}
    for name, rows in before["moved"].items():
        if name == "Person":
            Person.objects.filter(pk__in=rows).update(merged_into=gone)
        else:
            tables[name]._default_manager.filter(pk__in=rows).update(person=gone)
    facts.count_again(
        subject=gone.pk, other=kept.pk, places=[_place(said) for said in before["subjects"]]
    )


def _place(said: list[Any]) -> tuple[str, int, int, str, int]:
    source, number, measure, part, field = said
    return str(source), int(number), int(measure), str(part), int(field)
