"""Writing the sections of a plan: content groups, blocks of agencies, their tasks."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Final, Protocol

from django.db import transaction
from django.db.models import Max
from django.utils.timezone import localdate

from nhanai.base.text import nfc, single_spaced
from nhanai.identity.models import User
from nhanai.plans.actions.draft_holding import CannotWrite, held_open, tidy, told, touched
from nhanai.plans.models import DraftSection, DraftTask, PlanDraft, Task
from nhanai.plans.queries import drafting as queries
from nhanai.plans.queries.giving import above_for
from nhanai.plans.rules.drafting import LONGEST_LINE, bullets_of, ended
from nhanai.plans.vocab import DraftSectionKind, Recurrence
from nhanai.units.models import Unit

MOST: Final = 200
"""So many sections in a draft, and tasks in a section, at most."""


class Ordered(Protocol):
    """A row that keeps its place by a number."""

    pk: int
    order: int


@transaction.atomic
def add_section(
    *, draft: PlanDraft, kind: DraftSectionKind, heading: str = "", by: User, at: dt.datetime
) -> DraftSection:
    """A content group, or a block of agencies, behind those that are there."""
    draft = held_open(draft.pk, by=by, at=at)
    heading = single_spaced(nfc(heading))[:300]
    if kind == DraftSectionKind.GROUP and not heading:
        raise CannotWrite("Hãy ghi tiêu đề của nhóm nội dung.")
    if draft.sections.count() >= MOST:
        raise CannotWrite(f"Mỗi kế hoạch nhiều nhất {MOST} mục.")
    last = draft.sections.filter(kind=kind).aggregate(last=Max("order"))["last"] or 0
    made = DraftSection.objects.create(draft=draft, kind=kind, heading=heading, order=last + 1)
    touched(draft, at)
    told("plans.draft_section_added", draft, by=by, at=at, new={"heading": heading})
    return made


@transaction.atomic
def set_section(
    *, section: DraftSection, heading: str, bullets: str, seen: str | None = None,
    by: User, at: dt.datetime,
) -> DraftSection:  # fmt: skip
    """Set the heading, and the bullets a line each; `seen` are the bullets she had before her."""
    section, draft = _section(section, by=by, at=at)
    heading = single_spaced(nfc(heading))[:300]
    bullets = "\n".join(bullets_of(tidy(bullets)))
    if section.kind == DraftSectionKind.GROUP and not heading:
        raise CannotWrite("Hãy ghi tiêu đề của nhóm nội dung.")
    theirs = "\n".join(bullets_of(seen)) if seen is not None else section.bullets
    if section.bullets not in {theirs, bullets}:
        raise CannotWrite(
            "Nhóm này vừa được người khác sửa. Chép lại lời của anh, chị, mở lại trang rồi sửa."
        )
    if (heading, bullets) != (section.heading, section.bullets):
        section.heading, section.bullets = heading, bullets
        section.save(update_fields=["heading", "bullets"])
        touched(draft, at)
        new = {"heading": heading, "text": bullets}
        told("plans.draft_section_set", draft, by=by, at=at, new=new)
    return section


def put_units(section: DraftSection, units: Iterable[Unit]) -> None:
    """Make `units` those of the block, kept in this order, in which the paper names them."""
    pairs = DraftSection.units.through.objects
    pairs.filter(draftsection=section).delete()
    pairs.bulk_create(DraftSection.units.through(draftsection=section, unit=one) for one in units)


@transaction.atomic
def choose_units(
    *, section: DraftSection, units: Sequence[Unit], heading: str | None = None,
    by: User, at: dt.datetime,
) -> DraftSection:  # fmt: skip
    """Say which units the block is for; `heading` stands for them where they are many."""
    section, draft = _section(section, by=by, at=at)
    if section.kind != DraftSectionKind.BLOCK:
        raise CannotWrite("Chỉ chọn đơn vị cho khối cơ quan.")
    wanted = queries.given_units([unit.pk for unit in units], today=localdate(at))
    if len(wanted) != len({unit.pk for unit in units}):
        raise CannotWrite("Có đơn vị không còn hoạt động. Hãy chọn đơn vị đã tiếp nhận.")
    put_units(section, wanted)
    if heading is not None:
        section.heading = single_spaced(nfc(heading))[:300]
        section.save(update_fields=["heading"])
    touched(draft, at)
    new = {"units": [unit.key for unit in wanted]}
    told("plans.draft_units_chosen", draft, by=by, at=at, new=new)
    return section


@transaction.atomic
def remove_section(*, section: DraftSection, by: User, at: dt.datetime) -> PlanDraft:
    """Take a section out; the journal keeps what it said."""
    section, draft = _section(section, by=by, at=at)
    tasks = list(section.tasks.values_list("text", flat=True))
    old = {"heading": section.heading, "text": "\n".join(tasks) or section.bullets}
    section.delete()
    touched(draft, at)
    told("plans.draft_section_removed", draft, by=by, at=at, old=old)
    return draft


@transaction.atomic
def move_section(*, section: DraftSection, up: bool, by: User, at: dt.datetime) -> DraftSection:
    """Change places with the section before or behind it; at the edge nothing happens."""
    section, draft = _section(section, by=by, at=at)
    rows = list(draft.sections.filter(kind=section.kind).order_by("order", "pk"))
    if _moved(rows, section.pk, up=up):
        DraftSection.objects.bulk_update(rows, ["order"])
        touched(draft, at)
    return section


@transaction.atomic
def add_tasks(*, section: DraftSection, text: str, by: User, at: dt.datetime) -> list[DraftTask]:
    """A task for each line that was typed or pasted."""
    section, draft = _section(section, by=by, at=at)
    if section.kind != DraftSectionKind.BLOCK:
        raise CannotWrite("Nhiệm vụ chỉ thêm vào khối cơ quan.")
    lines = bullets_of(tidy(text))
    if not lines:
        raise CannotWrite("Hãy ghi ít nhất một nhiệm vụ, mỗi dòng một nhiệm vụ.")
    if section.tasks.count() + len(lines) > MOST:
        raise CannotWrite(f"Mỗi khối nhiều nhất {MOST} nhiệm vụ.")
    last = section.tasks.aggregate(last=Max("order"))["last"] or 0
    made = DraftTask.objects.bulk_create(
        DraftTask(
            section=section, order=place, text=_line(line), changed_by=by, changed_at=at
        )
        for place, line in enumerate(lines, start=last + 1)
    )  # fmt: skip
    touched(draft, at)
    told("plans.draft_tasks_added", draft, by=by, at=at, new={"text": "\n".join(lines)})
    return made


@transaction.atomic
def set_task(
    *, task: DraftTask, text: str, seen: str | None = None, due: dt.date | None = None,
    recurrence: str = "", target: str = "", by: User, at: dt.datetime,
) -> DraftTask:  # fmt: skip
    """Set a task's sentence and what goes with it."""
    task, draft = _task(task, by=by, at=at)
    lines = bullets_of(tidy(text))
    if not lines:
        raise CannotWrite("Hãy ghi lời nhiệm vụ, hoặc bấm “Bỏ nhiệm vụ”.")
    line = _line(" ".join(lines))
    if seen is not None and task.text not in {ended(single_spaced(nfc(seen))), line}:
        raise CannotWrite(
            "Nhiệm vụ này vừa được người khác sửa. Chép lại lời của anh, chị, mở lại rồi sửa."
        )
    new: dict[str, object] = {
        "text": line, "due": due, "target": single_spaced(nfc(target))[:300],
        "recurrence": recurrence if recurrence in Recurrence.values else "",
    }  # fmt: skip
    changed = {name: value for name, value in new.items() if getattr(task, name) != value}
    if changed:
        for name, value in changed.items():
            setattr(task, name, value)
        task.changed_by, task.changed_at = by, at
        task.save(update_fields=[*changed, "changed_by", "changed_at"])
        touched(draft, at)
        told("plans.draft_task_set", draft, by=by, at=at, new=changed)
    return task


