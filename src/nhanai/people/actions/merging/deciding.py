"""Looking for pairs of records of one person, and saying of a pair that it is two people."""

import datetime as dt
from collections.abc import Iterator

from django.db import transaction
from django.utils.module_loading import import_string
from django.utils.timezone import localdate
from django_tasks.base import Task

from nhanai.base.text import fold
from nhanai.identity.models import User
from nhanai.identity.queries import allowed, holds
from nhanai.journal.actions import record
from nhanai.people.actions.merging.merging import CannotMerge
from nhanai.people.models import Person, PersonPair
from nhanai.people.permissions import Permission
from nhanai.people.rules.matching import Traits, pairs_of
from nhanai.people.rules.spelling import Birth
from nhanai.people.vocab import PairState

JOB = "nhanai.people.tasks.look_for_pairs"
"""Named, not imported: jobs are entry points and stand above the acts."""
_BATCH = 1000


def seek_pairs(*, by: User, at: dt.datetime) -> None:
    """Have the worker look for pairs among all records."""
    if not holds(by, Permission.RECORD, today=localdate(at)):
        raise CannotMerge("Anh, chị không có quyền rà soát hồ sơ trùng.")
    job: Task[[], None] = import_string(JOB)
    job.enqueue()


def find_pairs(*, at: dt.datetime) -> int:
    """Compare all living records; open pairs are those found now, decided ones stay decided."""
    found = pairs_of(_records())
    with transaction.atomic():
        PersonPair.objects.filter(state=PairState.OPEN).delete()
        PersonPair.objects.bulk_create(
            (
                PersonPair(
                    first_id=one.first, second_id=one.second, score=one.likeness.score,
                    reasons=list(one.likeness.reasons), found_at=at,
                )
                for one in found
            ),
            batch_size=_BATCH, ignore_conflicts=True,
        )  # fmt: skip
    return len(found)


def _records() -> Iterator[Traits]:
    people = Person.objects.filter(
        merged_into__isnull=True, erased_at__isnull=True, restricted_at__isnull=True
    ).order_by("pk")
    rows = people.values_list(
        "pk", "name_folded", "birth_on", "birth_year", "citizen_number", "phone", "commune",
        "hamlet", "household", "sex",
    )  # fmt: skip
    for pk, name, on, year, number, phone, commune, hamlet, household, sex in rows.iterator(5000):
        yield Traits(
            pk, name, Birth(on, year), number or "", phone, commune or 0, fold(hamlet),
            fold(household), sex,
        )  # fmt: skip


@transaction.atomic
def keep_apart(*, pair: PersonPair, by: User, at: dt.datetime) -> PersonPair:
    """Say that the two are not one person; they are not offered again."""
    rows = PersonPair.objects.select_for_update(of=("self",))
    pair = rows.select_related("first__keeper", "second__keeper").get(pk=pair.pk)
    today = localdate(at)
    for one in (pair.first, pair.second):
        if not allowed(by, Permission.RECORD, unit=one.keeper, today=today):
            raise CannotMerge("Anh, chị không có quyền đối với cả hai hồ sơ này.")
    if pair.state != PairState.OPEN:
        raise CannotMerge("Cặp này đã được xem rồi.")
    pair.state, pair.decided_at = PairState.APART, at
    pair.save(update_fields=["state", "decided_at"])
    record(verb="people.told_apart", subject=pair.first, by=by, at=at,
           new={"other": str(pair.second)}, unit_key=pair.first.keeper.key)  # fmt: skip
    return pair
