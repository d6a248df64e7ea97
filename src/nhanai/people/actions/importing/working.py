"""What the jobs of an import share: taking one up, and telling how far it is."""

import datetime as dt

from django.db import transaction

from nhanai.people.actions.importing.receiving import look_again
from nhanai.people.models import PeopleImport
from nhanai.people.rules.importing import is_stale
from nhanai.people.vocab import ImportState


@transaction.atomic
def taken_up(one: PeopleImport, state: ImportState, *, now: dt.datetime) -> PeopleImport | None:
    """The import, if that is its step and no other worker is at it."""
    found = locked(one.pk)
    if found.state != state:
        return None
    look_again(found, at=now)
    if not is_stale(found.moved_at, now):
        return None
    found.moved_at = now
    found.save(update_fields=["moved_at"])
    return found


def moved(one: PeopleImport, done: int, *, now: dt.datetime) -> None:
    """Write down how far it is, in the transaction of the batch."""
    one.done, one.moved_at = min(done, one.total), now
    one.save(update_fields=["done", "moved_at"])


def locked(pk: int) -> PeopleImport:
    """The import, held until the transaction ends; its packed rows stay where they are."""
    rows = PeopleImport.objects.select_for_update(of=("self",)).defer("content")
    return rows.select_related("unit", "by").get(pk=pk)
