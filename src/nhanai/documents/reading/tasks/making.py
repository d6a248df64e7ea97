"""Puts a task together from its words, who is charged and what its fields say."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from nhanai.documents.reading import deadlines
from nhanai.documents.reading.model import Assignee, Due, Joined, Span, Task
from nhanai.documents.reading.tasks import coordination
from nhanai.documents.reading.tasks.charges import Charge


@dataclass(frozen=True, slots=True)
class Fields:
    """What field lines or the columns of a row say."""

    assignees: tuple[Assignee, ...] = ()
    coordinating: tuple[str, ...] = ()
    time: Joined | None = None
    product: str | None = None


def task(
    *,
    address: str,
    content: Joined,
    rule: str,
    charge: Charge | None = None,
    issued: dt.date | None = None,
    group: str | None = None,
) -> Task:
    """A task that a paragraph says."""
    text = content.text
    timing = deadlines.of_sentence(text, issued)
    named = tuple(
        [
            replace(one, lead=True) if not one.lead and coordination.is_led_by(text, one) else one
            for one in (charge.assignees if charge else ())
        ]
    )
    said = charge.coordinating if charge else ()
    with_others = tuple(dict.fromkeys((*coordination.coordinating(text), *said)))
    return Task(
        address=address,
        text=text,
        span=content.span(),
        rule=rule,
        assignees=named,
        coordinating=_others(with_others, named),
        due=_due(content, timing.due),
        recurrence=timing.recurrence,
        report_to=timing.report_to.text if timing.report_to else None,
        group=group,
        nodes=(address,),
    )


def with_fields(made: Task, fields: Fields, issued: dt.date | None) -> Task:
    """The task with what its fields say."""
    assignees = (*fields.assignees, *made.assignees) if fields.assignees else made.assignees
    due, recurrence = made.due, made.recurrence
    if fields.time is not None and fields.time.text:
        timing = deadlines.of_field(fields.time.text, issued)
        due = _due(fields.time, timing.due)
        recurrence = timing.recurrence
    return replace(
        made,
        assignees=assignees,
        coordinating=_others(
            tuple(dict.fromkeys((*fields.coordinating, *made.coordinating))), assignees
        ),
        due=due,
        recurrence=recurrence,
        product=fields.product or made.product,
    )


def _others(named: tuple[str, ...], assignees: Sequence[Assignee]) -> tuple[str, ...]:
    """Who works with the agencies charged: not they themselves."""
    charged = {one.agency.lower() for one in assignees}
    return tuple(name for name in named if name.lower() not in charged)


def _due(content: Joined, found: deadlines.Deadline | None) -> Due | None:
    if found is None:
        return None
    span: Span = content.span(found.start, found.end)
    return Due(found.text, found.date, span)