@transaction.atomic
def remove_task(*, task: DraftTask, by: User, at: dt.datetime) -> DraftSection:
    """Take a task out; the journal keeps what it said."""
    task, draft = _task(task, by=by, at=at)
    section, old = task.section, {"text": task.text}
    task.delete()
    touched(draft, at)
    told("plans.draft_task_removed", draft, by=by, at=at, old=old)
    return section


@transaction.atomic
def move_task(*, task: DraftTask, up: bool, by: User, at: dt.datetime) -> DraftTask:
    """Change places with the task before or behind it."""
    task, draft = _task(task, by=by, at=at)
    rows = list(task.section.tasks.order_by("order", "pk"))
    if _moved(rows, task.pk, up=up):
        DraftTask.objects.bulk_update(rows, ["order"])
        touched(draft, at)
    return task


@transaction.atomic
def set_upper(
    *, task: DraftTask, upper: Task, is_carried: bool, by: User, at: dt.datetime
) -> DraftTask:
    """Say that it will carry out that task of a plan above, or that it will not."""
    task, draft = _task(task, by=by, at=at)
    may = above_for(draft.unit, among=Task.objects.all(), today=localdate(at))
    if is_carried and not may.filter(pk=upper.pk).exists():
        raise CannotWrite(
            "Chỉ nối được với nhiệm vụ đã giao của kế hoạch cấp trên, hoặc nhiệm vụ đơn vị được"
            " giao."
        )
    (task.uppers.add if is_carried else task.uppers.remove)(upper)
    touched(draft, at)
    verb = "plans.draft_upper_linked" if is_carried else "plans.draft_upper_unlinked"
    told(verb, draft, by=by, at=at, new={"upper": f"{upper.plan_id}/{upper.address}"})
    return task


def _section(section: DraftSection, *, by: User, at: dt.datetime) -> tuple[DraftSection, PlanDraft]:
    draft = held_open(section.draft_id, by=by, at=at)
    found = DraftSection.objects.filter(pk=section.pk).first()
    if found is None:
        raise CannotWrite("Mục này đã được bỏ. Hãy mở lại trang.")
    return found, draft


def _task(task: DraftTask, *, by: User, at: dt.datetime) -> tuple[DraftTask, PlanDraft]:
    draft = held_open(task.section.draft_id, by=by, at=at)
    found = DraftTask.objects.select_related("section").filter(pk=task.pk).first()
    if found is None:
        raise CannotWrite("Nhiệm vụ này đã được bỏ. Hãy mở lại trang.")
    return found, draft


def _line(text: str) -> str:
    if len(text) > LONGEST_LINE:
        raise CannotWrite(f"Một nhiệm vụ dài quá {LONGEST_LINE} ký tự. Hãy tách thành nhiều dòng.")
    return text


def _moved(rows: Sequence[Ordered], key: int, *, up: bool) -> bool:
    """Change places with the neighbour and number anew; false at the edge."""
    place = next(n for n, row in enumerate(rows) if row.pk == key)
    other = place - 1 if up else place + 1
    if not 0 <= other < len(rows):
        return False
    for number, row in enumerate(rows, 1):
        row.order = number
    rows[place].order, rows[other].order = rows[other].order, rows[place].order
    return True
