"""Taking over what an earlier plan says, as the start of a new one."""

import datetime as dt
from collections import defaultdict
from typing import Final

from django.utils.timezone import localdate

from nhanai.identity.models import User
from nhanai.plans import queries as plans
from nhanai.plans.actions.draft_sections import put_units
from nhanai.plans.models import DraftSection, DraftTask, Plan, PlanDraft
from nhanai.plans.queries import drafting as queries
from nhanai.plans.rules.confirming import DOING
from nhanai.plans.rules.drafting import ended, joined_names, lines_of
from nhanai.plans.vocab import AddedField, DraftSectionKind, TaskState

COPIED: Final = ("bases", "purpose", "requirements")
HEADING: Final = 300


def copy_draft(source: PlanDraft, draft: PlanDraft, *, by: User, at: dt.datetime) -> None:
    """Everything that was written, without its days."""
    for name in COPIED:
        setattr(draft, name, getattr(source, name))
    draft.save(update_fields=COPIED)
    for section in queries.sections_of(source, today=localdate(at)):
        row = section.row
        made = DraftSection.objects.create(
            draft=draft, kind=row.kind, order=row.order, heading=row.heading, bullets=row.bullets
        )
        keys = [unit.pk for unit in section.units]
        put_units(made, queries.given_units(keys, today=localdate(at)))
        DraftTask.objects.bulk_create(
            DraftTask(
                section=made, order=task.order, text=task.text, recurrence=task.recurrence,
                target=task.target, changed_by=by, changed_at=at,
            )
            for task in section.tasks
        )  # fmt: skip


def copy_plan(plan: Plan, draft: PlanDraft, *, by: User, at: dt.datetime) -> None:
    """The content groups of a plan that was read, and its tasks by the agencies that have them."""
    tasks = list(plan.tasks.filter(state__in=[TaskState.CHECKED, TaskState.GENERAL]))
    tasks.sort(key=lambda task: (task.start, task.end, task.pk))
    bullets: defaultdict[int, list[str]] = defaultdict(list)
    for task in tasks:
        if task.state == TaskState.GENERAL and task.group_id:
            bullets[task.group_id].extend(ended(line) for line in lines_of(task.text))
    for order, group in enumerate(plan.groups.order_by("order"), start=1):
        heading = group.title.split(". ", 1)[-1][:HEADING]
        DraftSection.objects.create(
            draft=draft, kind=DraftSectionKind.GROUP, order=order, heading=heading,
            bullets="\n".join(bullets[group.pk]),
        )  # fmt: skip
    _copy_blocks(plan, draft, by=by, at=at)


def _copy_blocks(plan: Plan, draft: PlanDraft, *, by: User, at: dt.datetime) -> None:
    today = localdate(at)
    tasks = list(plan.tasks.filter(state=TaskState.CHECKED).order_by("start", "end", "pk"))
    keys = [task.pk for task in tasks]
    agencies, added = plans.agencies_of(keys, day=today), plans.current_additions(keys)
    blocks: dict[tuple[int, ...], DraftSection] = {}
    for task in tasks:
        doing = [one for one in agencies.get(task.pk, ()) if one.role in DOING]
        chosen = list(dict.fromkeys(unit.pk for one in doing for unit in one.units))
        if not chosen:
            continue
        units = tuple(sorted(chosen))
        if units not in blocks:
            blocks[units] = DraftSection.objects.create(
                draft=draft, kind=DraftSectionKind.BLOCK, order=len(blocks) + 1,
                heading=joined_names([one.words for one in doing])[:HEADING]
                if any(one.is_crowd for one in doing) else "",
            )  # fmt: skip
            put_units(blocks[units], queries.given_units(chosen, today=today))
        ours = added.get(task.pk, {})
        recurrence = ours.get(AddedField.RECURRENCE)
        target = ours.get(AddedField.TARGET)
        DraftTask.objects.create(
            section=blocks[units], order=blocks[units].tasks.count() + 1,
            text=ended(" ".join(lines_of(task.text))),
            recurrence=recurrence.value if recurrence else "",
            target=target.value[:300] if target else "", changed_by=by, changed_at=at,
        )  # fmt: skip
