"""The facts of this room: written with each activity, or all of them anew."""

from collections.abc import Iterator
from typing import Final

from django.db.models import QuerySet

from nhanai.activities.models import Activity
from nhanai.activities.rules import counting
from nhanai.activities.vocab import ActivityState
from nhanai.facts import actions as facts
from nhanai.facts.rules.registers import Register
from nhanai.facts.rules.values import FactValue

SOURCE: Final = "activities.activity"
_BATCH: Final = 500


def write(activity: Activity) -> None:
    """Make the facts of this activity what it says now, in the transaction that wrote it."""
    facts.replace(source=SOURCE, record=activity.pk, facts=facts_of(activity))


def facts_of(activity: Activity) -> tuple[FactValue, ...]:
    """What it counts for; a draft and what was withdrawn count for nothing."""
    if activity.state != ActivityState.RECORDED:
        return ()
    return counting.facts_of(counted(activity))


def everything() -> Iterator[tuple[int, tuple[FactValue, ...]]]:
    """Every activity with its facts, from the records alone."""
    rows = Activity.objects.filter(state=ActivityState.RECORDED).order_by("pk")
    for activity in with_what_counts(rows).iterator(chunk_size=_BATCH):
        yield activity.pk, facts_of(activity)


def with_what_counts(rows: QuerySet[Activity]) -> QuerySet[Activity]:
    """The same rows with everything that their facts need, in a steady number of queries."""
    return rows.select_related("campaign").prefetch_related("amounts", "people__person")


def counted(activity: Activity) -> counting.Counted:
    """The record as a value."""
    return counting.Counted(
        unit=activity.unit_id,
        day=activity.last_on,
        kind=activity.kind,
        field=activity.field,
        persons=activity.persons,
        services=activity.services,
        households=activity.households,
        joined=activity.joined,
        cash=activity.cash,
        goods=activity.goods,
        service=activity.service,
        blood=activity.blood,
        campaign=activity.campaign.kind if activity.campaign else "",
        amounts={amount.item: amount.number for amount in activity.amounts.all()},
        people=tuple(
            (row.person.merged_into_id or row.person_id, row.part) for row in activity.people.all()
        ),
    )


REGISTERS: Final = (Register(SOURCE, everything),)
