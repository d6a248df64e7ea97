"""What rooms above bring to addresses: a batch here like any other, corrected only where it began.

A round of gifts asks nobody twice: who is an address has her delivery here. Rights, approval and
money are the matter of the room above.
"""

import datetime as dt
from collections.abc import Collection, Mapping

from django.db import transaction
from django.db.models import QuerySet

from nhanai.aid.actions.batching import BatchValues, held
from nhanai.aid.actions.delivering import complete, undo
from nhanai.aid.models import Batch, Delivery
from nhanai.aid.vocab import BatchState, DeliveryState
from nhanai.base.text import fold
from nhanai.identity.models import User
from nhanai.journal.actions import record
from nhanai.units.models import Unit


@transaction.atomic
def batch_of_above(
    *, unit: Unit, values: BatchValues, made_by: User, approved_by: User, by: User, at: dt.datetime
) -> Batch:
    """An approved batch, without addresses yet, of what a room above lists and approved."""
    batch = Batch.objects.create(
        unit=unit, name=values.name, on=values.on, place=values.place, kind=values.kind,
        folded=fold(f"{values.name} {values.what} {values.giver}")[:200], what=values.what,
        giver=values.giver, campaign=values.campaign, state=BatchState.APPROVED, made_by=made_by,
        made_at=at, approved_by=approved_by, approved_at=at,
    )  # fmt: skip
    new = {"on": values.on}
    record(verb="aid.batch_approved", subject=batch, by=by, at=at, new=new, unit_key=unit.key)
    return batch


@transaction.atomic
def deliver_for_above(
    *, batch: Batch, worths: Mapping[int, int], on: dt.date, by: User, at: dt.datetime
) -> None:
    """Record that these addresses (by key, each with đồng) received on that day."""
    row = held(batch.pk)
    for address, worth in worths.items():
        Delivery.objects.update_or_create(
            batch=row, address_id=address,
            defaults={"worth": worth, "state": DeliveryState.PLANNED, "on": None, "note": ""},
        )  # fmt: skip
    rows = Delivery.objects.filter(batch=row, address__in=list(worths)).order_by("pk")
    complete(row, list(_whole(rows)), on=on, by=by, at=at)


@transaction.atomic
def withdraw_for_above(
    *, batch: Batch, addresses: Collection[int], note: str, by: User, at: dt.datetime
) -> None:
    """Record that these did not receive after all."""
    row = held(batch.pk)
    rows = Delivery.objects.filter(batch=row, address__in=addresses, state=DeliveryState.DELIVERED)
    undone = list(_whole(rows.order_by("pk")))
    undo(row, undone, DeliveryState.TAKEN_BACK, note=note, by=by, at=at)
    new = {"deliveries": len(undone)}
    record(
        verb="aid.delivery_taken_back", subject=row, by=by, at=at, new=new, note=note,
        unit_key=row.unit.key,
    )  # fmt: skip


def _whole(rows: QuerySet[Delivery]) -> QuerySet[Delivery]:
    return rows.select_related("address__person__merged_into", "address__unit", "batch")
